/** What this machine's own network looks like at the moment, without asking anybody. */
import { readFileSync } from 'node:fs';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { NetworkRequirement } from '../monitor/model.ts';
import type { Clock } from '../monitor/ports.ts';
import {
  type AddressBytes,
  covers,
  isLinkLocal,
  isLoopback,
  type Network,
  overlap,
  parseAddress,
  parseNetwork,
} from './networks.ts';
import { defaultGateway, parseRoutes4, parseRoutes6, type Route } from './routes.ts';

/** An address of an interface that is up, and the network it is in. */
export type LocalAddress = {
  readonly interfaceName: string;
  readonly address: string;
  readonly bytes: AddressBytes;
  readonly network: Network;
  /** Loopback. */
  readonly isInternal: boolean;
};

/** Where the facts come from; replaced in tests. */
export type SystemNetwork = {
  readonly platform: NodeJS.Platform;
  interfaces(): NodeJS.Dict<NetworkInterfaceInfo[]>;
  /** Throws where there is no such file. */
  readText(path: string): string;
};

export type LocalNetwork = {
  /** Read now; undefined when the system would not tell. */
  addresses(): readonly LocalAddress[] | undefined;
  /** The IPv4 router towards the internet, read now; known on Linux only. */
  gateway(): string | undefined;
  /** See `Surroundings.holds`: what cannot be found out is taken to hold, so that no outage is hidden by that. */
  holds(requirement: NetworkRequirement): boolean;
  /** See `Surroundings.isNear`. */
  isNear(address: string): boolean;
  /** See `Surroundings.owns`: what cannot be found out is taken to be so. */
  owns(address: string): boolean;
  /** See `Surroundings.fingerprint`. */
  fingerprint(): string;
};

/** `holds`, `isNear` and `fingerprint` are asked for every service, often all at once. */
const rememberedForMs = 500;

export function createLocalNetwork(clock: Clock, system: SystemNetwork = thisSystem): LocalNetwork {
  const addresses = () => {
    try {
      return localAddresses(system.interfaces());
    } catch {
      return undefined;
    }
  };
  const routes = () => {
    if (system.platform !== 'linux') return undefined;
    const routes4 = parsed(parseRoutes4, '/proc/net/route');
    const routes6 = parsed(parseRoutes6, '/proc/net/ipv6_route');
    return routes4 === undefined && routes6 === undefined ? undefined : [...(routes4 ?? []), ...(routes6 ?? [])];
  };
  const parsed = (parse: (text: string) => readonly Route[], path: string) => {
    try {
      return parse(system.readText(path));
    } catch {
      return undefined;
    }
  };
  const rememberedAddresses = remembering(clock, addresses);
  const rememberedRoutes = remembering(clock, routes);

  return {
    addresses,
    gateway: () =>
      system.platform === 'linux' ? defaultGateway(parsed(parseRoutes4, '/proc/net/route') ?? []) : undefined,
    holds(requirement) {
      const local = rememberedAddresses();
      if (local === undefined) return true;
      const { interface: wanted, route } = requirement;
      if (wanted !== undefined && !local.some(({ interfaceName }) => interfaceName === wanted)) return false;
      const network = route === undefined ? undefined : parseNetwork(route);
      return network === undefined || hasWayOfItsOwn(network, local, rememberedRoutes());
    },
    isNear(address) {
      const bytes = parseAddress(address);
      if (bytes === undefined) return false;
      const host = { bytes, bits: bytes.length * 8 };
      return isLoopback(bytes) || (rememberedAddresses() ?? []).some(({ network }) => covers(network, host));
    },
    owns: (address) => rememberedAddresses()?.some((one) => one.address === address) ?? true,
    fingerprint: () =>
      (rememberedAddresses() ?? [])
        .filter(({ isInternal }) => !isInternal)
        .map(({ interfaceName, address, network }) => `${interfaceName} ${address}/${network.bits}`)
        .sort()
        .join(', '),
  };
}

/** Whether anything but loopback is up with an address that it did not give itself. */
export function hasUsableInterface(local: readonly LocalAddress[]): boolean {
  return local.some(({ isInternal, bytes }) => !isInternal && !isLinkLocal(bytes));
}

/**
 * On Linux, a route that is not the default one and covers the whole network. Elsewhere the routes cannot be read without
 * starting a program; there, as an approximation, an interface with an address in an overlapping network.
 *
 * Tunnels with policy routing, such as Tailscale's, keep their IPv4 routes in a table that Linux shows nowhere as text.
 * They give the machine a single address without neighbours, which is what is looked for instead.
 */
function hasWayOfItsOwn(
  wanted: Network,
  local: readonly LocalAddress[],
  routes: readonly Route[] | undefined,
): boolean {
  const outside = local.filter(({ isInternal }) => !isInternal);
  if (routes === undefined) return outside.some(({ network }) => overlap(network, wanted));
  return (
    routes.some(
      ({ network, interfaceName }) => interfaceName !== 'lo' && network.bits > 0 && covers(network, wanted),
    ) || outside.some(({ network }) => network.bytes.length === 4 && network.bits === 32 && covers(wanted, network))
  );
}

function localAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): readonly LocalAddress[] {
  return Object.entries(interfaces).flatMap(([interfaceName, infos = []]) =>
    infos.flatMap(({ address, cidr, internal: isInternal }) => {
      const network = parseNetwork(cidr ?? address);
      return network === undefined ? [] : [{ interfaceName, address, bytes: network.bytes, network, isInternal }];
    }),
  );
}

function remembering<T>(clock: Clock, read: () => T): () => T {
  let known: { readonly value: T; readonly atMs: number } | undefined;
  return () => {
    const now = clock.monotonicMs();
    if (known === undefined || now - known.atMs > rememberedForMs) known = { value: read(), atMs: now };
    return known.value;
  };
}

const thisSystem: SystemNetwork = {
  platform: process.platform,
  interfaces: networkInterfaces,
  readText: (path) => readFileSync(path, 'latin1'),
};
