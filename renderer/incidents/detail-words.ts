import type { IncidentEnd } from '../../main/monitor/model.ts';
import { dictionary } from '../words/dictionary.ts';
import { formatNumber as n } from '../words/locale.ts';
import { terms } from '../words/terms.ts';

type DetailWords = {
  readonly loading: string;
  readonly failed: string;
  readonly retry: string;
  readonly stale: string;
  /** Of the pane. */
  readonly name: string;
  readonly missing: string;
  readonly missingHint: string;
  readonly allIncidents: string;
  /** After the service's name. */
  isDown(duration: string): string;
  wasDown(duration: string, end: IncidentEnd): string;
  wasDownBetween(least: string, most: string, end: IncidentEnd): string;
  doubt(doubt: string): string;
  readonly began: string;
  readonly endedAt: string;
  readonly notWatched: string;
  readonly toService: string;
  readonly runbook: string;
  readonly acknowledge: string;
  acknowledgeAll(count: number): string;
  readonly snooze: string;
  snoozeAll(count: number): string;
  readonly unsnooze: string;
  acknowledgedBy(name: string): string;
  readonly story: string;
  readonly now: string;
  stillDown(duration: string): string;
  readonly unseenNow: string;
  showAll(count: number): string;
  readonly what: string;
  readonly address: string;
  readonly peer: string;
  readonly statusCode: string;
  readonly responseTime: string;
  readonly failures: string;
  readonly earlier: string;
  readonly flaps: string;
  flapped(times: number): string;
  readonly id: string;
  readonly untilItFailed: string;
  readonly phasesName: string;
  readonly decisions: string;
  readonly noDecisions: string;
  times(count: number, since: string): string;
};

const en: DetailWords = {
  loading: 'Reading the incident’s story…',
  failed: 'The incident could not be read.',
  retry: 'Try again',
  name: 'One incident',
  stale: 'This may not be the latest.',
  missing: 'There is no such incident.',
  missingHint: 'The address may be cut short, or it comes from another machine’s monitor.',
  allIncidents: 'All incidents',
  isDown: (duration) => `has been down for ${duration}`,
  wasDown: (duration, end) => `was down for ${duration}${endsInEnglish[end]}`,
  wasDownBetween: (least, most, end) => `was down for at least ${least} and at most ${most}${endsInEnglish[end]}`,
  doubt: (doubt) => `Not certain: ${doubt}.`,
  began: 'Began',
  endedAt: 'Ended',
  notWatched: 'No longer watched',
  toService: 'Open the service',
  runbook: 'Runbook',
  acknowledge: 'Acknowledge',
  acknowledgeAll: (count) => `Acknowledge ${terms.value.services(count)}`,
  snooze: 'Snooze',
  snoozeAll: (count) => `Snooze ${terms.value.services(count)}`,
  unsnooze: 'End the snooze',
  acknowledgedBy: (name) => `Acknowledged by ${name}.`,
  story: 'What happened',
  now: 'Now',
  stillDown: (duration) => `Still down after ${duration}`,
  unseenNow: 'Not observed; when it was last seen, it was down',
  showAll: (count) => `Show all ${n(count)}`,
  what: 'What failed',
  address: 'URL',
  peer: 'Address',
  statusCode: 'HTTP status',
  responseTime: 'Duration',
  failures: 'Failures in a row',
  earlier: 'Earlier failures',
  flaps: 'Came back',
  flapped: (times) => (times === 1 ? 'once, and failed again' : `${n(times)} times, and failed again`),
  id: 'Incident',
  untilItFailed: 'Until it failed',
  phasesName: 'How the time of the failed check was spent',
  decisions: 'Why there was an alert, or none',
  noDecisions: 'Nothing was noted.',
  times: (count, since) => `${n(count)}\u00a0times since ${since}`,
};

const endsInEnglish: Readonly<Record<IncidentEnd, string>> = {
  recovered: '',
  edited: ', until what is expected of it was changed',
  removed: ', until it was no longer watched',
};

const fr: DetailWords = {
  loading: 'Lecture de l’histoire de l’incident…',
  failed: 'Impossible de lire l’incident.',
  retry: 'Réessayer',
  name: 'Un incident',
  stale: 'Ces informations datent peut-être un peu.',
  missing: 'Cet incident n’existe pas.',
  missingHint: 'L’adresse est peut-être tronquée, ou vient d’une autre machine.',
  allIncidents: 'Tous les incidents',
  isDown: (duration) => `est en panne depuis ${duration}`,
  wasDown: (duration, end) => `a été en panne pendant ${duration}${endsInFrench[end]}`,
  wasDownBetween: (least, most, end) => `a été en panne au moins ${least} et au plus ${most}${endsInFrench[end]}`,
  doubt: (doubt) => `Sans certitude\u00a0: ${doubt}.`,
  began: 'Début',
  endedAt: 'Fin',
  notWatched: 'N’est plus surveillé',
  toService: 'Voir le service',
  runbook: 'Procédure',
  acknowledge: 'Prendre en charge',
  acknowledgeAll: (count) => `Prendre en charge ${terms.value.services(count)}`,
  snooze: 'Sourdine',
  snoozeAll: (count) => `Sourdine pour ${terms.value.services(count)}`,
  unsnooze: 'Lever la sourdine',
  acknowledgedBy: (name) => `Pris en charge par ${name}.`,
  story: 'Ce qui s’est passé',
  now: 'Maintenant',
  stillDown: (duration) => `Toujours en panne après ${duration}`,
  unseenNow: 'Non observé\u00a0; en panne à la dernière vérification',
  showAll: (count) => `Tout afficher (${n(count)})`,
  what: 'Ce qui a échoué',
  address: 'URL',
  peer: 'Adresse',
  statusCode: 'Code HTTP',
  responseTime: 'Durée',
  failures: 'Échecs de suite',
  earlier: 'Échecs précédents',
  flaps: 'Rechutes',
  flapped: (times) => (times < 2 ? 'une fois après rétablissement' : `${n(times)} fois après rétablissement`),
  id: 'Incident',
  untilItFailed: 'Jusqu’à l’échec',
  phasesName: 'À quoi est passé le temps de la vérification',
  decisions: 'Pourquoi une alerte, ou pas',
  noDecisions: 'Rien n’a été noté.',
  times: (count, since) => `${n(count)}\u00a0fois depuis ${since}`,
};

const endsInFrench: Readonly<Record<IncidentEnd, string>> = {
  recovered: '',
  edited: ', jusqu’à ce que sa configuration change',
  removed: ', jusqu’à ce qu’on cesse de le surveiller',
};

export const detailWords = dictionary({ en, fr });
