/** The members of an outage as bars on one axis of time. Pure. */
import type { IncidentRow } from '../../preload/past.ts';

export type Bar = {
  readonly row: IncidentRow;
  /** Fractions of the axis. */
  readonly from: number;
  readonly to: number;
  /** Where its end lies between two times: from here on it may have been over. */
  readonly unsureFrom?: number;
};

export type Strip = { readonly from: number; readonly to: number; readonly bars: readonly Bar[] };

/** From the first failure to the last recovery, or to `now` while one is open; by start. */
export function stripOf(members: readonly IncidentRow[], now: number): Strip {
  const from = Math.min(...members.map(({ startedAt }) => startedAt));
  const to = Math.max(from + 1, ...members.map(({ endedAt }) => endedAt ?? now));
  const at = (time: number): number => Math.min(1, Math.max(0, (time - from) / (to - from)));
  const bars = members
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .map((row): Bar => {
      const { startedAt, endedAt, endedNotBefore } = row;
      return {
        row,
        from: at(startedAt),
        to: at(endedAt ?? now),
        ...(endedNotBefore === undefined || endedAt === undefined ? {} : { unsureFrom: at(endedNotBefore) }),
      };
    });
  return { from, to, bars };
}
