/** What stands at each moment of an incident's story. Pure: the words are handed in, and so is how times are written. */
import type { AlertKind, IncidentEnd, UnobservedReason } from '../../main/monitor/model.ts';
import type { Told } from '../../preload/past.ts';
import type { Sentence } from '../../preload/snapshot.ts';
import type { Alerted, Happening, Moment } from './moments.ts';

export type StoryWords = {
  readonly firstFailure: string;
  readonly opened: string;
  readonly alerts: Readonly<Record<AlertKind, string>>;
  /** Another service of the outage. */
  changedElsewhere(service: string): string;
  acknowledgedBy(name: string): string;
  snoozed(by: string | undefined, until: string | undefined): string;
  maintenance(name: string | undefined, until: string | undefined): string;
  silenceOver(at: string): string;
  unobserved(reason: UnobservedReason): string;
  unobservedFor(duration: string, until: string): string;
  readonly seenAgain: string;
  readonly ended: Readonly<Record<IncidentEnd, string>>;
  endedBetween(end: IncidentEnd, earliest: string, latest: string): string;
  readonly endNotSeen: string;
  told(notifier: string, after: string | undefined): string;
  /** What is there already was only kept true. */
  keptTrue(notifier: string, after: string | undefined): string;
  owed(notifier: string, quiet: boolean): string;
  attempts(count: number): string;
  readonly toldNobody: string;
  note(text: string): string;
};

export type StoryContext = {
  readonly words: StoryWords;
  sentence(sentence: Sentence): string;
  /** How long something lasted; of a delay, to the tenth of a second. */
  duration(ms: number): string;
  delay(ms: number): string;
  /** As short as it is clear, and to the second. */
  moment(at: number): string;
  exact(at: number): string;
  /** Of another incident of the outage its service; undefined for the one that the story is about. */
  elsewhere(incident: string): string | undefined;
};

/** What stands at the line: the shape of a state, or a smaller one for what was done about it. */
export type MomentMark = 'degraded' | 'down' | 'ok' | 'unknown' | 'paused' | 'acknowledged' | 'told' | 'closed';

export type MomentLine = {
  readonly text: string;
  /** When exactly it came about, where that is not the moment itself; epoch milliseconds. */
  readonly at?: number;
  /** `owed`: somebody still waits for it. `said`: words of a person or a server. */
  readonly tone: 'plain' | 'quiet' | 'owed' | 'said';
};

export type MomentText = { readonly mark: MomentMark; readonly title: string; readonly lines: readonly MomentLine[] };

/** `before`: the moment before, whose failure need not be said again. */
export function textOf(moment: Moment, before: Moment | undefined, context: StoryContext): MomentText {
  const { happening, alerts } = moment;
  const failure = failureOf(moment, context);
  const isNews = failure !== undefined && failure.en !== (before && failureOf(before, context))?.en;
  const own = happening === undefined ? alertText(alerts, context) : happeningText(happening, context);
  return {
    ...own,
    lines: [
      ...(isNews ? [{ text: context.sentence(failure), tone: 'plain' as const }] : []),
      ...own.lines,
      ...toldLines(alerts, context),
    ],
  };
}

/** What failed as of this moment, where it says so. */
function failureOf({ happening, alerts }: Moment, { elsewhere }: StoryContext): Sentence | undefined {
  if (happening?.type === 'first_failure' || happening?.type === 'opened') return happening.sentence;
  const telling = alerts.filter(({ alert }) => alert === 'changed' || alert === 'reopened' || alert === 'still_down');
  const own = telling.find(({ incident }) => elsewhere(incident) === undefined);
  return (own ?? telling.find(({ alert }) => alert === 'changed'))?.sentence;
}

