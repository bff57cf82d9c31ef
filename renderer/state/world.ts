/** How everything is, as the program tells it: a projection of its pushes, never changed from here. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Connection } from '../../preload/contract.ts';
import type { Bar, Change, Head, Push, ServiceView, Snapshot } from '../../preload/snapshot.ts';

/** As many as the program tells at first; `mostBars` of the contract, of which only types may be used here. */
const mostBars = 60;

const headSignal = signal<Head | undefined>(undefined);
const viewsSignal = signal<readonly ServiceView[]>([]);
const connectionSignal = signal<Connection>('connecting');
const barsOf = new Map<string, Signal<readonly Bar[]>>();
const noBars: ReadonlySignal<readonly Bar[]> = signal([]);

/** Undefined until the first snapshot is there. */
export const head: ReadonlySignal<Head | undefined> = headSignal;
/** In the order of the configuration. */
export const services: ReadonlySignal<readonly ServiceView[]> = viewsSignal;
export const connection: ReadonlySignal<Connection> = connectionSignal;

export const servicesByName = computed(() => new Map(viewsSignal.value.map((view) => [view.name, view])));

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
  const names = new Set(services.map(({ name }) => name));
  for (const name of barsOf.keys()) if (!names.has(name)) barsOf.delete(name);
  for (const { name } of services) putBars(name, bars[name] ?? []);
  viewsSignal.value = services;
}

function change({ head, order, services = [], bars = {} }: Change): void {
  if (head !== undefined) headSignal.value = head;
  for (const { name } of services) if (!barsOf.has(name)) putBars(name, []);
  for (const [name, more] of Object.entries(bars)) {
    putBars(name, [...(barsOf.get(name)?.peek() ?? []), ...more].slice(-mostBars));
  }
  if (order === undefined && services.length === 0) return;
  const views = new Map(viewsSignal.peek().map((view) => [view.name, view]));
  for (const view of services) views.set(view.name, view);
  const names = order ?? [...views.keys()];
  if (order !== undefined) {
    const kept = new Set(order);
    for (const name of barsOf.keys()) if (!kept.has(name)) barsOf.delete(name);
  }
  viewsSignal.value = names.flatMap((name) => views.get(name) ?? []);
}

function putBars(name: string, next: readonly Bar[]): void {
  const known = barsOf.get(name);
  if (known === undefined) barsOf.set(name, signal(next));
  else known.value = next;
}
