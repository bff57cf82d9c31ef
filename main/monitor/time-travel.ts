/** What becomes of what is going on when the machine has slept, or when somebody has set its clock. */
import type { House } from './house.ts';
import type { Incident } from './model.ts';
import type { Health } from './ports.ts';
import { loseSight } from './sight.ts';
import { shiftedSilence } from './silences.ts';
import { resumedHealth } from './state.ts';
import type { Standing } from './verdict.ts';
import { type Watch, withdraw } from './watch.ts';

/** Whatever was under way tells of another time, and a run that was not decided is over. */
export function machineSlept(house: House, { from, to }: { readonly from: number; readonly to: number }): void {
  for (const watch of house.watches.values()) {
    const { standing, service } = watch;
    if (service.paused) continue;
    withdraw(watch);
    watch.lastGoodOrder = watch.attempts;
    if (to - from > service.alertWithinMs) {
      const health = resumedHealth(standing.health, standing.incident !== undefined, to);
      if (standing.health.status !== 'up') watch.standing = { ...standing, health };
    }
    loseSight(house, watch, 'asleep', from);
    house.replan(watch, house.clock.monotonicMs());
  }
}

/**
 * Times of what is still going on move along with the clock, so that durations stay true and none is negative. What is
 * over stays as it was noted. An hour that the clock has skipped was seen by nobody.
 */
export function clockWasSet(house: House, byMs: number): void {
  const { clock, ledger, watches, outages, silences } = house;
  const now = clock.wallMs();
  outages.shift(byMs);
  for (const silence of silences.shift(byMs)) ledger.silence(silence);
  for (const watch of watches.values()) {
    const { service, blind } = watch;
    if (byMs > 0) ledger.noteUnobserved(service.name, { reason: 'asleep', from: now - byMs, to: now });
    if (blind !== undefined) {
      ledger.noteUnobserved(service.name, { ...blind, to: Math.max(blind.from, now - byMs) });
      watch.blind = { ...blind, from: now };
      if (watch.unseenFrom !== undefined) watch.unseenFrom += byMs;
    }
    if (watch.seenSince !== undefined) watch.seenSince += byMs;
    if (watch.lastGood !== undefined) watch.lastGood = { ...watch.lastGood, at: watch.lastGood.at + byMs };
    if (watch.wellAt !== undefined) watch.wellAt += byMs;
    watch.standing = shiftStanding(watch.standing, byMs);
    recordShift(house, watch);
  }
}

function recordShift({ ledger, outages }: House, { service, standing }: Watch): void {
  const { incident, health } = standing;
  if (incident === undefined) return;
  const outage = incident.outage === undefined ? undefined : outages.get(incident.outage);
  ledger.commit({ service, health, incident, ...(outage === undefined ? {} : { outage }) });
}

function shiftStanding(standing: Standing, byMs: number): Standing {
  const { health, incident, lastIncident, unseenSince } = standing;
  return {
    health: shiftHealth(health, byMs),
    ...(incident === undefined ? {} : { incident: shiftIncident(incident, byMs) }),
    ...(lastIncident === undefined ? {} : { lastIncident: shiftIncident(lastIncident, byMs) }),
    ...(unseenSince === undefined ? {} : { unseenSince: unseenSince + byMs }),
  };
}

function shiftHealth(health: Health, byMs: number): Health {
  const { since, firstFailureAt, firstSuccessAt } = health;
  return {
    ...health,
    since: since + byMs,
    ...(firstFailureAt === undefined ? {} : { firstFailureAt: firstFailureAt + byMs }),
    ...(firstSuccessAt === undefined ? {} : { firstSuccessAt: firstSuccessAt + byMs }),
  };
}

function shiftIncident(incident: Incident, byMs: number): Incident {
  const { startedAt, openedAt, endedAt, remindedAt, changeShownAt, acknowledged, silence } = incident;
  return {
    ...incident,
    startedAt: startedAt + byMs,
    openedAt: openedAt + byMs,
    ...(endedAt === undefined ? {} : { endedAt: endedAt + byMs }),
    ...(remindedAt === undefined ? {} : { remindedAt: remindedAt + byMs }),
    ...(changeShownAt === undefined ? {} : { changeShownAt: changeShownAt + byMs }),
    ...(acknowledged === undefined ? {} : { acknowledged: { ...acknowledged, at: acknowledged.at + byMs } }),
    ...(silence === undefined ? {} : { silence: shiftedSilence(silence, byMs) }),
  };
}
