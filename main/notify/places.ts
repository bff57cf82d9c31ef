/** Where a notifier begins its conversations, from one run to the next: the configuration may have changed since a message left. */
import type { Clock } from '../monitor/ports.ts';
import type { Receipts } from './receipts.ts';

/** Since when (epoch milliseconds) it goes where. */
type Entry = readonly [since: number, place: string];

const placesNote = 'places';
const mostPlaces = 8;

export type Places = ReturnType<typeof createPlaces>;

/** `place` is where they go now; undefined where there is only one such place. */
export function createPlaces(place: string | undefined, receipts: Receipts, clock: Clock) {
  let isNoted = place === undefined;

  const entries = (): readonly Entry[] => entriesOf(receipts.noted(placesNote));

  return {
    /** A message leaves now. */
    leaves(): void {
      if (isNoted || place === undefined) return;
      isNoted = true;
      const before = entries();
      if (before.at(-1)?.[1] === place) return;
      const entry: Entry = [Math.floor(clock.wallMs()), place];
      receipts.note(placesNote, JSON.stringify([...before, entry].slice(-mostPlaces)));
    },
    /** Where a message went that left at that time; undefined if nobody noted it. */
    at: (leftAt: number): string | undefined => entries().findLast(([since]) => since <= leftAt)?.[1],
  };
}

function entriesOf(note: string | undefined): readonly Entry[] {
  try {
    const entries: unknown = JSON.parse(note ?? '[]');
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

const isEntry = (entry: unknown): entry is Entry =>
  Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'string';
