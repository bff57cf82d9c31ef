/** Slack's limits: so many requests in the long run, some at once, and whose fault it is when they are reached. */
import type { LimitCause } from './evidence.ts';

export type Allowance = { readonly perMinute: number; readonly burst: number };

export type Refusal = { readonly cause: LimitCause; readonly retryAfterSeconds: number };

/** What was sent before an answer arrived knows nothing of it. */
const journeyMs = 100;

function createBucket({ perMinute, burst }: Allowance) {
  const gapMs = 60_000 / perMinute;
  let fullAt = Number.NEGATIVE_INFINITY;
  return {
    /** Milliseconds until one more passes. */
    waitMs: (now: number) => Math.max(0, Math.max(fullAt, now) + gapMs - now - burst * gapMs),
    take(now: number): void {
      fullAt = Math.max(fullAt, now) + gapMs;
    },
  };
}

/** One method, or one channel's messages. */
export function createLimit(allowance: Allowance) {
  const all = createBucket(allowance);
  let own = { run: 0, bucket: createBucket(allowance) };
  let until = Number.NEGATIVE_INFINITY;
  /** By run, when it was told for the first time. */
  let told = new Map<number, number>();

  /** The first word counts for how long to wait: whoever comes too early is not sent away for longer. */
  function refuse(cause: LimitCause, run: number, now: number, waitMs: number): Refusal {
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
    if (now >= until) {
      told = new Map();
      until = now + retryAfterSeconds * 1_000;
    }
    if (!told.has(run)) told.set(run, now);
    return { cause, retryAfterSeconds };
  }

  function causeOfHaste(run: number, arrivedAt: number): LimitCause {
    const toldAt = told.get(run);
    if (toldAt !== undefined && arrivedAt > toldAt + journeyMs) return 'told';
    return [...told.keys()].some((one) => one < run) ? 'told_earlier_run' : 'fault';
  }

  return {
    /** Undefined lets the request pass. `faultSeconds`: it is to be refused in any case. */
    take(run: number, arrivedAt: number, now: number, faultSeconds?: number): Refusal | undefined {
      if (run > own.run) own = { run, bucket: createBucket(allowance) };
      if (now < until - journeyMs) return refuse(causeOfHaste(run, arrivedAt), run, now, until - now);
      if (faultSeconds !== undefined) return refuse('fault', run, now, faultSeconds * 1_000);
      const wait = all.waitMs(now);
      if (wait > 0) return refuse(own.bucket.waitMs(now) > 0 ? 'too_fast' : 'earlier_runs', run, now, wait);
      all.take(now);
      own.bucket.take(now);
      return undefined;
    },
  };
}
