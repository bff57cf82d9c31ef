import type { Failure, FailureKind, Observation, Service } from '../../main/monitor/model.ts';
import type { Clock, Probe } from '../../main/monitor/ports.ts';
import { ownAddress } from './scripted-surroundings.ts';

/** How a service answers an attempt: after how long, and with what. A hung one says nothing until its timeout. */
export type Answer =
  | {
      readonly afterMs: number;
      readonly kind?: FailureKind;
      readonly slow?: boolean;
      /** How long the connection took. */
      readonly tcpMs?: number;
      /** The peer; of its own for each service, if nothing is said. */
      readonly address?: string;
    }
  | 'hang';

export const wellAnswer = { afterMs: 20 } as const satisfies Answer;
export const refusal = { afterMs: 1, kind: 'refused' } as const satisfies Answer;

export type ScriptedProbe = {
  readonly probe: Probe;
  /** From now on the service answers like this; a function decides for each attempt by its number, from 1. */
  answer(service: string, how: Answer | ((attempt: number) => Answer)): void;
  /** Monotonic times at which attempts began. */
  startsOf(service: string): readonly number[];
  /** Attempts under way and not withdrawn. */
  readonly inFlight: number;
};

/** A network in the test's hand. Unless told otherwise every service answers well after 20 ms. */
export function createScriptedProbe(clock: Clock): ScriptedProbe {
  const answers = new Map<string, Answer | ((attempt: number) => Answer)>();
  const starts = new Map<string, number[]>();
  let inFlight = 0;

  const probe: Probe = (service, done) => {
    const attempts = starts.get(service.name) ?? [];
    starts.set(service.name, attempts);
    attempts.push(clock.monotonicMs());
    const how = answers.get(service.name) ?? wellAnswer;
    const answer = typeof how === 'function' ? how(attempts.length) : how;
    const startedAt = clock.wallMs();
    const afterMs = answer === 'hang' ? service.timeoutMs : Math.min(answer.afterMs, service.timeoutMs);
    inFlight += 1;
    const cancel = clock.wakeAt(clock.monotonicMs() + afterMs, () => {
      inFlight -= 1;
      done(observe(service, answer, startedAt, afterMs));
    });
    let isOver = false;
    return () => {
      if (!isOver) inFlight -= 1;
      isOver = true;
      cancel();
    };
  };

  return {
    probe,
    answer: (service, how) => void answers.set(service, how),
    startsOf: (service) => starts.get(service) ?? [],
    get inFlight() {
      return inFlight;
    },
  };
}

function observe(service: Service, answer: Answer, startedAt: number, durationMs: number): Observation {
  const address = answer === 'hang' || answer.address === undefined ? addressOf(service.name) : answer.address;
  const phases = answer === 'hang' || answer.tcpMs === undefined ? {} : { tcpMs: answer.tcpMs };
  const common = { startedAt, durationMs, phases, address: `${address}:443`, localAddress: ownAddress };
  const kind = answer === 'hang' || answer.afterMs > service.timeoutMs ? 'timeout_response' : answer.kind;
  if (kind === undefined) return { ...common, ok: true, slow: answer !== 'hang' && answer.slow === true };
  const phase = kind === 'dns' ? 'dns' : 'first_byte';
  const failure: Failure = { kind, phase, sentence: `${service.name}: ${kind}` };
  if (kind === 'dns') return { startedAt, durationMs, phases: {}, ok: false, failure };
  return { ...common, ...(kind === 'status' ? { statusCode: 500 } : {}), ok: false, failure };
}

/** Each service lives in a network of its own. */
function addressOf(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 60_000;
  return `203.${Math.floor(sum / 250)}.${sum % 250}.7`;
}
