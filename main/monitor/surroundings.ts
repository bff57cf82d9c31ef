/** What the core asks about this machine's own network when a check has failed: the question, and the evidence. */
import type { NetworkRequirement, StatusRange } from './model.ts';
import type { Cancel } from './ports.ts';

/** A well-known page or port by which the internet is recognised. */
export type Canary =
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly expectedStatus: readonly StatusRange[];
      /** Each must stand in the body. */
      readonly contains: readonly string[];
    }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** Another service's address that answered lately: whether it can be connected to tells whether the way there is open. */
export type Witness = { readonly address: string; readonly port: number };

export type Question = {
  /** Addresses without port of what failed, where they are known, and of the witnesses: the way to each is looked up. */
  readonly targets: readonly string[];
  readonly witnesses: readonly Witness[];
  /** Names that should resolve, besides those of the canaries. */
  readonly names: readonly string[];
  /** URLs of `requires.canary` of the services that failed. */
  readonly requirements: readonly string[];
};

/**
 * How far a contact came, best first. `right`: it answered as it should; for what is only connected to, and where any
 * answer will do, as soon as there is one. `wrong`: a full HTTP answer that is not what it should be, so that somebody
 * else may have given it. `reached`: connected, but no answer in time, or an error that only says that it is broken. `refused`: a reset, from it or on the way.
 */
export type ContactOutcome = 'right' | 'wrong' | 'reached' | 'refused' | 'silent' | 'unreachable' | 'unresolved';

export type Contact = {
  readonly role: 'canary' | 'witness' | 'requirement' | 'gateway';
  /** The URL or "host:port" that was contacted. */
  readonly target: string;
  /** Of a witness, the address without port. */
  readonly address?: string;
  /** `pending` until it is known. */
  readonly outcome: ContactOutcome | 'pending';
  /** Address of this machine's end; absent where no connection came about. */
  readonly localAddress?: string;
  /** From the first packet to the established connection: a second or more means that packets were lost. */
  readonly connectMs?: number;
};

/** `other`: the way leads through an interface that is not the default one's, such as a VPN's. */
export type Way = {
  readonly kind: 'none' | 'loopback' | 'on_link' | 'default' | 'other';
  /** The address that this machine would use as its own. */
  readonly localAddress?: string;
};

export type NameOutcome = 'resolved' | 'no_such_name' | 'failed' | 'silent' | 'pending';

/** What is known so far; only ever grows. */
export type Evidence = {
  /** Whether any interface but loopback is up and has an address. */
  readonly hasInterface: boolean;
  /** Address that this machine uses as its own towards the internet; undefined where there is no route. */
  readonly defaultLocal?: string;
  /** By the target's address as asked. */
  readonly ways: ReadonlyMap<string, Way>;
  readonly contacts: readonly Contact[];
  /** By name. */
  readonly names: ReadonlyMap<string, NameOutcome>;
  /** Nothing more will come. */
  readonly isOver: boolean;
};

/** Reads this machine's network. Asks the outside only while an investigation runs. */
export type Surroundings = {
  /**
   * Begins to gather evidence, tells it whenever there is more, and last with `isOver`, two seconds after the beginning
   * at the latest. Never calls before it has returned. After `Cancel` nothing is asked or told any more.
   */
  investigate(question: Question, tell: (evidence: Evidence) => void): Cancel;
  /** Whether the interface is up and the route is there, as far as they are required. Quick, asks nobody; ignores `canary`. */
  holds(requirement: NetworkRequirement): boolean;
  /** Whether the address is loopback's or lies in a network of one of this machine's own interfaces. Quick, asks nobody. */
  isNear(address: string): boolean;
  /** Whether the address is one of this machine's own now. Quick, asks nobody. */
  owns(address: string): boolean;
  /** Changes whenever interfaces or their addresses do. Quick, asks nobody. */
  fingerprint(): string;
};
