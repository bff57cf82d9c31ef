/** Which failures raise the question whether the network is to blame, and about what. Pure. */
import type { Suspect } from './blame.ts';
import { addressOf, isLoopback, placeOf } from './explanation.ts';
import type { FailureKind, Observation, Service, UnobservedReason } from './model.ts';
import type { Surroundings } from './surroundings.ts';
import type { Watch } from './watch.ts';

export type Failed = Extract<Observation, { ok: false }>;

/** Kinds in which nothing came back at all, so that the network may have swallowed it. */
const silences: ReadonlySet<FailureKind> = new Set([
  'dns',
  'unreachable',
  'timeout_connect',
  'timeout_tls',
  'timeout_response',
]);
/** Kinds in which somebody answered: the service, or over plain HTTP perhaps somebody in between. */
const answers: ReadonlySet<FailureKind> = new Set(['status', 'content', 'protocol', 'too_large']);
/** And those in which whoever answered could not prove to be the service. */
const strangers: ReadonlySet<FailureKind> = new Set(['tls_expired', 'tls_untrusted', 'tls_name']);

/** Whether nothing came back, so that the network may have swallowed it. */
export function isSilence({ failure }: Failed): boolean {
  return silences.has(failure.kind);
}

/** Whether TLS proves that an answer comes from the service itself. */
export function isProven({ url, tls }: Service): boolean {
  return tls.verify && url.startsWith('https:');
}

/** Whether there is anything to ask at all. */
export function mayBeTheNetwork(service: Service, { failure, address }: Failed): boolean {
  if (isLoopback(placeOf(service).host) || (address !== undefined && isLoopback(addressOf(address)))) return false;
  return !(answers.has(failure.kind) && isProven(service));
}

/** Where somebody answered, only one reason is left: that it was somebody else. */
export function asFar({ failure }: Failed, reason: UnobservedReason | undefined): UnobservedReason | undefined {
  const isAnswer = answers.has(failure.kind) || strangers.has(failure.kind);
  if (!isAnswer || reason === 'captive_portal' || reason === 'asleep') return reason;
  return undefined;
}

/** What there is to ask about a service: without an observation, about an attempt that hangs. */
export function suspectOf({ service, lastGood }: Watch, observation: Failed | undefined): Suspect {
  const { host } = placeOf(service);
  const bare = host.replace(/^\[|\]$/g, '');
  const isAddress = host.startsWith('[') || /^[\d.]+$/.test(host);
  const peer = observation?.address === undefined ? undefined : addressOf(observation.address);
  const address = peer ?? (isAddress ? bare : lastGood?.address);
  return {
    phase: observation?.failure.phase ?? 'tcp',
    ...(address === undefined ? {} : { address }),
    ...(isAddress ? {} : { hostName: bare }),
    ...(service.requires?.canary === undefined ? {} : { requirement: service.requires.canary }),
    ...(observation?.failure.kind === 'refused' ? { isRefused: true } : {}),
    hasRequirement: service.requires !== undefined,
  };
}

/** RFC 1918, RFC 6598 and RFC 4193: nobody reaches these over the internet. */
const privateAddress =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][\da-f]{2}:)/i;

/**
 * Whether a service in a private network was last reached over an address that this machine no longer has: the VPN or the
 * office that led there is gone, whether the service says that it requires it or not.
 */
export function isWayGone({ isNear, owns }: Pick<Surroundings, 'isNear' | 'owns'>, { lastGood }: Watch): boolean {
  const { address, localAddress } = lastGood ?? {};
  if (address === undefined || localAddress === undefined || !privateAddress.test(address)) return false;
  return !isNear(address) && !owns(localAddress);
}
