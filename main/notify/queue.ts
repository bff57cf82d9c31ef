/** What to tell next of one outage, from what is owed. Pure: the lane asks again whenever something changed. */
import type { Conversation, OwedAlert } from '../monitor/outbox.ts';
import { markOf, staleNotes } from './notes.ts';
import { isOpening } from './report.ts';

/** One message to be: what `told` holds is told, and with it everything in `settles` is done. */
export type Task = {
  /** Whose alerts it tells; several where a digest gathers them. */
  readonly outageIds: readonly [string, ...string[]];
  /** All outages that are told in the conversation, which it may be about to begin: more than one for a digest. */
  readonly shared: readonly string[];
  readonly told: readonly OwedAlert[];
  readonly settles: readonly OwedAlert[];
  /** Ends that are not told yet because they may not last: their services still count as down. */
  readonly held: readonly OwedAlert[];
  /** Whatever else is owed of these outages and told later. */
  readonly untold: readonly OwedAlert[];
  /** What is owed of other outages in the same conversation. */
  readonly elsewhere: readonly OwedAlert[];
  readonly conversation: Conversation | undefined;
  /** Tells that something is down now: goes before what only tells that something is over. */
  readonly urgent: boolean;
  /** Nothing new happened that people need to hear of; the root message is only kept true. */
  readonly quiet: boolean;
  /** Monotonic time from which it may go, as far as its alerts are concerned. */
  readonly startsAt: number;
};

export type Planning = {
  /** Monotonic. */
  readonly now: number;
  /** Epoch milliseconds. */
  readonly wallNow: number;
  conversationOf(outageId: string): Conversation | undefined;
  /** All outages that are told there. */
  sharing(conversation: Conversation): readonly string[];
  /** A message about the outage is on its way. */
  isBusy(outageId: string): boolean;
  /** Whether any of its services is down, those of `held` included. */
  isGoingOn(outageId: string, held: readonly OwedAlert[]): boolean;
  /** Monotonic times: until when the alert itself asks to wait, a refusal holds it back, and since when it has been owed. */
  dueAt(row: OwedAlert): number;
  retryAt(row: OwedAlert): number;
  seenAt(row: OwedAlert): number;
};

/** What of an outage's rows the next message deals with. */
export type Telling = Pick<Task, 'told' | 'settles' | 'held' | 'urgent' | 'quiet' | 'startsAt'>;

/** While others are still down, services that recover are told together: the thread is a story, not a ticker. */
export const recoveryGatherMs = 10_000;

const isEnd = ({ alert }: OwedAlert): boolean => alert.kind === 'resolved';
const goesDown = ({ alert }: OwedAlert): boolean => isOpening(alert);
const isQuiet = ({ alert }: OwedAlert): boolean => alert.quiet === true;

/** People have heard nothing yet: all that happened becomes one message that tells the latest, once the first may go. */
export function firstTelling(rows: readonly OwedAlert[], { now, dueAt }: Planning): Telling {
  const lasts = byIncident(rows).flatMap((own) => own.slice(-1));
  const held = lasts.filter((row) => isEnd(row) && dueAt(row) > now);
  const settles = rows.filter((row) => !held.includes(row));
  if (settles.length === 0) return waiting(held, dueAt);
  const openings = settles.filter((row) => !isEnd(row));
  const startsAt = openings.length === 0 ? now : Math.min(...openings.map(dueAt));
  const urgent = lasts.some((row) => !isEnd(row) || held.includes(row));
  return { told: settles, settles, held, urgent, quiet: false, startsAt };
}

/** People follow it already: what went down is one reply, what came back another; each tells all there is of its kind. */
export function nextTelling(outageId: string, rows: readonly OwedAlert[], planning: Planning): Telling {
  const { now, dueAt } = planning;
  const passed = [...passedOver(rows), ...staleNotes(rows)];
  const incidents = byIncident(rows.filter((row) => !passed.includes(row)));
  const heads = incidents.flatMap((own) => own.slice(0, 1));
  const loud = heads.filter((row) => !isQuiet(row));
  const openings = loud.filter(goesDown);
  const ends = loud.filter((row) => isEnd(row) && dueAt(row) <= now);
  const held = loud.filter((row) => isEnd(row) && dueAt(row) > now);
  const quiet = heads.filter(isQuiet);
  const notes = loud.filter((row) => !goesDown(row) && !isEnd(row));
  const telling = earliest(
    openings.length === 0
      ? undefined
      : { ...one(openings, held), urgent: true, startsAt: Math.min(...openings.map(dueAt)) },
    ends.length === 0
      ? undefined
      : { ...one(ends, held), startsAt: gatheredAt(outageId, ends, held, incidents, planning) },
    notes.length === 0 ? undefined : { ...one(alike(notes), held), startsAt: Math.min(...notes.map(dueAt)) },
    quiet.length === 0 ? undefined : { ...one(quiet, held), quiet: true, startsAt: Math.min(...quiet.map(dueAt)) },
    held.length === 0 ? undefined : waiting(held, dueAt),
  );
  if (passed.length === 0) return telling ?? { ...one(rows, held), startsAt: now };
  if (telling === undefined || telling.startsAt > now) {
    const told = passed.filter((row) => !isEnd(row));
    return { ...one(told, held), settles: passed, quiet: true, startsAt: now };
  }
  return { ...telling, settles: rows.filter((row) => passed.includes(row) || telling.told.includes(row)) };
}

/** What tells the same in one reply: the oldest note, and others that come of the same act. */
function alike(notes: readonly OwedAlert[]): readonly OwedAlert[] {
  const [first] = notes;
  return first === undefined ? [] : notes.filter(({ alert }) => markOf(alert) === markOf(first.alert));
}

/** An end that was held back and did not last, with the failure that followed: of neither anybody need hear. */
function passedOver(rows: readonly OwedAlert[]): readonly OwedAlert[] {
  return byIncident(rows).flatMap((own) =>
    own.flatMap((row, at) => {
      const next = own[at + 1];
      // One that was tried may have reached people although its answer was lost.
      const vanishes = isEnd(row) && row.alert.notBefore !== undefined && row.attempts === 0;
      return vanishes && next?.alert.kind === 'reopened' ? [row, next] : [];
    }),
  );
}

function gatheredAt(
  outageId: string,
  ends: readonly OwedAlert[],
  held: readonly OwedAlert[],
  incidents: readonly (readonly OwedAlert[])[],
  { now, isGoingOn, seenAt }: Planning,
): number {
  const isInTheWay = incidents.some((own) => own.length > 1 && own[0] !== undefined && ends.includes(own[0]));
  if (isInTheWay || !isGoingOn(outageId, held)) return now;
  return Math.min(...ends.map(seenAt)) + recoveryGatherMs;
}

/** In the order in which they came, and so each one's own. */
export function byIncident(rows: readonly OwedAlert[]): readonly (readonly OwedAlert[])[] {
  return [...Map.groupBy(rows, ({ alert }) => alert.incident.id).values()];
}

function one(told: readonly OwedAlert[], held: readonly OwedAlert[]) {
  return { told, settles: told, held, urgent: false, quiet: false };
}

/** Nothing to tell, only when to plan anew. */
function waiting(held: readonly OwedAlert[], dueAt: Planning['dueAt']): Telling {
  return { ...one([], held), startsAt: Math.min(...held.map(dueAt)) };
}

function earliest(...tellings: readonly (Telling | undefined)[]): Telling | undefined {
  return tellings
    .filter((telling) => telling !== undefined)
    .reduce<Telling | undefined>((best, next) => (best && best.startsAt <= next.startsAt ? best : next), undefined);
}
