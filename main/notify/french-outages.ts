/** The sentences about an outage of several services, in French. */
import type { FailureKind } from '../monitor/model.ts';
import { assertNever } from '../monitor/model.ts';
import { colon, counted, semicolon } from './french-typography.ts';
import type { OutageWording } from './outage-wording.ts';

/** What they all do; plural, for a headline. */
const ways: Readonly<Record<FailureKind, string>> = {
  dns: 'leurs noms ne se résolvent pas',
  refused: 'tous refusent la connexion',
  reset: 'tous coupent la connexion',
  unreachable: 'aucun n’est joignable',
  timeout_connect: 'aucun n’accepte la connexion à temps',
  timeout_tls: 'aucun n’achève la négociation TLS à temps',
  timeout_response: 'aucun ne répond à temps',
  tls_expired: 'tous ont un certificat expiré',
  tls_untrusted: 'aucun n’a de certificat de confiance',
  tls_name: 'tous ont un certificat établi pour un autre nom',
  status: 'tous répondent par un statut inattendu',
  content: 'tous répondent par un contenu inattendu',
  protocol: 'aucun ne répond en HTTP',
  too_large: 'tous répondent trop longuement pour être évalués',
};

const services = (count: number): string => counted(count, 'service');
/** "12 services", or "10 services sur 12" where that is not all. */
const share = (count: number, total: number): string =>
  count === total ? services(total) : `${services(count)} sur ${total}`;
const work = (count: number): string => (count < 2 ? 'fonctionne de nouveau' : 'fonctionnent de nouveau');
const others = (count: number): string => counted(count, 'autre');
const closedFor = (total: number, lasted: string, shared: string): string =>
  `${total < 2 ? 'Incident clos' : 'Incidents clos'} pour ${services(total)} après ${lasted}${colon}${shared}`;

export const frenchOutages: OutageWording = {
  down: (down, total, shared) =>
    down === total
      ? `${services(total)} en panne${colon}${shared}`
      : `${share(down, total)} encore en panne${colon}${shared}`,
  over: (recovered, total, lasted, shared) =>
    recovered === 0
      ? closedFor(total, lasted, shared)
      : `${share(recovered, total)} ${work(recovered)} après ${lasted} de panne${colon}${shared}`,
  wasDown(recovered, total, lasted, shared) {
    if (recovered === 0) return closedFor(total, lasted, shared);
    const had = recovered < 2 ? 'a connu' : 'ont connu';
    return `${share(recovered, total)} ${had} une panne de ${lasted} et ${work(recovered)}${colon}${shared}`;
  },
  joined: (count, names) => `${services(count)} de plus en panne${colon}${names}`,
  downAgain: (count, names) => `${names} ${count < 2 ? 'est' : 'sont'} de nouveau en panne`,
  upAgain: (count, names) => `${names} ${work(count)}`,
  closed: (count, names) => `${names}${colon}${count < 2 ? 'incident clos' : 'incidents clos'}`,
  news: (parts) => parts.join(semicolon),
  remaining: (news, down, total) => `${news}${semicolon}${down} sur ${total} encore en panne`,
  names: (names, more) => (more === 0 ? names.join(', ') : `${names.join(', ')} et ${others(more)}`),
  shared(explanation) {
    switch (explanation.kind) {
      case 'alone':
        return undefined;
      case 'host':
        return explanation.value;
      case 'zone':
        return `noms sous ${explanation.value}`;
      case 'vpn':
        return `VPN ${explanation.value}`;
      case 'address':
        return `adresse ${explanation.value}`;
      case 'network':
        return `réseau ${explanation.value}`;
      case 'port':
        return `port ${explanation.value}`;
      case 'widespread':
        return ways[explanation.value];
      default:
        return assertNever(explanation);
    }
  },
  explained(explanation) {
    const common = (what: string): string => `Point commun${colon}${what}`;
    switch (explanation.kind) {
      case 'alone':
        return undefined;
      case 'host':
        return common(`l’hôte ${explanation.value}`);
      case 'zone':
        return common(`les noms sous ${explanation.value}`);
      case 'vpn':
        return common(`le VPN ${explanation.value}`);
      case 'address':
        return common(`l’adresse ${explanation.value}`);
      case 'network':
        return common(`le réseau ${explanation.value}`);
      case 'port':
        return common(`le port ${explanation.value}`);
      case 'widespread':
        return common('la plupart des services échouent, et de la même façon');
      default:
        return assertNever(explanation);
    }
  },
  inVariousWays: `Point commun${colon}la plupart des services échouent en même temps, de diverses façons`,
  since(critical, down, date) {
    if (critical === 0) return `${down < 2 ? 'Non critique' : 'Aucun critique'}, en panne depuis ${date}`;
    if (critical === down) return `${down < 2 ? 'Critique' : 'Tous critiques'}, en panne depuis ${date}`;
    return `${counted(critical, 'critique')} sur ${down}, en panne depuis ${date}`;
  },
  standing: (down, total) => `${down} sur ${total} en panne en ce moment`,
  notCertainOf: (doubt, count, down) =>
    count === down ? `Sans certitude${colon}${doubt}.` : `Sans certitude pour ${count} sur ${down}${colon}${doubt}.`,
  failure: (name, sentence, likewise) =>
    likewise === 0
      ? `${name}${colon}${sentence}`
      : `${name}${colon}${sentence} (et ${others(likewise)} de la même façon)`,
  memberDown: (critical, date) => `${critical ? ' (critique)' : ''} en panne depuis ${date}`,
  memberUp: (lasted) => ` fonctionne de nouveau après ${lasted} de panne`,
  memberClosed: (end, lasted) =>
    end === 'edited'
      ? `${colon}incident clos après ${lasted}, la configuration du service a changé`
      : `${colon}incident clos après ${lasted}, le service n’est plus surveillé`,
  more: (count, down) =>
    down === 0 || down === count ? `et ${others(count)}` : `et ${others(count)}, dont ${down} en panne`,
  runbookOf: (name) => `Procédure${colon}${name}`,
  services: 'Services',
  outage: 'Panne',
};
