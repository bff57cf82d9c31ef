/**
 * Wires the namespaces together.
 *
 *   laptop ── lan (a switch) ─┬─ host
 *     │                       ├─ dns
 *    tun0                     └─ router ── internet ── gateway ── farm
 *     │                                   canaries,              ten services,
 *    vpn                                  services, Slack        one proxy with ten ports
 *
 * IPv6 is off everywhere on purpose: with it, getaddrinfo and the routes would need a second set of every fault.
 */
import { ip, run, shell } from './command.ts';
import { type Namespaces, roles } from './namespaces.ts';
import { addresses, allServices } from './plan.ts';

type Cable = readonly [roleA: (typeof roles)[number], nameA: string, roleB: (typeof roles)[number], nameB: string];

const cables: readonly Cable[] = [
  ['laptop', 'eth0', 'lan', 'to-laptop'],
  ['host', 'eth0', 'lan', 'to-host'],
  ['dns', 'eth0', 'lan', 'to-dns'],
  ['router', 'inside', 'lan', 'to-router'],
  ['router', 'outside', 'internet', 'to-router'],
  ['internet', 'to-gateway', 'gateway', 'outside'],
  ['gateway', 'inside', 'farm', 'eth0'],
];

export const laptopUplink = [
  `address add ${addresses.laptop}/24 dev eth0`,
  'link set dev eth0 up',
  `route add default via ${addresses.router}`,
];

export async function wire(spaces: Namespaces): Promise<void> {
  const forwarders = new Set<string>(['router', 'internet', 'gateway']);
  await Promise.all(
    roles.map((role) =>
      shell(
        spaces[role],
        `echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6; echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
         ${forwarders.has(role) ? 'echo 1 > /proc/sys/net/ipv4/ip_forward' : ':'}`,
      ),
    ),
  );
  await run('ip', ['-batch', '-'], cables.map((cable) => `${pair(spaces, cable)}\n`).join(''));
  await createTunnel(spaces);
  const up = (name: string) => `link set dev ${name} up`;
  const own = (role: string) => [
    ...new Set(allServices.filter((one) => one.role === role).map(({ address }) => `address add ${address}/32 dev lo`)),
  ];
  const wellKnown = [addresses.canaryA, addresses.canaryB, addresses.canaryC, addresses.echo, addresses.slack];
  await Promise.all([
    ip(spaces.laptop, [up('lo'), ...laptopUplink]),
    ip(spaces.lan, [
      up('lo'),
      'link add switch type bridge forward_delay 0 stp_state 0 mcast_snooping 0',
      up('switch'),
      ...['to-laptop', 'to-host', 'to-dns', 'to-router'].flatMap((name) => [
        `link set dev ${name} master switch`,
        up(name),
      ]),
    ]),
    ip(spaces.host, [up('lo'), `address add ${addresses.host}/24 dev eth0`, up('eth0'), viaRouter]),
    ip(spaces.dns, [up('lo'), `address add ${addresses.dns}/24 dev eth0`, up('eth0'), viaRouter]),
    ip(spaces.router, [
      up('lo'),
      `address add ${addresses.router}/24 dev inside`,
      up('inside'),
      `address add ${addresses.wanOfRouter}/30 dev outside`,
      up('outside'),
      `route add default via ${addresses.wanOfInternet}`,
    ]),
    ip(spaces.internet, [
      up('lo'),
      `address add ${addresses.wanOfInternet}/30 dev to-router`,
      up('to-router'),
      `address add ${addresses.internetOfGateway}/30 dev to-gateway`,
      up('to-gateway'),
      `route add ${addresses.lan} via ${addresses.wanOfRouter}`,
      `route add ${addresses.behindGateway} via ${addresses.gateway}`,
      ...wellKnown.map((address) => `address add ${address}/32 dev lo`),
      ...own('internet'),
    ]),
    ip(spaces.gateway, [
      up('lo'),
      `address add ${addresses.gateway}/30 dev outside`,
      up('outside'),
      `address add ${addresses.gatewayOfFarm}/30 dev inside`,
      up('inside'),
      `route add default via ${addresses.internetOfGateway}`,
      `route add ${addresses.behindGateway} via ${addresses.farm}`,
    ]),
    ip(spaces.farm, [
      up('lo'),
      `address add ${addresses.farm}/30 dev eth0`,
      up('eth0'),
      `route add default via ${addresses.gatewayOfFarm}`,
      ...own('farm'),
    ]),
    ip(spaces.vpn, [up('lo'), ...own('vpn')]),
  ]);
}

/** The tunnel has a cable of its own, so that it can fail while the laptop's network is well. */
export async function createTunnel(spaces: Namespaces): Promise<void> {
  await run('ip', ['-batch', '-'], `${pair(spaces, ['laptop', 'tun0', 'vpn', 'peer'])}\n`);
  await ip(spaces.vpn, [`address add ${addresses.vpnPeer}/16 dev peer`, 'link set dev peer up']);
  await ip(spaces.laptop, [`address add ${addresses.laptopOfVpn}/16 dev tun0`, 'link set dev tun0 up']);
}

const viaRouter = `route add default via ${addresses.router}`;

function pair(spaces: Namespaces, [roleA, nameA, roleB, nameB]: Cable): string {
  return `link add ${nameA} netns ${spaces[roleA]} type veth peer name ${nameB} netns ${spaces[roleB]}`;
}
