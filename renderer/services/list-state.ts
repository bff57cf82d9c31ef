/** What the list shows now. Its order rests while somebody points at it. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { route } from '../state/route.ts';
import { bars, head, services } from '../state/world.ts';
import { latestResponse } from './bar-shapes.ts';
import { filtersOf } from './filters.ts';
import { arrange, type Listing } from './ranking.ts';

/** What the address of each service has of the present one: the filters, but not what the chosen one shows. */
export const keptParams = computed(() => {
  const { range: _, ...kept } = route.value.params;
  return kept;
});

export const filters = computed(() => filtersOf(route.value.params));

/** Ids of the outages whose members are folded away. */
export const folded = signal<ReadonlySet<string>>(new Set());

/** Somebody points at the list: nothing moves under the pointer. */
export const isHeld = signal(false);

const wanted = computed(() =>
  arrange({
    views: services.value,
    outages: head.value?.outages ?? [],
    filters: filters.value,
    folded: folded.value,
    // Read without following: a list sorted by response time would never come to rest.
    responseOf: (name) => latestResponse(bars(name).peek()),
  }),
);

type Shown = Listing & {
  /** Somebody has asked for it, and sees it at once; rows that only take another place glide there. */
  readonly isAsked: boolean;
};

const shown = signal<Shown>({ items: [], count: 0, isAsked: true });

/** The list to draw. */
export const listing: ReadonlySignal<Shown> = shown;

/** What a person asks for moves the list at once, whatever they point at. */
let asked: readonly unknown[] = [];

effect(() => {
  const next = wanted.value;
  const cause = [filters.value, folded.value];
  const isAsked = cause.some((part, index) => part !== asked[index]);
  asked = cause;
  if (isAsked || !isHeld.value || !isSameSet(shown.peek(), next)) shown.value = { ...next, isAsked };
});

/** One that came or went cannot wait: a row that is not there cannot be shown. */
function isSameSet(one: Listing, other: Listing): boolean {
  if (one.items.length !== other.items.length) return false;
  const keys = new Set(one.items.map(({ key }) => key));
  return other.items.every(({ key }) => keys.has(key));
}

export function toggleFolded(id: string): void {
  const next = new Set(folded.value);
  if (!next.delete(id)) next.add(id);
  folded.value = next;
}
