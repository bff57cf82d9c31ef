/** The lid is closed, and opened again: what happened meanwhile is told once, and nothing else. */
import { dead } from './faults-services.ts';
import { mail, onInternet, printer, shop, wiki } from './plan.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

const mixed = [...onInternet, printer, wiki];

function asleep(name: string, play: Scenario['play'], pace: Scenario['pace'] = 'quick'): Scenario {
  return { name: `asleep ${name}`, services: mixed, pace, play };
}

const short = (stage: Stage) => stage.random.between(7, 9);
const long = (stage: Stage) => stage.random.between(36, 44);

export const sleepScenarios: readonly Scenario[] = [
  asleep('8 s', (stage) => stage.suspend(short(stage))),
  asleep('40 s', (stage) => stage.suspend(long(stage))),
  asleep('40 s, usual pace', (stage) => stage.suspend(long(stage)), 'usual'),
  asleep('40 s, network 5 s late', (stage) => stage.suspend(long(stage), { lateNetworkSeconds: 5 })),
  asleep('40 s, network 20 s late', (stage) => stage.suspend(long(stage), { lateNetworkSeconds: 20 })),
  asleep('40 s, a service dies meanwhile', async (stage) => {
    const outage = dead([stage.random.oneOf([shop, mail])], stage.random.oneOf(['refused', 'hung']));
    await stage.suspend(long(stage), { meanwhile: outage });
    await stage.untilTold(outage);
    await stage.end(outage);
  }),
  asleep('40 s, a service dies meanwhile, network 5 s late', async (stage) => {
    const outage = dead([shop], 'error');
    await stage.suspend(long(stage), { meanwhile: outage, lateNetworkSeconds: 5 });
    await stage.untilTold(outage);
    await stage.end(outage);
  }),
  asleep('40 s, an outage ends meanwhile', async (stage) => {
    const outage = dead([shop], 'refused');
    await stage.begin(outage);
    await stage.untilTold(outage);
    const over = stage.wait(stage.random.between(8, 20)).then(() => stage.end(outage));
    await stage.suspend(long(stage));
    await over;
  }),
];
