/** Real outages: the service, or what stands before it, has failed, whoever looks. */
import { ip, nft } from './command.ts';
import { anyOf, type Fault, isWell, type WebMode } from './faults.ts';
import { addresses, type LabService } from './plan.ts';
import type { World } from './world.ts';

/** `silent`: packets to it vanish, as behind a firewall. `gone`: its host is off. */
export type Death = Exclude<WebMode, 'ok'> | 'silent' | 'gone';

let outages = 0;

export function dead(services: readonly [LabService, ...LabService[]], how: Death): Fault {
  outages += 1;
  const table = `outage_${outages}`;
  const [{ role }] = services;
  const named = services.map(({ name }) => name);
  const sockets = services.map(({ address, port }) => `${address} . ${port}`).join(', ');
  const setMode = (world: World, mode: WebMode) =>
    world.actors[role as keyof World['actors']].ask('web.mode', { names: named, mode });
  return {
    name: `${named.join(', ')} ${how}`,
    blame: { kind: 'services', services },
    async apply(world) {
      if (how === 'gone') await ip(world.spaces[role], ['link set dev eth0 down']);
      else if (how === 'silent')
        await nft(
          world.spaces[role],
          `table ip ${table} { chain each { type filter hook input priority 0; ip daddr . tcp dport { ${sockets} } drop; }; }`,
        );
      else await setMode(world, how);
    },
    async revert(world) {
      if (how === 'gone')
        await ip(world.spaces[role], ['link set dev eth0 up', `route add default via ${addresses.router}`]);
      else if (how === 'silent') await nft(world.spaces[role], `delete table ip ${table}`);
      else await setMode(world, 'ok');
    },
    isThere: noneIsWell(services),
  };
}

/** `drop`: it swallows everything. `reject`: it says that nobody is there. `gone`: it is off. */
export function gatewayDead(services: readonly LabService[], how: 'drop' | 'reject' | 'gone'): Fault {
  const verdict = how === 'reject' ? 'reject with icmp type host-unreachable' : 'drop';
  return {
    name: `gateway ${how}`,
    blame: { kind: 'services', services },
    apply: ({ spaces }) =>
      how === 'gone'
        ? ip(spaces.gateway, ['link set dev outside down'])
        : nft(spaces.gateway, `table ip dead { chain each { type filter hook forward priority 0; ${verdict}; }; }`),
    revert: ({ spaces }) =>
      how === 'gone'
        ? ip(spaces.gateway, ['link set dev outside up', `route add default via ${addresses.internetOfGateway}`])
        : nft(spaces.gateway, 'delete table ip dead'),
    isThere: noneIsWell(services),
  };
}

/** A provider's outage: of all that is watched on the internet nothing answers, while canaries and Slack are well. */
export function internetServicesDead(services: readonly LabService[]): Fault {
  const all = `ip daddr { ${addresses.services}, ${addresses.behindGateway} } drop;`;
  return {
    name: 'every service on the internet dead',
    blame: { kind: 'services', services },
    apply: ({ spaces }) =>
      nft(
        spaces.internet,
        `table ip dead {
           chain arriving { type filter hook prerouting priority -150; ${all} }
           chain leaving { type filter hook output priority 0; ${all} }
         }`,
      ),
    revert: ({ spaces }) => nft(spaces.internet, 'delete table ip dead'),
    isThere: noneIsWell(services),
  };
}

function noneIsWell(services: readonly LabService[]): Fault['isThere'] {
  return async (world) => !(await anyOf(services.map((service) => isWell(world, service))));
}
