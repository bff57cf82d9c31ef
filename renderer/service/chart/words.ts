import { dictionary } from '../../words/dictionary.ts';
import { formatTenths, formatNumber as n } from '../../words/locale.ts';
import { terms } from '../../words/terms.ts';
import type { Range } from './ranges.ts';
import type { ReadingWords } from './reading.ts';

type ChartWords = ReadingWords & {
  readonly title: string;
  readonly ranges: Readonly<Record<Range, string>>;
  readonly rangeNames: Readonly<Record<Range, string>>;
  readonly range: string;
  readonly reset: string;
  readonly hint: string;
  readonly keys: string;
  readonly empty: string;
  readonly late: string;
  readonly legend: Readonly<Record<'mean' | 'spread' | 'failed' | 'outage' | 'unobserved', string>>;
  summary(count: number, failed: number, mean: string | undefined): string;
  name(range: string): string;
  readonly asTable: string;
  readonly tableName: string;
  readonly columns: Readonly<Record<'time' | 'mean' | 'least' | 'most' | 'checks' | 'failed' | 'remark', string>>;
  readonly inOutage: string;
};

const checksInEnglish = (count: number, failed: number): string =>
  failed === 0 ? terms.value.checks(count) : `${terms.value.checks(count)}, ${n(failed)}\u00a0failed`;

const checksInFrench = (count: number, failed: number): string =>
  failed === 0 ? terms.value.checks(count) : `${terms.value.checks(count)}, ${n(failed)}\u00a0en échec`;

/** Within a sentence; "DNS" stays as it is. */
const lowered = (kind: string): string => kind.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

const en: ChartWords = {
  title: 'Response time',
  ranges: { '1h': '1 h', '24h': '24 h', '7d': '7 d', '30d': '30 d', '90d': '90 d' },
  rangeNames: {
    '1h': 'last hour',
    '24h': 'last 24 hours',
    '7d': 'last 7 days',
    '30d': 'last 30 days',
    '90d': 'last 90 days',
  },
  range: 'How far back',
  reset: 'Whole range',
  hint: 'Drag to look closer; a double click shows the whole range again.',
  keys: 'Arrow keys move through the values, plus and minus look closer or less close, Escape shows the whole range.',
  empty: 'No checks in this time.',
  late: 'Reading the past…',
  legend: {
    mean: 'Mean',
    spread: 'Fastest to slowest',
    failed: 'Failed checks',
    outage: 'Outage',
    unobserved: 'Not observed',
  },
  summary: (count, failed, mean) => `${checksInEnglish(count, failed)}${mean === undefined ? '' : `, mean ${mean}`}`,
  name: (range) => `Response time, ${range}`,
  asTable: 'Show as table',
  tableName: 'Response time as a table',
  columns: {
    time: 'From',
    mean: 'Mean',
    least: 'Fastest',
    most: 'Slowest',
    checks: 'Checks',
    failed: 'Failed',
    remark: 'Remark',
  },
  inOutage: 'outage',
  failed: 'failed',
  allFailed: (count) => `all ${n(count)} failed`,
  mean: (took) => `mean ${took}`,
  between: (least, most) => `${least} to ${most}`,
  checks: checksInEnglish,
  outage: (kind) => `outage: ${lowered(kind)}`,
  unobserved: (reason) => `not observed: ${reason}`,
  noChecks: 'no checks',
};

const fr: ChartWords = {
  title: 'Temps de réponse',
  ranges: { '1h': '1\u00a0h', '24h': '24\u00a0h', '7d': '7\u00a0j', '30d': '30\u00a0j', '90d': '90\u00a0j' },
  rangeNames: {
    '1h': 'la dernière heure',
    '24h': 'les dernières 24\u00a0heures',
    '7d': 'les 7\u00a0derniers jours',
    '30d': 'les 30\u00a0derniers jours',
    '90d': 'les 90\u00a0derniers jours',
  },
  range: 'Période',
  reset: 'Toute la période',
  hint: 'Faites glisser pour agrandir\u00a0; un double-clic ramène toute la période.',
  keys: 'Les flèches parcourent les valeurs, plus et moins agrandissent ou réduisent, Échap ramène toute la période.',
  empty: 'Aucune vérification sur cette période.',
  late: 'Lecture de l’historique…',
  legend: {
    mean: 'Moyenne',
    spread: 'Du plus rapide au plus lent',
    failed: 'Échecs',
    outage: 'Panne',
    unobserved: 'Non observé',
  },
  summary: (count, failed, mean) => `${checksInFrench(count, failed)}${mean === undefined ? '' : `, moyenne ${mean}`}`,
  name: (range) => `Temps de réponse, ${range}`,
  asTable: 'Afficher en tableau',
  tableName: 'Temps de réponse en tableau',
  columns: {
    time: 'À partir de',
    mean: 'Moyenne',
    least: 'Le plus rapide',
    most: 'Le plus lent',
    checks: 'Vérifications',
    failed: 'Échecs',
    remark: 'Remarque',
  },
  inOutage: 'panne',
  failed: 'échec',
  allFailed: (count) => `${n(count)}\u00a0échecs`,
  mean: (took) => `moyenne ${took}`,
  between: (least, most) => `de ${least} à ${most}`,
  checks: checksInFrench,
  outage: (kind) => `panne\u00a0: ${lowered(kind)}`,
  unobserved: (reason) => `non observé\u00a0: ${reason}`,
  noChecks: 'aucune vérification',
};

export const chartWords = dictionary({ en, fr });

/** To the last digit that says something: "84.2 ms", "1,234 ms". */
export function formatResponse(ms: number): string {
  return `${ms < 100 ? formatTenths(ms) : n(Math.round(ms))}\u00a0ms`;
}
