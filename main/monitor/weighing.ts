/** From the result of one attempt to what is made of it: whose fault, whether it counts, on record, told. */
import type { Blame, Suspect } from './blame.ts';
import { decisionOf } from './decision.ts';
import { addressOf, isLoopback, placeOf } from './explanation.ts';
import type { House } from './house.ts';
import { incidentId } from './incident-id.ts';
import type { Finding } from './investigations.ts';
import type { DecisionCause, Incident, Observation, UnobservedReason } from './model.ts';
import { catchSight, isOfNetwork, loseSight } from './sight.ts';
import { asFar, type Failed, isProven, isSilence, isWayGone, mayBeTheNetwork, suspectOf } from './suspicion.ts';
import { judge, type Verdict } from './verdict.ts';
import { type Attempt, confirmationsOf, isAlarmed, type Watch } from './watch.ts';

type Good = Extract<Observation, { ok: true }>;

/** An attempt that took this much longer than it may was not alone in being late: the process was held up. */
const heldUpMs = 1_000;
const shortTimeoutMs = 4_000;
/** A failure that took this long may have begun before the network was there. */
const slowFailureMs = 1_000;

/** Takes the result of an attempt that was not withdrawn. */
export function weigh(house: House, attempt: Attempt, observation: Observation): void {
  if (observation.ok) weighGood(house, attempt, observation);
  else weighFailed(house, attempt, observation);
}

