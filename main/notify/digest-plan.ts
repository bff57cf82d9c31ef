/** When many outages are told as one, and what is told next in their thread. Pure. */
import type { Conversation, OwedAlert } from '../monitor/outbox.ts';
import { markOf } from './notes.ts';
import type { Candidate } from './plan.ts';
import {
  byIncident,
  firstTelling,
  nextTelling,
  type Planning,
  recoveryGatherMs,
  type Task,
  type Telling,
} from './queue.ts';
import { isNoteKind } from './report.ts';

/** Fewer are told one by one, as people expect, even late; so many at once nobody could follow, even fresh. */
const fewestLate = 5;
const fewestFresh = 12;
const lateAfterMs = 30_000;

/** Whether these outages, of which people have heard nothing and which could be told now, are better told as one. */
export function isCatchUp(ready: readonly Candidate[], wallNow: number): boolean {
  if (ready.length >= fewestFresh) return true;
  return ready.length >= fewestLate && ready.some((one) => lateMs(one, wallNow) >= lateAfterMs);
}

function lateMs({ telling }: Candidate, wallNow: number): number {
  return Math.max(...telling.told.map(({ alert: { at, notBefore } }) => wallNow - Math.max(at, notBefore ?? at)));
}

/** The message that begins their conversation. What it has no room to name is told in its thread. */
export function digestOf(gathered: readonly Candidate[], now: number): Task {
  return {
    ...merged(gathered),
    shared: gathered.map(({ outageId }) => outageId),
    conversation: undefined,
    elsewhere: [],
    startsAt: now,
  };
}

/**
 * What is told next in a digest's thread: whatever went down or is over, of however many outages, or else one note, or
 * else what only keeps the message true.
 */
export function threadTask(
  outages: readonly (readonly [string, readonly OwedAlert[]])[],
  conversation: Conversation,
  shared: readonly string[],
  planning: Planning,
): Task {
  const { now, dueAt } = planning;
  const isGoingOn = anyOf(shared, planning);
  const candidates = outages.map(([outageId, rows]): Candidate => {
    const telling = isUnheard(rows)
      ? firstTelling(rows, planning)
      : nextTelling(outageId, rows, { ...planning, isGoingOn });
    return { outageId, rows, telling };
  });
  const due = candidates.filter(({ telling }) => telling.startsAt <= now);
  const changes = due.filter(({ telling }) => isChange(telling));
  // What comes back while others are down waits for company; once somebody speaks, it has it.
  const joining = candidates.filter(
    ({ telling }) =>
      telling.startsAt > now &&
      telling.startsAt <= now + recoveryGatherMs &&
      isChange(telling) &&
      telling.told.every((row) => dueAt(row) <= now),
  );
  const quiet = due.filter(({ telling }) => telling.quiet);
  const notes = due.filter(({ telling }) => !telling.quiet && !isChange(telling));
  const chosen =
    changes.length > 0
      ? [...changes, ...joining]
      : notes.length > 0
        ? alike(notes)
        : quiet.length > 0
          ? quiet
          : [earliest(candidates)];
  return {
    ...merged(chosen),
    shared,
    conversation,
    elsewhere: candidates.flatMap((one) => (chosen.includes(one) ? [] : one.rows)),
    startsAt: Math.min(...chosen.map(({ telling }) => telling.startsAt)),
  };
}

/** One act is one note, of however many outages. */
function alike(notes: readonly Candidate[]): readonly Candidate[] {
  const markOfNote = ({ telling }: Candidate): string | undefined => telling.told[0] && markOf(telling.told[0].alert);
  const [first] = notes;
  return first === undefined ? [] : notes.filter((note) => markOfNote(note) === markOfNote(first));
}

/** Nobody has heard of any of these yet: all of their story is told at once. */
const isUnheard = (rows: readonly OwedAlert[]): boolean =>
  byIncident(rows).every(([first]) => first?.alert.kind === 'opened' && first.alert.quiet !== true);

const isChange = ({ quiet, told }: Telling): boolean => !quiet && told.some(({ alert }) => !isNoteKind(alert.kind));

function anyOf(shared: readonly string[], planning: Planning): Planning['isGoingOn'] {
  let others: boolean | undefined;
  return (_, held) => {
    if (held.length > 0) return true;
    others ??= shared.some((outageId) => planning.isGoingOn(outageId, []));
    return others;
  };
}

function earliest(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((best, next) => (best.telling.startsAt <= next.telling.startsAt ? best : next));
}

function merged(candidates: readonly Candidate[]): Omit<Task, 'shared' | 'conversation' | 'elsewhere' | 'startsAt'> {
  const [first, ...others] = candidates.map(({ outageId }) => outageId);
  if (first === undefined) throw new RangeError('a message tells of one outage at least');
  const tellings = candidates.map(({ telling }) => telling);
  const inOrder = (rows: readonly OwedAlert[]) => rows.toSorted((a, b) => a.id - b.id);
  const settles = inOrder(tellings.flatMap((telling) => telling.settles));
  const held = tellings.flatMap((telling) => telling.held);
  const taken = new Set([...settles, ...held]);
  return {
    outageIds: [first, ...others],
    told: inOrder(tellings.flatMap(({ told }) => told)),
    settles,
    held,
    untold: candidates.flatMap(({ rows }) => rows.filter((row) => !taken.has(row))),
    urgent: tellings.some(({ urgent }) => urgent),
    quiet: tellings.every(({ quiet }) => quiet),
  };
}
