/** Both at once: what can be seen is told, what cannot be seen is told as soon as it can. */
import { captivePortal, carrierLost, linkDown, namesFail, routerGone, uplinkDead, vpnDown } from './faults-laptop.ts';
import { dead, gatewayDead, internetServicesDead } from './faults-services.ts';
import { mail, nodes, onInternet, printer, search, shop, vault, wiki } from './plan.ts';
import type { Scenario } from './scenario.ts';

const mixed = [...onInternet, printer, wiki];

export const mixedScenarios: readonly Scenario[] = [
  {
    name: 'outage begins while offline',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      const outage = dead([stage.random.oneOf([shop, mail])], stage.random.oneOf(['refused', 'hung', 'error']));
      await stage.begin(linkDown);
      await stage.wait(stage.random.between(3, 12));
      await stage.begin(outage);
      await stage.wait(stage.random.between(8, 14));
      await stage.end(linkDown);
      await stage.untilTold(outage);
      await stage.end(outage);
    },
  },
  {
    name: 'outage begins while offline, usual pace',
    services: mixed,
    pace: 'usual',
    async play(stage) {
      const outage = dead([search], 'hung');
      await stage.begin(carrierLost);
      await stage.wait(stage.random.between(14, 24));
      await stage.begin(outage);
      await stage.wait(stage.random.between(4, 20));
      await stage.end(carrierLost);
      await stage.untilTold(outage);
      await stage.end(outage);
    },
  },
  {
    name: 'outage begins and ends while offline',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      await stage.begin(linkDown);
      await stage.wait(stage.random.between(4, 8));
      await stage.during(dead([shop], 'refused'), stage.random.between(6, 10));
      await stage.wait(stage.random.between(4, 8));
      await stage.end(linkDown);
    },
  },
  {
    name: 'outage, and then offline, and back',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      const outage = dead([shop], 'error');
      await stage.begin(outage);
      await stage.untilTold(outage);
      await stage.during(linkDown, stage.random.between(14, 20));
      await stage.wait(stage.random.between(4, 8));
      await stage.end(outage);
    },
  },
  {
    // Slack and the service by their addresses: both can be seen, and told, without names.
    name: 'outage while DNS is dead',
    services: mixed,
    pace: 'quick',
    slackBy: 'address',
    async play(stage) {
      const [names, outage] = [namesFail(stage.random.oneOf(['silent', 'nxdomain'])), dead([mail], 'refused')];
      await stage.begin(names);
      await stage.wait(stage.random.between(8, 14));
      await stage.outlast(outage);
      await stage.wait(3);
      await stage.end(names);
    },
  },
  {
    name: 'outage while the VPN is down',
    services: [...onInternet, wiki, vault],
    pace: 'quick',
    async play(stage) {
      const vpn = vpnDown(stage.random.oneOf(['down', 'deleted']));
      await stage.begin(vpn);
      await stage.wait(stage.random.between(6, 12));
      await stage.outlast(dead([shop], stage.random.oneOf(['refused', 'hung', 'silent'])));
      await stage.end(vpn);
    },
  },
  {
    name: 'service in the VPN dead while the VPN is up',
    services: [...onInternet, wiki, vault],
    pace: 'quick',
    play: (stage) => stage.outlast(dead([wiki], stage.random.oneOf(['refused', 'hung']))),
  },
  {
    name: 'outage begins behind a captive portal',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      const [portal, outage] = [captivePortal(stage.random.oneOf(['redirect', 'login'])), dead([shop], 'hung')];
      await stage.begin(portal);
      await stage.wait(stage.random.between(6, 10));
      await stage.begin(outage);
      await stage.wait(stage.random.between(8, 12));
      await stage.end(portal);
      await stage.untilTold(outage);
      await stage.end(outage);
    },
  },
  {
    name: 'gateway dies while offline',
    services: [...onInternet, ...nodes],
    pace: 'quick',
    async play(stage) {
      const outage = gatewayDead(nodes, stage.random.oneOf(['drop', 'reject', 'gone']));
      await stage.begin(linkDown);
      await stage.wait(stage.random.between(6, 12));
      await stage.begin(outage);
      await stage.wait(stage.random.between(6, 10));
      await stage.end(linkDown);
      await stage.untilTold(outage);
      await stage.end(outage);
    },
  },
  {
    name: 'LAN host dead while the uplink is dead',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      const [uplink, outage] = [stage.random.oneOf([uplinkDead, routerGone('gone')]), dead([printer], 'gone')];
      await stage.begin(uplink);
      await stage.wait(stage.random.between(6, 12));
      await stage.begin(outage);
      await stage.wait(stage.random.between(14, 20));
      await stage.end(uplink);
      await stage.untilTold(outage);
      await stage.end(outage);
    },
  },
  {
    // It can be seen all the while, but Slack can not: told with the return.
    name: 'LAN host dead behind a captive portal',
    services: mixed,
    pace: 'quick',
    async play(stage) {
      const [portal, outage] = [captivePortal(stage.random.oneOf(['redirect', 'login'])), dead([printer], 'gone')];
      await stage.begin(portal);
      await stage.wait(stage.random.between(8, 12));
      await stage.begin(outage);
      await stage.wait(stage.random.between(14, 20));
      await stage.end(portal);
      await stage.untilTold(outage);
      await stage.end(outage);
    },
  },
  {
    name: 'all at once',
    services: [...mixed, ...nodes],
    pace: 'quick',
    async play(stage) {
      const everybody = internetServicesDead(stage.services.filter(({ place }) => place !== 'lan' && place !== 'vpn'));
      const causes = [linkDown, namesFail('nxdomain'), captivePortal('redirect')];
      await stage.wait(stage.random.between(0, 4));
      for (const cause of causes) await stage.begin(cause);
      await stage.begin(everybody);
      await stage.wait(stage.random.between(20, 26));
      for (const cause of causes) await stage.end(cause);
      await stage.untilTold(everybody);
      await stage.end(everybody);
    },
  },
];
