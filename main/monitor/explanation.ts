/**
 * What two failing services share that explains both. Pure.
 *
 * Failures may belong together when they can have begun within five seconds of each other: each began somewhere between
 * its last good check and its first failed one, so that a service which is checked later is not taken for one that failed
 * later. Who failed later for certain joins only at the same host, in the same way.
 */
import type { Explanation, FailureKind, Incident } from './model.ts';

/** What is known of one failing service. */
export type Traits = {
  readonly service: string;
  /** Of its URL. */
  readonly host: string;
  readonly port: string;
  /** Of the peer, without port; absent before any connection. */
  readonly address?: string;
  /** The network condition that it names, where it does. */
  readonly vpn?: string;
  readonly kind: FailureKind;
  /** Beginning of the last good check before, epoch milliseconds; absent where none was seen. */
  readonly lastGoodAt?: number;
  /** Beginning of the first failed check, epoch milliseconds. */
  readonly firstBadAt: number;
};

const togetherMs = 5_000;
const ordinaryPorts = new Set(['80', '443']);

/** Ways to fail in which nobody at the other end said anything about this service in particular. */
const connecting: ReadonlySet<FailureKind> = new Set([
  'dns',
  'refused',
  'reset',
  'unreachable',
  'timeout_connect',
  'timeout_tls',
  'timeout_response',
]);

/** Whether both may have begun within five seconds of each other. */
export function mayHaveBegunTogether(one: Traits, other: Traits): boolean {
  return (
    (one.lastGoodAt ?? Number.NEGATIVE_INFINITY) <= other.firstBadAt + togetherMs &&
    (other.lastGoodAt ?? Number.NEGATIVE_INFINITY) <= one.firstBadAt + togetherMs
  );
}

/** The strongest reason for which two services fail together; undefined when it is chance. */
export function sharedBy(one: Traits, other: Traits): Explanation | undefined {
  const together = mayHaveBegunTogether(one, other);
  const alike = one.kind === other.kind;
  const host = one.host === other.host;
  // This machine's own services share no host that could fail: their ports are what tells them apart.
  if (isLoopback(one.host) || isLoopback(other.host)) {
    const same = host && together && alike && (one.port === other.port || connecting.has(one.kind));
    return same ? { kind: 'host', value: one.host } : undefined;
  }
  if (host && (together || alike)) return { kind: 'host', value: one.host };
  if (!together) return undefined;
  if (one.address !== undefined && one.address === other.address) return { kind: 'address', value: one.address };
  if (one.vpn !== undefined && one.vpn === other.vpn) return { kind: 'vpn', value: one.vpn };
  if (!alike || !connecting.has(one.kind)) return undefined;
  if (one.kind === 'dns') {
    const zone = zoneOf(one.host);
    return zone !== undefined && zone === zoneOf(other.host) ? { kind: 'zone', value: zone } : undefined;
  }
  if (one.port === other.port && !ordinaryPorts.has(one.port)) return { kind: 'port', value: one.port };
  return undefined;
}

type Place = Pick<Traits, 'host' | 'port'>;
const places = new WeakMap<object, Place>();

/** What the URL of a service or an incident says of it; taken apart once, since it is asked for with every check. */
export function placeOf(named: { readonly url: string }): Place {
  const known = places.get(named);
  if (known !== undefined) return known;
  const match = /^(https?):\/\/(?:[^/?#@]*@)?(\[[^\]]+\]|[^/?#:]+)(?::(\d+))?/i.exec(named.url);
  const [, scheme = '', host = '', port] = match ?? [];
  const place = { host: host.toLowerCase(), port: port ?? (scheme.toLowerCase() === 'https' ? '443' : '80') };
  places.set(named, place);
  return place;
}

/** "10.1.2.3:443" or "[2001:db8::1]:443" without the port. */
export function addressOf(peer: string): string {
  return peer.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

/** The network that an address is in, as a router would know it: 24 bits of IPv4, 64 of IPv6. */
export function networkOf(address: string): string | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
  const groups = address.split('::')[0]?.split(':') ?? [];
  return address.includes(':') && groups.length >= 4 ? `${groups.slice(0, 4).join(':')}::/64` : undefined;
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);
}

/** The domain that a host's name is in; undefined for an address and for a name that is alone. */
function zoneOf(host: string): string | undefined {
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) return undefined;
  const labels = host.split('.');
  return labels.length > 2 ? labels.slice(1).join('.') : host;
}

/** The traits that a record of an incident still tells, after a restart. */
export function traitsOfIncident(incident: Incident): Traits {
  const { service, address, failure, startedAt } = incident;
  return {
    service,
    ...placeOf(incident),
    ...(address === undefined ? {} : { address: addressOf(address) }),
    kind: failure.kind,
    lastGoodAt: startedAt,
    firstBadAt: startedAt,
  };
}
