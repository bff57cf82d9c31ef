import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';

type ServiceWords = {
  readonly group: string;
  readonly tags: string;
  readonly opensAnew: string;
  readonly actions: string;
  readonly acknowledge: string;
  readonly snooze: string;
  readonly unsnooze: string;
  /** `all`, `group:NAME`, `tag:NAME`, or names of services. */
  unsnoozeAll(targets: readonly string[]): string;
  readonly check: string;
  readonly pause: string;
  readonly resume: string;
  readonly runbook: string;
  readonly curl: string;
  readonly edit: string;
  readonly missing: string;
  missingHint(name: string): string;
  readonly allServices: string;
  readonly failed: string;
  readonly last: string;
  readonly phase: string;
  readonly share: string;
  readonly took: string;
  readonly failedHere: string;
  readonly skipped: string;
  readonly unreached: string;
  readonly total: string;
  readonly status: string;
  expected(status: string): string;
  readonly address: string;
  readonly at: string;
  readonly ago: (duration: string) => string;
  readonly neverChecked: string;
  doesNotCount(reason: string): string;
  recent(count: number): string;
  readonly recentKeys: string;
  readonly noChecks: string;
  answered(took: string): string;
  failedAfter(kind: string, took: string): string;
  unobserved(reason: string): string;
  readonly figures: string;
  readonly uptime: Readonly<Record<'day' | 'week' | 'month', string>>;
  readonly response: Readonly<Record<'meanMs' | 'p50Ms' | 'p95Ms' | 'p99Ms', string>>;
  /** Of a figure: of how much it speaks. */
  readonly ofDay: string;
  readonly nothingYet: string;
  readonly certificate: string;
  readonly noCertificate: string;
  readonly notSeen: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
  readonly names: string;
  moreNames(count: number): string;
  left(duration: string): string;
  readonly soon: (duration: string) => string;
  readonly over: (duration: string) => string;
  readonly notValidYet: string;
  readonly cadence: string;
  every(interval: string): string;
  everyInstead(interval: string, asked: string): string;
  within(worst: string): string;
  beyond(worst: string, promise: string): string;
  readonly terms: Readonly<Record<'interval' | 'confirming' | 'timeout' | 'sending', string>>;
  readonly incidents: string;
  readonly noIncidents: string;
  readonly open: string;
  readonly ended: string;
  readonly allIncidents: string;
  showAll(count: number): string;
};

const en: ServiceWords = {
  group: 'Group',
  tags: 'Tags',
  opensAnew: 'opens in a new tab',
  actions: 'What can be done',
  acknowledge: 'Acknowledge',
  snooze: 'Snooze…',
  unsnooze: 'End the snooze',
  unsnoozeAll: (targets) => `End the snooze of ${namedIn(targets, 'all services', 'and')}`,
  check: 'Check now',
  pause: 'Pause',
  resume: 'Resume',
  runbook: 'Runbook',
  curl: 'Copy as curl',
  edit: 'Edit',
  missing: 'This service is not watched.',
  missingHint: (name) =>
    `“${name}” may have been renamed or taken out of the configuration, or the address is cut short.`,
  allServices: 'All services',
  failed: 'The details could not be read.',
  last: 'Last check',
  phase: 'Phase',
  share: 'When',
  took: 'Took',
  failedHere: 'failed',
  skipped: 'not needed',
  unreached: 'not reached',
  total: 'Total',
  status: 'HTTP status',
  expected: (status) => `expected ${status}`,
  address: 'Address',
  at: 'When',
  ago: (duration) => `${duration} ago`,
  neverChecked: 'No check since the program was started.',
  doesNotCount: (reason) => `This result does not count: ${reason}.`,
  recent: (count) => (count === 1 ? 'The last check' : `The last ${n(count)} checks`),
  recentKeys: 'Arrow keys move through the checks.',
  noChecks: 'No checks yet',
  answered: (took) => `answered in ${took}`,
  failedAfter: (kind, took) => `${kind}, after ${took}`,
  unobserved: (reason) => `Not observed: ${reason}`,
  figures: 'In figures',
  uptime: { day: 'Uptime 24 h', week: 'Uptime 7 d', month: 'Uptime 30 d' },
  response: { meanMs: 'Mean', p50Ms: 'Median', p95Ms: '95% within', p99Ms: '99% within' },
  ofDay: 'last 24 h',
  nothingYet: 'nothing yet',
  certificate: 'Certificate',
  noCertificate: 'None: the address is plain http.',
  notSeen: 'No check has seen it yet.',
  subject: 'Subject',
  issuer: 'Issuer',
  validTo: 'Valid until',
  names: 'Names',
  moreNames: (count) => `and ${n(count)} more`,
  left: (duration) => `${duration} left`,
  soon: (duration) => `expires in ${duration}`,
  over: (duration) => `expired ${duration} ago`,
  notValidYet: 'not valid yet',
  cadence: 'How often, and how soon it is told',
  every: (interval) => `Checked every ${interval}.`,
  everyInstead: (interval, asked) => `Checked every ${interval} instead of ${asked}, so that the promise is kept.`,
  within: (worst) => `An outage of any kind is told within ${worst}:`,
  beyond: (worst, promise) => `The promise of ${promise} cannot be kept: the slowest outage is told after ${worst}.`,
  terms: { interval: 'until the next check', confirming: 'to confirm', timeout: 'timeout', sending: 'sending' },
  incidents: 'Incidents',
  noIncidents: 'None on record.',
  open: 'Still open',
  ended: 'Over',
  allIncidents: 'All of this service',
  showAll: (count) => `Show all ${n(count)}`,
};

