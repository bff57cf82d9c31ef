/** Which services the list shows, as the address says it. Pure. */
import type { AggregateState } from '../../main/monitor/aggregate.ts';
import type { ServiceView } from '../../preload/snapshot.ts';

const states: readonly AggregateState[] = ['down', 'degraded', 'unknown', 'ok', 'paused'];
const orders = ['worst', 'name', 'response', 'uptime'] as const;

export type Order = (typeof orders)[number];

export type Filters = {
  readonly text: string;
  /** Of the text, as they are looked for. */
  readonly words: readonly string[];
  readonly state?: AggregateState;
  readonly group?: string;
  readonly tag?: string;
  readonly order: Order;
};

/** What means nothing is as if it were not there. */
export function filtersOf({ q = '', state, group, tag, sort }: Readonly<Record<string, string>>): Filters {
  const known = states.find((candidate) => candidate === state);
  return {
    text: q,
    words: plain(q).split(/\s+/).filter(Boolean),
    ...(known === undefined ? {} : { state: known }),
    ...(group === undefined ? {} : { group }),
    ...(tag === undefined ? {} : { tag }),
    order: orders.find((candidate) => candidate === sort) ?? 'worst',
  };
}

export function isNarrowed({ words, state, group, tag }: Filters): boolean {
  return words.length > 0 || state !== undefined || group !== undefined || tag !== undefined;
}

/** Every word that was typed must be somewhere in what the service is called, wherever it is, however it is written. */
export function matches(view: ServiceView, { words, state, group, tag }: Filters): boolean {
  if (state !== undefined && view.state !== state) return false;
  if (group !== undefined && view.group !== group) return false;
  if (tag !== undefined && !view.tags.includes(tag)) return false;
  if (words.length === 0) return true;
  const content = contentOf(view);
  return words.every((word) => content.includes(word));
}

/** Views are never changed, only replaced: what one of them holds need be found out once. */
const contents = new WeakMap<ServiceView, string>();

function contentOf(view: ServiceView): string {
  const known = contents.get(view);
  if (known !== undefined) return known;
  const { name, group = '', tags, url, description = '' } = view;
  const content = plain([name, group, ...tags, url, description].join('\n'));
  contents.set(view, content);
  return content;
}

/** Without capitals and accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What can be chosen, in order, with how many services there are of each. */
export function choicesOf(
  views: readonly ServiceView[],
  of: (view: ServiceView) => readonly string[],
): readonly (readonly [name: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const name of views.flatMap(of)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => one.localeCompare(other));
}
