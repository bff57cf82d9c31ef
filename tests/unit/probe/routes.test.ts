import { expect, it } from 'vitest';
import { defaultGateway, parseRoutes4, parseRoutes6 } from '../../../main/probe/routes.ts';

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';

/** As the kernel prints them, with spaces up to the end of the line. */
const table4 = [
  head,
  'wlan0\t00000000\tFE01A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0        ',
  'eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0        ',
  'wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0        ',
  'tun0\t0000000A\t0100080A\t0003\t0\t0\t50\t000000FF\t0\t0\t0          ',
  'tun0\t000010AC\t00000000\t0000\t0\t0\t50\t0000F0FF\t0\t0\t0          ',
  'lo\t007100CB\t00000000\t0201\t0\t0\t0\t00FFFFFF\t0\t0\t0             ',
  '',
].join('\n');

const table6 = [
  'fd000000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0',
  '00000000000000000000000000000000 00 00000000000000000000000000000000 00 fd000000000000000000000000000001 00000400 00000002 00000000 00000003     eth0',
  '00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000003 00000000 80200001       lo',
  '00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo',
  '',
].join('\n');

const shown = (routes: ReturnType<typeof parseRoutes4>) =>
  routes.map(({ network, interfaceName, gateway = 'link', metric }) => {
    return `${network.bytes.join('.')}/${network.bits} ${interfaceName} ${gateway} ${metric}`;
  });

it('reads the IPv4 routes that are up and do not refuse', () => {
  expect(shown(parseRoutes4(table4))).toEqual([
    '0.0.0.0/0 wlan0 192.168.1.254 600',
    '0.0.0.0/0 eth0 192.0.2.1 100',
    '192.168.1.0/24 wlan0 link 600',
    '10.0.0.0/8 tun0 10.8.0.1 50',
  ]);
});

it('reads the IPv6 routes that are up and do not refuse', () => {
  expect(shown(parseRoutes6(table6))).toEqual([
    '253.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0/64 eth0 link 256',
    '0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0/0 eth0 link 1024',
    '0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1/128 lo link 0',
  ]);
});

it('takes for the gateway the router of the default route that the system prefers', () => {
  expect(defaultGateway(parseRoutes4(table4))).toBe('192.0.2.1');
  expect(
    defaultGateway(parseRoutes4(`${head}\nwg0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0`)),
  ).toBeUndefined();
});

it.each(['', 'nonsense', head, `${head}\neth0\tXYZ`])('reads nothing from %j', (text) => {
  expect([...parseRoutes4(text), ...parseRoutes6(text)]).toEqual([]);
});