function weighGood(house: House, attempt: Attempt, observation: Good): void {
  const { watch } = attempt;
  const { host } = placeOf(watch.service);
  const peer = observation.address === undefined ? undefined : addressOf(observation.address);
  const isAuthentic = isProven(watch.service);
  // A portal may give out its own address, which is near, for every name.
  const neighbour = /^[\d.[]/.test(host) ? peer : undefined;
  if (isLoopback(host)) {
    count(house, attempt, observation, undefined);
  } else if (mayBeThePortal(house, isAuthentic, neighbour)) {
    lookPast(house, attempt, observation, 'captive_portal');
  } else {
    const { localAddress, phases } = observation;
    const ends = isOfNetwork(watch.blind?.reason);
    house.inquiry.noteGood({ host, localAddress, address: peer, isAuthentic, startedAt: attempt.startedAt }, ends);
    house.loss.note(house.clock.monotonicMs(), [phases.tcpMs, phases.dnsMs]);
    count(house, attempt, observation, undefined);
  }
}

/** Whether a good answer may have come from a portal that stands before the internet; a neighbour is before it too. */
function mayBeThePortal(house: House, isAuthentic: boolean, neighbour: string | undefined): boolean {
  if (!house.isNetworkJudged() || house.inquiry.state !== 'captive_portal' || isAuthentic) return false;
  return neighbour === undefined || !house.surroundings.isNear(neighbour);
}

function weighFailed(house: House, attempt: Attempt, observation: Failed): void {
  const { watch } = attempt;
  const { service } = watch;
  if (attempt.order <= watch.lastGoodOrder || watch.closed) count(house, attempt, observation, undefined);
  else if (watch.redoneAt === undefined && observation.durationMs > service.timeoutMs + heldUpMs)
    redo(house, attempt, observation, 'asleep');
  else if (isJudged(house) && isWayGone(house.surroundings, watch)) lookPast(house, attempt, observation, 'vpn');
  else if (service.requires !== undefined && !house.surroundings.holds(service.requires)) {
    watch.isHeldBack = true;
    lookPast(house, attempt, observation, 'vpn');
  } else if (isJudged(house) && mayBeTheNetwork(service, observation)) judgeNetwork(house, attempt, observation);
  else count(house, attempt, observation, undefined);
}

/** Right after a wake the network is not there yet, whether anybody asks about it or not. */
function isJudged({ isNetworkJudged, inquiry }: House): boolean {
  return isNetworkJudged() || inquiry.state === 'waking';
}

function judgeNetwork(house: House, attempt: Attempt, observation: Failed): void {
  const suspect = suspectOf(attempt.watch, observation);
  const reason = asFar(observation, house.inquiry.known(suspect));
  const proven = provenFault(attempt, suspect, house.clock.monotonicMs());
  if (reason !== undefined) lookPast(house, attempt, observation, reason);
  else if (proven !== undefined) count(house, attempt, observation, proven);
  else askAbout(house, attempt, observation, suspect);
}

/** That it is the service's fault, if the network was seen to work so early that a healthy service would have answered. */
function provenFault({ proofs, watch }: Attempt, suspect: Suspect, now: number): Blame | undefined {
  const { timeoutMs } = watch.service;
  // An investigation may take two seconds: of a short timeout it leaves less.
  const inTime = now - timeoutMs / (timeoutMs < shortTimeoutMs ? 10 : 4);
  return proofs
    .filter(({ at }) => at <= inTime)
    .map((proof) => proof.blame(suspect))
    .find(({ on }) => on === 'service');
}

function askAbout(house: House, attempt: Attempt, observation: Failed, suspect: Suspect): void {
  const { watch } = attempt;
  const now = house.clock.monotonicMs();
  const isSlow = isSilence(observation) && observation.durationMs >= slowFailureMs;
  const since = isSlow ? now : attempt.startedAt;
  const host = placeOf(watch.service).host;
  watch.judging.add(attempt);
  attempt.cancel = house.inquiry.ask({ host, suspects: [suspect], since }, (finding) => {
    watch.judging.delete(attempt);
    lend(watch, finding, since);
    const blame = finding.blame(suspect);
    const reason = blame.on === 'this_machine' ? asFar(observation, blame.reason) : undefined;
    if (reason !== undefined) lookPast(house, attempt, observation, reason);
    // The network is there now; nobody knows whether it was when the packets were on their way.
    else if (mayBeOfBefore(attempt, observation, isSlow)) redo(house, attempt, observation, 'offline');
    else count(house, attempt, observation, blame);
  });
  house.replan(watch, now);
}

/** Whether a silence is unproven because its attempt began when the network may not have been there. */
function mayBeOfBefore({ watch, startedAt }: Attempt, observation: Failed, isSlow: boolean): boolean {
  if (isAlarmed(watch) || !isSilence(observation)) return false;
  return watch.redoneAt === undefined ? isSlow : startedAt < watch.redoneAt;
}

/** Asks about the network while an attempt hangs, so that its failure, if it comes to that, can be judged at once. */
export function doubt(house: House, watch: Watch): void {
  const hanging = [...watch.inFlight].filter(({ isDoubted }) => !isDoubted);
  for (const attempt of hanging) attempt.isDoubted = true;
  const { service } = watch;
  if (!house.isNetworkJudged() || hanging.length === 0 || isLoopback(placeOf(service).host)) return;
  const since = Math.max(...hanging.map(({ startedAt }) => startedAt));
  const suspect = suspectOf(watch, undefined);
  const suspects: readonly Suspect[] =
    suspect.hostName === undefined ? [suspect] : [suspect, { ...suspect, phase: 'dns' }];
  house.inquiry.ask({ host: placeOf(service).host, suspects, since }, (finding) => lend(watch, finding, since));
}

/** What was found out while attempts were under way is proof for them. */
function lend(watch: Watch, finding: Finding, since: number): void {
  for (const attempt of watch.inFlight) if (attempt.startedAt <= since) attempt.proofs.push(finding);
}

/** A result that counts. */
function count(house: House, attempt: Attempt, observation: Observation, blame: Blame | undefined): void {
  const { clock, ledger, listen } = house;
  const { watch } = attempt;
  // `watch.latest` outlives the attempt, and need not keep its evidence in memory.
  attempt.proofs.length = 0;
  const { service } = watch;
  ledger.noteCheck(service.name, observation);
  listen({ type: 'check', service: service.name, at: observation.startedAt, observation });
  const isNews = attempt.order > (observation.ok ? watch.lastBadOrder : watch.lastGoodOrder) && !watch.closed;
  watch.isSlow = observation.ok && observation.slow;
  if (observation.ok) {
    for (const moot of confirmationsOf(attempt)) moot.cancel();
    watch.lastGoodOrder = Math.max(watch.lastGoodOrder, attempt.order);
    watch.redoneAt = undefined;
    const { startedAt: at, address, localAddress } = observation;
    watch.lastGood = {
      at,
      ...(address === undefined ? {} : { address: addressOf(address) }),
      ...(localAddress === undefined ? {} : { localAddress }),
    };
  } else if (isNews) {
    watch.lastBadOrder = Math.max(watch.lastBadOrder, attempt.order);
    watch.lastKind = observation.failure.kind;
    watch.lastBadAt = clock.monotonicMs();
  }
  if (isNews) conclude(house, watch, observation, blame);
  else if (!observation.ok) decide(house, watch, observation, 'outdated');
  house.replan(watch, clock.monotonicMs());
}

function conclude(house: House, watch: Watch, observation: Observation, blame: Blame | undefined): void {
  const { ledger } = house;
  catchSight(house, watch, observation.startedAt);
  const { service } = watch;
  const newId = (startedAt: number) => incidentId(service.name, startedAt, (id) => ledger.isIncidentIdTaken(id));
  const doubt = observation.ok ? undefined : doubtOf(house, observation, blame);
  const wasOpen = isAlarmed(watch);
  const verdict = judge(service, watch.standing, observation, newId, doubt);
  watch.standing = house.conclude(verdict, watch);
  if (observation.ok) return;
  const isOpen = isAlarmed(watch);
  const opening = causeOfOpening(watch.standing.incident, verdict);
  const cause = wasOpen ? causeWhileOpen(watch.standing.incident) : isOpen ? opening : 'below_threshold';
  decide(house, watch, observation, cause, { doubt });
}

/** Until people have heard of it, every further failure would have been told but for the silence. */
function causeWhileOpen(incident: Incident | undefined): DecisionCause {
  return incident?.untold === true && incident.silence !== undefined ? 'silenced' : 'already_open';
}

function causeOfOpening(incident: Incident | undefined, { change }: Verdict): DecisionCause {
  if (incident?.silence !== undefined) return 'silenced';
  return change?.alert?.kind === 'reopened' ? 'flapping' : 'threshold_reached';
}

function doubtOf(house: House, observation: Failed, blame: Blame | undefined): string | undefined {
  if (blame?.on === 'service' && blame.doubt !== undefined) return blame.doubt;
  const mayBeLost = blame !== undefined && isSilence(observation);
  return mayBeLost && house.loss.isLossy(house.clock.monotonicMs())
    ? 'the network of this machine loses packets'
    : undefined;
}

function noteUncounted(
  { ledger, listen }: House,
  { service: { name } }: Watch,
  observation: Observation,
  unobserved: UnobservedReason,
): void {
  ledger.noteCheck(name, observation, unobserved);
  listen({ type: 'check', service: name, at: observation.startedAt, observation, unobserved });
}

/** A result that says nothing about the service. */
function lookPast(house: House, attempt: Attempt, observation: Observation, reason: UnobservedReason): void {
  const { clock } = house;
  const { watch } = attempt;
  noteUncounted(house, watch, observation, reason);
  const isNews = attempt.order > Math.max(watch.lastGoodOrder, watch.lastBadOrder);
  if (isNews) loseSight(house, watch, reason, observation.startedAt);
  if (!observation.ok) decide(house, watch, observation, 'not_observed', { reason });
  house.replan(watch, clock.monotonicMs());
}

/** A result that cannot be trusted: the check is made again at once, and then it counts. */
function redo(house: House, attempt: Attempt, observation: Failed, reason: UnobservedReason): void {
  const { clock } = house;
  const { watch } = attempt;
  noteUncounted(house, watch, observation, reason);
  decide(house, watch, observation, 'inconclusive');
  const now = clock.monotonicMs();
  // Others that began as early fail as this one did, and the one that is made again speaks for all of them.
  if (watch.redoneAt === undefined) watch.scheduledAt = Math.min(watch.scheduledAt, now);
  watch.redoneAt ??= now;
  house.replan(watch, now);
}

function decide(
  { clock, ledger, listen }: House,
  { service, standing }: Watch,
  { failure }: Failed,
  cause: DecisionCause,
  more: { readonly reason?: UnobservedReason; readonly doubt?: string | undefined } = {},
): void {
  const { incident, health } = standing;
  const decision = decisionOf({
    service,
    at: clock.wallMs(),
    failure,
    cause,
    failures: health.failures,
    ...more,
    ...(incident === undefined ? {} : { incident }),
  });
  ledger.noteDecision(decision);
  listen({ type: 'decision', ...decision });
}
