import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import type { Period } from './filters.ts';

type ListWords = {
  readonly title: string;
  readonly tabs: { readonly list: string; readonly figures: string };
  readonly tabsName: string;
  readonly search: string;
  readonly searchHint: string;
  readonly states: { readonly any: string; readonly open: string; readonly over: string };
  readonly statesName: string;
  readonly service: string;
  readonly anyService: string;
  readonly kind: string;
  readonly anyKind: string;
  readonly period: string;
  readonly anyPeriod: string;
  readonly periods: Readonly<Record<Period, string>>;
  readonly clear: string;
  readonly clearAll: string;
  total(count: number, open: number): string;
  waiting(count: number): string;
  readonly export: string;
  readonly csv: string;
  readonly json: string;
  exporting(count: number, seconds: number): string;
  exported(file: string, count: number): string;
  /** Not saved yet. */
  exportReady(file: string, count: number): string;
  readonly openSection: string;
  readonly today: string;
  readonly yesterday: string;
  readonly open: string;
  readonly over: string;
  readonly silenced: string;
  andOthers(name: string, more: number): string;
  acknowledgedBy(name: string): string;
  atMost(duration: string): string;
  between(least: string, most: string): string;
  readonly expand: string;
  readonly collapse: string;
  shown(count: number, total: number): string;
  readonly more: string;
  readonly loading: string;
  readonly nothingEver: string;
  nothingSince(since: string): string;
  readonly nothingHint: string;
  readonly nothingFits: string;
  nothingFitsHint(total: string): string;
  readonly failed: string;
  readonly retry: string;
};

const en: ListWords = {
  title: 'Incidents',
  tabs: { list: 'List', figures: 'Figures' },
  tabsName: 'What of the incidents',
  search: 'Search the incidents',
  searchHint: 'Service, what failed, note',
  states: { any: 'All', open: 'Open', over: 'Over' },
  statesName: 'Open or over',
  service: 'Service',
  anyService: 'All services',
  kind: 'Kind of failure',
  anyKind: 'All kinds',
  period: 'Period',
  anyPeriod: 'Any time',
  periods: { '24h': 'Last 24 h', '7d': 'Last 7 days', '30d': 'Last 30 days', '90d': 'Last 90 days' },
  clear: 'Clear',
  clearAll: 'Clear the filters',
  total: (count, open) =>
    open === 0 ? terms.value.incidents(count) : `${terms.value.incidents(count)}, ${n(open)} open`,
  waiting: (count) => (count === 1 ? 'Show 1 new' : `Show ${n(count)} new`),
  export: 'Export',
  csv: 'CSV, for spreadsheets',
  json: 'JSON, for scripts',
  exporting: (count, seconds) =>
    `Exporting ${terms.value.incidents(count)}${seconds === 0 ? '' : `, ${n(seconds)}\u00a0s`}…`,
  exported: (file, count) => `${terms.value.incidents(count)} in ${file}.`,
  exportReady: (file, count) => `${terms.value.incidents(count)}, ready to be saved as ${file}.`,
  openSection: 'Open',
  today: 'Today',
  yesterday: 'Yesterday',
  open: 'Open',
  over: 'Over',
  silenced: 'Open, silenced',
  andOthers: (name, more) => `${name} and ${n(more)} more`,
  acknowledgedBy: (name) => `Acknowledged by ${name}`,
  atMost: (duration) => `≤\u00a0${duration}`,
  between: (least, most) => `between ${least} and ${most}: nobody saw the end`,
  expand: 'Show what belongs to it',
  collapse: 'Hide what belongs to it',
  shown: (count, total) => `${n(count)} of ${terms.value.incidents(total)}`,
  more: 'Show more',
  loading: 'Reading the incidents…',
  nothingEver: 'Nothing has failed yet.',
  nothingSince: (since) => `Nothing has failed since ${since}.`,
  nothingHint:
    'As soon as a service is counted as down, its story stands here: what failed, who was told and how fast, who took care of it, and when it was over.',
  nothingFits: 'No incident fits these filters.',
  nothingFitsHint: (total) => `Without them there are ${total}.`,
  failed: 'The incidents could not be read.',
  retry: 'Try again',
};

const fr: ListWords = {
  title: 'Incidents',
  tabs: { list: 'Liste', figures: 'Chiffres' },
  tabsName: 'Vue des incidents',
  search: 'Rechercher dans les incidents',
  searchHint: 'Service, échec, note',
  states: { any: 'Tous', open: 'En cours', over: 'Terminés' },
  statesName: 'En cours ou terminés',
  service: 'Service',
  anyService: 'Tous les services',
  kind: 'Nature de l’échec',
  anyKind: 'Tous les échecs',
  period: 'Période',
  anyPeriod: 'Toutes les dates',
  periods: {
    '24h': '24 dernières heures',
    '7d': '7 derniers jours',
    '30d': '30 derniers jours',
    '90d': '90 derniers jours',
  },
  clear: 'Retirer',
  clearAll: 'Retirer les filtres',
  total: (count, open) =>
    open === 0 ? terms.value.incidents(count) : `${terms.value.incidents(count)}, dont ${n(open)} en cours`,
  waiting: (count) => (count < 2 ? `Afficher ${n(count)} nouveau` : `Afficher ${n(count)} nouveaux`),
  export: 'Exporter',
  csv: 'CSV, pour un tableur',
  json: 'JSON, pour un script',
  exporting: (count, seconds) =>
    `Export de ${terms.value.incidents(count)}${seconds === 0 ? '' : `, ${n(seconds)}\u00a0s`}…`,
  exported: (file, count) => `${terms.value.incidents(count)} dans ${file}.`,
  exportReady: (file, count) => `${terms.value.incidents(count)}, à enregistrer sous ${file}.`,
  openSection: 'En cours',
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  open: 'En cours',
  over: 'Terminé',
  silenced: 'En cours, en sourdine',
  andOthers: (name, more) => `${name} et ${n(more)} ${more < 2 ? 'autre' : 'autres'}`,
  acknowledgedBy: (name) => `Pris en charge par ${name}`,
  atMost: (duration) => `≤\u00a0${duration}`,
  between: (least, most) => `entre ${least} et ${most}\u00a0: la fin n’a pas été observée`,
  expand: 'Montrer le détail de la panne',
  collapse: 'Cacher le détail de la panne',
  shown: (count, total) => `${n(count)} sur ${terms.value.incidents(total)}`,
  more: 'Voir la suite',
  loading: 'Lecture des incidents…',
  nothingEver: 'Rien n’est encore tombé en panne.',
  nothingSince: (since) => `Aucune panne depuis ${since}.`,
  nothingHint:
    'Dès qu’un service sera considéré en panne, son histoire s’écrira ici\u00a0: ce qui a échoué, qui a été prévenu et en combien de temps, qui l’a pris en charge, et quand tout est rentré dans l’ordre.',
  nothingFits: 'Aucun incident ne correspond à ces filtres.',
  nothingFitsHint: (total) => `Sans eux, il y en a ${total}.`,
  failed: 'Impossible de lire les incidents.',
  retry: 'Réessayer',
};

export const listWords = dictionary({ en, fr });
