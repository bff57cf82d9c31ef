// A week of on-call before the pictures are taken: the real engine on a clock that runs fast, into the real history.

import { openHistory } from '../../main/history/history.ts';
import { createEngine } from '../../main/monitor/engine.ts';
import { createFakeClock } from '../../tests/support/fake-clock.ts';
import { createScriptedProbe } from '../../tests/support/scripted-probe.ts';
import { createScriptedSurroundings } from '../../tests/support/scripted-surroundings.ts';
import { cast } from './cast.mjs';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const deliveryMs = 420;

/** When what failed, counted back from now: hours, minutes, how, and whether somebody acknowledged it. */
const outages = [
  { hoursAgo: 151.2, minutes: 6, hosts: ['reports.data.example'], kind: 'timeout_response' },
  { hoursAgo: 127.6, minutes: 34, hosts: ['wiki.office.example'], kind: 'status', by: 'Ana' },
  {
    hoursAgo: 103.1,
    minutes: 11,
    hosts: ['login.office.example', 'mail.office.example', 'git.office.example'],
    kind: 'refused',
    by: 'Ana',
  },
  { hoursAgo: 77.4, minutes: 4, hosts: ['reports.data.example'], kind: 'status' },
  { hoursAgo: 53.8, minutes: 19, hosts: ['pay.shop.example'], kind: 'timeout_tls', by: 'Jonas' },
  { hoursAgo: 29.3, minutes: 8, hosts: ['search.shop.example'], kind: 'content' },
  {
    hoursAgo: 7.7,
    minutes: 23,
    hosts: ['api.shop.example', 'checkout.shop.example', 'pay.shop.example'],
    kind: 'reset',
    by: 'Ana',
  },
];
/** The laptop was closed at night. */
const sleeps = [
  { hoursAgo: 32.5, hours: 7 },
  { hoursAgo: 56.5, hours: 7.5 },
];

/** Writes a week into `databasePath` and `incidentsDir`, up to the present. */
export async function livePast({ databasePath, incidentsDir, services }) {
  const clock = createFakeClock();
  const end = Date.now();
  const start = end - 7 * dayMs;
  clock.setWall(start);
  const history = openHistory({
    databasePath,
    incidentsDir,
    clock,
    rawDays: 30,
    rollupDays: 730,
    notifiers: ['slack'],
  });
  const network = createScriptedProbe(clock);
  const engine = createEngine({
    clock,
    probe: asSeenFromAfar(network.probe),
    ledger: history,
    surroundings: createScriptedSurroundings(clock),
    listen() {},
  });
  const byHost = new Map(cast.map((one) => [one.host, one]));
  const random = createRandom();
  const well = (one) => ({ afterMs: responseOf(one, clock.wallMs(), random) });
  answer(cast, well);
  engine.watch({
    maxConcurrent: 64,
    services: services.map((service) => ({ ...service, checkIntervalMs: minuteMs, retryIntervalMs: 5_000 })),
  });

  const turns = [
    ...outages.flatMap(({ hoursAgo, minutes, hosts, kind, by }) => {
      const names = hosts.map((host) => byHost.get(host));
      const from = end - hoursAgo * hourMs;
      return [
        { at: from, do: () => answer(names, () => ({ afterMs: 12, kind })) },
        ...(by === undefined ? [] : [{ at: from + 3.2 * minuteMs, do: () => acknowledge(engine, by) }]),
        {
          at: from + minutes * minuteMs,
          do: () => answer(names, well),
        },
      ];
    }),
    ...sleeps.map(({ hoursAgo, hours }) => ({ at: end - hoursAgo * hourMs, do: () => clock.sleep(hours * hourMs) })),
  ].sort((one, other) => one.at - other.at);

  for (const turn of turns) {
    advanceTo(turn.at);
    turn.do();
  }
  advanceTo(end);
  engine.close();
  await history.close();

  function answer(names, how) {
    for (const one of names) network.answer(one.name, () => how(one));
  }

  function advanceTo(wallMs) {
    while (clock.wallMs() < wallMs) {
      clock.advance(Math.min(minuteMs, wallMs - clock.wallMs()));
      // Told as soon as Slack takes it.
      for (const { id, alert } of history.owed('slack'))
        history.settle([id], alert.at + deliveryMs, { channel: 'C1', messageId: alert.incident.id });
    }
    history.flush();
  }
}

function acknowledge(engine, name) {
  const open = engine.overview().services.flatMap(({ incident }) => incident ?? []);
  engine.acknowledge(
    open.map(({ id }) => id),
    { name, via: 'slack' },
  );
}

/** Slower by day than by night, and now and then for no reason. */
function responseOf({ responseMs }, wallMs, random) {
  const hour = (wallMs / hourMs) % 24;
  const load = 1 + 0.45 * Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI));
  const spike = random() < 0.01 ? 1 + 4 * random() : 1;
  return responseMs * load * (0.85 + 0.3 * random()) * spike;
}

/** As a check over the internet has it: so much of the whole duration for each phase, and a failure in plain words. */
function asSeenFromAfar(probe) {
  return (service, done) =>
    probe(service, (observation) => {
      const { durationMs: ms, failure } = observation;
      done({
        ...observation,
        phases: { dnsMs: ms * 0.05, tcpMs: ms * 0.2, tlsMs: ms * 0.3, firstByteMs: ms * 0.4, bodyMs: ms * 0.05 },
        ...(failure === undefined ? {} : { failure: { ...failure, sentence: sentences[failure.kind] } }),
      });
    });
}

const sentences = {
  refused: 'connection to 203.0.113.20:443 was refused',
  reset: 'connection to 203.0.113.7:443 was reset',
  status: 'expected status 200, got 502 Bad Gateway',
  content: 'expected the body to contain "results"',
  timeout_tls: 'TLS handshake with 203.0.113.9:443 timed out after 2 s (TCP 11 ms)',
  timeout_response: 'no answer from 203.0.113.44:443 within 2 s (TCP 12 ms, TLS 31 ms)',
};

/** The same pictures every time: a linear congruential generator, Numerical Recipes' constants. */
function createRandom() {
  let state = 20_261_125;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
