/** What a new configuration means for the services: who is new, who is gone, and what goes on undisturbed. */
import { cadence } from './cadence.ts';
import type { House } from './house.ts';
import type { MaintenanceWindow } from './maintenance.ts';
import type { Service } from './model.ts';
import type { Remembered } from './ports.ts';
import { catchSight, loseSight } from './sight.ts';
import { offsetOf, spread } from './spread.ts';
import { resumedHealth, unknownHealth } from './state.ts';
import { abandon, formerService, type Standing } from './verdict.ts';
import { createWatch, type Watch, withdraw } from './watch.ts';

export type Roster = {
  readonly services: readonly Service[];
  readonly maxConcurrent: number;
  /** Whether a failure raises the question if this machine's network is to blame; yes, if nothing is said. */
  readonly isNetworkJudged?: boolean;
  /** Services that go on under a new name, with their state and history. */
  readonly renamed?: ReadonlyArray<{ readonly from: string; readonly to: string }>;
  /** Times in which nobody is told; none, if nothing is said. */
  readonly maintenance?: readonly MaintenanceWindow[];
};

/** Watches exactly these services from now on. Those that did not change keep their state and their timetable. */
export function reviseRoster(house: House, { services, renamed = [] }: Roster): void {
  const { clock, watches, agenda } = house;
  const now = clock.monotonicMs();
  for (const { from, to } of renamed) rename(house, from, to);
  const names = new Set(services.map(({ name }) => name));
  dropAllBut(house, names);
  adoptRenamed(house, services);
  closeOrphans(house, names);
  const fresh = services.filter(({ name }) => !watches.has(name));
  const shortestMs = services.reduce((least, service) => Math.min(least, cadence(service).intervalMs), Infinity);
  const overdue: Watch[] = [];
  for (const service of services) {
    const watch = watches.get(service.name);
    if (!watch || watch.service === service) continue;
    edit(house, watch, service, now);
    if (!service.paused && watch.scheduledAt <= now) overdue.push(watch);
  }
  // An edit that makes many due at once must not bunch them for good.
  const relaid = spread(overdue.length, shortestMs);
  for (const [index, watch] of overdue.entries()) {
    watch.scheduledAt = now + offsetOf(index, relaid);
    house.replan(watch, now);
  }
  const layout = spread(fresh.length, shortestMs);
  for (const [index, service] of fresh.entries()) {
    const remembered = house.ledger.recall(service.name);
    const watch = createWatch(service, recalled(house, service, remembered), now + offsetOf(index, layout));
    watch.wellAt = wellAt(watch, remembered);
    watches.set(service.name, watch);
    if (service.paused) loseSight(house, watch, 'paused', clock.wallMs());
    else agenda.set(watch, watch.scheduledAt);
  }
}

/** Stops its attempts; nothing more is heard of it. */
export function stop({ agenda }: House, watch: Watch): void {
  watch.closed = true;
  agenda.remove(watch);
  withdraw(watch);
}

function recalled({ clock, conclude }: House, service: Service, remembered: Remembered | undefined): Standing {
  const now = clock.wallMs();
  if (!remembered) return { health: unknownHealth(now) };
  const { openIncident: incident, lastIncident, health, fingerprint, absentSince } = remembered;
  const standing: Standing = {
    health: resumedHealth(health, incident !== undefined, now),
    ...(incident ? { incident } : {}),
    ...(lastIncident ? { lastIncident } : {}),
    ...(incident && absentSince !== undefined ? { unseenSince: absentSince } : {}),
  };
  if (!incident || fingerprint === service.fingerprint) return standing;
  return conclude(abandon(service, standing, 'edited', now, unknownHealth(now)));
}

/** One that was up as the last run ended had answered well within the interval before, however long ago that is. */
function wellAt(watch: Watch, remembered: Remembered | undefined): number | undefined {
  const { absentSince, health, fingerprint } = remembered ?? {};
  const wasUp = health?.status === 'up' && fingerprint === watch.service.fingerprint;
  return wasUp && absentSince !== undefined ? absentSince - watch.cadence.intervalMs : undefined;
}

