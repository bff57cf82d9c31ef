/** Where a scenario is played: faults come and go on it, each is seen to be there, and the truth is written down. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Blame, Fault } from './faults.ts';
import { linkDown } from './faults-laptop.ts';
import type { LabService } from './plan.ts';
import type { Program } from './program.ts';
import type { Random } from './random.ts';
import type { TruthBook } from './truth.ts';
import type { World } from './world.ts';

export type Stage = {
  readonly world: World;
  readonly services: readonly LabService[];
  readonly random: Random;
  begin(fault: Fault): Promise<void>;
  end(fault: Fault): Promise<void>;
  during(fault: Fault, seconds: number): Promise<void>;
  /** Goes on until an outage that has begun is told, and a little longer; until the promise is broken at the latest. */
  untilTold(outage: Fault): Promise<void>;
  /** Begins, is told, ends. */
  outlast(outage: Fault): Promise<void>;
  wait(seconds: number): Promise<void>;
  /** Stops the program's time for that long, whatever happens meanwhile. */
  suspend(seconds: number, wish?: SuspendWish): Promise<void>;
};

export type SuspendWish = {
  /** Begins while it sleeps, and goes on. */
  readonly meanwhile?: Fault;
  /** How long after the wake the link comes back. */
  readonly lateNetworkSeconds?: number;
};

/** How long a fault may take to show, and the network to recover from it: neighbours are asked for again only then. */
const patienceMs = 12_000;
/** The promise, and enough beyond it to know that it is broken. */
const longestUntoldMs = 34_000;

export function createStage(world: World, program: Program, book: TruthBook, random: Random): Stage {
  const ends = new Map<Fault, (to: number) => void>();

  function note({ blame, name }: Fault, from: number): (to: number) => void {
    if (blame.kind === 'services') return book.outage(namesOf(blame.services), from);
    return book.blindness({ why: name, ...hiddenBy(blame), from });
  }

  function hiddenBy(blame: Extract<Blame, { kind: 'laptop' }>) {
    const hidesSlack = blame.hidesSlack && !(blame.hidesSlack === 'by name' && world.slackBy === 'address');
    return { hides: namesOf(world.services.filter(blame.hides)), hidesSlack };
  }

  async function makeSure(fault: Fault, isThere: boolean): Promise<void> {
    const end = performance.now() + patienceMs;
    while ((await fault.isThere(world)) !== isThere) {
      if (performance.now() > end)
        throw new Error(`the lab is broken: "${fault.name}" ${isThere ? 'had no effect' : 'did not go away'}`);
      await delay(100);
    }
  }

  /** Two faults of the laptop hide each other: then nobody can make sure. */
  function isHidden({ blame }: Fault): boolean {
    return blame.kind === 'laptop' && [...ends.keys()].some((other) => other.blame.kind === 'laptop');
  }

  async function begin(fault: Fault): Promise<void> {
    const hidden = isHidden(fault);
    ends.set(fault, note(fault, Date.now()));
    await fault.apply(world);
    if (!hidden) await makeSure(fault, true);
  }

  async function end(fault: Fault): Promise<void> {
    await fault.revert(world);
    ends.get(fault)?.(Date.now());
    ends.delete(fault);
    if (!isHidden(fault)) await makeSure(fault, false);
  }

  /** Whether all its services have an incident, and an alert has arrived, since then. */
  function isTold(services: readonly string[], since: number): boolean {
    const later = program.events.filter(({ at }) => Date.parse(at) >= since);
    const has = (event: string, service?: string) =>
      later.some((one) => one.event === event && (service === undefined || one.service === service));
    return services.every((name) => has('incident.opened', name)) && has('alert.delivered');
  }

  async function untilTold({ blame }: Fault): Promise<void> {
    if (blame.kind !== 'services') throw new Error('only an outage is told');
    const services = namesOf(blame.services);
    const since = book.truth.outages.findLast((outage) => outage.services.join() === services.join())?.from ?? 0;
    const end = performance.now() + longestUntoldMs;
    while (performance.now() < end && !isTold(services, since)) await delay(200);
    await delay(random.between(2_000, 4_000));
  }

  return {
    world,
    services: world.services,
    random,
    begin,
    end,
    untilTold,
    async outlast(fault) {
      await begin(fault);
      await untilTold(fault);
      await end(fault);
    },
    async during(fault, seconds) {
      const endsAt = performance.now() + seconds * 1_000;
      await begin(fault);
      await delay(Math.max(0, endsAt - performance.now()));
      await end(fault);
    },
    wait: (seconds) => delay(seconds * 1_000),
    async suspend(seconds, { meanwhile, lateNetworkSeconds } = {}) {
      const woken = book.blindness({
        why: 'asleep',
        hides: namesOf(world.services),
        hidesSlack: true,
        from: Date.now(),
      });
      program.sleep();
      const wakesAt = performance.now() + seconds * 1_000;
      if (lateNetworkSeconds !== undefined) await begin(linkDown);
      await delay(random.between(0, seconds * 500));
      if (meanwhile !== undefined) await begin(meanwhile);
      await delay(Math.max(0, wakesAt - performance.now()));
      program.wake();
      woken(Date.now());
      if (lateNetworkSeconds === undefined) return;
      await delay(lateNetworkSeconds * 1_000);
      await end(linkDown);
    },
  };
}

function namesOf(services: readonly LabService[]): readonly string[] {
  return services.map(({ name }) => name);
}
