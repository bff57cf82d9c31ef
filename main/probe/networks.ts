/** IP addresses and networks, compared bit by bit. Pure. */
import { isIP, isIPv4 } from 'node:net';

/** The bytes of an address, 4 or 16, in network order. */
export type AddressBytes = readonly number[];

export type Network = {
  readonly bytes: AddressBytes;
  /** Prefix length. */
  readonly bits: number;
};

/** Undefined for what is no address. An IPv6 zone (`%eth0`) is left out; an IPv4 address written as IPv6 is IPv4. */
export function parseAddress(text: string): AddressBytes | undefined {
  if (isIP(text) === 0) return undefined;
  if (isIPv4(text)) return text.split('.').map(Number);
  const [address = ''] = text.split('%', 1);
  const [left = '', right] = address.split('::');
  const head = bytesOfGroups(left);
  const tail = bytesOfGroups(right ?? '');
  const bytes = [...head, ...Array<number>(Math.max(0, 16 - head.length - tail.length)).fill(0), ...tail];
  return isMappedIpv4(bytes) ? bytes.slice(12) : bytes;
}

/** Reads "10.0.0.0/8"; an address alone is a network of one. Undefined for what is neither. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const bytes = parseAddress(address);
  if (bytes === undefined || rest.length > 0) return undefined;
  const most = bytes.length * 8;
  if (bits === undefined) return { bytes, bits: most };
  return /^\d{1,3}$/u.test(bits) && Number(bits) <= most ? { bytes, bits: Number(bits) } : undefined;
}

/** Whether everything in `inner` lies in `outer`. */
export function covers(outer: Network, inner: Network): boolean {
  if (outer.bytes.length !== inner.bytes.length || outer.bits > inner.bits) return false;
  const wholeBytes = Math.floor(outer.bits / 8);
  for (let index = 0; index < wholeBytes; index += 1) if (outer.bytes[index] !== inner.bytes[index]) return false;
  const mask = (0xff00 >> (outer.bits % 8)) & 0xff;
  return ((outer.bytes[wholeBytes] ?? 0) & mask) === ((inner.bytes[wholeBytes] ?? 0) & mask);
}

export function overlap(one: Network, other: Network): boolean {
  return covers(one, other) || covers(other, one);
}

export function isLoopback(bytes: AddressBytes): boolean {
  if (bytes.length === 4) return bytes[0] === 127 || bytes.every((byte) => byte === 0);
  // Systems take the unspecified address for the loopback one when it is connected to.
  return bytes.slice(0, 15).every((byte) => byte === 0) && (bytes[15] ?? 0) <= 1;
}

/** Addresses that a machine gives itself: with nothing else it is on no network. */
export function isLinkLocal(bytes: AddressBytes): boolean {
  const [first = 0, second = 0] = bytes;
  return bytes.length === 4 ? first === 169 && second === 254 : first === 0xfe && (second & 0xc0) === 0x80;
}

export function isSameAddress(one: AddressBytes, other: AddressBytes): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function bytesOfGroups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

function isMappedIpv4(bytes: AddressBytes): boolean {
  return bytes[10] === 0xff && bytes[11] === 0xff && bytes.slice(0, 10).every((byte) => byte === 0);
}
