/** Answers "is it me?", and watches over a network that is known to be at fault until it is back. */
import { type Blame, blameFor, networkSays, type Suspect } from './blame.ts';
import type { NetworkState } from './events.ts';
import { createGoodResults, type GoodResult } from './good-results.ts';
import {
  createInvestigations,
  type Finding,
  type InvestigationDependencies,
  type Investigations,
} from './investigations.ts';
import type { UnobservedReason } from './model.ts';
import type { Cancel } from './ports.ts';
import type { Evidence } from './surroundings.ts';

export type Inquiry = Pick<Investigations, 'ask' | 'close'> & {
  /** What is known already to be the network's fault needs no asking: whatever it is, it is looked at again on its return. */
  known(suspect: Suspect): UnobservedReason | undefined;
  /** `ends`: the service was not observed until now, because of the network. */
  noteGood(result: GoodResult, ends: boolean): void;
  /** The machine woke up: until its network is back, ten seconds at the most, no failure counts. */
  woke(): void;
  /** Looks at the network at once, whatever it is known to be like. */
  look(): void;
  readonly state: NetworkState;
};

export type InquiryDependencies = Omit<InvestigationDependencies, 'answersFor' | 'onFinding'> & {
  /** Whether the network is judged at all. */
  readonly isEnabled: () => boolean;
  readonly onState: (state: NetworkState) => void;
};

const longestWakingMs = 10_000;
const firstLookMs = 300;
const pollMs = { first: 1_000, later: 3_000 };
const firstPolls = 30;

export function createInquiry(deps: InquiryDependencies): Inquiry {
  const { clock, surroundings } = deps;
  const good = createGoodResults((address) => surroundings.isNear(address));
  const investigations = createInvestigations({
    ...deps,
    answersFor: ({ since, host }) => good.since(since, host),
    onFinding: learn,
  });
  let state: NetworkState = 'online';
  /** What has shown that the network is at fault. */
  let proof: Evidence | undefined;
  let wakingUntil = 0;
  let polls = 0;
  let cancelPoll: Cancel | undefined;

  function learn(evidence: Evidence, blames: readonly (Blame | undefined)[]): void {
    if (state === 'waking') return;
    const reasons = blames.flatMap((blame) => (blame?.on === 'this_machine' ? blame.reason : []));
    const whole = { ...evidence, isOver: true };
    const says = networkSays(whole, []);
    // A link of its own may be down while the internet is there: that is that service's affair alone.
    if (!isFault(says) || !reasons.includes(says)) return;
    proof = whole;
    enter(says);
  }

  function enter(next: NetworkState): void {
    if (next === state) return;
    state = next;
    if (next === 'online') {
      cancelPoll?.();
      cancelPoll = undefined;
      proof = undefined;
    } else if (cancelPoll === undefined) {
      polls = 0;
      pollLater();
    }
    deps.onState(next);
    if (next !== 'online') investigations.settle(({ suspects }) => findingFrom(suspects));
  }

  function findingFrom(suspects: readonly Suspect[]): Finding | undefined {
    if (suspects.some((suspect) => known(suspect) === undefined)) return undefined;
    return {
      at: clock.monotonicMs(),
      blame: (suspect) => ({ on: 'this_machine', reason: known(suspect) ?? 'offline' }),
    };
  }

  function known(suspect: Suspect): UnobservedReason | undefined {
    if (state === 'waking') return 'asleep';
    if (state === 'online' || proof === undefined) return undefined;
    const blame = blameFor(suspect, proof, []);
    return blame?.on === 'this_machine' ? blame.reason : undefined;
  }

  function pollLater(): void {
    polls += 1;
    const after = polls <= firstPolls ? pollMs.first : pollMs.later;
    cancelPoll = clock.wakeAt(clock.monotonicMs() + after, poll);
  }

  function poll(): void {
    if (!deps.isEnabled()) {
      conclude('unknown', undefined);
      return;
    }
    const since = clock.monotonicMs();
    const others = deps.others(new Set());
    const targets = [...deps.unobserved(), ...others.witnesses.map(({ address }) => address)];
    let isDecided = false;
    const cancelRun = surroundings.investigate({ targets, requirements: [], ...others }, (evidence) => {
      const says = isDecided ? undefined : networkSays(evidence, good.since(since, ''));
      if (says === undefined) return;
      isDecided = true;
      cancelPoll = clock.wakeAt(clock.monotonicMs(), () => {
        cancelRun();
        deps.onEvidence(evidence);
        conclude(says, evidence);
      });
    });
    cancelPoll = cancelRun;
  }

  function conclude(says: 'online' | 'unknown' | UnobservedReason, evidence: Evidence | undefined): void {
    const isBad = isFault(says);
    if (isBad && evidence !== undefined) proof = { ...evidence, isOver: true };
    const mayStillCome = state === 'waking' && says !== 'online' && clock.monotonicMs() < wakingUntil;
    cancelPoll = undefined;
    if (mayStillCome || isBad) pollLater();
    if (!mayStillCome) enter(isBad ? says : 'online');
  }

  return {
    ask: investigations.ask,
    known,
    noteGood(result, ends) {
      good.note(result);
      if (state === 'online' || result.address === undefined || surroundings.isNear(result.address)) return;
      // Through a portal, a plain page answers as well; an answer that TLS has proven comes from beyond it.
      if (state === 'captive_portal' ? result.isAuthentic : ends) enter('online');
    },
    woke() {
      wakingUntil = clock.monotonicMs() + longestWakingMs;
      cancelPoll?.();
      cancelPoll = clock.wakeAt(clock.monotonicMs() + firstLookMs, poll);
      polls = 0;
      proof = undefined;
      enter('waking');
    },
    look() {
      cancelPoll?.();
      poll();
    },
    get state() {
      return state;
    },
    close() {
      cancelPoll?.();
      investigations.close();
    },
  };
}

function isFault(says: string | undefined): says is 'offline' | 'dns' | 'captive_portal' {
  return says === 'offline' || says === 'dns' || says === 'captive_portal';
}
