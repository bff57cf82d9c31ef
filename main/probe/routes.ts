/** The routing tables of Linux, as it prints them under /proc/net. Pure. */
import type { Network } from './networks.ts';

export type Route = {
  readonly network: Network;
  readonly interfaceName: string;
  /** The next router's address; only IPv4, and absent where the network is on the link. */
  readonly gateway?: string;
  readonly metric: number;
};

const isUp = 0x0001;
const isGateway = 0x0002;
/** Made to refuse: what it covers cannot be reached. */
const isReject = 0x0200;

/** Reads /proc/net/route, which is the main table alone. Routes that are down or refuse are left out. */
export function parseRoutes4(text: string): readonly Route[] {
  return text.split('\n').flatMap((line): Route[] => {
    const [interfaceName = '', destination = '', gateway = '', flagText = '', , , metric = '', mask = ''] = line
      .trim()
      .split(/\s+/u);
    if (!/^[\da-f]{8}$/iu.test(destination) || !/^[\da-f]{8}$/iu.test(mask)) return [];
    const flags = Number.parseInt(flagText, 16);
    if ((flags & isUp) === 0 || (flags & isReject) !== 0) return [];
    const network = { bytes: reversedBytes(destination), bits: countOnes(reversedBytes(mask)) };
    const hasGateway = (flags & isGateway) !== 0 && /^[\da-f]{8}$/iu.test(gateway);
    return [
      {
        network,
        interfaceName,
        metric: Number(metric),
        ...(hasGateway && { gateway: reversedBytes(gateway).join('.') }),
      },
    ];
  });
}

/** Reads /proc/net/ipv6_route, which is all tables together. Routes that are down or refuse are left out. */
export function parseRoutes6(text: string): readonly Route[] {
  return text.split('\n').flatMap((line): Route[] => {
    const [destination = '', bits = '', , , , metric = '', , , flagText = '', interfaceName = ''] = line
      .trim()
      .split(/\s+/u);
    if (!/^[\da-f]{32}$/iu.test(destination) || !/^[\da-f]{2}$/iu.test(bits)) return [];
    const flags = Number.parseInt(flagText, 16);
    if ((flags & isUp) === 0 || (flags & isReject) !== 0) return [];
    const network = { bytes: bytesOf(destination), bits: Number.parseInt(bits, 16) };
    return [{ network, interfaceName, metric: Number.parseInt(metric, 16) }];
  });
}

/** The router towards the internet that the system prefers. */
export function defaultGateway(routes: readonly Route[]): string | undefined {
  const candidates = routes.filter(({ network, gateway }) => network.bits === 0 && gateway !== undefined);
  return candidates.sort((one, other) => one.metric - other.metric)[0]?.gateway;
}

function bytesOf(hex: string): number[] {
  return [...hex.matchAll(/../gu)].map(([pair]) => Number.parseInt(pair, 16));
}

/** The kernel prints an IPv4 address as one number of its processor: on all that Node supports but s390x, in reverse. */
function reversedBytes(hex: string): number[] {
  return bytesOf(hex).reverse();
}

function countOnes(bytes: readonly number[]): number {
  return bytes.flatMap((byte) => [...byte.toString(2)]).filter((bit) => bit === '1').length;
}
