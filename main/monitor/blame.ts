/**
 * Is it me? From a failed check and what is known of this machine's network to who is to blame. Pure; asked again with
 * every new piece of evidence until it knows.
 *
 * A target is judged by the way that leads to it, and what speaks for that way is an answer that came over it:
 *
 *   way to the target     blame falls on the service when                     on this machine when
 *   none, no interface                                                        always: offline
 *   loopback              always
 *   on the link           anybody on that link answers                        nobody there does: offline
 *   default (internet)    a canary, a witness or another service answers      nobody does: offline
 *   other (a VPN)         somebody on it answers, or the internet does        nor does the internet: offline
 *
 * Before all that: a requirement that does not hold is `vpn`. A canary that answers wrongly while none answers rightly is
 * a captive portal. A name that does not resolve is the service's own only while other names do; else it is `dns`.
 * Where nobody could be asked, the service is blamed, and the doubt is told with it.
 */
import type { Failure, UnobservedReason } from './model.ts';
import type { Contact, Evidence, Way } from './surroundings.ts';

/** What has failed, as far as it matters here. */
export type Suspect = {
  readonly phase: Failure['phase'];
  /** Without port; of the failed attempt or, where it came to none, of the last one that did. */
  readonly address?: string;
  /** The host's name, where it is one. */
  readonly hostName?: string;
  /** URL of `requires.canary`. */
  readonly requirement?: string;
  /** Somebody refused or reset the connection, so that something came back. */
  readonly isRefused?: boolean;
  /** The service names a network condition, and it holds. */
  readonly hasRequirement: boolean;
};

/** A good result of another service on another host, new enough to speak for the network. */
export type Answer = {
  readonly localAddress: string | undefined;
  /** From this machine or a neighbour on its link: says nothing of what is beyond. */
  readonly isNear: boolean;
  /** Proven by TLS to come from whom it should, so that no portal can have given it. */
  readonly isAuthentic: boolean;
};

export type Blame =
  | { readonly on: 'service'; readonly doubt?: string }
  | { readonly on: 'this_machine'; readonly reason: UnobservedReason };

const theService: Blame = { on: 'service' };
const offline: Blame = { on: 'this_machine', reason: 'offline' };

/** Undefined while the evidence does not decide and more is to come. */
export function blameFor(suspect: Suspect, evidence: Evidence, answers: readonly Answer[]): Blame | undefined {
  const way = wayTo(suspect, evidence);
  if (way?.kind === 'loopback') return theService;
  if (!evidence.hasInterface) return offline;
  if (way === undefined) return evidence.isOver ? doubtful('the way to it could not be looked up') : undefined;
  const requirement = evidence.contacts.find(
    ({ role, target }) => role === 'requirement' && target === suspect.requirement,
  );
  if (suspect.requirement !== undefined && requirement?.outcome !== 'right') {
    if (way.kind === 'none') return offline;
    return evidence.isOver ? { on: 'this_machine', reason: 'vpn' } : undefined;
  }
  if (way.kind === 'none') return offline;
  if (suspect.phase === 'dns') return blameForName(suspect, evidence, answers);
  switch (way.kind) {
    case 'on_link':
      // A tunnel looks like a link of its own, but lives on the one beneath it.
      return suspect.hasRequirement && way.localAddress !== evidence.defaultLocal
        ? blameOnOtherWay(way, suspect, evidence, answers)
        : blameOnLink(way, suspect, evidence, answers);
    case 'default':
      return blameOnInternet(suspect, evidence, answers);
    case 'other':
      return blameOnOtherWay(way, suspect, evidence, answers);
  }
}

/** What the evidence says of this machine's network as a whole; undefined while it does not decide. */
export function networkSays(
  evidence: Evidence,
  answers: readonly Answer[],
): 'online' | 'unknown' | UnobservedReason | undefined {
  if (!evidence.hasInterface) return 'offline';
  const reach = reachOfInternet(evidence, answers);
  if (reach === 'portal') return 'captive_portal';
  if (reach === 'open') {
    const names = [...evidence.names.values()];
    if (names.length === 0 || names.includes('resolved')) return 'online';
    if (names.includes('pending') && !evidence.isOver) return undefined;
    return 'dns';
  }
  if (reach === undefined) return undefined;
  if (evidence.defaultLocal === undefined) return 'offline';
  return namesAllFail(evidence) && !hasContactByAddress(evidence) ? 'dns' : reach === 'closed' ? 'offline' : 'unknown';
}

