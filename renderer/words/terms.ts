/** The product's terms, the same in every part of the window. */
import type { AggregateState } from '../../main/monitor/aggregate.ts';
import type { FailureKind, Phases, UnobservedReason } from '../../main/monitor/model.ts';
import { dictionary } from './dictionary.ts';
import { formatNumber } from './locale.ts';

type Terms = {
  readonly states: Readonly<Record<AggregateState, string>>;
  readonly slow: string;
  readonly failing: string;
  readonly recovering: string;
  readonly pending: string;
  readonly snoozed: string;
  readonly maintenance: string;
  /** Why nobody can say how it is, as a few words. */
  readonly reasons: Readonly<Record<UnobservedReason, string>>;
  readonly kinds: Readonly<Record<FailureKind, string>>;
  readonly phases: Readonly<Record<keyof Phases, string>>;
  readonly critical: string;
  readonly notCritical: string;
  services(count: number): string;
  checks(count: number): string;
  incidents(count: number): string;
};

const en: Terms = {
  states: { ok: 'Up', degraded: 'Degraded', down: 'Down', unknown: 'Not observed', paused: 'Paused' },
  slow: 'Slow',
  failing: 'Failing',
  recovering: 'Recovering',
  pending: 'Not checked yet',
  snoozed: 'Snoozed',
  maintenance: 'Maintenance',
  reasons: {
    paused: 'paused',
    offline: 'this machine is offline',
    dns: 'no names resolve here',
    captive_portal: 'a captive portal is in the way',
    vpn: 'its network is not connected',
    asleep: 'this machine was asleep',
    not_running: 'the program was not running',
  },
  kinds: {
    dns: 'DNS',
    refused: 'Connection refused',
    reset: 'Connection reset',
    unreachable: 'Unreachable',
    timeout_connect: 'Connect timeout',
    timeout_tls: 'TLS timeout',
    timeout_response: 'Response timeout',
    tls_expired: 'Certificate expired',
    tls_untrusted: 'Certificate not trusted',
    tls_name: 'Certificate for another name',
    status: 'Wrong status',
    content: 'Wrong content',
    protocol: 'Protocol error',
    too_large: 'Answer too large',
  },
  phases: { dnsMs: 'DNS', tcpMs: 'TCP', tlsMs: 'TLS', firstByteMs: 'First byte', bodyMs: 'Body' },
  critical: 'Critical',
  notCritical: 'Not critical',
  services: (count) => counted(count, count === 1, 'service', 'services'),
  checks: (count) => counted(count, count === 1, 'check', 'checks'),
  incidents: (count) => counted(count, count === 1, 'incident', 'incidents'),
};

const fr: Terms = {
  states: { ok: 'En service', degraded: 'Dégradé', down: 'En panne', unknown: 'Non observé', paused: 'En pause' },
  slow: 'Lent',
  failing: 'En échec',
  recovering: 'Se rétablit',
  pending: 'Pas encore vérifié',
  snoozed: 'En sourdine',
  maintenance: 'Maintenance',
  reasons: {
    paused: 'en pause',
    offline: 'cette machine est hors ligne',
    dns: 'aucun nom n’est résolu ici',
    captive_portal: 'un portail captif s’interpose',
    vpn: 'son réseau n’est pas connecté',
    asleep: 'cette machine était en veille',
    not_running: 'le programme était arrêté',
  },
  kinds: {
    dns: 'DNS',
    refused: 'Connexion refusée',
    reset: 'Connexion coupée',
    unreachable: 'Injoignable',
    timeout_connect: 'Connexion trop longue',
    timeout_tls: 'TLS trop long',
    timeout_response: 'Réponse trop longue',
    tls_expired: 'Certificat expiré',
    tls_untrusted: 'Certificat non reconnu',
    tls_name: 'Certificat d’un autre nom',
    status: 'Code HTTP inattendu',
    content: 'Contenu inattendu',
    protocol: 'Erreur de protocole',
    too_large: 'Réponse trop volumineuse',
  },
  phases: { dnsMs: 'DNS', tcpMs: 'TCP', tlsMs: 'TLS', firstByteMs: 'Premier octet', bodyMs: 'Corps' },
  critical: 'Critique',
  notCritical: 'Non critique',
  services: (count) => counted(count, count < 2, 'service', 'services'),
  checks: (count) => counted(count, count < 2, 'vérification', 'vérifications'),
  incidents: (count) => counted(count, count < 2, 'incident', 'incidents'),
};

function counted(count: number, isOne: boolean, one: string, many: string): string {
  return `${formatNumber(count)}\u00a0${isOne ? one : many}`;
}

export const terms = dictionary({ en, fr });
