/** Messages whose answer was lost, by this run or an earlier one: when to look for them, and when to believe that they are not there. */
import type { OwedAlert } from '../monitor/outbox.ts';
import type { Clock } from '../monitor/ports.ts';
import { outageIdOf } from './report.ts';

export type Inquiry = {
  readonly key: string;
  /** Epoch milliseconds. */
  readonly leftAt: number;
  readonly tells: readonly OwedAlert[];
  /** Told later in the conversation that the message was to begin. */
  readonly later: readonly OwedAlert[];
  readonly outageIds: readonly string[];
  /** Monotonic, as far as the doubt itself is concerned. */
  readonly startsAt: number;
};

type Doubt = {
  /** Monotonic: what is not there by then never arrives. */
  readonly believedFrom: number;
  readonly nextLookAt: number;
  /** How often Slack answered without letting us look at this one, and how often in a row not at any. */
  readonly refusals: number;
  readonly limits: number;
  /** The latest reason. */
  readonly why?: string;
};

/** After this long a request that left is carried out or lost, however slow the other side is. */
const slowestMs = 10_000;
/** The same after the connection broke, and after an answer that left open whether anything was done. */
const afterBreakMs = 2_000;
const afterAnswerMs = 1_000;
/** Two looks that close together are one. */
const worthALookMs = 1_500;
/** From then on the rest of the channel's news matters more. */
const mostRefusals = 8;

export type Inquiries = ReturnType<typeof createInquiries>;

export function createInquiries(clock: Clock) {
  const doubts = new Map<string, Doubt>();

  /** One of an earlier run goes by the wall clock, which may have been set since. */
  function doubtOf(key: string, leftAt: number, now: number): Doubt {
    const known = doubts.get(key);
    if (known !== undefined) return known;
    const left = Math.min(slowestMs, Math.max(0, leftAt + slowestMs - clock.wallMs()));
    const doubt = { believedFrom: now + left, nextLookAt: now, refusals: 0, limits: 0 };
    doubts.set(key, doubt);
    return doubt;
  }

  function startOf({ believedFrom, nextLookAt }: Doubt, now: number): number {
    const at = Math.max(now, nextLookAt);
    return at < believedFrom && believedFrom - at < worthALookMs ? believedFrom : at;
  }

  function change(key: string, changed: Partial<Doubt>): void {
    const doubt = doubts.get(key);
    if (doubt !== undefined) doubts.set(key, { ...doubt, ...changed });
  }

  return {
    /** What is in doubt, and what can be told meanwhile: nothing of an outage that has something in doubt. */
    among(rows: readonly OwedAlert[], isBusy: (outageId: string) => boolean, now: number) {
      const doubtful = rows.filter((row) => row.sending !== undefined && !isBusy(outageIdOf(row)));
      const blocked = new Set(doubtful.map(outageIdOf));
      const inquiries = [...Map.groupBy(doubtful, ({ sending }) => sending?.key ?? '')].map(([key, own]): Inquiry => {
        const leftAt = own[0]?.sending?.at ?? 0;
        return {
          key,
          leftAt,
          tells: own.filter(({ sending }) => sending?.tells === true),
          later: own.filter(({ sending }) => sending?.tells === false),
          outageIds: [...new Set(own.map(outageIdOf))],
          startsAt: startOf(doubtOf(key, leftAt, now), now),
        };
      });
      return { inquiries, certain: rows.filter((row) => !blocked.has(outageIdOf(row))) };
    },
    /** The answer was lost in this run. Monotonic times. */
    lost(key: string, left: number, now: number, answered: boolean): void {
      const believedFrom = answered ? now + afterAnswerMs : Math.max(left + slowestMs, now + afterBreakMs);
      doubts.set(key, { believedFrom, nextLookAt: now, refusals: 0, limits: 0 });
    },
    /** Whether what was not there when we asked, at that monotonic time, never arrives. If not, it is looked for again. */
    isGone(key: string, askedAt: number): boolean {
      const doubt = doubts.get(key);
      if (doubt === undefined || askedAt >= doubt.believedFrom) return true;
      change(key, { nextLookAt: doubt.believedFrom });
      return false;
    },
    /** Slack answered and did not let us look at this one: until when we are not to, by how often that was. */
    refused(key: string, until: (refusals: number) => number, why: string): void {
      const refusals = (doubts.get(key)?.refusals ?? 0) + 1;
      change(key, { refusals, nextLookAt: until(refusals), why });
    },
    /** Slack answered that it wants fewer looks: whatever was to be looked for was refused by that. */
    limited(now: number, why: string): void {
      for (const [key, { limits, nextLookAt }] of doubts) {
        if (nextLookAt <= now) change(key, { limits: limits + 1, why });
      }
    },
    /** Slack let us look. */
    answered(): void {
      for (const key of doubts.keys()) change(key, { limits: 0 });
    },
    /** Set where it was refused too often. */
    whyHopeless(key: string): string | undefined {
      const { refusals = 0, limits = 0, why } = doubts.get(key) ?? {};
      return refusals >= mostRefusals || limits >= mostRefusals ? why : undefined;
    },
    forget(key: string): void {
      doubts.delete(key);
    },
  };
}
