/** What can go wrong: what a fault does to the world, who is to blame for it, and how to see that it is really there. */
import type { NameMode, WebMode } from './actors/orders.ts';
import type { LabService, Place } from './plan.ts';
import type { World } from './world.ts';

/** Whose fault it is. */
export type Blame =
  | {
      readonly kind: 'laptop';
      readonly hides: (service: LabService) => boolean;
      readonly hidesSlack: boolean | 'by name';
    }
  | { readonly kind: 'services'; readonly services: readonly LabService[] };

export type Fault = {
  readonly name: string;
  readonly blame: Blame;
  readonly apply: (world: World) => Promise<void>;
  readonly revert: (world: World) => Promise<void>;
  /** Asks the world itself, never the program. */
  readonly isThere: (world: World) => Promise<boolean>;
};

export const nobody: Blame = { kind: 'laptop', hides: () => false, hidesSlack: false };

/** A tunnel rides on the link, so that whatever takes the internet away takes it away too. */
export const beyondLan: Blame = { kind: 'laptop', hides: ({ place }) => place !== 'lan', hidesSlack: true };
export const everything: Blame = { kind: 'laptop', hides: () => true, hidesSlack: true };

/** Whether a connection comes about; silence is waited for that long. */
export async function connects(
  world: World,
  from: keyof World['actors'],
  { address, port }: Pick<LabService, 'address' | 'port'>,
  timeoutMs = 1_500,
): Promise<boolean> {
  const { outcome } = await world.actors[from].ask('try.connect', { address, port, timeoutMs });
  return outcome === 'connected';
}

/** Who can see a service without the laptop's network. */
const observers: Readonly<Record<Place, keyof World['actors']>> = {
  internet: 'internet',
  gateway: 'internet',
  lan: 'dns',
  vpn: 'vpn',
};

/** Whether the service answers as it should, seen from its own side. */
export async function isWell(world: World, { place, name, address, port }: LabService): Promise<boolean> {
  const url = `${port === 443 ? 'https' : 'http'}://${address}:${port}/`;
  const { status, body } = await world.actors[observers[place]].ask('try.get', { url, timeoutMs: 1_500 });
  return status === 200 && body.includes(name);
}

export const anyOf = async (answers: readonly Promise<boolean>[]) => (await Promise.all(answers)).includes(true);

export type { NameMode, WebMode };
