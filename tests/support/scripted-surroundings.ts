import type { NetworkRequirement } from '../../main/monitor/model.ts';
import type { Clock } from '../../main/monitor/ports.ts';
import type {
  Contact,
  ContactOutcome,
  Evidence,
  NameOutcome,
  Question,
  Surroundings,
  Way,
} from '../../main/monitor/surroundings.ts';

/** How this machine's network is, as an investigation would find it; outcomes that take the whole 2 s are told at their end. */
export type NetworkScript = {
  readonly hasInterface: boolean;
  readonly hasRoute: boolean;
  readonly canaries: ContactOutcome;
  readonly witnesses: ContactOutcome;
  readonly names: NameOutcome;
  readonly requirements: ContactOutcome;
  /** By target; `default` for all others. */
  readonly ways: Readonly<Record<string, Way>>;
  readonly requirementHolds: boolean;
  readonly owned: readonly string[];
  /** How long whoever answers takes. */
  readonly afterMs: number;
};

export type ScriptedSurroundings = Surroundings & {
  /** From now on. */
  be(change: Partial<NetworkScript>): void;
  readonly questions: readonly Question[];
  /** Investigations under way. */
  readonly running: number;
};

export const ownAddress = '192.168.1.5';

const atHome: NetworkScript = {
  hasInterface: true,
  hasRoute: true,
  canaries: 'right',
  witnesses: 'right',
  names: 'resolved',
  requirements: 'right',
  ways: {},
  requirementHolds: true,
  owned: [ownAddress],
  afterMs: 20,
};

export const unplugged: Partial<NetworkScript> = {
  hasInterface: false,
  hasRoute: false,
  canaries: 'unreachable',
  witnesses: 'unreachable',
  names: 'silent',
};
export const routerGone: Partial<NetworkScript> = { canaries: 'silent', witnesses: 'silent', names: 'silent' };
export const plugged: Partial<NetworkScript> = atHome;

export function createScriptedSurroundings(clock: Clock): ScriptedSurroundings {
  let script = atHome;
  let running = 0;
  const questions: Question[] = [];

  function wayTo(target: string): Way {
    if (!script.hasRoute) return { kind: 'none' };
    return script.ways[target] ?? { kind: 'default', localAddress: ownAddress };
  }

  function evidence(question: Question, { isAnswered, isOver }: { isAnswered: boolean; isOver: boolean }): Evidence {
    const { hasInterface, hasRoute } = script;
    const isQuick = (outcome: string) => outcome !== 'silent' && outcome !== 'reached';
    const contact = (role: Contact['role'], target: string, outcome: ContactOutcome, way: Way): Contact => ({
      role,
      target,
      outcome: isOver || (isAnswered && isQuick(outcome)) ? outcome : 'pending',
      ...(way.localAddress !== undefined && outcome !== 'silent' && outcome !== 'unreachable'
        ? { localAddress: way.localAddress }
        : {}),
    });
    const internet = wayTo('internet');
    return {
      hasInterface,
      ...(hasRoute ? { defaultLocal: ownAddress } : {}),
      ways: new Map(question.targets.map((target) => [target, wayTo(target)])),
      contacts: [
        contact('canary', 'http://canary.example/', script.canaries, internet),
        ...question.witnesses.map(({ address, port }) => ({
          ...contact('witness', `${address}:${port}`, script.witnesses, wayTo(address)),
          address,
        })),
        ...question.requirements.map((url) => contact('requirement', url, script.requirements, internet)),
      ],
      names: new Map(
        ['canary.example', ...question.names].map((name) => [
          name,
          isOver || (isAnswered && script.names !== 'silent') ? script.names : 'pending',
        ]),
      ),
      isOver,
    };
  }

  return {
    be(change) {
      script = { ...script, ...change };
    },
    questions,
    get running() {
      return running;
    },
    investigate(question, tell) {
      questions.push(question);
      running += 1;
      const now = clock.monotonicMs();
      const alarms = [
        clock.wakeAt(now + 1, () => tell(evidence(question, { isAnswered: false, isOver: false }))),
        clock.wakeAt(now + script.afterMs, () => tell(evidence(question, { isAnswered: true, isOver: false }))),
        clock.wakeAt(now + 2_000, () => tell(evidence(question, { isAnswered: true, isOver: true }))),
      ];
      let isCancelled = false;
      return () => {
        if (!isCancelled) running -= 1;
        isCancelled = true;
        for (const cancel of alarms) cancel();
      };
    },
    holds: (_: NetworkRequirement) => script.requirementHolds,
    isNear: (address) => address.startsWith('192.168.1.'),
    owns: (address) => script.owned.includes(address),
    fingerprint: () => JSON.stringify(script),
  };
}