function wayTo({ address, hostName, phase }: Suspect, evidence: Evidence): Way | undefined {
  const way = address === undefined ? undefined : evidence.ways.get(address);
  // A host with a name may have other addresses, of the family for which there is a way.
  const isOnlyOne = address !== undefined && (hostName === undefined || way?.kind !== 'none');
  if (isOnlyOne) return way;
  const localAddress = evidence.defaultLocal ?? evidence.contacts.find(isAnsweredCanary)?.localAddress;
  if (localAddress !== undefined) return { kind: 'default', localAddress };
  if (way !== undefined) return way;
  // Without a default route a name may still resolve to a neighbour.
  if (!evidence.isOver) return undefined;
  return phase === 'dns' ? { kind: 'none' } : undefined;
}

function doubtful(doubt: string): Blame {
  return { on: 'service', doubt };
}

/** `open`: somebody out there answered. `closed`: nobody did, and some were asked. `unknown`: nobody could be asked. */
type Reach = 'open' | 'closed' | 'unknown' | 'portal';

function reachOfInternet(evidence: Evidence, answers: readonly Answer[]): Reach | undefined {
  const { defaultLocal, isOver } = evidence;
  const onWay = evidence.contacts.filter((contact) => isOfInternet(contact, evidence));
  const pages = onWay.filter(isPage);
  const far = answers.filter(({ localAddress, isNear }) => !isNear && localAddress === defaultLocal);
  if (pages.some(({ outcome }) => outcome === 'right') || far.some(({ isAuthentic }) => isAuthentic)) return 'open';
  const isPageOpen = pages.some(({ outcome }) => outcome === 'pending');
  if (isPageOpen && !isOver) return undefined;
  if (pages.some(({ outcome }) => outcome === 'wrong')) return 'portal';
  if (onWay.some(isAnswered) || far.length > 0) return 'open';
  if (!isOver) return undefined;
  // One canary that refuses may be out of order; when several do, somebody in between refuses everything.
  const refusals = onWay.filter(({ role, outcome }) => role === 'canary' && outcome === 'refused').length;
  return onWay.some(isUnanswered) || refusals > 1 ? 'closed' : 'unknown';
}

function isOfInternet({ role, address, localAddress }: Contact, { ways, defaultLocal }: Evidence): boolean {
  if (role === 'witness') return address !== undefined && ways.get(address)?.kind === 'default';
  if (role !== 'canary') return false;
  // One that is reached on another way, through a VPN for instance, says nothing of this one.
  const isElsewhere = localAddress !== undefined && defaultLocal !== undefined && localAddress !== defaultLocal;
  return !(isElsewhere && localAddress.includes(':') === defaultLocal.includes(':'));
}

function blameOnInternet(suspect: Suspect, evidence: Evidence, answers: readonly Answer[]): Blame | undefined {
  const reach = reachOfInternet(evidence, answers);
  switch (reach) {
    case 'open':
      return theService;
    case 'closed': {
      const isRefusedByOne = suspect.isRefused && !evidence.contacts.some(({ outcome }) => outcome === 'refused');
      return isRefusedByOne ? doubtful('no canary answers, but somebody refused the connection') : offline;
    }
    case 'portal':
      return { on: 'this_machine', reason: 'captive_portal' };
    case 'unknown':
      // Its name once resolved and now nobody's does: the canaries could not be asked because of that.
      return namesAllFail(evidence)
        ? { on: 'this_machine', reason: 'dns' }
        : doubtful('no canary could be asked whether the network of this machine works');
    case undefined:
      return undefined;
  }
}

