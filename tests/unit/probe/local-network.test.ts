import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createLocalNetwork, hasUsableInterface, type SystemNetwork } from '../../../main/probe/local-network.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function info(cidr: string, internal = false): NetworkInterfaceInfo {
  const [address = ''] = cidr.split('/');
  const common = { address, cidr, internal, mac: '02:00:00:00:00:01', netmask: '' };
  return address.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' };
}

const loopback = [info('127.0.0.1/8', true), info('::1/128', true)];
const home = { lo: loopback, wlan0: [info('192.168.1.20/24'), info('fe80::20/64')] };
const line4 = (name: string, destination: string, mask: string, gateway = '00000000', flags = '0001') =>
  `${name}\t${destination}\t${gateway}\t${flags}\t0\t0\t0\t${mask}\t0\t0\t0`;
const homeRoutes = [line4('wlan0', '00000000', '00000000', '0101A8C0', '0003'), line4('wlan0', '0001A8C0', '00FFFFFF')];

function machine(
  interfaces: ReturnType<SystemNetwork['interfaces']>,
  routes4: readonly string[] = [],
  routes6: readonly string[] = [],
  platform: NodeJS.Platform = 'linux',
) {
  const clock = createFakeClock();
  const state = { interfaces, routes4, routes6, reads: 0 };
  const network = createLocalNetwork(clock, {
    platform,
    interfaces: () => {
      state.reads += 1;
      return state.interfaces;
    },
    readText: (path) => (path === '/proc/net/route' ? state.routes4 : state.routes6).join('\n'),
  });
  return { clock, state, network };
}

describe('a required interface', () => {
  it('holds while it is up', () => {
    const { network } = machine({ ...home, tun0: [info('10.8.0.2/24')] });
    expect(network.holds({ interface: 'tun0' })).toBe(true);
    expect(network.holds({ interface: 'tun1' })).toBe(false);
  });

  it('is looked at again after half a second, not before', () => {
    const { clock, state, network } = machine(home);
    expect(network.holds({ interface: 'tun0' })).toBe(false);
    state.interfaces = { ...home, tun0: [info('10.8.0.2/24')] };
    clock.advance(500);
    expect(network.holds({ interface: 'tun0' })).toBe(false);
    expect(state.reads).toBe(1);
    clock.advance(1);
    expect(network.holds({ interface: 'tun0' })).toBe(true);
  });

  it('has to hold together with the route', () => {
    const { network } = machine({ ...home, tun0: [info('10.8.0.2/24')] }, [line4('tun0', '0000000A', '000000FF')]);
    expect(network.holds({ interface: 'tun0', route: '10.0.0.0/8' })).toBe(true);
    expect(network.holds({ interface: 'tun0', route: '172.16.0.0/12' })).toBe(false);
    expect(network.holds({ interface: 'tun1', route: '10.0.0.0/8' })).toBe(false);
  });

  it('is taken to hold where the system does not tell', () => {
    const network = createLocalNetwork(createFakeClock(), {
      platform: 'linux',
      interfaces: () => {
        throw new Error('not permitted');
      },
      readText: () => '',
    });
    expect(network.holds({ interface: 'tun0', route: '10.0.0.0/8' })).toBe(true);
    expect(network.addresses()).toBeUndefined();
    expect(network.fingerprint()).toBe('');
  });
});

