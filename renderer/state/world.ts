/** How everything is, as the program tells it: a projection of its pushes, never changed from here. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Connection } from '../../preload/contract.ts';
import type { Bar, Change, Head, Push, ServiceView, Snapshot } from '../../preload/snapshot.ts';

/** As many as the program tells at first; `mostBars` of the contract, of which only types may be used here. */
const mostBars = 60;

const headSignal = signal<Head | undefined>(undefined);
const viewsSignal = signal<readonly ServiceView[]>([]);
const connectionSignal = signal<Connection>('connecting');
const viewOf = new Map<string, Signal<ServiceView>>();
const noView: ReadonlySignal<undefined> = signal(undefined);
const barsOf = new Map<string, Signal<readonly Bar[]>>();
const noBars: ReadonlySignal<readonly Bar[]> = signal([]);

/** Undefined until the first snapshot is there. */
export const head: ReadonlySignal<Head | undefined> = headSignal;
/** In the order of the configuration. */
export const services: ReadonlySignal<readonly ServiceView[]> = viewsSignal;
export const connection: ReadonlySignal<Connection> = connectionSignal;

export const servicesByName = computed(() => new Map(viewsSignal.value.map((view) => [view.name, view])));

/** Changes with that service alone, unlike `services`: what is drawn for each of many follows this. */
export function viewNamed(name: string): ReadonlySignal<ServiceView | undefined> {
  return viewOf.get(name) ?? noView;
}

/** The service's last checks, oldest first; changes with each of them, and with nothing else. */
export function bars(name: string): ReadonlySignal<readonly Bar[]> {
  return barsOf.get(name) ?? noBars;
}

/** How far the program's clock is ahead of this page's, milliseconds: they may run on different machines. */
let clockAheadMs = 0;

/** The program's time, epoch milliseconds. */
export const programNow = (): number => Date.now() + clockAheadMs;

export function setConnection(next: Connection): void {
  connectionSignal.value = next;
}

export function receive(push: Push): void {
  clockAheadMs = push.at - Date.now();
  batch(() => (push.type === 'snapshot' ? begin(push) : change(push)));
}

function begin({ head, services, bars }: Snapshot): void {
  headSignal.value = head;
  keepOnly(services.map(({ name }) => name));
  for (const { name } of services) put(barsOf, name, bars[name] ?? []);
  for (const view of services) put(viewOf, view.name, view);
  viewsSignal.value = services;
}

function change({ head, order, services = [], bars = {} }: Change): void {
  if (head !== undefined) headSignal.value = head;
  for (const view of services) {
    if (!barsOf.has(view.name)) put(barsOf, view.name, []);
    put(viewOf, view.name, view);
  }
  for (const [name, more] of Object.entries(bars)) {
    put(barsOf, name, [...(barsOf.get(name)?.peek() ?? []), ...more].slice(-mostBars));
  }
  if (order === undefined && services.length === 0) return;
  if (order !== undefined) keepOnly(order);
  const names = order ?? viewsSignal.peek().map(({ name }) => name);
  viewsSignal.value = names.flatMap((name) => viewOf.get(name)?.peek() ?? []);
}

function keepOnly(names: readonly string[]): void {
  const kept = new Set(names);
  for (const known of [barsOf, viewOf]) for (const name of known.keys()) if (!kept.has(name)) known.delete(name);
}

function put<Value>(known: Map<string, Signal<Value>>, name: string, next: Value): void {
  const before = known.get(name);
  if (before === undefined) known.set(name, signal(next));
  else before.value = next;
}
