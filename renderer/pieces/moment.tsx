/** Times and durations as people say them, with what exactly they stand for on hover and focus. */
import { now } from '../state/clock.ts';
import { formatDuration, formatExactDuration } from '../words/durations.ts';
import { formatMoment, formatWhole } from '../words/locale.ts';

/** "14:02", "Tue, 24 Nov, 14:02". */
export function Moment({ at }: { readonly at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatWhole(at)}>
      {formatMoment(at, now.value)}
    </time>
  );
}

/** "4 min": from then until now, growing. */
export function Elapsed({ since }: { readonly since: number }) {
  return (
    <time dateTime={new Date(since).toISOString()} title={formatWhole(since)}>
      {formatDuration(now.value - since)}
    </time>
  );
}

/** "1 h 12 min", of what is over. */
export function Lasted({ ms }: { readonly ms: number }) {
  return <span title={formatExactDuration(ms)}>{formatDuration(ms)}</span>;
}