function edit(house: House, watch: Watch, service: Service, now: number): void {
  const before = watch.service;
  const beatBefore = watch.cadence.intervalMs;
  const isSameQuestion = before.fingerprint === service.fingerprint;
  watch.service = service;
  watch.cadence = cadence(service);
  const beat = watch.cadence.intervalMs;
  if (!isSameQuestion || service.paused) withdraw(watch);
  if (!isSameQuestion) {
    const wall = house.clock.wallMs();
    watch.standing = house.conclude(abandon(service, watch.standing, 'edited', wall, unknownHealth(wall)), watch);
    watch.lastGoodOrder = watch.attempts;
    watch.lastGood = undefined;
    watch.wellAt = undefined;
  }
  if (service.paused) {
    house.agenda.remove(watch);
    if (!before.paused) pause(house, watch);
    return;
  }
  if (!isSameQuestion || before.paused) watch.scheduledAt = now;
  else if (beat !== beatBefore && watch.latest) watch.scheduledAt = Math.max(now, watch.latest.startedAt + beat);
  house.replan(watch, now);
}

/** A run that was not decided is forgotten: what came before a pause and what comes after it are not consecutive. */
function pause(house: House, watch: Watch): void {
  const { standing } = watch;
  const health = resumedHealth(standing.health, standing.incident !== undefined, house.clock.wallMs());
  watch.standing = { ...standing, health };
  watch.lastGoodOrder = watch.attempts;
  loseSight(house, watch, 'paused', house.clock.wallMs());
}

function rename({ watches, ledger, outages, silences }: House, from: string, to: string): void {
  const watch = watches.get(from);
  if (!watch || watches.has(to)) return;
  watches.delete(from);
  watches.set(to, watch);
  ledger.rename(from, to);
  outages.rename(from, to);
  for (const silence of silences.rename(from, to)) ledger.silence(silence);
  const { incident, lastIncident } = watch.standing;
  watch.standing = {
    ...watch.standing,
    ...(incident ? { incident: { ...incident, service: to } } : {}),
    ...(lastIncident ? { lastIncident: { ...lastIncident, service: to } } : {}),
  };
}

/** A service that was renamed while nobody was watching keeps its open incident, where its question tells which it is. */
function adoptRenamed({ ledger, watches, outages, silences }: House, services: readonly Service[]): void {
  const names = new Set(services.map(({ name }) => name));
  for (const { service: former } of ledger.openIncidents()) {
    if (names.has(former)) continue;
    const fingerprint = ledger.recall(former)?.fingerprint;
    const [heir, ...others] = services.filter(
      (service) => service.fingerprint === fingerprint && !watches.has(service.name) && !ledger.recall(service.name),
    );
    if (heir && others.length === 0) {
      ledger.rename(former, heir.name);
      outages.rename(former, heir.name);
      for (const silence of silences.rename(former, heir.name)) ledger.silence(silence);
    }
  }
}

function dropAllBut(house: House, kept: ReadonlySet<string>): void {
  const now = house.clock.wallMs();
  for (const [name, watch] of house.watches) {
    if (kept.has(name)) continue;
    house.watches.delete(name);
    stop(house, watch);
    catchSight(house, watch, now);
    house.conclude(abandon(watch.service, watch.standing, 'removed', now, unknownHealth(now)), watch);
  }
}

/** Incidents of services that were taken out of the configuration while nobody was watching. */
function closeOrphans({ clock, ledger, conclude }: House, kept: ReadonlySet<string>): void {
  const now = clock.wallMs();
  for (const incident of ledger.openIncidents()) {
    if (kept.has(incident.service)) continue;
    const health = unknownHealth(now);
    const verdict = abandon(formerService(incident), { health, incident }, 'removed', now, health);
    // Whoever was never told that it began need not hear that it is over.
    conclude(verdict, undefined, ledger.wasTold(incident.id));
  }
}
