import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';

type CheckWords = {
  readonly last: string;
  readonly phase: string;
  readonly took: string;
  readonly failedHere: string;
  readonly skipped: string;
  readonly unreached: string;
  readonly total: string;
  readonly status: string;
  expected(status: string): string;
  readonly address: string;
  readonly ago: (duration: string) => string;
  readonly neverChecked: string;
  doesNotCount(reason: string): string;
  recent(count: number): string;
  readonly recentKeys: string;
  readonly noChecks: string;
  answered(took: string): string;
  failedAfter(kind: string, took: string): string;
  unobserved(reason: string): string;
};

const en: CheckWords = {
  last: 'Last check',
  phase: 'Phase',
  took: 'Took',
  failedHere: 'failed',
  skipped: 'not needed',
  unreached: 'not reached',
  total: 'Total',
  status: 'HTTP status',
  expected: (status) => `expected ${status}`,
  address: 'Address',
  ago: (duration) => `${duration} ago`,
  neverChecked: 'No check since the program was started.',
  doesNotCount: (reason) => `This result does not count: ${reason}.`,
  recent: (count) => (count === 1 ? 'The last check' : `The last ${n(count)} checks`),
  recentKeys: 'Arrow keys move through the checks.',
  noChecks: 'No checks yet',
  answered: (took) => `answered in ${took}`,
  failedAfter: (kind, took) => `${kind}, after ${took}`,
  unobserved: (reason) => `Not observed: ${reason}`,
};

const fr: CheckWords = {
  last: 'Dernière vérification',
  phase: 'Phase',
  took: 'Durée',
  failedHere: 'échec',
  skipped: 'inutile',
  unreached: 'pas atteint',
  total: 'Total',
  status: 'Code HTTP',
  expected: (status) => `${status} attendu`,
  address: 'Adresse',
  ago: (duration) => `il y a ${duration}`,
  neverChecked: 'Aucune vérification depuis le démarrage du programme.',
  doesNotCount: (reason) => `Ce résultat ne compte pas\u00a0: ${reason}.`,
  recent: (count) => (count < 2 ? 'La dernière vérification' : `Les ${n(count)} dernières vérifications`),
  recentKeys: 'Les flèches parcourent les vérifications.',
  noChecks: 'Pas encore de vérification',
  answered: (took) => `réponse en ${took}`,
  failedAfter: (kind, took) => `${kind}, après ${took}`,
  unobserved: (reason) => `Non observé\u00a0: ${reason}`,
};

export const checkWords = dictionary({ en, fr });
