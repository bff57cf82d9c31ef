/** When a service is lost from sight, and when it is seen again. */
import type { House } from './house.ts';
import type { UnobservedReason } from './model.ts';
import { resumedHealth } from './state.ts';
import type { Watch } from './watch.ts';

type Record = Pick<House, 'clock' | 'ledger' | 'listen'>;

/** Reasons that end with the network's return, all at the same time. */
export function isOfNetwork(reason: UnobservedReason | undefined): boolean {
  return reason === 'offline' || reason === 'dns' || reason === 'captive_portal' || reason === 'asleep';
}

/** The service is not observed since `from` (epoch milliseconds), or still is not. */
export function loseSight(house: Record, watch: Watch, reason: UnobservedReason, from: number): void {
  const { blind, service } = watch;
  if (blind?.reason === reason) {
    extendBlindness(house, watch);
    return;
  }
  if (blind !== undefined) endSegment(house, watch, from);
  const begun = Math.max(from, blind?.from ?? from);
  watch.unseenFrom ??= begun;
  watch.blind = { reason, from: begun };
  house.ledger.noteUnobserved(service.name, { reason, from: begun, to: begun });
  house.listen({ type: 'not_observed', service: service.name, at: house.clock.wallMs(), reason, from: begun });
}

/** It is still so: on record, in case this program does not live to see the end. */
export function extendBlindness({ clock, ledger }: Record, { blind, service }: Watch): void {
  if (blind === undefined) return;
  ledger.noteUnobserved(service.name, { ...blind, to: Math.max(blind.from, clock.wallMs()) });
}

/** A result that counts is there; its check began at `at`. */
export function catchSight(house: Record, watch: Watch, at: number): void {
  const { blind, standing, service } = watch;
  if (blind === undefined) return;
  endSegment(house, watch, at);
  const unseenFrom = watch.unseenFrom ?? blind.from;
  watch.blind = undefined;
  watch.unseenFrom = undefined;
  watch.seenSince = at;
  // What came before a long gap and what comes after it are not consecutive.
  const isLong = at - unseenFrom > service.alertWithinMs;
  const hasIncident = standing.incident !== undefined;
  watch.standing = {
    ...standing,
    ...(isLong && isUndecided(watch) ? { health: resumedHealth(standing.health, hasIncident, at) } : {}),
    ...(hasIncident ? { unseenSince: standing.unseenSince ?? unseenFrom } : {}),
  };
}

function isUndecided({ standing: { health } }: Watch): boolean {
  return health.status === 'failing' || health.status === 'recovering';
}

function endSegment({ clock, ledger, listen }: Record, { blind, service }: Watch, at: number): void {
  if (blind === undefined) return;
  const to = Math.max(blind.from, at);
  ledger.noteUnobserved(service.name, { ...blind, to });
  listen({ type: 'not_observed', service: service.name, at: clock.wallMs(), ...blind, to });
}
