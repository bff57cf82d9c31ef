/** Somebody is really down: it is told in time, once, and of nobody else. */

import { latency } from './fault-latency.ts';
import { loss } from './faults-laptop.ts';
import { type Death, dead, gatewayDead, internetServicesDead } from './faults-services.ts';
import { billing, docs, doors, mail, nodes, onInternet, printer, search, shop, wiki } from './plan.ts';
import type { Pace, Scenario } from './scenario.ts';

const mixed = [...onInternet, printer, wiki];

function oneDead(how: Death, pace: Pace = 'quick'): Scenario {
  return {
    name: `one service dead: ${how.replace('_', ' ')}${pace === 'usual' ? ', usual pace' : ''}`,
    services: mixed,
    pace,
    play: (stage) => stage.outlast(dead([stage.random.oneOf([shop, billing, search, mail, docs])], how)),
  };
}

function gateway(
  how: 'drop' | 'reject' | 'gone',
  behind: 'ten addresses' | 'ten ports',
  pace: Pace = 'quick',
): Scenario {
  const services = behind === 'ten addresses' ? nodes : doors;
  return {
    name: `gateway of ${behind} dead: ${how}${pace === 'usual' ? ', usual pace' : ''}`,
    services: [...onInternet, ...services],
    pace,
    play: (stage) => stage.outlast(gatewayDead(services, how)),
  };
}

export const outageScenarios: readonly Scenario[] = [
  oneDead('refused'),
  oneDead('hung'),
  oneDead('hung', 'usual'),
  oneDead('error'),
  oneDead('silent'),
  oneDead('silent', 'usual'),
  gateway('drop', 'ten addresses'),
  gateway('reject', 'ten addresses'),
  gateway('gone', 'ten addresses'),
  gateway('drop', 'ten ports'),
  gateway('drop', 'ten addresses', 'usual'),
  {
    name: 'every service on the internet dead',
    services: [...onInternet, ...nodes],
    pace: 'quick',
    play: (stage) => stage.outlast(internetServicesDead(stage.services)),
  },
  {
    name: 'LAN host dead',
    services: mixed,
    pace: 'quick',
    play: (stage) => stage.outlast(dead([printer], 'gone')),
  },
  {
    name: 'two services dead, one after the other',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      const [first, second] = [dead([shop], 'refused'), dead([mail], 'error')];
      await stage.begin(first);
      await stage.untilTold(first);
      await stage.wait(stage.random.between(6, 10));
      await stage.begin(second);
      await stage.untilTold(second);
      await stage.end(first);
      await stage.end(second);
    },
  },
  {
    name: '30 % loss behind the router, one service dead',
    services: mixed,
    pace: 'usual',
    async play(stage) {
      const lossy = loss('uplink', 30);
      await stage.begin(lossy);
      await stage.wait(stage.random.between(4, 12));
      await stage.outlast(dead([stage.random.oneOf([shop, search, docs])], 'hung'));
      await stage.end(lossy);
    },
  },
  {
    name: '800 ms latency, one service dead',
    services: mixed,
    pace: 'usual',
    async play(stage) {
      const slow = latency(800);
      await stage.begin(slow);
      await stage.wait(stage.random.between(4, 12));
      await stage.outlast(dead([stage.random.oneOf([shop, search, docs])], 'refused'));
      await stage.end(slow);
    },
  },
];
