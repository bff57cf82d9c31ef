/** Faults of the laptop's own network: nobody is to be paged for them. */
import { ip, nft, shell } from './command.ts';
import { beyondLan, connects, everything, type Fault, type NameMode, nobody } from './faults.ts';
import { addresses, canaryText, names, ports } from './plan.ts';
import { createTunnel, laptopUplink } from './topology.ts';
import type { World } from './world.ts';

const canary = { address: addresses.canaryA, port: 80 };
const seesNoCanary = async (world: World) => !(await connects(world, 'laptop', canary));
const dropTable = (name: string, hook: string) =>
  `table ip ${name} { chain each { type filter hook ${hook} priority 0; drop; }; }`;
/** Each cause by a table of its own, as several may last at once. */
const silenceTunnel = ({ spaces }: World, cause: string) => nft(spaces.vpn, dropTable(`by_${cause}`, 'input'));
const restoreTunnel = ({ spaces }: World, cause: string) => nft(spaces.vpn, `delete table ip by_${cause}`);

/** The interface goes down, and address and route with it, as a network manager does. */
export const linkDown: Fault = {
  name: 'link down',
  blame: everything,
  async apply(world) {
    await ip(world.spaces.laptop, ['address flush dev eth0', 'link set dev eth0 down']);
    await silenceTunnel(world, 'link');
  },
  async revert(world) {
    await restoreTunnel(world, 'link');
    await ip(world.spaces.laptop, laptopUplink);
  },
  isThere: seesNoCanary,
};

/** Somebody pulls the plug at the other end: no carrier, but address and route stay. */
export const carrierLost: Fault = {
  name: 'carrier lost',
  blame: everything,
  async apply(world) {
    await ip(world.spaces.lan, ['link set dev to-laptop down']);
    await silenceTunnel(world, 'carrier');
  },
  async revert(world) {
    await restoreTunnel(world, 'carrier');
    await ip(world.spaces.lan, ['link set dev to-laptop up']);
  },
  isThere: seesNoCanary,
};

/** `gone`: switched off. `deaf`: it is there, and passes nothing on. */
export function routerGone(how: 'gone' | 'deaf'): Fault {
  const set = ({ spaces }: World, isOn: boolean) =>
    how === 'gone'
      ? ip(spaces.router, [`link set dev inside ${isOn ? 'up' : 'down'}`])
      : shell(spaces.router, `echo ${isOn ? 1 : 0} > /proc/sys/net/ipv4/ip_forward`);
  return {
    name: `router ${how}`,
    blame: beyondLan,
    async apply(world) {
      await set(world, false);
      await silenceTunnel(world, 'router');
    },
    async revert(world) {
      await restoreTunnel(world, 'router');
      await set(world, true);
    },
    isThere: seesNoCanary,
  };
}

/** The router is well, and what lies behind it is silent. */
export const uplinkDead: Fault = {
  name: 'uplink dead',
  blame: beyondLan,
  async apply(world) {
    await nft(world.spaces.router, dropTable('uplink', 'forward'));
    await silenceTunnel(world, 'uplink');
  },
  async revert(world) {
    await restoreTunnel(world, 'uplink');
    await nft(world.spaces.router, 'delete table ip uplink');
  },
  isThere: seesNoCanary,
};

const wrongNames = { silent: 'ETIMEOUT', nxdomain: 'ENOTFOUND', servfail: 'ESERVFAIL' } as const;

export function namesFail(mode: Exclude<NameMode, 'normal'>): Fault {
  return {
    name: `dns ${mode}`,
    blame: { kind: 'laptop', hides: ({ hasName }) => hasName, hidesSlack: 'by name' },
    apply: async ({ actors }) => void (await actors.dns.ask('names.mode', { mode })),
    revert: async ({ actors }) => void (await actors.dns.ask('names.mode', { mode: 'normal' })),
    async isThere({ actors }) {
      const { outcome } = await actors.laptop.ask('try.resolve', { name: names.canaryA, timeoutMs: 1_000 });
      return outcome === wrongNames[mode];
    },
  };
}

/**
 * Every page is the Wi-Fi's login page, and nothing else passes. `redirect` and `login` answer over TLS too, with a
 * certificate of their own; `reject_tls` resets it.
 */
export function captivePortal(style: 'redirect' | 'login' | 'reject_tls'): Fault {
  const port = style === 'login' ? ports.portalInPlace : ports.portal;
  const from = `iifname "inside" ip daddr != ${addresses.lan} tcp dport`;
  const overTls = style === 'reject_tls' ? '' : `${from} 443 dnat to ${addresses.router}:${ports.portalTls};`;
  return {
    name: `captive portal, ${style}`,
    blame: beyondLan,
    async apply(world) {
      await nft(
        world.spaces.router,
        `table ip portal {
           chain before { type nat hook prerouting priority dstnat; ${from} 80 dnat to ${addresses.router}:${port}; ${overTls} }
           chain through { type filter hook forward priority 0; tcp dport 443 reject with tcp reset; drop; }
         }`,
      );
      await silenceTunnel(world, 'portal');
    },
    async revert(world) {
      await restoreTunnel(world, 'portal');
      await nft(world.spaces.router, 'delete table ip portal');
    },
    async isThere({ actors }) {
      const { status, body } = await actors.laptop.ask('try.get', {
        url: `http://${addresses.canaryA}/`,
        timeoutMs: 1_500,
      });
      return status !== undefined && body !== canaryText;
    },
  };
}

/**
 * Each packet is dropped with that chance, in both directions, so that half of all round trips fail at 30 %. `link`: on
 * the laptop's own cable, ARP and name server included. `uplink`: behind the router.
 */
export function loss(where: 'link' | 'uplink', percent: number): Fault {
  const drop = `numgen random mod 100 < ${percent} drop;`;
  const [role, family] = where === 'link' ? (['lan', 'bridge'] as const) : (['router', 'ip'] as const);
  const rules = where === 'link' ? `iifname "to-laptop" ${drop} oifname "to-laptop" ${drop}` : drop;
  const expected = (1 - percent / 100) ** 2;
  return {
    name: `${percent} % loss on the ${where}`,
    blame: nobody,
    apply: ({ spaces }) =>
      nft(spaces[role], `table ${family} loss { chain each { type filter hook forward priority 0; ${rules} }; }`),
    revert: ({ spaces }) => nft(spaces[role], `delete table ${family} loss`),
    async isThere({ actors }) {
      const count = 150;
      const target = { address: addresses.echo, port: ports.echo };
      const { received } = await actors.laptop.ask('try.echo', { ...target, count, timeoutMs: 1_000 });
      return received > 0 && Math.abs(received / count - expected) < 0.2;
    },
  };
}

/** `down`: the interface is there. `deleted`: it is not. `stalled`: all looks well, and nothing comes through. */
export function vpnDown(how: 'down' | 'deleted' | 'stalled'): Fault {
  return {
    name: `vpn ${how}`,
    blame: { kind: 'laptop', hides: ({ place }) => place === 'vpn', hidesSlack: false },
    async apply(world) {
      if (how === 'stalled') await silenceTunnel(world, 'vpn');
      else await ip(world.spaces.laptop, [how === 'down' ? 'link set dev tun0 down' : 'link delete dev tun0']);
    },
    async revert(world) {
      if (how === 'stalled') await restoreTunnel(world, 'vpn');
      else if (how === 'down') await ip(world.spaces.laptop, ['link set dev tun0 up']);
      else await createTunnel(world.spaces);
    },
    isThere: async (world) => !(await connects(world, 'laptop', { address: addresses.vpnPeer, port: 80 })),
  };
}