describe('a required route', () => {
  const vpn = [...homeRoutes, line4('tun0', '0000000A', '000000FF')];

  it.each([
    ['of its own', vpn, '10.0.0.0/8', true],
    ['that is larger', vpn, '10.20.0.0/16', true],
    ['to one address', vpn, '10.20.0.7', true],
    ['that is smaller', vpn, '0.0.0.0/4', false],
    ['to another network', vpn, '172.16.0.0/12', false],
    ['that is only the default one', homeRoutes, '10.0.0.0/8', false],
    ['that is half the internet, as OpenVPN sets it', [line4('tun0', '00000000', '00000080')], '10.0.0.0/8', true],
    ['through loopback', [line4('lo', '0000000A', '000000FF')], '10.0.0.0/8', false],
    ['that cannot be read as one', homeRoutes, 'somewhere', true],
  ])('%s: on Linux, the table decides', (_, routes, route, expected) => {
    expect(machine(home, routes).network.holds({ route })).toBe(expected);
  });

  it('of IPv6 is found in its own table', () => {
    const zero = '0'.repeat(32);
    const routes = [
      `fd420000000000000000000000000000 20 ${zero} 00 ${zero} 00000100 00000001 00000000 00000001     wg0`,
      `${zero} 00 ${zero} 00 ${zero} 00000400 00000002 00000000 00000003     wlan0`,
    ];
    const { network } = machine(home, homeRoutes, routes);
    expect(network.holds({ route: 'fd42:0:1::/48' })).toBe(true);
    expect(network.holds({ route: 'fd43::/48' })).toBe(false);
  });

  it('of a tunnel with policy routing is known by its single address', () => {
    const { network } = machine({ ...home, tailscale0: [info('100.101.102.103/32')] }, homeRoutes);
    expect(network.holds({ route: '100.64.0.0/10' })).toBe(true);
    expect(network.holds({ route: '10.0.0.0/8' })).toBe(false);
  });

  it('is not seen in the home network being a part of it', () => {
    const { network } = machine({ lo: loopback, wlan0: [info('10.0.0.20/24')] }, [
      line4('wlan0', '0000000A', '00FFFFFF'),
    ]);
    expect(network.holds({ route: '10.0.0.0/8' })).toBe(false);
    expect(network.holds({ route: '10.0.0.0/24' })).toBe(true);
  });

  it('is approximated by an interface in an overlapping network elsewhere', () => {
    const { network } = machine({ ...home, utun3: [info('10.8.0.2/24')] }, [], [], 'darwin');
    expect(network.holds({ route: '10.0.0.0/8' })).toBe(true);
    expect(network.holds({ route: '10.8.0.77' })).toBe(true);
    expect(network.holds({ route: '172.16.0.0/12' })).toBe(false);
    expect(network.holds({ route: '127.0.0.0/8' })).toBe(false);
  });
});

it('is near what is loopback or in one of its own networks', () => {
  const { network } = machine(home);
  const seen = [
    '127.0.0.9',
    '::1',
    '192.168.1.99',
    '192.168.2.99',
    '203.0.113.1',
    'fe80::99',
    '2001:db8::1',
    'shop.example',
  ];
  expect(seen.filter((address) => network.isNear(address))).toEqual(['127.0.0.9', '::1', '192.168.1.99', 'fe80::99']);
});

it('has a fingerprint that changes with interfaces and addresses, and with nothing else', () => {
  const { clock, state, network } = machine(home);
  const before = network.fingerprint();
  const [first, second] = home.wlan0;
  state.interfaces = { wlan0: [second, first].flatMap((one) => one ?? []), lo: [] };
  clock.advance(600);
  expect(network.fingerprint()).toBe(before);
  state.interfaces = { ...home, wlan0: [info('192.168.1.21/24'), info('fe80::20/64')] };
  clock.advance(600);
  const moved = network.fingerprint();
  state.interfaces = { ...home, tun0: [info('10.8.0.2/24')] };
  clock.advance(600);
  expect(new Set([before, moved, network.fingerprint()]).size).toBe(3);
});

it.each([
  ['nothing but loopback', { lo: loopback }, false],
  ['addresses that it gave itself', { lo: loopback, eth0: [info('169.254.7.7/16'), info('fe80::7/64')] }, false],
  ['an address of a network', home, true],
  ['IPv6 alone', { eth0: [info('2001:db8::7/64')] }, true],
])('with %s, having an interface is %s', (_, interfaces, expected) => {
  expect(hasUsableInterface(machine(interfaces).network.addresses() ?? [])).toBe(expected);
});

it('knows its gateway on Linux, and there alone', () => {
  expect(machine(home, homeRoutes).network.gateway()).toBe('192.168.1.1');
  expect(machine(home, []).network.gateway()).toBeUndefined();
  expect(machine(home, homeRoutes, [], 'darwin').network.gateway()).toBeUndefined();
});