function happeningText(happening: Happening, context: StoryContext): MomentText {
  const { words, moment, exact, duration } = context;
  switch (happening.type) {
    case 'first_failure':
      return { mark: 'degraded', title: words.firstFailure, lines: [] };
    case 'opened':
      return { mark: 'down', title: words.opened, lines: [] };
    case 'acknowledged': {
      const { by, note } = happening.acknowledged;
      return { mark: 'acknowledged', title: words.acknowledgedBy(by.name), lines: noteLines(note, words) };
    }
    case 'silence': {
      const { kind, by, name, note, endedAt } = happening;
      const until = happening.until === undefined ? undefined : moment(happening.until);
      const title = kind === 'snooze' ? words.snoozed(by, until) : words.maintenance(name, until);
      return {
        mark: 'paused',
        title,
        lines: [...noteLines(note, words), ...silenceEnd(endedAt, happening.until, context)],
      };
    }
    case 'unobserved': {
      const { at, to, reason } = happening;
      const text = words.unobservedFor(duration(to - at), moment(to));
      return { mark: 'unknown', title: words.unobserved(reason), lines: [{ text, at: to, tone: 'quiet' }] };
    }
    case 'seen_again':
      return { mark: 'told', title: words.seenAgain, lines: [] };
    case 'recovered':
    case 'edited':
    case 'removed': {
      const { type, at, notBefore } = happening;
      const mark = type === 'recovered' ? 'ok' : 'closed';
      if (notBefore === undefined || notBefore >= at) return { mark, title: words.ended[type], lines: [] };
      const title = words.endedBetween(type, exact(notBefore), exact(at));
      return { mark, title, lines: [{ text: words.endNotSeen, tone: 'quiet' }] };
    }
  }
}

function alertText(alerts: readonly Alerted[], { words, elsewhere }: StoryContext): MomentText {
  const audible = alerts.filter(({ quiet }) => quiet !== true);
  const titles = (audible.length > 0 ? audible : alerts).map(({ alert, incident }) => {
    const service = elsewhere(incident);
    return alert === 'changed' && service !== undefined ? words.changedElsewhere(service) : words.alerts[alert];
  });
  const [first] = alerts;
  return {
    mark: first === undefined ? 'told' : alertMark(first.alert),
    title: [...new Set(titles)].join(' · '),
    lines: [],
  };
}

function alertMark(alert: AlertKind): MomentMark {
  switch (alert) {
    case 'opened':
    case 'reopened':
    case 'changed':
    case 'still_down':
      return 'down';
    case 'resolved':
      return 'ok';
    case 'acknowledged':
      return 'acknowledged';
    case 'silenced':
      return 'paused';
    case 'reminder':
      return 'told';
  }
}

function noteLines(note: string | undefined, words: StoryWords): readonly MomentLine[] {
  return note === undefined || note === '' ? [] : [{ text: words.note(note), tone: 'said' }];
}

/** Where it did not go on for as long as it was meant to. */
function silenceEnd(
  endedAt: number | undefined,
  until: number | undefined,
  { words, moment }: StoryContext,
): readonly MomentLine[] {
  const isAsMeant = endedAt === undefined || (until !== undefined && endedAt >= until);
  return isAsMeant ? [] : [{ text: words.silenceOver(moment(endedAt)), at: endedAt, tone: 'quiet' }];
}

function toldLines(alerts: readonly Alerted[], context: StoryContext): readonly MomentLine[] {
  const lines = alerts.flatMap(({ told, quiet = false }) => told.map((one) => toldLine(one, quiet, context)));
  const [alone] = alerts;
  if (alone !== undefined && lines.length === 0 && alone.quiet !== true)
    return [{ text: context.words.toldNobody, tone: 'quiet' }];
  // Alerts of one moment often reach people in one message.
  return lines.filter(({ text }, index) => lines.findIndex((line) => line.text === text) === index);
}

function toldLine(told: Told, quiet: boolean, { words, delay, sentence }: StoryContext): MomentLine {
  const { notifier, attempts, at, latencyMs, reason } = told;
  const after = latencyMs === undefined ? undefined : delay(latencyMs);
  const whyLate = [
    ...(attempts > 1 || (at === undefined && attempts > 0) ? [words.attempts(attempts)] : []),
    ...(reason === undefined ? [] : [sentence(reason)]),
  ];
  const joined = (text: string): string => [text, ...whyLate].join(' · ');
  if (at === undefined) return { text: joined(words.owed(notifier, quiet)), tone: 'owed' };
  const text = joined(quiet ? words.keptTrue(notifier, after) : words.told(notifier, after));
  return { text, at, tone: quiet ? 'quiet' : 'plain' };
}
