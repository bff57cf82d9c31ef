/** Why a service is in the state that it is in, as one would say it at night: one sentence, and what belongs to it. Pure. */
import type { UnobservedReason } from '../../main/monitor/model.ts';
import type { CheckView } from '../../preload/past.ts';
import type { Bar, Sentence, ServiceView, SilenceView } from '../../preload/snapshot.ts';
import { soonMs } from './expiry.ts';
import { failuresInARow, goodOnesInARow, usualDurationMs } from './runs.ts';

export type Why = {
  readonly sentence: string;
  /** What one wants to know next, most urgent first. */
  readonly beside: readonly string[];
};

/** What is known beside the view itself; the last two are told a moment later than the rest. */
export type Evidence = {
  /** Oldest first. */
  readonly bars: readonly Bar[];
  /** The one in force that ends last. */
  readonly silence?: SilenceView;
  readonly last?: CheckView;
  readonly thresholds?: { readonly failures: number; readonly recoveries: number };
};

export type WhyWords = {
  up(lasted: string, since: string, usual: string | undefined): string;
  slow(lasted: string, since: string, took: string | undefined): string;
  readonly slowAlertsNobody: string;
  failing(since: string, count: Count | undefined, what: string | undefined): string;
  down(lasted: string, since: string, what: string | undefined): string;
  recovering(count: Count | undefined, lasted: string, since: string): string;
  untilThen(what: string): string;
  readonly pending: string;
  readonly paused: (since: string) => string;
  readonly unobserved: Readonly<Record<Exclude<UnobservedReason, 'paused'>, (since: string) => string>>;
  readonly lastSeen: Readonly<Record<'up' | 'failing' | 'down' | 'recovering', string>>;
  lastSeenDown(since: string, what: string): string;
  snoozed(by: string | undefined, until: string | undefined): string;
  maintenance(name: string | undefined, until: string | undefined): string;
  note(text: string): string;
  acknowledged(by: string, at: string, note: string | undefined): string;
  readonly notAcknowledged: string;
  doubt(why: string): string;
  flapped(times: number): string;
  certificateEnds(left: string): string;
  certificateEnded(ago: string): string;
};

/** So many in a row of those that are needed. */
export type Count = { readonly seen: number; readonly needed: number };

export type WhyContext = {
  readonly words: WhyWords;
  /** Epoch milliseconds. */
  readonly now: number;
  sentence(sentence: Sentence): string;
  duration(ms: number): string;
  /** Of what takes moments. */
  response(ms: number): string;
  moment(at: number): string;
};

export function whyOf(view: ServiceView, evidence: Evidence, context: WhyContext): Why {
  const own = view.unobserved === undefined ? observed(view, evidence, context) : unobserved(view, context);
  const isPaused = view.unobserved?.reason === 'paused';
  const said =
    evidence.silence === undefined || isPaused
      ? own
      : {
          sentence: silenced(evidence.silence, context),
          beside: [...noteOf(evidence.silence, context), own.sentence, ...own.beside],
        };
  return { ...said, beside: [...said.beside, ...certificate(view, context)] };
}

function observed(view: ServiceView, evidence: Evidence, context: WhyContext): Why {
  const { words, duration, moment, response, now } = context;
  const { status, since, slow, incident } = view;
  const [lasted, at] = [duration(now - since), moment(since)];
  switch (status) {
    case 'pending':
      return { sentence: words.pending, beside: [] };
    case 'up': {
      if (slow) {
        const took = evidence.bars.findLast(([, , result]) => result === 'slow')?.[1];
        return {
          sentence: words.slow(lasted, at, took === undefined ? undefined : response(took)),
          beside: [words.slowAlertsNobody],
        };
      }
      const usual = usualDurationMs(evidence.bars);
      return { sentence: words.up(lasted, at, usual === undefined ? undefined : response(usual)), beside: [] };
    }
    case 'failing': {
      const needed = evidence.thresholds?.failures;
      const count = needed === undefined ? undefined : { seen: failuresInARow(evidence.bars, needed), needed };
      return { sentence: words.failing(at, count, whatFailed(view, evidence, context)), beside: [] };
    }
    case 'down': {
      const began = incident?.startedAt ?? since;
      return {
        sentence: words.down(duration(now - began), moment(began), whatFailed(view, evidence, context)),
        beside: aboutIncident(view, context),
      };
    }
    case 'recovering': {
      const needed = evidence.thresholds?.recoveries;
      const count = needed === undefined ? undefined : { seen: goodOnesInARow(evidence.bars, needed), needed };
      const began = incident?.startedAt ?? since;
      return {
        sentence: words.recovering(count, duration(now - began), moment(began)),
        beside: [
          ...(incident === undefined ? [] : [words.untilThen(context.sentence(incident.sentence))]),
          ...aboutIncident(view, context),
        ],
      };
    }
  }
}

function unobserved(view: ServiceView, context: WhyContext): Why {
  const { words, moment } = context;
  const { status, incident, unobserved } = view;
  const { reason, from } = unobserved ?? { reason: 'offline', from: view.since };
  const sentence = reason === 'paused' ? words.paused(moment(from)) : words.unobserved[reason](moment(from));
  if (status === 'pending') return { sentence, beside: [] };
  if (incident === undefined) return { sentence, beside: [words.lastSeen[status]] };
  const before = words.lastSeenDown(moment(incident.startedAt), context.sentence(incident.sentence));
  return { sentence, beside: [before, ...aboutIncident(view, context)] };
}

/** The latest failure in full; that of the incident where the last check does not count or was good. */
function whatFailed(view: ServiceView, { last }: Evidence, { sentence }: WhyContext): string | undefined {
  const counted = last?.unobserved === undefined ? last?.failure : undefined;
  const failure = counted ?? view.incident;
  return failure === undefined ? undefined : sentence(failure.sentence);
}

function aboutIncident({ incident }: ServiceView, { words, moment, sentence }: WhyContext): readonly string[] {
  if (incident === undefined) return [];
  const { acknowledged, doubt, flaps } = incident;
  return [
    ...(doubt === undefined ? [] : [words.doubt(sentence(doubt))]),
    acknowledged === undefined
      ? words.notAcknowledged
      : words.acknowledged(acknowledged.by.name, moment(acknowledged.at), acknowledged.note),
    ...(flaps === 0 ? [] : [words.flapped(flaps)]),
  ];
}

function silenced({ kind, until, by, name }: SilenceView, { words, moment }: WhyContext): string {
  const end = until === undefined ? undefined : moment(until);
  return kind === 'snooze' ? words.snoozed(by, end) : words.maintenance(name, end);
}

function noteOf({ note }: SilenceView, { words }: WhyContext): readonly string[] {
  return note === undefined ? [] : [words.note(note)];
}

function certificate({ certificateValidTo: validTo, incident }: ServiceView, context: WhyContext): readonly string[] {
  const { words, duration, now } = context;
  // Then the sentence says so already.
  if (validTo === undefined || incident?.kind === 'tls_expired' || validTo - now > soonMs) return [];
  return [
    validTo > now ? words.certificateEnds(duration(validTo - now)) : words.certificateEnded(duration(now - validTo)),
  ];
}