const fr: ServiceWords = {
  group: 'Groupe',
  tags: 'Étiquettes',
  opensAnew: 's’ouvre dans un nouvel onglet',
  actions: 'Actions possibles',
  acknowledge: 'Prendre en charge',
  snooze: 'Sourdine…',
  unsnooze: 'Lever la sourdine',
  unsnoozeAll: (targets) => `Lever la sourdine de ${namedIn(targets, 'tous les services', 'et')}`,
  check: 'Vérifier',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  runbook: 'Procédure',
  curl: 'Copier en curl',
  edit: 'Modifier',
  missing: 'Ce service n’est pas surveillé.',
  missingHint: (name) =>
    `«\u00a0${name}\u00a0» a peut-être été renommé ou retiré de la configuration, ou l’adresse est tronquée.`,
  allServices: 'Tous les services',
  failed: 'Impossible de lire les détails.',
  last: 'Dernière vérification',
  phase: 'Phase',
  share: 'Quand',
  took: 'Durée',
  failedHere: 'échec',
  skipped: 'inutile',
  unreached: 'pas atteint',
  total: 'Total',
  status: 'Code HTTP',
  expected: (status) => `${status} attendu`,
  address: 'Adresse',
  at: 'Quand',
  ago: (duration) => `il y a ${duration}`,
  neverChecked: 'Aucune vérification depuis le démarrage du programme.',
  doesNotCount: (reason) => `Ce résultat ne compte pas\u00a0: ${reason}.`,
  recent: (count) => (count < 2 ? 'La dernière vérification' : `Les ${n(count)} dernières vérifications`),
  recentKeys: 'Les flèches parcourent les vérifications.',
  noChecks: 'Pas encore de vérification',
  answered: (took) => `réponse en ${took}`,
  failedAfter: (kind, took) => `${kind}, après ${took}`,
  unobserved: (reason) => `Non observé\u00a0: ${reason}`,
  figures: 'En chiffres',
  uptime: { day: 'Disponibilité 24\u00a0h', week: 'Disponibilité 7\u00a0j', month: 'Disponibilité 30\u00a0j' },
  response: { meanMs: 'Moyenne', p50Ms: 'Médiane', p95Ms: '95\u00a0% en', p99Ms: '99\u00a0% en' },
  ofDay: 'dernières 24\u00a0h',
  nothingYet: 'rien encore',
  certificate: 'Certificat',
  noCertificate: 'Aucun\u00a0: l’adresse est en http simple.',
  notSeen: 'Aucune vérification ne l’a encore vu.',
  subject: 'Sujet',
  issuer: 'Émetteur',
  validTo: 'Valable jusqu’au',
  names: 'Noms',
  moreNames: (count) => `et ${n(count)} ${count < 2 ? 'autre' : 'autres'}`,
  left: (duration) => `encore ${duration}`,
  soon: (duration) => `expire dans ${duration}`,
  over: (duration) => `expiré depuis ${duration}`,
  notValidYet: 'pas encore valable',
  cadence: 'Rythme et délai d’alerte',
  every: (interval) => `Vérifié toutes les ${interval}.`,
  everyInstead: (interval, asked) => `Vérifié toutes les ${interval} au lieu de ${asked}, pour tenir la promesse.`,
  within: (worst) => `Une panne, quelle qu’elle soit, est annoncée en ${worst} au plus\u00a0:`,
  beyond: (worst, promise) =>
    `La promesse de ${promise} ne peut pas être tenue\u00a0: la panne la plus lente est annoncée après ${worst}.`,
  terms: {
    interval: 'jusqu’à la prochaine vérification',
    confirming: 'pour confirmer',
    timeout: 'd’attente',
    sending: 'd’envoi',
  },
  incidents: 'Incidents',
  noIncidents: 'Aucun à ce jour.',
  open: 'En cours',
  ended: 'Terminé',
  allIncidents: 'Tous ceux de ce service',
  showAll: (count) => `Tout afficher (${n(count)})`,
};

/** The first two, and how many more. */
function namedIn(targets: readonly string[], everything: string, and: string): string {
  const names = targets.map((target) => (target === 'all' ? everything : target.replace(/^(group|tag):/, '')));
  const rest = names.length - 2;
  return rest > 0 ? `${names.slice(0, 2).join(', ')} ${and} ${n(rest)}` : names.join(` ${and} `);
}

export const serviceWords = dictionary({ en, fr });
