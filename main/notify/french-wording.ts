/** What an alert says in French. A service has no gender, so that nothing here agrees with its name. */
import { assertNever } from '../monitor/model.ts';
import { frenchDigests } from './digest-wording.ts';
import { frenchOutages } from './french-outages.ts';
import { frenchDoubt, frenchSentence } from './french-sentences.ts';
import { colon, counted, frenchDuration, frenchMilliseconds } from './french-typography.ts';
import { frenchNotes } from './note-wording.ts';
import { frenchButtons } from './slack-button-wording.ts';
import type { Wording } from './wording.ts';

export const french: Wording = {
  headline(telling, name, lasted) {
    switch (telling) {
      case 'down':
        return `${name} est en panne`;
      case 'down_again':
        return `${name} est de nouveau en panne`;
      case 'up':
        return `${name} fonctionne de nouveau après ${lasted} de panne`;
      case 'was_down':
        return `${name} a connu une panne de ${lasted} et fonctionne de nouveau`;
      case 'edited':
        return `${name}${colon}incident clos après ${lasted}, la configuration du service a changé`;
      case 'removed':
        return `${name}${colon}incident clos après ${lasted}, le service n’est plus surveillé`;
      default:
        return assertNever(telling);
    }
  },
  preview(headline, { critical, doubtful }, sentence) {
    const marked = `${headline}${critical ? ' (critique)' : ''}${doubtful ? ' (sans certitude)' : ''}`;
    return sentence === undefined ? marked : `${marked}${colon}${sentence}`;
  },
  lasted(leastMs, mostMs) {
    const [least, most] = [frenchDuration(leastMs), frenchDuration(mostMs)];
    return least === most ? most : `${least} à ${most}`;
  },
  duration: frenchDuration,
  milliseconds: frenchMilliseconds,
  sentence: ({ sentence }) => frenchSentence(sentence),
  doubt: frenchDoubt,
  labelled: (label, value) => `${label}${colon}${value}`,
  notCertain: (doubt) => `Sans certitude${colon}${doubt}.`,
  late: (by) => `annoncé avec ${by} de retard`,
  lateDetail: (detected, delivered) => `Annoncé en retard${colon}détection ${detected}, envoi ${delivered}`,
  since: (date, critical) => `${critical ? 'Critique' : 'Non critique'}, en panne depuis ${date}`,
  period: (from, until) => `Début de la panne${colon}${from}, fin${colon}${until}`,
  unseenEnd: (from, notBefore, notAfter) =>
    `Début de la panne${colon}${from}. Fin entre ${notBefore} et ${notAfter}${colon}la surveillance était interrompue`,
  responseTime: (total, phases) => (phases === '' ? total : `${total} (${phases})`),
  reopened: (times) => `${counted(times, 'rechute')} après rétablissement`,
  labels: {
    service: 'Service',
    group: 'Groupe',
    criticality: 'Criticité',
    statusCode: 'Code HTTP',
    responseTime: 'Temps de réponse',
    incident: 'Incident',
    url: 'URL',
    runbook: 'Procédure',
    flapping: 'Instabilité',
    lastFailure: 'Dernier échec',
  },
  critical: 'Critique',
  notCritical: 'Non critique',
  noStatusCode: 'aucun reçu',
  phases: { dnsMs: 'DNS', tcpMs: 'TCP', tlsMs: 'TLS', firstByteMs: 'premier octet', bodyMs: 'corps' },
  outages: frenchOutages,
  digests: frenchDigests,
  notes: frenchNotes,
  buttons: frenchButtons,
};
