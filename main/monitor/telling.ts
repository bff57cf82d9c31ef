/** What a change of state means for the outage it belongs to, and until when its alert may wait for company. */
import { sendingMs } from './cadence.ts';
import type { MonitorEvent } from './events.ts';
import { addressOf, isLoopback, placeOf, type Traits } from './explanation.ts';
import type { House } from './house.ts';
import type { Alert, FailureKind, Incident, Outage } from './model.ts';
import type { Bystander } from './outages.ts';
import { flappingWindowMs, type Verdict } from './verdict.ts';
import type { Watch } from './watch.ts';

type Scene = Pick<House, 'clock' | 'watches' | 'outages'>;

/** Results of one tick come in within this. */
const sameTickMs = 300;
const longestCompanyMs = 5_000;
const joinersMs = 2_000;
const leaversMs = 3_000;
/** From this many on, a recovery is believed only when it has held. */
const flapsUntilQuiet = 2;

/** The verdict with its outage in the record, in the alert and in the news. */
export function withOutage(scene: Scene, verdict: Verdict, watch: Watch | undefined): Verdict {
  const { change } = verdict;
  if (change?.incident === undefined || change.alert === undefined || change.alert.kind === 'changed') return verdict;
  const placed = place(scene, change.incident, change.alert, watch);
  if (placed === undefined) return verdict;
  const { outage, notBefore, news } = placed;
  const incident: Incident = { ...change.incident, outage: outage.id };
  const alert: Alert = { ...change.alert, incident, ...(notBefore === undefined ? {} : { notBefore }) };
  const { incident: open, lastIncident } = verdict.standing;
  return {
    standing: {
      ...verdict.standing,
      ...(open?.id === incident.id ? { incident } : {}),
      ...(lastIncident?.id === incident.id ? { lastIncident: incident } : {}),
    },
    change: { ...change, incident, alert, outage },
    news: [
      ...verdict.news.map((event) =>
        'incident' in event && event.type !== 'decision' ? { ...event, incident } : event,
      ),
      news,
    ],
  };
}

type Placed = { readonly outage: Outage; readonly notBefore?: number; readonly news: MonitorEvent };

function place(scene: Scene, incident: Incident, alert: Alert, watch: Watch | undefined): Placed | undefined {
  const { outages } = scene;
  const news = (type: 'outage.opened' | 'outage.updated' | 'outage.resolved', outage: Outage): MonitorEvent => {
    const { all, down } = outages.services(outage.id);
    return { type, at: alert.at, outage, services: all, down };
  };
  if (alert.kind === 'resolved') {
    const outage = outages.leave(incident);
    if (outage === undefined) return undefined;
    const isOver = outage.endedAt !== undefined;
    const isFlapping = incident.end === 'recovered' && incident.flaps >= flapsUntilQuiet;
    const notBefore = isFlapping ? alert.at + flappingWindowMs : isOver ? undefined : alert.at + leaversMs;
    return {
      outage,
      ...(notBefore === undefined ? {} : { notBefore }),
      news: news(isOver ? 'outage.resolved' : 'outage.updated', outage),
    };
  }
  if (alert.kind === 'reopened') {
    const outage = outages.rejoin(incident);
    const waitsUntil = outage.members.length > 1 ? alert.at + joinersMs : undefined;
    return { outage, ...waiting(alert, incident, watch, waitsUntil), news: news('outage.updated', outage) };
  }
  if (watch === undefined) return undefined;
  const { outage, isNew, completeAt } = outages.join(
    incident,
    traitsOf(watch, incident),
    bystanders(scene, watch, incident),
  );
  const waitsUntil = isNew
    ? completeAt && Math.min(alert.at + longestCompanyMs, Math.max(alert.at, completeAt) + sameTickMs)
    : alert.at + joinersMs;
  return {
    outage,
    ...waiting(alert, incident, watch, waitsUntil),
    news: news(isNew ? 'outage.opened' : 'outage.updated', outage),
  };
}

/** Company is worth waiting for, but never at the price of the promise. */
function waiting(
  alert: Alert,
  incident: Incident,
  watch: Watch | undefined,
  waitsUntil: number | undefined,
): { readonly notBefore?: number } {
  if (watch === undefined || waitsUntil === undefined) return {};
  const seenWellAt = Math.max(watch.lastGood?.at ?? incident.startedAt, watch.seenSince ?? Number.NEGATIVE_INFINITY);
  const notBefore = Math.min(waitsUntil, seenWellAt + watch.service.alertWithinMs - sendingMs);
  return notBefore <= alert.at ? {} : { notBefore };
}

function traitsOf(watch: Watch, incident: Incident): Traits {
  const peer = incident.address === undefined ? watch.lastGood?.address : addressOf(incident.address);
  return traits(watch, peer, incident.failure.kind, incident.startedAt);
}

function traits(watch: Watch, address: string | undefined, kind: FailureKind, firstBadAt: number): Traits {
  const { requires, name } = watch.service;
  const place = placeOf(watch.service);
  const vpn = requires?.interface ?? requires?.route ?? requires?.canary;
  // An address that is this machine's own is shared by everything that runs on it.
  const isShared = address !== undefined && !isLoopback(address);
  const lastGoodAt = watch.lastGood?.at ?? watch.wellAt;
  return {
    service: name,
    ...place,
    ...(isShared ? { address } : {}),
    ...(vpn === undefined ? {} : { vpn }),
    kind,
    ...(lastGoodAt === undefined ? {} : { lastGoodAt }),
    firstBadAt,
  };
}

/** The others that were looked at since this one began to fail. */
function bystanders({ clock, watches }: Scene, subject: Watch, incident: Incident): readonly Bystander[] {
  const wall = clock.wallMs();
  const now = clock.monotonicMs();
  const since = now - (wall - incident.startedAt) - 1_000;
  const found: Bystander[] = [];
  for (const watch of watches.values()) {
    if (watch === subject || watch.service.paused || watch.blind !== undefined) continue;
    const bystander = asBystander(watch, incident.failure.kind, since, now, wall);
    if (bystander !== undefined) found.push(bystander);
  }
  return found;
}

function asBystander(watch: Watch, kind: FailureKind, since: number, now: number, wall: number): Bystander | undefined {
  const { health } = watch.standing;
  const { timeoutMs, retryIntervalMs, failureThreshold } = watch.service;
  const address = watch.lastGood?.address;
  if (health.firstFailureAt !== undefined && health.status !== 'recovering') {
    const known = traits(watch, address, watch.lastKind ?? kind, health.firstFailureAt);
    if (health.status === 'down') return { traits: known, fails: true };
    const decidesAt = Math.max(wall, health.firstFailureAt + (failureThreshold - 1) * retryIntervalMs);
    return { traits: known, fails: true, decidesAt };
  }
  const [oldest] = [...watch.judging, ...watch.inFlight];
  if (oldest !== undefined && (watch.judging.has(oldest) || now - oldest.startedAt >= retryIntervalMs)) {
    const startedAt = wall - (now - oldest.startedAt);
    const decidesAt =
      startedAt + (failureThreshold - 1) * retryIntervalMs + (watch.judging.has(oldest) ? 0 : timeoutMs);
    return { traits: traits(watch, address, kind, startedAt), fails: true, decidesAt: Math.max(wall, decidesAt) };
  }
  const wasSeen = watch.latest !== undefined && watch.latest.startedAt >= since && watch.inFlight.size === 0;
  return wasSeen ? { traits: traits(watch, address, kind, wall), fails: false } : undefined;
}
