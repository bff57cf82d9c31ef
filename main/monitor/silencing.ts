/**
 * What silences do. While one is in force for a service, its incidents are on record and nobody is told: one that opens
 * is `untold`, of one that was told before only the message that people see already is kept true. When the last silence
 * of a service is over and a check has found it still down, that is told.
 */
import { type AlarmedWatch, amend, tellTogether } from './amending.ts';
import { decisionOf } from './decision.ts';
import type { House } from './house.ts';
import { outageIdOf } from './incident-id.ts';
import { type MaintenanceWindow, nextOccurrence } from './maintenance.ts';
import type { Actor, Alert, Incident, Silence } from './model.ts';
import { isInScope } from './scope.ts';
import { alertOf } from './verdict.ts';
import type { Watch } from './watch.ts';

/** Snoozes until recovery are over with the last of their services, and that recovery is told. */
export function endThoseThatWaitFor(house: House, service: string): void {
  for (const silence of house.silences.all()) {
    const isWaiting = silence.until === undefined && silence.kind === 'snooze';
    if (isWaiting && !alarmed(house, silence).some(({ watch }) => watch.service.name !== service)) end(house, silence);
  }
}

/** Begins and ends what is due, and tells what became of those that were silenced. Cheap where nothing is. */
export function attendToSilences(house: House): void {
  const now = house.clock.wallMs();
  beginDue(house);
  for (const silence of house.silences.all()) {
    const isOver = silence.until === undefined ? alarmed(house, silence).length === 0 : silence.until <= now;
    if (isOver || (silence.kind === 'maintenance' && !isPlanned(silence, house.maintenance, now))) end(house, silence);
  }
  reconcile(house);
}

/** Begins the maintenance whose time has come. */
export function beginDue(house: House): void {
  const now = house.clock.wallMs();
  for (const window of house.maintenance) {
    const occurrence = nextOccurrence(window, now);
    const isDue = occurrence !== undefined && occurrence.startedAt <= now;
    if (isDue && !house.silences.has(occurrence.id)) begin(house, occurrence);
  }
}

function isPlanned(silence: Silence, windows: readonly MaintenanceWindow[], now: number): boolean {
  return windows.some((window) => nextOccurrence(window, now)?.id === silence.id);
}

/** Puts it in force and on record. */
export function begin(house: House, silence: Silence): void {
  house.ledger.silence(silence);
  house.silences.begin(silence);
  house.endedBy.delete(silence.id);
  house.listen({ type: 'silence.started', at: house.clock.wallMs(), silence });
}

/** Ends it; what is told of its services follows with their next checks. */
export function end(house: House, silence: Silence, by?: Actor): void {
  const down = alarmed(house, silence).map(({ watch }) => watch.service.name);
  house.ledger.endSilence(silence.id);
  house.silences.end(silence.id, house.clock.monotonicMs());
  if (by !== undefined) house.endedBy.set(silence.id, by);
  house.listen({ type: 'silence.ended', at: house.clock.wallMs(), silence, down, ...(by === undefined ? {} : { by }) });
}

/** The services of its scope that are down. */
export function alarmed(house: House, { scope }: Pick<Silence, 'scope'>): readonly AlarmedWatch[] {
  return [...house.watches.values()].flatMap((watch) => {
    const { incident } = watch.standing;
    return incident !== undefined && isInScope(scope, watch.service) ? [{ watch, incident }] : [];
  });
}

/** Brings every open incident in line with the silences in force. */
export function reconcile(house: House): void {
  const silenced: AlarmedWatch[] = [];
  const left: AlarmedWatch[] = [];
  for (const watch of house.watches.values()) {
    const { incident } = watch.standing;
    if (incident === undefined) continue;
    const silence = house.silences.of(watch.service);
    if (silence === undefined) {
      const isWaiting = incident.silence !== undefined || (incident.untold === true && house.ledger.hasAudience());
      if (isWaiting && watch.blind === undefined) left.push({ watch, incident });
    } else if (incident.silence?.id !== silence.id) {
      const next = { ...incident, silence };
      if (incident.silence === undefined && incident.untold !== true) silenced.push({ watch, incident: next });
      else amend(house, watch, next);
    }
  }
  tellTogether(house, silenced, ({ silence }) => ({ kind: 'silenced', silence }));
  for (const group of Map.groupBy(left, ({ incident }) => incident.silence?.id).values()) releaseTogether(house, group);
}

/** What one silence leaves behind is told at once, when all of it was seen to be down since then; some may be well by now. */
function releaseTogether(house: House, group: readonly AlarmedWatch[]): void {
  const seen = group.filter(({ watch, incident }) => isSeenDown(house, watch, incident.silence));
  const now = house.clock.monotonicMs();
  const isWorthWaiting = group.some(
    ({ watch, incident: { silence } }) => silence && now < house.silences.endedAt(silence.id) + longestLookMs(watch),
  );
  if (seen.length < group.length && isWorthWaiting) return;
  for (const one of seen.filter(({ incident }) => incident.untold)) release(house, one, 'opened');
  const told = seen.filter(({ incident }) => !incident.untold);
  for (const members of Map.groupBy(told, ({ incident }) => outageIdOf(incident)).values()) {
    const carrier = members.find(({ incident }) => incident.critical) ?? members[0];
    // The one with the alert last, so that whoever reads it finds the others released.
    for (const one of members) if (one !== carrier) release(house, one, undefined);
    if (carrier !== undefined) release(house, carrier, 'still_down');
  }
}

/** In this time its next check is over. */
const longestLookMs = ({ cadence, service }: Watch): number => cadence.intervalMs + service.timeoutMs;

/** A check has found it down since the silence was over, so that "still down" is not hearsay. */
function isSeenDown(house: House, { lastBadAt, standing }: Watch, silence: Silence | undefined): boolean {
  if (lastBadAt === undefined || standing.health.status !== 'down') return false;
  return silence === undefined || lastBadAt > house.silences.endedAt(silence.id);
}

function release(house: House, { watch, incident: before }: AlarmedWatch, kind: 'opened' | 'still_down' | undefined) {
  const { silence, untold: _, ...rest } = before;
  const now = house.clock.wallMs();
  // People hear of it now: the time until they are reminded begins anew.
  const incident: Incident = { ...rest, remindedAt: now };
  const endedBy = silence && house.endedBy.get(silence.id);
  const alert: Alert | undefined = kind && {
    ...alertOf(kind, incident, watch.service, now),
    ...(silence === undefined ? {} : { silence }),
    ...(endedBy === undefined ? {} : { endedBy }),
  };
  amend(house, watch, incident, alert);
  if (silence !== undefined && kind !== undefined) noteRelease(house, watch, incident, silence);
}

function noteRelease({ clock, ledger, listen }: House, { service }: Watch, incident: Incident, silence: Silence): void {
  const { failure } = incident;
  const about = { ...incident, silence };
  const decision = decisionOf({ service, at: clock.wallMs(), failure, cause: 'silence_over', incident: about });
  ledger.noteDecision(decision);
  listen({ type: 'decision', ...decision });
}
