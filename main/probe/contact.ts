/** One contact with the world outside, and how far it has come. */
import type { StatusRange } from '../monitor/model.ts';
import type { Cancel } from '../monitor/ports.ts';
import type { Contact, ContactOutcome } from '../monitor/surroundings.ts';
import type { Progress } from './progress.ts';
import { askPage, knock, type TrialDeps } from './trial.ts';

/** What is contacted, and what is right. */
export type Plan =
  | (Pick<Contact, 'role' | 'target'> & {
      /** `target` is its URL. */
      readonly kind: 'page';
      /** Absent: any answer is right, and whoever gives it. */
      readonly expected?: { readonly status: readonly StatusRange[]; readonly contains: readonly string[] };
    })
  | (Pick<Contact, 'role' | 'target' | 'address'> & {
      readonly kind: 'ports';
      readonly host: string;
      /** Tried at once; the best of them counts. */
      readonly ports: readonly number[];
      /** Only whether somebody is there is asked, and who refuses is there. */
      readonly isRefusalRight: boolean;
    });

export type RunningContact = {
  readonly plan: Plan;
  now(): Contact;
  /** Its time is over: what is pending comes to its end. */
  expire(): void;
  cancel(): void;
};

type Trial = { readonly progress: Progress; cancel: Cancel | undefined; end: ContactOutcome | undefined };

const bestFirst: readonly ContactOutcome[] = [
  'right',
  'wrong',
  'reached',
  'refused',
  'silent',
  'unreachable',
  'unresolved',
];

/** Begins the contact. `changed` is called once, perhaps at once, when its outcome is known. */
export function beginContact(deps: TrialDeps, plan: Plan, timeoutMs: number, changed: () => void): RunningContact {
  let known: Trial | undefined;
  const trials = (plan.kind === 'page' ? [undefined] : plan.ports).map((): Trial => {
    return { progress: newProgress(deps.clock.monotonicMs(), plan.target), cancel: undefined, end: undefined };
  });

  const stop = () => {
    for (const { cancel } of trials) cancel?.();
  };
  const conclude = () => {
    known = bestFirst.flatMap((outcome) => trials.find(({ end }) => end === outcome) ?? [])[0];
    stop();
  };
  const enderOf = (trial: Trial) => (end: ContactOutcome) => {
    if (known !== undefined || trial.end !== undefined) return;
    trial.end = end;
    if (end !== 'right' && trials.some((one) => one.end === undefined)) return;
    conclude();
    changed();
  };

  for (const [index, trial] of trials.entries()) {
    const end = enderOf(trial);
    trial.cancel =
      plan.kind === 'page'
        ? askPage(deps, plan, timeoutMs, trial.progress, end)
        : knock(deps, plan, plan.ports[index] ?? 0, timeoutMs, trial.progress, end);
    // One that ended at once could not be stopped before.
    if (trial.end !== undefined) trial.cancel();
  }

  return {
    plan,
    now() {
      const { role, target } = plan;
      const { localAddress, phases } = known?.progress ?? {};
      return {
        role,
        target,
        outcome: known?.end ?? 'pending',
        ...(plan.kind === 'ports' && plan.address !== undefined && { address: plan.address }),
        ...(localAddress !== undefined && { localAddress }),
        ...(localAddress !== undefined && phases?.tcpMs !== undefined && { connectMs: phases.tcpMs }),
      };
    },
    expire() {
      if (known !== undefined) return;
      for (const trial of trials) trial.end ??= endInSilence(trial.progress);
      conclude();
    },
    cancel: stop,
  };
}

/** Whoever has no address to connect to was not silent: nobody has asked it. */
function endInSilence({ localAddress, phase }: Progress): ContactOutcome {
  if (localAddress !== undefined) return 'reached';
  return phase === 'dns' ? 'unresolved' : 'silent';
}

function newProgress(nowMs: number, place: string): Progress {
  return {
    phase: 'dns',
    since: nowMs,
    phases: {},
    place,
    address: undefined,
    localAddress: undefined,
    certificate: undefined,
    statusCode: undefined,
  };
}
