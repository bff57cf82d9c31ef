/** The list of services from top to bottom: the worst first, an outage once with its members, the silent ones apart. Pure. */
import type { AggregateState } from '../../main/monitor/aggregate.ts';
import type { OpenOutage, ServiceView } from '../../preload/snapshot.ts';
import { type Filters, matches } from './filters.ts';

export type Item =
  | { readonly type: 'service'; readonly key: string; readonly name: string; readonly isMember: boolean }
  /** Heads those of its members that are in the list, unless it is folded. */
  | { readonly type: 'outage'; readonly key: string; readonly outage: OpenOutage; readonly isFolded: boolean }
  /** Heads those that are snoozed, in maintenance or paused. */
  | { readonly type: 'silent'; readonly key: string; readonly count: number };

export type Listing = {
  readonly items: readonly Item[];
  /** How many services are in the list, folded ones too. */
  readonly count: number;
};

export type Arrangement = {
  readonly views: readonly ServiceView[];
  readonly outages: readonly OpenOutage[];
  readonly filters: Filters;
  /** Ids of the outages whose members are not shown. */
  readonly folded: ReadonlySet<string>;
  /** Of the latest check, milliseconds. */
  responseOf(name: string): number | undefined;
};

const ranks: Readonly<Record<AggregateState, number>> = { down: 0, degraded: 1, unknown: 2, ok: 3, paused: 4 };

export function arrange(arrangement: Arrangement): Listing {
  const { views, filters } = arrangement;
  const shown = views.filter((view) => matches(view, filters));
  if (filters.order !== 'worst') {
    const items = shown.toSorted(comparing(arrangement)).map((view) => itemOf(view));
    return { items, count: items.length };
  }
  const sorted = shown.toSorted(byWorst);
  const heard = sorted.filter(({ state }) => state !== 'paused');
  const silent = sorted.filter(({ state }) => state === 'paused');
  const items = withOutages(heard, arrangement);
  const head: readonly Item[] = silent.length === 0 ? [] : [{ type: 'silent', key: 'silent', count: silent.length }];
  return { items: [...items, ...head, ...silent.map((view) => itemOf(view))], count: shown.length };
}

function byWorst(one: ServiceView, other: ServiceView): number {
  return (
    ranks[one.state] - ranks[other.state] ||
    Number(other.critical) - Number(one.critical) ||
    // What is wrong for the longest is known for the longest: the news stand above it.
    (one.state === 'ok' ? 0 : other.since - one.since) ||
    byName(one, other)
  );
}

const collator = new Intl.Collator(undefined, { numeric: true });
const byName = (one: ServiceView, other: ServiceView): number => collator.compare(one.name, other.name);

function comparing({ filters, responseOf }: Arrangement): (one: ServiceView, other: ServiceView) => number {
  switch (filters.order) {
    case 'response':
      return (one, other) => (responseOf(other.name) ?? -1) - (responseOf(one.name) ?? -1) || byName(one, other);
    case 'uptime':
      return (one, other) => (one.uptime.month ?? 2) - (other.uptime.month ?? 2) || byName(one, other);
    case 'name':
    case 'worst':
      return byName;
  }
}

/** An outage stands where the first of its services would. */
function withOutages(views: readonly ServiceView[], { outages, folded }: Arrangement): readonly Item[] {
  const shared = new Map(outages.filter(({ services }) => services.length > 1).map((outage) => [outage.id, outage]));
  const members = Map.groupBy(views, ({ incident }) => shared.get(incident?.outage ?? ''));
  const placed = new Set<string>();
  return views.flatMap((view): readonly Item[] => {
    const outage = shared.get(view.incident?.outage ?? '');
    if (outage === undefined) return [itemOf(view)];
    if (placed.has(outage.id)) return [];
    placed.add(outage.id);
    const isFolded = folded.has(outage.id);
    const own = isFolded ? [] : (members.get(outage) ?? []).map((member) => itemOf(member, true));
    return [{ type: 'outage', key: `outage ${outage.id}`, outage, isFolded }, ...own];
  });
}

function itemOf({ name }: ServiceView, isMember = false): Item {
  return { type: 'service', key: `service ${name}`, name, isMember };
}
