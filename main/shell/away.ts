/** When nobody is at the machine, and what to tell whoever comes back. Pure. */
import { outageIdOf } from '../monitor/incident-id.ts';
import type { Incident } from '../monitor/model.ts';
import type { MissedOutage } from '../notify/desktop-notices.ts';

/** Each of them keeps people from seeing anything. */
export type Absence = { readonly isAsleep: boolean; readonly isLocked: boolean };

export type Presence = Absence & {
  /** Since when nobody sees anything, epoch milliseconds; absent while somebody may. */
  readonly awaySince?: number;
};

export const present: Presence = { isAsleep: false, isLocked: false };

/** A time in which nobody saw anything, epoch milliseconds. */
export type Away = { readonly from: number; readonly to: number };

/** `returned` once it is over: a machine that wakes with its screen locked is still without anybody. */
export function presenceAfter(
  before: Presence,
  change: Partial<Absence>,
  at: number,
): { readonly presence: Presence; readonly returned?: Away } {
  const { awaySince, ...absence } = { ...before, ...change };
  if (absence.isAsleep || absence.isLocked) return { presence: { ...absence, awaySince: awaySince ?? at } };
  return { presence: absence, ...(awaySince === undefined ? {} : { returned: { from: awaySince, to: at } }) };
}

/** Of the incidents on record those that opened or ended between the two times, by outage, oldest first. */
export function missed(incidents: readonly Incident[], { from, to }: Away): readonly MissedOutage[] {
  const isWithin = (at: number | undefined): boolean => at !== undefined && at >= from && at <= to;
  // One that ended in a sleep has its end noted at the first good check, which comes after the return.
  const concerned = incidents.filter(
    ({ openedAt, endedAt, endedNotBefore, untold, end }) =>
      untold !== true &&
      (end === undefined || end === 'recovered') &&
      (isWithin(openedAt) || isWithin(endedAt) || isWithin(endedNotBefore)),
  );
  return [...Map.groupBy(concerned, outageIdOf)]
    .map(([outage, own]) => missedOf(outage, own))
    .toSorted((one, other) => one.startedAt - other.startedAt);
}

function missedOf(outage: string, incidents: readonly Incident[]): MissedOutage {
  const ends = incidents.flatMap(({ endedAt }) => endedAt ?? []);
  const isOver = ends.length === incidents.length;
  return {
    outage,
    services: [...new Set(incidents.map(({ service }) => service))],
    critical: incidents.some(({ critical }) => critical),
    startedAt: Math.min(...incidents.map(({ startedAt }) => startedAt)),
    ...(isOver ? { endedAt: Math.max(...ends) } : {}),
  };
}
