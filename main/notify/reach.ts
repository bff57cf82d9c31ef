/** Notices when a notifier that is tried reaches nobody. */
import type { Clock } from '../monitor/ports.ts';

export type ReachNews = {
  readonly notifier: string;
  /** How many alerts are owed by now. */
  readonly owed: number;
} & (
  | {
      readonly kind: 'unreachable';
      /** Epoch milliseconds at which the first attempt began that reached nobody. */
      readonly since: number;
      readonly reason: string;
      readonly remedy?: string;
    }
  | { readonly kind: 'reachable' }
);

const silentAfterMs = 10_000;
/** An alert whose answer was lost is told again after ten seconds: if that works, there is nothing to say. */
const silentWhereReadMs = 12_000;
const repeatAfterMs = 60_000;

export type Reach = ReturnType<typeof createReach>;

export function createReach(notifier: string, clock: Clock, onReach: (news: ReachNews) => void) {
  /** The first attempt since something got through. */
  let tried: { readonly at: number; readonly wallAt: number } | undefined;
  let isRead = false;
  let why: { readonly reason: string; readonly remedy: string | undefined } | undefined;
  let said: { readonly at: number; readonly owed: number } | undefined;

  /** Monotonic: when there may be something to say. */
  function nextAt(owed: number): number {
    if (tried === undefined || owed === 0) return Number.POSITIVE_INFINITY;
    if (said === undefined) return tried.at + (isRead ? silentWhereReadMs : silentAfterMs);
    return said.owed === owed ? Number.POSITIVE_INFINITY : said.at + repeatAfterMs;
  }

  return {
    nextAt,
    tries(): void {
      tried ??= { at: clock.monotonicMs(), wallAt: clock.wallMs() };
    },
    failed(reason: string, remedy: string | undefined): void {
      why = { reason, remedy };
    },
    /** It can be asked for what it has taken, even if it takes no alert. */
    mayBeRead(): void {
      isRead = true;
    },
    /** What was tried need not be told after all. */
    spared(): void {
      if (said === undefined && why === undefined) tried = undefined;
    },
    gotThrough(owed: number): void {
      tried = undefined;
      isRead = false;
      why = undefined;
      if (said !== undefined) onReach({ kind: 'reachable', notifier, owed });
      said = undefined;
    },
    look(owed: number): void {
      const now = clock.monotonicMs();
      if (tried === undefined || nextAt(owed) > now) return;
      said = { at: now, owed };
      const { reason, remedy } = why ?? { reason: `${notifier} has not answered yet`, remedy: undefined };
      const cause = remedy === undefined ? { reason } : { reason, remedy };
      onReach({ kind: 'unreachable', notifier, owed, since: tried.wallAt, ...cause });
    },
  };
}
