import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';
import { terms } from '../words/terms.ts';

type FactWords = {
  readonly uptimeTitle: string;
  readonly uptime: Readonly<Record<'day' | 'week' | 'month', string>>;
  readonly responseTitle: string;
  checks(count: number, failed: number): string;
  readonly response: Readonly<Record<'meanMs' | 'p50Ms' | 'p95Ms' | 'p99Ms', string>>;
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
};

const en: FactWords = {
  uptimeTitle: 'Uptime',
  uptime: { day: '24 h', week: '7 d', month: '30 d' },
  responseTitle: 'Answers in the last 24 h',
  checks: (count, failed) => `${terms.value.checks(count)}${failed === 0 ? '' : `, ${n(failed)}\u00a0failed`}`,
  response: { meanMs: 'Mean', p50Ms: 'Median', p95Ms: '95% within', p99Ms: '99% within' },
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
};

const fr: FactWords = {
  uptimeTitle: 'Disponibilité',
  uptime: { day: '24\u00a0h', week: '7\u00a0j', month: '30\u00a0j' },
  responseTitle: 'Réponses des dernières 24\u00a0h',
  checks: (count, failed) => `${terms.value.checks(count)}${failed === 0 ? '' : `, ${n(failed)}\u00a0en échec`}`,
  response: { meanMs: 'Moyenne', p50Ms: 'Médiane', p95Ms: '95\u00a0% en', p99Ms: '99\u00a0% en' },
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
};

export const factWords = dictionary({ en, fr });
