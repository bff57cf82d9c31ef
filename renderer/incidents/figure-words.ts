import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import type { Unit } from './columns.ts';

type FigureWords = {
  readonly loading: string;
  readonly failed: string;
  readonly nothing: string;
  readonly nothingHint: string;
  readonly total: string;
  readonly open: string;
  readonly mean: string;
  readonly meanHint: string;
  readonly median: string;
  readonly medianHint: string;
  readonly longest: string;
  readonly none: string;
  readonly units: Readonly<Record<Unit, string>>;
  readonly columnsHint: string;
  began(count: number): string;
  readonly hours: string;
  readonly hoursHint: string;
  busiest(weekday: string, hour: string, count: number): string;
  readonly byService: string;
  readonly byKind: string;
  serviceCount(count: number, down: string): string;
  showAll(count: number): string;
  readonly retry: string;
};

const en: FigureWords = {
  loading: 'Counting the incidents…',
  failed: 'The incidents could not be counted.',
  nothing: 'Nothing began in this period.',
  nothingHint: 'How many incidents there were, how long they took, and when they tend to begin is counted here.',
  total: 'Incidents',
  open: 'Open',
  mean: 'Mean time to recover',
  meanHint: 'MTTR: from the first failed check to the first good one, of those whose end was seen',
  median: 'Median',
  medianHint: 'Half of them were over sooner',
  longest: 'Longest',
  none: 'none',
  units: { day: 'Incidents by day', week: 'Incidents by week', month: 'Incidents by month' },
  columnsHint: 'By when they began. Each column leads to its incidents.',
  began: (count) => (count === 0 ? 'none' : terms.value.incidents(count)),
  hours: 'Incidents by hour of the week',
  hoursHint: 'By when they began.',
  busiest: (weekday, hour, count) => `Most often on ${weekday}, ${hour}: ${terms.value.incidents(count)}.`,
  byService: 'By service, most time down first',
  byKind: 'By kind of failure',
  serviceCount: (count, down) => `${terms.value.incidents(count)}, ${down} down`,
  showAll: (count) => `Show all ${n(count)}`,
  retry: 'Try again',
};

const fr: FigureWords = {
  loading: 'Décompte des incidents…',
  failed: 'Impossible de compter les incidents.',
  nothing: 'Aucun incident n’a commencé pendant cette période.',
  nothingHint: 'Ici s’affichent le nombre d’incidents, leur durée et les heures auxquelles ils commencent.',
  total: 'Incidents',
  open: 'En cours',
  mean: 'Temps moyen de rétablissement',
  meanHint: 'MTTR\u00a0: du premier échec à la première bonne réponse, pour ceux dont la fin a été observée',
  median: 'Médiane',
  medianHint: 'La moitié a pris fin plus tôt',
  longest: 'Le plus long',
  none: 'aucun',
  units: { day: 'Incidents par jour', week: 'Incidents par semaine', month: 'Incidents par mois' },
  columnsHint: 'Selon leur début. Chaque colonne mène à ses incidents.',
  began: (count) => (count === 0 ? 'aucun' : terms.value.incidents(count)),
  hours: 'Incidents par heure de la semaine',
  hoursHint: 'Selon leur début.',
  busiest: (weekday, hour, count) => `Le plus souvent le ${weekday}, ${hour}\u00a0: ${terms.value.incidents(count)}.`,
  byService: 'Par service, les plus longtemps en panne d’abord',
  byKind: 'Par nature d’échec',
  serviceCount: (count, down) => `${terms.value.incidents(count)}, ${down} de panne`,
  showAll: (count) => `Tout afficher (${n(count)})`,
  retry: 'Réessayer',
};

export const figureWords = dictionary({ en, fr });
