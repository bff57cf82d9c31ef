/** The laptop is to blame: nobody is paged, however long it lasts and whatever it looks like. */

import { latency } from './fault-latency.ts';
import type { Fault } from './faults.ts';
import {
  captivePortal,
  carrierLost,
  linkDown,
  loss,
  namesFail,
  routerGone,
  uplinkDead,
  vpnDown,
} from './faults-laptop.ts';
import { ledger, onInternet, printer, vault, wiki } from './plan.ts';
import type { Pace, Scenario } from './scenario.ts';

const mixed = [...onInternet, printer, wiki];
const blindSeconds: Readonly<Record<Pace, readonly [number, number]>> = { quick: [20, 30], usual: [38, 48] };

function alone(name: string, fault: Fault, wish: Partial<Omit<Scenario, 'name' | 'play'>> = {}): Scenario {
  const pace = wish.pace ?? 'quick';
  return {
    name,
    services: mixed,
    pace,
    ...wish,
    play: (stage) => stage.during(fault, stage.random.between(...blindSeconds[pace])),
  };
}

export const laptopScenarios: readonly Scenario[] = [
  { name: 'nothing happens', services: mixed, pace: 'quick', play: (stage) => stage.wait(15) },
  alone('link down', linkDown),
  alone('link down, usual pace', linkDown, { pace: 'usual' }),
  alone('carrier lost', carrierLost),
  alone('router gone, LAN host alive', routerGone('gone')),
  alone('router deaf', routerGone('deaf')),
  alone('uplink dead, DNS on the LAN answers', uplinkDead),
  {
    name: 'uplink dead, DNS on the LAN fails',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      const names = namesFail('servfail');
      await stage.begin(uplinkDead);
      await stage.begin(names);
      await stage.wait(stage.random.between(...blindSeconds.quick));
      await stage.end(uplinkDead);
      await stage.end(names);
    },
  },
  alone('DNS dead', namesFail('silent')),
  alone('DNS dead, usual pace', namesFail('silent'), { pace: 'usual' }),
  alone('DNS: no such name, for all', namesFail('nxdomain')),
  alone('DNS: server failure, for all', namesFail('servfail')),
  alone('captive portal, redirecting', captivePortal('redirect')),
  alone('captive portal, in place', captivePortal('login')),
  alone('captive portal, TLS reset', captivePortal('reject_tls')),
  alone('captive portal, usual pace', captivePortal('redirect'), { pace: 'usual' }),
  {
    name: 'offline, portal, then online',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      await stage.during(linkDown, stage.random.between(8, 14));
      await stage.during(captivePortal('redirect'), stage.random.between(12, 20));
    },
  },
  {
    name: 'link flaps: 3 s down, 7 s up',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      await stage.wait(stage.random.between(0, 3));
      for (let round = 0; round < 6; round += 1) {
        await stage.during(stage.random.oneOf([linkDown, carrierLost]), 3);
        await stage.wait(7);
      }
    },
  },
  alone('VPN down', vpnDown('down'), { services: [...onInternet, wiki, vault] }),
  alone('VPN deleted', vpnDown('deleted'), { services: [...onInternet, wiki, vault] }),
  alone('VPN stalled, canary required', vpnDown('stalled'), { services: [...onInternet, ledger] }),
  alone('30 % loss behind the router', loss('uplink', 30), { pace: 'usual' }),
  alone('30 % loss on the link', loss('link', 30), { pace: 'usual' }),
  alone('800 ms latency', latency(800), { pace: 'usual' }),
];
