import type { ServiceView } from '../../preload/snapshot.ts';
import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import type { BarCounts } from './bar-shapes.ts';
import type { Order } from './filters.ts';

type Words = {
  readonly list: string;
  readonly detail: string;
  readonly search: string;
  readonly searchHint: string;
  readonly clear: string;
  readonly anyState: string;
  readonly anyGroup: string;
  readonly anyTag: string;
  readonly group: string;
  readonly tag: string;
  readonly state: string;
  readonly add: string;
  shown(count: number, all: number): string;
  readonly nothingFits: string;
  readonly nothingFitsHint: string;
  readonly columns: Readonly<Record<'name' | 'checks' | 'response' | 'day' | 'week' | 'month' | 'state', string>>;
  readonly sort: Readonly<Record<Order, string>>;
  silent(count: number): string;
  fold(subject: string): string;
  unfold(subject: string): string;
  outage(subject: string, services: number): string;
  readonly acknowledge: string;
  acknowledgedBy(name: string): string;
  checks(counts: BarCounts): string;
  readonly critical: string;
  until(time: string): string;
  readonly uptimeHint: string;
};

const en: Words = {
  list: 'Services, worst first',
  detail: 'The chosen service',
  search: 'Search services',
  searchHint: 'Name, group, tag or URL',
  clear: 'Show all',
  anyState: 'Any state',
  anyGroup: 'Any group',
  anyTag: 'Any tag',
  group: 'Group',
  tag: 'Tag',
  state: 'State',
  add: 'Add a service',
  shown: (count, all) => (count === all ? terms.value.services(all) : `${n(count)} of ${n(all)}`),
  nothingFits: 'No service fits.',
  nothingFitsHint: 'The search and the filters together leave nothing.',
  columns: {
    name: 'Service',
    checks: 'Last 60 checks',
    response: 'Response',
    day: '24 h',
    week: '7 d',
    month: '30 d',
    state: 'State',
  },
  sort: {
    worst: 'Worst first',
    name: 'By name',
    response: 'Slowest response first',
    uptime: 'Lowest uptime of 30 days first',
  },
  silent: (count) => `Snoozed, in maintenance or paused: ${n(count)}`,
  fold: (subject) => `Hide the services of ${subject}`,
  unfold: (subject) => `Show the services of ${subject}`,
  outage: (subject, services) => `${subject} · ${n(services)} services down`,
  acknowledge: 'Acknowledge',
  acknowledgedBy: (name) => `Acknowledged by ${name}`,
  checks: ({ checks, failed, unobserved }) =>
    [
      `Last ${terms.value.checks(checks)}`,
      failed === 0 ? 'none failed' : `${n(failed)} failed`,
      ...(unobserved === 0 ? [] : [`${n(unobserved)} not observed`]),
    ].join(', '),
  critical: 'critical',
  until: (time) => `until ${time}`,
  uptimeHint: 'Share of the observed time without an incident',
};

const fr: Words = {
  list: 'Services, les plus touchés d’abord',
  detail: 'Le service choisi',
  search: 'Rechercher un service',
  searchHint: 'Nom, groupe, étiquette ou URL',
  clear: 'Tout afficher',
  anyState: 'Tous les états',
  anyGroup: 'Tous les groupes',
  anyTag: 'Toutes les étiquettes',
  group: 'Groupe',
  tag: 'Étiquette',
  state: 'État',
  add: 'Ajouter un service',
  shown: (count, all) => (count === all ? terms.value.services(all) : `${n(count)} sur ${n(all)}`),
  nothingFits: 'Aucun service ne correspond.',
  nothingFitsHint: 'La recherche et les filtres réunis ne laissent rien.',
  columns: {
    name: 'Service',
    checks: '60 dernières vérifications',
    response: 'Réponse',
    day: '24\u00a0h',
    week: '7\u00a0j',
    month: '30\u00a0j',
    state: 'État',
  },
  sort: {
    worst: 'Les plus touchés d’abord',
    name: 'Par nom',
    response: 'Réponses les plus lentes d’abord',
    uptime: 'Disponibilité sur 30 jours la plus basse d’abord',
  },
  silent: (count) => `En sourdine, en maintenance ou en pause\u00a0: ${n(count)}`,
  fold: (subject) => `Masquer les services de ${subject}`,
  unfold: (subject) => `Afficher les services de ${subject}`,
  outage: (subject, services) => `${subject} · ${n(services)} services en panne`,
  acknowledge: 'Prendre en charge',
  acknowledgedBy: (name) => `Prise en charge par ${name}`,
  checks: ({ checks, failed, unobserved }) =>
    [
      `${terms.value.checks(checks)}`,
      failed === 0 ? 'aucune en échec' : `${n(failed)} en échec`,
      ...(unobserved === 0 ? [] : [`${n(unobserved)} sans observation`]),
    ].join(', '),
  critical: 'critique',
  until: (time) => `jusqu’à ${time}`,
  uptimeHint: 'Part du temps observé sans incident',
};

export const listWords = dictionary({ en, fr });

/** The state of a service in a word or two. */
export function stateWord(view: ServiceView): string {
  const words = terms.value;
  if (view.silence !== undefined) return view.silence.kind === 'snooze' ? words.snoozed : words.maintenance;
  if (view.unobserved !== undefined) return words.states[view.unobserved.reason === 'paused' ? 'paused' : 'unknown'];
  if (view.incident !== undefined) return words.states.down;
  if (view.status === 'pending') return words.pending;
  if (view.status === 'failing') return words.failing;
  if (view.status === 'recovering') return words.recovering;
  return view.slow ? words.slow : words.states[view.state];
}