function blameForName(suspect: Suspect, evidence: Evidence, answers: readonly Answer[]): Blame | undefined {
  const others = [...evidence.names].filter(([name]) => name !== suspect.hostName).map(([, outcome]) => outcome);
  const reach = reachOfInternet(evidence, answers);
  if (reach === 'portal') return { on: 'this_machine', reason: 'captive_portal' };
  if (others.includes('resolved')) {
    if (reach === 'open') return theService;
    if (reach === undefined) return undefined;
    return reach === 'closed' ? offline : doubtful('other names resolve, but no canary answers');
  }
  if (others.includes('pending') && !evidence.isOver) return undefined;
  if (others.length === 0) {
    if (reach === undefined) return undefined;
    return reach === 'closed' ? offline : doubtful('there is no other name by which the name server could be judged');
  }
  if (reach === 'open') return { on: 'this_machine', reason: 'dns' };
  if (reach === undefined) return undefined;
  return reach === 'closed' && hasContactByAddress(evidence) ? offline : { on: 'this_machine', reason: 'dns' };
}

function blameOnLink(way: Way, suspect: Suspect, evidence: Evidence, answers: readonly Answer[]): Blame | undefined {
  // A portal may give out its own address, which is near, for every name.
  const reach = suspect.hostName === undefined ? 'unknown' : reachOfInternet(evidence, answers);
  if (reach === undefined) return undefined;
  if (reach === 'portal') return { on: 'this_machine', reason: 'captive_portal' };
  const onLink = evidence.contacts.filter((contact) => isFrom(contact, way.localAddress));
  if (onLink.some((contact) => isAnswered(contact) || contact.outcome === 'wrong')) return theService;
  if (answers.some(({ localAddress }) => localAddress === way.localAddress)) return theService;
  if (!evidence.isOver) return undefined;
  const isOnlyWay = evidence.defaultLocal === undefined || evidence.defaultLocal === way.localAddress;
  const wasAsked = isOnlyWay && evidence.contacts.some(isUnanswered);
  return wasAsked ? offline : doubtful('nobody else on its network could be asked');
}

function blameOnOtherWay(
  way: Way,
  suspect: Suspect,
  evidence: Evidence,
  answers: readonly Answer[],
): Blame | undefined {
  const onWay = evidence.contacts.filter((contact) => isFrom(contact, way.localAddress));
  if (onWay.some((contact) => isAnswered(contact) || contact.outcome === 'wrong')) return theService;
  if (answers.some(({ localAddress }) => localAddress === way.localAddress)) return theService;
  if (suspect.requirement !== undefined) return theService;
  const reach = reachOfInternet(evidence, answers);
  if (reach === undefined) return undefined;
  if (reach === 'open' && suspect.hasRequirement) return theService;
  if (!evidence.isOver) return undefined;
  if (reach === 'portal') return { on: 'this_machine', reason: 'captive_portal' };
  if (reach === 'closed' || evidence.defaultLocal === undefined) return offline;
  return doubtful('nobody else answers on the way that leads to it');
}

function isFrom({ localAddress }: Contact, address: string | undefined): boolean {
  return localAddress !== undefined && localAddress === address;
}

function isPage({ role, target }: Contact): boolean {
  return role === 'canary' && target.startsWith('http');
}

/**
 * Somebody at the other end spoke. A page that answers wrongly says more than that, and is looked at for itself; a canary
 * that refuses may have been refused by whoever stands between.
 */
function isAnswered({ role, outcome }: Contact): boolean {
  return outcome === 'right' || outcome === 'reached' || (outcome === 'refused' && role !== 'canary');
}

/** A machine may reach the internet by routes of its own, without a default one. */
function isAnsweredCanary(contact: Contact): boolean {
  return contact.role === 'canary' && isAnswered(contact);
}

function namesAllFail({ names }: Evidence): boolean {
  return names.size > 0 && [...names.values()].every((outcome) => outcome !== 'resolved' && outcome !== 'pending');
}

/** Without one, silence may be the name server's alone. */
function hasContactByAddress(evidence: Evidence): boolean {
  return evidence.contacts.some((contact) => isOfInternet(contact, evidence) && isUnanswered(contact));
}

function isUnanswered({ outcome }: Contact): boolean {
  return outcome === 'silent' || outcome === 'unreachable';
}
