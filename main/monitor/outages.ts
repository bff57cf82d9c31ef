/** Which incidents are one outage: the register of those that are going on, and who joins which. */
import { isLoopback, mayHaveBegunTogether, networkOf, sharedBy, type Traits, traitsOfIncident } from './explanation.ts';
import { outageIdOf } from './incident-id.ts';
import type { Explanation, Incident, Outage } from './model.ts';
import type { Ledger } from './ports.ts';

/** Somebody who could be affected, as an incident opens: how its service is, seen from here. */
export type Bystander = {
  readonly traits: Traits;
  /** Fails, or has not answered for long enough to be suspect. */
  readonly fails: boolean;
  /** When it will be known whether it is down, epoch milliseconds; absent where that is known. */
  readonly decidesAt?: number;
};

export type Membership = {
  readonly outage: Outage;
  readonly isNew: boolean;
  /** When the last of those will be decided that fail now and would join; epoch milliseconds, absent where there are none. */
  readonly completeAt?: number;
};

export type Outages = {
  /** The outage of an incident that opens, with it as a member. */
  join(incident: Incident, traits: Traits, bystanders: readonly Bystander[]): Membership;
  /** The outage of an incident that has reopened. */
  rejoin(incident: Incident): Outage;
  /** The outage of an incident that is over; it ends with the last of its members. Undefined for one of an earlier version. */
  leave(incident: Incident): Outage | undefined;
  get(outageId: string): Outage | undefined;
  /** Members of that outage, and those of them that are down. */
  services(outageId: string): { readonly all: readonly string[]; readonly down: readonly string[] };
  rename(from: string, to: string): void;
  /** Somebody set the clock: what is still going on moves along. */
  shift(byMs: number): void;
  /** Forgets what ended before that time and cannot begin again. */
  forget(endedBefore: number): void;
};

type Member = {
  readonly incident: string;
  service: string;
  traits: Traits;
  isDown: boolean;
  endedAt?: number | undefined;
};
type Entry = { outage: Outage; readonly members: Map<string, Member> };

/** Fewer than this are no majority of anything. */
const fewestWidespread = 3;

