/** By which way this machine would send to an address. No packet is sent to find out. */
import { createSocket } from 'node:dgram';
import type { Cancel } from '../monitor/ports.ts';
import type { Way } from '../monitor/surroundings.ts';
import type { LocalAddress } from './local-network.ts';
import { type AddressBytes, covers, isLoopback, isSameAddress, parseAddress } from './networks.ts';

/** What the kernel answers: its own address, that there is no route, or something that tells nothing. */
export type Source =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** The kernel's answer for every address that was asked for. */
export type Sources = ReadonlyMap<string, Source>;

/** Addresses of the internet that stand for all of it; nothing is sent to them. */
export const internet = { ipv4: '1.1.1.1', ipv6: '2606:4700:4700::1111' } as const;

const noRoute = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);
const mostAtOnce = 16;
/** Any will do: connecting a UDP socket only looks the route up. */
const port = 9;

/** Asks the kernel for all of them, a few at a time. Calls `done` once, later. */
export function findSources(addresses: Iterable<string>, done: (sources: Sources) => void): Cancel {
  const queue = [...new Set(addresses)].filter((address) => parseAddress(address) !== undefined);
  const sources = new Map<string, Source>();
  const open = new Set<Cancel>();
  let isOver = false;

  const next = () => {
    while (!isOver && open.size < mostAtOnce) {
      const address = queue.pop();
      if (address === undefined) break;
      const close = findSource(address, (source) => {
        open.delete(close);
        sources.set(address, source);
        next();
      });
      open.add(close);
    }
    if (isOver || open.size > 0) return;
    isOver = true;
    done(sources);
  };
  const immediate = setImmediate(next);

  return () => {
    isOver = true;
    clearImmediate(immediate);
    for (const close of open) close();
    open.clear();
  };
}

/** Calls `done` once, later. */
function findSource(address: string, done: (source: Source) => void): Cancel {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  let isOver = false;
  const close = () => {
    if (isOver) return false;
    isOver = true;
    socket.close();
    return true;
  };
  const fail = (error: NodeJS.ErrnoException) => {
    if (close()) done({ kind: noRoute.has(error.code ?? '') ? 'none' : 'unknown' });
  };
  socket.on('error', fail);
  // Typed as if it could not fail.
  socket.connect(port, address, (error?: NodeJS.ErrnoException | null) => {
    if (isOver) return;
    if (error) return fail(error);
    try {
      const [own = ''] = socket.address().address.split('%', 1);
      if (close()) done({ kind: 'address', address: own });
    } catch (problem) {
      fail(problem as NodeJS.ErrnoException);
    }
  });
  return () => void close();
}

/** The address that this machine uses towards the internet: of IPv4, else of IPv6. */
export function defaultLocalOf(sources: Sources): string | undefined {
  return addressOf(sources.get(internet.ipv4)) ?? addressOf(sources.get(internet.ipv6));
}

/** Undefined where the kernel's answer tells nothing. */
export function wayTo(target: string, sources: Sources, local: readonly LocalAddress[]): Way | undefined {
  const bytes = parseAddress(target);
  const source = sources.get(target);
  if (bytes === undefined || source === undefined) return undefined;
  const isOwn = local.some((one) => isSameAddress(one.bytes, bytes));
  if (source.kind === 'none') return { kind: isLoopback(bytes) || isOwn ? 'loopback' : 'none' };
  if (source.kind === 'unknown') return isLoopback(bytes) || isOwn ? { kind: 'loopback' } : undefined;
  const localAddress = source.address;
  const own = parseAddress(localAddress);
  if (isLoopback(bytes) || isOwn) return { kind: 'loopback', localAddress };
  const interfaces = interfacesOf(own, local);
  const isOnLink = local.some(
    ({ interfaceName, isInternal, network }) =>
      !isInternal && interfaces.includes(interfaceName) && covers(network, { bytes, bits: bytes.length * 8 }),
  );
  if (isOnLink) return { kind: 'on_link', localAddress };
  const [same, other] = bytes.length === 4 ? [internet.ipv4, internet.ipv6] : [internet.ipv6, internet.ipv4];
  const towardsInternet = addressOf(sources.get(same)) ?? addressOf(sources.get(other));
  if (towardsInternet === undefined) return { kind: 'other', localAddress };
  const defaults = interfacesOf(parseAddress(towardsInternet), local);
  // IPv6 picks among several addresses of one interface by what the target looks like: the interface tells the way.
  const isDefault = localAddress === towardsInternet || interfaces.some((name) => defaults.includes(name));
  return { kind: isDefault ? 'default' : 'other', localAddress };
}

function addressOf(source: Source | undefined): string | undefined {
  return source?.kind === 'address' ? source.address : undefined;
}

function interfacesOf(address: AddressBytes | undefined, local: readonly LocalAddress[]): readonly string[] {
  if (address === undefined) return [];
  return local.filter(({ bytes }) => isSameAddress(bytes, address)).map(({ interfaceName }) => interfaceName);
}
