import { expect, it } from 'vitest';
import type { LocalAddress } from '../../../main/probe/local-network.ts';
import { parseNetwork } from '../../../main/probe/networks.ts';
import { defaultLocalOf, internet, type Source, wayTo } from '../../../main/probe/ways.ts';

function local(interfaceName: string, cidr: string): LocalAddress {
  const network = parseNetwork(cidr);
  if (network === undefined) throw new Error(cidr);
  return {
    interfaceName,
    address: cidr.split('/')[0] ?? '',
    bytes: network.bytes,
    network,
    isInternal: interfaceName === 'lo',
  };
}

const machine = [
  local('lo', '127.0.0.1/8'),
  local('lo', '::1/128'),
  local('wlan0', '192.168.1.20/24'),
  local('wlan0', '2001:db8:1::20/64'),
  local('wlan0', '2001:db8:1::aaaa/64'),
  local('tun0', '10.8.0.2/24'),
];
const from = (address: string): Source => ({ kind: 'address', address });
const none: Source = { kind: 'none' };
const atHome = [
  [internet.ipv4, from('192.168.1.20')],
  [internet.ipv6, from('2001:db8:1::20')],
] as const;
const withoutIpv6 = [
  [internet.ipv4, from('192.168.1.20')],
  [internet.ipv6, none],
] as const;
const nowhere = [
  [internet.ipv4, none],
  [internet.ipv6, none],
] as const;

it.each([
  ['127.0.0.5', from('127.0.0.1'), atHome, { kind: 'loopback', localAddress: '127.0.0.1' }],
  ['::1', none, nowhere, { kind: 'loopback' }],
  ['192.168.1.20', from('192.168.1.20'), atHome, { kind: 'loopback', localAddress: '192.168.1.20' }],
  ['192.168.1.20', { kind: 'unknown' }, atHome, { kind: 'loopback' }],
  ['192.168.1.30', from('192.168.1.20'), atHome, { kind: 'on_link', localAddress: '192.168.1.20' }],
  ['10.8.0.7', from('10.8.0.2'), atHome, { kind: 'on_link', localAddress: '10.8.0.2' }],
  ['192.168.1.30', from('10.8.0.2'), atHome, { kind: 'other', localAddress: '10.8.0.2' }],
  ['10.20.0.7', from('10.8.0.2'), atHome, { kind: 'other', localAddress: '10.8.0.2' }],
  ['203.0.113.7', from('192.168.1.20'), atHome, { kind: 'default', localAddress: '192.168.1.20' }],
  ['2001:db8:9::7', from('2001:db8:1::aaaa'), atHome, { kind: 'default', localAddress: '2001:db8:1::aaaa' }],
  ['2001:db8:9::7', from('2001:db8:1::20'), withoutIpv6, { kind: 'default', localAddress: '2001:db8:1::20' }],
  ['203.0.113.7', none, nowhere, { kind: 'none' }],
  ['2001:db8:9::7', none, withoutIpv6, { kind: 'none' }],
  ['10.20.0.7', from('10.8.0.2'), nowhere, { kind: 'other', localAddress: '10.8.0.2' }],
  ['203.0.113.7', { kind: 'unknown' }, atHome, undefined],
  ['shop.example', from('192.168.1.20'), atHome, undefined],
] as const)('the way to %s, sent from %o', (target, source, defaults, expected) => {
  const sources = new Map<string, Source>([...defaults, [target, source]]);
  expect(wayTo(target, sources, machine)).toEqual(expected);
});

it('uses towards the internet its address of IPv4, else that of IPv6', () => {
  expect(defaultLocalOf(new Map(atHome))).toBe('192.168.1.20');
  expect(
    defaultLocalOf(
      new Map<string, Source>([
        [internet.ipv4, none],
        [internet.ipv6, from('2001:db8:1::20')],
      ]),
    ),
  ).toBe('2001:db8:1::20');
  expect(defaultLocalOf(new Map(nowhere))).toBeUndefined();
});
