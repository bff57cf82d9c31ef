/** Times and durations as people say them, with what exactly they stand for on hover and focus. */
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
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

/** "4 min": from then until now, growing. Only its text follows the clock: a second passes on many of them at once. */
export function Elapsed({ since }: { readonly since: number }) {
  const text = useMemo(() => computed(() => formatDuration(now.value - since)), [since]);
  return (
    <time dateTime={new Date(since).toISOString()} title={formatWhole(since)}>
      {text}
    </time>
  );
}

/** "1 h 12 min", of what is over. */
export function Lasted({ ms }: { readonly ms: number }) {
  return <span title={formatExactDuration(ms)}>{formatDuration(ms)}</span>;
}