export function createOutages(ledger: Ledger, endedSince: number): Outages {
  const entries = new Map<string, Entry>();
  for (const outage of ledger.outagesSince(endedSince)) {
    const entry = recalled(outage);
    // One whose members are all over is over, whatever kept that from the record.
    if (entry.outage.endedAt === undefined) entry.outage = endedWith(entry);
    entries.set(outage.id, entry);
  }

  function recalled(outage: Outage): Entry {
    const incidents = ledger.outage(outage.id)?.incidents ?? [];
    return { outage, members: new Map(incidents.map((one) => [one.id, memberOf(one)])) };
  }

  function memberOf(incident: Incident): Member {
    const { id, service, endedAt } = incident;
    return { incident: id, service, traits: traitsOfIncident(incident), isDown: endedAt === undefined, endedAt };
  }

  function going(): Entry[] {
    return [...entries.values()].filter(({ outage }) => outage.endedAt === undefined);
  }

  /** Of all bystanders that can have begun with it, whom it fails together with. */
  function circle(
    traits: Traits,
    bystanders: readonly Bystander[],
  ): { explanation: Explanation; members: readonly Traits[] } {
    const together = bystanders.filter(({ fails, traits: other }) => fails && mayHaveBegunTogether(traits, other));
    // What has been down for longer says nothing about what begins now.
    const isTogether = new Set(together);
    const relevant = bystanders.filter((one) => !one.fails || isTogether.has(one));
    const everywhere = isLarge(relevant, together, 1 / 2);
    if (everywhere) {
      return {
        explanation: { kind: 'widespread', value: traits.kind },
        members: together.map((one) => one.traits),
      };
    }
    const network = traits.address === undefined || isLoopback(traits.address) ? undefined : networkOf(traits.address);
    const isThere = ({ traits: { address } }: Bystander) => address !== undefined && networkOf(address) === network;
    const failingThere = together.filter((one) => isThere(one) && one.traits.kind === traits.kind);
    if (network !== undefined && isLarge(relevant.filter(isThere), failingThere, 1 / 3)) {
      return { explanation: { kind: 'network', value: network }, members: failingThere.map((one) => one.traits) };
    }
    return { explanation: { kind: 'alone' }, members: [] };
  }

  /** Whether those that fail, with the one in question, are three at least and such a share of all. */
  function isLarge(all: readonly unknown[], failing: readonly unknown[], share: number): boolean {
    return failing.length + 1 >= fewestWidespread && failing.length + 1 >= (all.length + 1) * share;
  }

  function join(incident: Incident, traits: Traits, bystanders: readonly Bystander[]): Membership {
    const around = circle(traits, bystanders);
    const match = matchFor(traits, around);
    const inCircle = new Set(around.members);
    const waitFor = bystanders
      .filter(({ fails, traits: other }) => fails && (inCircle.has(other) || sharedBy(traits, other)))
      .flatMap(({ decidesAt }) => decidesAt ?? []);
    const expectation = waitFor.length === 0 ? {} : { completeAt: Math.max(...waitFor) };
    const member: Member = { incident: incident.id, service: incident.service, traits, isDown: true };
    if (match === undefined) {
      const explanation =
        around.members.length === 0
          ? sharedWithAny(traits, bystanders)
          : (sharedWithAll(traits, around.members) ?? around.explanation);
      const outage: Outage = { id: incident.id, startedAt: incident.startedAt, explanation, members: [incident.id] };
      entries.set(outage.id, { outage, members: new Map([[incident.id, member]]) });
      return { outage, isNew: true, ...expectation };
    }
    const { entry, explanation } = match;
    entry.members.set(incident.id, member);
    entry.outage = {
      ...entry.outage,
      startedAt: Math.min(entry.outage.startedAt, incident.startedAt),
      explanation: broader(entry.outage.explanation, explanation),
      members: [...new Set([...entry.outage.members, incident.id])],
    };
    return { outage: entry.outage, isNew: false, ...expectation };
  }

  /** What all of a majority share says more than that they are a majority. */
  function sharedWithAll(traits: Traits, members: readonly Traits[]): Explanation | undefined {
    const [first, ...others] = members.map((member) => sharedBy(traits, member));
    return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
  }

  function sharedWithAny(traits: Traits, bystanders: readonly Bystander[]): Explanation {
    for (const { fails, traits: other } of bystanders) {
      const shared = fails && other.service !== traits.service ? sharedBy(traits, other) : undefined;
      if (shared) return shared;
    }
    return { kind: 'alone' };
  }

  function matchFor(
    traits: Traits,
    around: { readonly explanation: Explanation; readonly members: readonly Traits[] },
  ): { readonly entry: Entry; readonly explanation: Explanation } | undefined {
    const inCircle = new Set(around.members.map(({ service }) => service));
    for (const entry of going()) {
      const down = [...entry.members.values()].filter(({ isDown }) => isDown);
      for (const member of down) {
        const shared = sharedBy(traits, member.traits);
        if (shared) return { entry, explanation: shared };
      }
      if (down.some(({ service }) => inCircle.has(service))) return { entry, explanation: around.explanation };
      const { explanation } = entry.outage;
      // A late member of something that was seen to be everywhere.
      const isWide =
        explanation.kind === 'widespread' || (explanation.kind === 'network' && isIn(traits, explanation.value));
      if (isWide && down.some((member) => mayHaveBegunTogether(member.traits, traits))) return { entry, explanation };
    }
    return undefined;
  }

  return {
    join,
    rejoin(incident) {
      const id = outageIdOf(incident);
      const stored = ledger.outage(id)?.outage;
      const alone: Outage = {
        id,
        startedAt: incident.startedAt,
        explanation: { kind: 'alone' },
        members: [incident.id],
      };
      const entry = entries.get(id) ?? recalled(stored ?? alone);
      entries.set(id, entry);
      const member = entry.members.get(incident.id) ?? memberOf(incident);
      entry.members.set(incident.id, { ...member, service: incident.service, isDown: true, endedAt: undefined });
      const { endedAt: _, ...outage } = entry.outage;
      entry.outage = { ...outage, members: [...new Set([...outage.members, incident.id])] };
      return entry.outage;
    },
    leave(incident) {
      const entry = entries.get(incident.outage ?? '');
      if (entry === undefined) return undefined;
      const member = entry.members.get(incident.id);
      if (member) Object.assign(member, { isDown: false, endedAt: incident.endedAt });
      entry.outage = endedWith(entry);
      return entry.outage;
    },
    get: (id) => entries.get(id)?.outage,
    services(id) {
      const members = [...(entries.get(id)?.members.values() ?? [])];
      return {
        all: [...new Set(members.map(({ service }) => service))],
        down: [...new Set(members.filter(({ isDown }) => isDown).map(({ service }) => service))],
      };
    },
    rename(from, to) {
      for (const { members } of entries.values()) {
        for (const member of members.values()) if (member.service === from) member.service = to;
      }
    },
    shift(byMs) {
      for (const entry of entries.values()) {
        const { endedAt, startedAt } = entry.outage;
        const end = endedAt === undefined ? {} : { endedAt: endedAt + byMs };
        entry.outage = { ...entry.outage, startedAt: startedAt + byMs, ...end };
        for (const member of entry.members.values()) {
          member.traits = shifted(member.traits, byMs);
          if (member.endedAt !== undefined) member.endedAt += byMs;
        }
      }
    },
    forget(endedBefore) {
      for (const [id, { outage }] of entries) {
        if (outage.endedAt !== undefined && outage.endedAt < endedBefore) entries.delete(id);
      }
    },
  };
}

/** Over with the last of its members, and not before the latest of their ends. */
function endedWith({ outage, members }: Entry): Outage {
  const all = [...members.values()];
  if (all.some(({ isDown }) => isDown)) return outage;
  const endedAt = Math.max(outage.startedAt, ...all.map((member) => member.endedAt ?? outage.startedAt));
  return { ...outage, endedAt };
}

function shifted(traits: Traits, byMs: number): Traits {
  const { lastGoodAt } = traits;
  return {
    ...traits,
    firstBadAt: traits.firstBadAt + byMs,
    ...(lastGoodAt === undefined ? {} : { lastGoodAt: lastGoodAt + byMs }),
  };
}

function isIn({ address }: Traits, network: string): boolean {
  return address !== undefined && networkOf(address) === network;
}

/** What explains a group may widen with its members, never narrow. */
function broader(before: Explanation, now: Explanation): Explanation {
  return breadth(now) > breadth(before) ? now : before;
}

function breadth({ kind }: Explanation): number {
  return ['alone', 'host', 'address', 'port', 'zone', 'vpn', 'network', 'widespread'].indexOf(kind);
}
