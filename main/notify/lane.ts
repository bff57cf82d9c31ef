/** One notifier's way from what is owed to what is told. */
import type { OwedAlert } from '../monitor/outbox.ts';
import type { Cancel } from '../monitor/ports.ts';
import type { Desk, Job, LaneDeps } from './desk.ts';
import { createHolds, type Moment } from './holds.ts';
import { createInquiries } from './inquiries.ts';
import { createLimit } from './limit.ts';
import { lookingJob } from './looking.ts';
import type { Notifier } from './notifier.ts';
import { createPace, type Pace } from './pace.ts';
import { createPlaces } from './places.ts';
import { createReach } from './reach.ts';
import { createReceipts } from './receipts.ts';
import { createRepairs } from './repairs.ts';
import { tellingJob } from './telling.ts';
import { createTrouble } from './trouble.ts';

export type Lane = { pump(): void; retryNow(): void; close(graceMs: number): Promise<void> };

/** How many may be under way; recoveries leave room, so that slow ones never hold up an opening. */
const mostUnderWay = { urgent: 8, other: 4 };
const outboxRetryMs = 5_000;
/** Slack lets a channel be read fifty times a minute. */
const lookGapMs = 1_250;

export function createLane(notifier: Notifier, deps: LaneDeps): Lane {
  const { clock } = deps;
  const receipts = createReceipts(deps.outbox, notifier.name, deps.onTrouble);
  const holds = createHolds(clock);
  const trouble = createTrouble(clock, deps.random, receipts);
  const inquiries = createInquiries(clock);
  const repairs = createRepairs(clock, deps.random, receipts);
  const reach = createReach(notifier.name, clock, deps.onReach);
  const underWay = new Map<string, Promise<void>>();
  let messages: Pace | undefined;
  let cancelWake: Cancel | undefined;
  let closed = false;
  let abandoned = false;

  const desk: Desk = {
    notifier,
    deps,
    receipts,
    holds,
    trouble,
    inquiries,
    repairs,
    reach,
    places: createPlaces(notifier.place, receipts, clock),
    pace: () => (messages ??= createPace(notifier.gapMs, lastSendingAt())),
    looks: createPace(lookGapMs),
    lookLimit: createLimit(clock, receipts, 'looks_limited_until'),
    repeated: new Set(),
    isAbandoned: () => abandoned,
  };

  /** Of an earlier run; monotonic. */
  function lastSendingAt(): number {
    const last = receipts.lastSendingAt() ?? Number.NEGATIVE_INFINITY;
    return clock.monotonicMs() - Math.max(0, clock.wallMs() - last);
  }

  function pump(): void {
    if (closed) return;
    cancelWake?.();
    const moment = { now: clock.monotonicMs(), wallNow: clock.wallMs() };
    const { now } = moment;
    receipts.writeAgain();
    const owed = receipts.owed();
    const jobs = owed && jobsOf(owed, moment);
    let next = jobs === undefined || receipts.hasUnwritten() ? now + outboxRetryMs : Number.POSITIVE_INFINITY;
    for (const job of inOrderOfTrial(jobs ?? [])) {
      if (job.keys.some((key) => underWay.has(key))) continue;
      if (trouble.isOn() && underWay.size > 0) break;
      if (jobsUnderWay() >= (job.urgent ? mostUnderWay.urgent : mostUnderWay.other)) continue;
      const at = startsAt(job, moment);
      if (at > now) next = Math.min(next, at);
      else begin(job, now);
    }
    reach.look(owed?.length ?? 0);
    next = Math.min(next, reach.nextAt(owed?.length ?? 0));
    cancelWake = next < Number.POSITIVE_INFINITY ? clock.wakeAt(next, pump) : undefined;
  }

  /** What may have arrived already comes first: until that is known, nothing more is told of its outage. */
  function jobsOf(owed: readonly OwedAlert[], moment: Moment): readonly Job[] | undefined {
    const isBusy = (outageId: string): boolean => underWay.has(outageId);
    const doubt = inquiries.among(owed, isBusy, moment.now);
    const tasks = receipts.tasks(doubt.certain, {
      ...moment,
      isBusy,
      dueAt: (row) => holds.dueAt(row, moment),
      retryAt: (row) => holds.retryAt(row, moment),
      seenAt: (row) => holds.seenAt(row, moment.now),
    });
    return (
      tasks && [
        ...doubt.inquiries.map((inquiry) => lookingJob(desk, inquiry)),
        ...[...tasks, ...repairs.tasks(owed)].map((task) => tellingJob(desk, task)),
      ]
    );
  }

  const jobsUnderWay = (): number => new Set(underWay.values()).size;

  /** In trouble the one that failed least goes first, so that a message which can never pass does not stop the others. */
  function inOrderOfTrial(jobs: readonly Job[]): readonly Job[] {
    return trouble.isOn() ? jobs.toSorted((a, b) => attemptsOf(a) - attemptsOf(b)) : jobs;
  }

  function startsAt(job: Job, moment: Moment): number {
    const { now } = moment;
    const own = job.rows.reduce((latest, row) => Math.max(latest, holds.retryAt(row, moment)), now);
    return Math.max(job.startsAt(), own, trouble.until(now));
  }

  function begin(job: Job, now: number): void {
    const work = job.begin(now);
    if (work === undefined) return;
    if (job.rows.length > 0) reach.tries();
    const done = work.finally(() => {
      for (const key of job.keys) underWay.delete(key);
      if (!abandoned) pump();
    });
    for (const key of job.keys) underWay.set(key, done);
  }

  return {
    pump,
    retryNow() {
      const now = clock.monotonicMs();
      holds.releaseAll(receipts.owed() ?? [], now);
      trouble.retryNow(now);
      pump();
    },
    async close(graceMs) {
      closed = true;
      cancelWake?.();
      if (underWay.size > 0) {
        const grace = Promise.withResolvers<void>();
        const cancel = clock.wakeAt(clock.monotonicMs() + graceMs, grace.resolve);
        await Promise.race([Promise.all(underWay.values()), grace.promise]);
        cancel();
      }
      abandoned = true;
    },
  };
}

/** What nobody waits for comes last. */
const attemptsOf = ({ rows }: Job): number =>
  rows.length === 0 ? Number.MAX_SAFE_INTEGER : rows.reduce((most, { attempts }) => Math.max(most, attempts), 0);
