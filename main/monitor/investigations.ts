/** Investigations of this machine's network: one for all that fail together, and ended as soon as all of them are decided. */
import { type Answer, type Blame, blameFor, type Suspect } from './blame.ts';
import type { Cancel, Clock } from './ports.ts';
import type { Evidence, Question, Surroundings } from './surroundings.ts';

/** What was found out, to be applied to any of the suspects that were asked about. */
export type Finding = {
  /** Monotonic time at which the evidence was complete enough. */
  readonly at: number;
  blame(suspect: Suspect): Blame;
};

export type Inquest = {
  /** Answers of this host prove nothing, for it is what failed. */
  readonly host: string;
  /** Each has to be decided. */
  readonly suspects: readonly Suspect[];
  /** Evidence counts when it was begun at or after this monotonic time. */
  readonly since: number;
};

export type InvestigationDependencies = {
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly answersFor: (inquest: Inquest) => readonly Answer[];
  /** What to ask beside the suspects themselves: addresses and names of services on other hosts. */
  readonly others: (hosts: ReadonlySet<string>) => Pick<Question, 'witnesses' | 'names'>;
  /** Addresses of what is not observed now, so that the ways to them are known when they fail again. */
  readonly unobserved: () => readonly string[];
  readonly onFinding: (evidence: Evidence, blames: readonly (Blame | undefined)[]) => void;
  readonly onEvidence: (evidence: Evidence) => void;
};

export type Investigations = {
  /** Calls `done` once, later: within two seconds, or four when another investigation is under way that began too early. */
  ask(inquest: Inquest, done: (finding: Finding) => void): Cancel;
  /** Decides those that wait for an investigation of their own, where `finding` gives one. */
  settle(finding: (inquest: Inquest) => Finding | undefined): void;
  close(): void;
};

/** Failures this close together are asked about together. */
const gatherMs = 10;
const mostRuns = 2;

type Pending = { readonly inquest: Inquest; readonly done: (finding: Finding) => void };
type Run = {
  readonly startedAt: number;
  readonly targets: ReadonlySet<string>;
  readonly requirements: ReadonlySet<string>;
  readonly waiting: Set<Pending>;
  evidence: Evidence | undefined;
  cancel: Cancel;
};

export function createInvestigations(deps: InvestigationDependencies): Investigations {
  const { clock, surroundings, answersFor } = deps;
  const runs = new Set<Run>();
  const queue = new Set<Pending>();
  let cancelGather: Cancel | undefined;

  function gatherSoon(): void {
    if (runs.size < mostRuns) cancelGather ??= clock.wakeAt(clock.monotonicMs() + gatherMs, gather);
  }

  function gather(): void {
    cancelGather = undefined;
    if (queue.size > 0 && runs.size < mostRuns) begin([...queue]);
  }

  function begin(pendings: readonly Pending[]): void {
    const suspects = pendings.flatMap(({ inquest }) => inquest.suspects);
    const others = deps.others(new Set(pendings.map(({ inquest }) => inquest.host)));
    const targets = new Set([
      ...suspects.flatMap(({ address }) => address ?? []),
      ...deps.unobserved(),
      ...others.witnesses.map(({ address }) => address),
    ]);
    const requirements = new Set(suspects.flatMap(({ requirement }) => requirement ?? []));
    const run: Run = {
      startedAt: clock.monotonicMs(),
      targets,
      requirements,
      waiting: new Set(pendings),
      evidence: undefined,
      cancel: () => undefined,
    };
    for (const pending of pendings) queue.delete(pending);
    runs.add(run);
    const question = { targets: [...targets], requirements: [...requirements], ...others };
    run.cancel = surroundings.investigate(question, (evidence) => {
      run.evidence = evidence;
      consider(run);
    });
  }

  function consider(run: Run): void {
    const { evidence } = run;
    if (evidence === undefined || !runs.has(run)) return;
    for (const pending of [...run.waiting]) {
      const { inquest, done } = pending;
      const answers = answersFor(inquest);
      const blames = inquest.suspects.map((suspect) => blameFor(suspect, evidence, answers));
      if (blames.includes(undefined)) continue;
      run.waiting.delete(pending);
      deps.onFinding(evidence, blames);
      const whole = { ...evidence, isOver: true };
      done({
        at: clock.monotonicMs(),
        blame: (suspect) => blameFor(suspect, whole, answers) ?? { on: 'service' },
      });
    }
    if (evidence.isOver || run.waiting.size === 0) end(run);
  }

  function end(run: Run): void {
    if (!runs.delete(run)) return;
    run.cancel();
    if (run.evidence !== undefined) deps.onEvidence(run.evidence);
    if (queue.size > 0) gatherSoon();
  }

  return {
    ask(inquest, done) {
      const pending = { inquest, done };
      const run = [...runs].find((one) => covers(one, inquest));
      if (run === undefined) {
        queue.add(pending);
        gatherSoon();
      } else {
        run.waiting.add(pending);
        // Never before this has returned.
        clock.wakeAt(clock.monotonicMs(), () => consider(run));
      }
      return () => {
        queue.delete(pending);
        for (const one of runs) if (one.waiting.delete(pending) && one.waiting.size === 0) end(one);
      };
    },
    settle(findingFor) {
      for (const pending of [...queue]) {
        const finding = findingFor(pending.inquest);
        if (finding === undefined) continue;
        queue.delete(pending);
        pending.done(finding);
      }
    },
    close() {
      cancelGather?.();
      for (const run of [...runs]) {
        runs.delete(run);
        run.cancel();
      }
      queue.clear();
    },
  };
}

/** Whether its evidence will be new enough, and about what is asked. */
function covers({ startedAt, targets, requirements }: Run, { suspects, since }: Inquest): boolean {
  return (
    startedAt >= since &&
    suspects.every(
      ({ address, requirement }) =>
        (address === undefined || targets.has(address)) && (requirement === undefined || requirements.has(requirement)),
    )
  );
}
