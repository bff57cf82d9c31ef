import { describe, expect, it } from 'vitest';
import type { createFakeClock } from '../../support/fake-clock.ts';
import { laptop } from '../../support/laptop.ts';
import type { MemoryLedger } from '../../support/memory-ledger.ts';
import { refusal, wellAnswer } from '../../support/scripted-probe.ts';
import { aService } from '../../support/services.ts';

/** Lets time pass until the alert is there; gives how long it took, in seconds. */
function secondsUntilAlert({
  clock,
  ledger,
}: {
  clock: ReturnType<typeof createFakeClock>;
  ledger: MemoryLedger;
}): number {
  const before = ledger.alerts.length;
  for (let ms = 0; ms < 120_000; ms += 10) {
    if (ledger.alerts.length > before) return ms / 1_000;
    clock.advance(10);
  }
  throw new Error('no alert within two minutes');
}

describe('watching a service', () => {
  it('tells one outage once: bad, bad, down with one alert; good, good, up with one more', () => {
    const { watch, clock, network, ledger, news, statuses } = laptop();
    watch(aService('API'));
    clock.advance(1_000);
    network.answer('API', refusal);
    clock.advance(60_000);
    network.answer('API', wellAnswer);
    clock.advance(60_000);
    expect(statuses()).toEqual([
      'pending > up',
      'up > failing',
      'failing > down',
      'down > recovering',
      'recovering > up',
    ]);
    expect(news()).toEqual(['incident.opened', 'incident.resolved']);
    expect(ledger.alerts.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
  });

  it('dates the incident from the first failed check to the first good one', () => {
    const { watch, clock, network, ledger } = laptop();
    const noon = clock.wallMs();
    network.answer('API', refusal);
    watch(aService('API'));
    clock.advance(30_000);
    network.answer('API', wellAnswer);
    clock.advance(30_000);
    const [incident] = ledger.incidents.values();
    expect(incident).toMatchObject({
      startedAt: noon,
      openedAt: noon + 2_001,
      endedAt: noon + 34_020,
      end: 'recovered',
    });
  });

  it('confirms a refusal after the retry gap, and a recovery likewise', () => {
    const { watch, clock, network, startsOf } = laptop();
    watch(aService('API'));
    clock.advance(16_000);
    network.answer('API', (attempt) => (attempt <= 3 ? refusal : wellAnswer));
    clock.advance(40_000);
    expect(startsOf('API')).toEqual([0, 17, 19, 34, 36, 51]);
  });

  it('starts the confirming check beside one that hangs, so that both have timed out together', () => {
    const { watch, clock, network, ledger, startsOf, elapsed } = laptop();
    watch(aService('API'));
    clock.advance(16_000);
    network.answer('API', 'hang');
    secondsUntilAlert({ clock, ledger });
    expect({ starts: startsOf('API'), alertAt: Math.round(elapsed()) }).toEqual({ starts: [0, 17, 19], alertAt: 29 });
  });

  it.each([
    ['refuses', refusal],
    ['hangs', 'hang' as const],
    ['answers with status 500 after 8 s', { afterMs: 8_000, kind: 'status' as const }],
  ])('tells within 30 s less the sending that a service %s, whenever that begins', (_what, answer) => {
    const delays = Array.from({ length: 35 }, (_, step) => {
      const { watch, clock, network, ledger } = laptop();
      watch(aService('API'));
      clock.advance(17_000 + step * 500 + 1);
      network.answer('API', answer);
      return secondsUntilAlert({ clock, ledger });
    });
    expect(Math.max(...delays)).toBeLessThanOrEqual(29.05);
  });

  it('keeps the user and password of a URL out of the record and the alert', () => {
    const { watch, clock, network, ledger } = laptop();
    network.answer('API', refusal);
    watch(aService('API', { url: 'https://ana:secret@api.example/a//b@c' }));
    clock.advance(10_000);
    const told = ledger.alerts.map(({ incident, service }) => [incident.url, service.url]);
    expect(told).toEqual([['https://api.example/a//b@c', 'https://api.example/a//b@c']]);
  });

  it('forgives a single failed check', () => {
    const { watch, clock, network, news, statuses } = laptop();
    watch(aService('API'));
    network.answer('API', (attempt) => (attempt % 3 === 0 ? refusal : wellAnswer));
    clock.advance(300_000);
    expect({ news: news(), blips: statuses().filter((turn) => turn === 'up > failing').length > 3 }).toEqual({
      news: [],
      blips: true,
    });
  });

  it('takes a late answer for a good one, and withdraws the confirming check that its lateness called for', () => {
    const { watch, clock, network, statuses, ledger, startsOf } = laptop();
    watch(aService('Slow'));
    network.answer('Slow', { afterMs: 9_500 });
    clock.advance(10 * 60_000);
    expect({ statuses: statuses(), failed: ledger.checks.filter(({ observation }) => !observation.ok) }).toEqual({
      statuses: ['pending > up'],
      failed: [],
    });
    expect(network.inFlight).toBeLessThanOrEqual(2);
    expect(ledger.checks.length).toBeLessThanOrEqual(startsOf('Slow').length / 2 + 1);
  });

  it('does not count the failure of an attempt after a later one was answered well', () => {
    const { watch, clock, network, statuses, ledger } = laptop();
    watch(aService('API'));
    clock.advance(1_000);
    network.answer('API', (attempt) => (attempt === 2 ? 'hang' : wellAnswer));
    clock.advance(60_000);
    expect({ statuses: statuses(), failed: ledger.checks.filter(({ observation }) => !observation.ok).length }).toEqual(
      {
        statuses: ['pending > up'],
        failed: 1,
      },
    );
  });

  it('keeps the promise for a timeout that is longer than the interval', () => {
    const { watch, clock, network, ledger } = laptop();
    watch(aService('Patient', { timeoutMs: 25_000 }));
    network.answer('Patient', { afterMs: 24_000 });
    clock.advance(60_001);
    network.answer('Patient', 'hang');
    expect(secondsUntilAlert({ clock, ledger })).toBeLessThanOrEqual(29.05);
  });

  it.each([18_000, 20_000, 22_000])('keeps it too when good answers take nearly a timeout of %i ms', (timeoutMs) => {
    const delays = Array.from({ length: 12 }, (_, step) => {
      const { watch, clock, network, ledger } = laptop();
      network.answer('Patient', { afterMs: timeoutMs - 1_000 });
      watch(aService('Patient', { timeoutMs }));
      clock.advance(60_001 + step * 700);
      network.answer('Patient', 'hang');
      return secondsUntilAlert({ clock, ledger });
    });
    expect(Math.max(...delays)).toBeLessThanOrEqual(29.05);
  });

  it('takes no old request that is answered at last for a recovery, while new ones are refused', () => {
    const { watch, clock, network, ledger, news } = laptop();
    network.answer('Draining', { afterMs: 15_000 });
    watch(aService('Draining', { timeoutMs: 20_000, checkIntervalMs: 2_000 }));
    clock.advance(30_000);
    network.answer('Draining', refusal);
    clock.advance(40_000);
    expect({ news: news(), alerts: ledger.alerts.map(({ kind }) => kind) }).toEqual({
      news: ['incident.opened'],
      alerts: ['opened'],
    });
  });

  it('dates the incident from the check that hung, not from the one that confirmed it and failed first', () => {
    const { watch, clock, network, ledger } = laptop();
    const noon = clock.wallMs();
    network.answer('API', (attempt) => (attempt === 1 ? 'hang' : refusal));
    watch(aService('API'));
    clock.advance(20_000);
    const [incident] = ledger.incidents.values();
    expect(incident?.startedAt).toBe(noon);
  });

  it('needs three failures where three are asked for, and starts them side by side when they hang', () => {
    const { watch, clock, network, ledger, startsOf } = laptop();
    network.answer('API', 'hang');
    watch(aService('API', { failureThreshold: 3 }));
    secondsUntilAlert({ clock, ledger });
    expect(startsOf('API')).toEqual([0, 2, 4]);
  });

  it('checks a service that is down once an interval, even one that hangs for longer', () => {
    const { watch, clock, network, startsOf } = laptop();
    watch(aService('API', { timeoutMs: 25_000 }));
    network.answer('API', 'hang');
    clock.advance(40_000);
    const before = startsOf('API').length;
    clock.advance(100_000);
    expect([3, 4]).toContain(startsOf('API').length - before);
  });

  it('says when an outage takes another form', () => {
    const { watch, clock, network, news, ledger } = laptop();
    network.answer('API', refusal);
    watch(aService('API'));
    clock.advance(10_000);
    network.answer('API', { afterMs: 5, kind: 'status' });
    clock.advance(40_000);
    const [incident] = ledger.incidents.values();
    expect({ news: news(), kind: incident?.failure.kind, status: incident?.statusCode }).toEqual({
      news: ['incident.opened', 'incident.updated'],
      kind: 'status',
      status: 500,
    });
  });

  it('goes on with the same incident when a service fails again within five minutes', () => {
    const { watch, clock, network, ledger, news } = laptop();
    watch(aService('API'));
    for (const answer of [refusal, wellAnswer, refusal, wellAnswer]) {
      network.answer('API', answer);
      clock.advance(60_000);
    }
    expect(news()).toEqual(['incident.opened', 'incident.resolved', 'incident.updated', 'incident.resolved']);
    expect([...ledger.incidents.values()].map(({ flaps, end }) => ({ flaps, end }))).toEqual([
      { flaps: 1, end: 'recovered' },
    ]);
    expect(ledger.alerts.map(({ kind }) => kind)).toEqual(['opened', 'resolved', 'reopened', 'resolved']);
  });

  it('opens a new incident for a failure later than that', () => {
    const { watch, clock, network, ledger } = laptop();
    watch(aService('API'));
    for (const answer of [refusal, wellAnswer]) {
      network.answer('API', answer);
      clock.advance(60_000);
    }
    clock.advance(6 * 60_000);
    network.answer('API', refusal);
    clock.advance(60_000);
    expect([...ledger.incidents.keys()].length).toBe(2);
  });

  it.each([-3_600_000, 3_600_000])(
    'gives the true duration when the clock is set by %i ms during an outage',
    (byMs) => {
      const { watch, clock, network, ledger } = laptop();
      network.answer('API', refusal);
      watch(aService('API'));
      clock.advance(10_000);
      clock.setWall(clock.wallMs() + byMs);
      network.answer('API', wellAnswer);
      clock.advance(60_000);
      const [incident] = ledger.incidents.values();
      expect((incident?.endedAt ?? -1) - (incident?.startedAt ?? 0)).toBe(17_020);
    },
  );

  it('still notices an outage after the clock was set back', () => {
    const { watch, clock, network, news } = laptop();
    watch(aService('API'));
    clock.advance(5_000);
    clock.setWall(clock.wallMs() - 3_600_000);
    network.answer('API', refusal);
    clock.advance(30_000);
    expect(news()).toEqual(['incident.opened']);
  });
});

describe('watching many services', () => {
  it('moves no interval when ten of thirty hang', () => {
    const { watch, clock, network, startsOf } = laptop();
    const services = Array.from({ length: 30 }, (_, index) => aService(`S${index}`));
    watch(...services);
    for (let index = 0; index < 30; index += 3) network.answer(`S${index}`, 'hang');
    clock.advance(5 * 60_000);
    const intervals = services
      .filter((_, index) => index % 3 !== 0)
      .flatMap(({ name }) => startsOf(name).map((at, index, all) => at - (all[index - 1] ?? at - 17)));
    expect(Math.max(...intervals.map((interval) => Math.abs(interval - 17)))).toBeLessThanOrEqual(0.5);
  });

  it('is held up by nobody even when few permits are there and most services hang', () => {
    const { engine, clock, network, startsOf } = laptop();
    const services = Array.from({ length: 30 }, (_, index) => aService(`S${index}`));
    engine.watch({ services, maxConcurrent: 4 });
    for (let index = 0; index < 20; index += 1) network.answer(`S${index}`, 'hang');
    clock.advance(5 * 60_000);
    const intervals = services
      .slice(20)
      .flatMap(({ name }) => startsOf(name).map((at, index, all) => at - (all[index - 1] ?? at - 17)));
    expect(Math.max(...intervals.map((interval) => Math.abs(interval - 17)))).toBeLessThanOrEqual(0.5);
  });

  it('has begun with the first at once, with a hundred within 2 s, and with a thousand within an interval', () => {
    const lastFirstCheck = (count: number) => {
      const { watch, clock, startsOf } = laptop();
      const services = Array.from({ length: count }, (_, index) => aService(`S${index}`));
      watch(...services);
      clock.advance(25_000);
      const firsts = services.map(({ name }) => startsOf(name)[0] ?? Number.POSITIVE_INFINITY);
      return { first: Math.min(...firsts), within: Math.max(...firsts) };
    };
    const [hundred, thousand] = [lastFirstCheck(100), lastFirstCheck(1_000)];
    expect([hundred.first, thousand.first]).toEqual([0, 0]);
    expect(hundred.within).toBeLessThanOrEqual(2);
    expect(thousand.within).toBeLessThanOrEqual(17);
  });

  it('wakes once for ten services, and spreads a thousand evenly over the interval', () => {
    const few = laptop();
    few.watch(...Array.from({ length: 10 }, (_, index) => aService(`S${index}`)));
    expect(new Set(Array.from({ length: 10 }, (_, index) => few.startsOf(`S${index}`)[0])).size).toBe(1);

    const many = laptop();
    const services = Array.from({ length: 1_000 }, (_, index) => aService(`S${index}`));
    many.watch(...services);
    many.clock.advance(34_000);
    const perSecond = new Map<number, number>();
    for (const { name } of services) {
      for (const at of many.startsOf(name)) perSecond.set(Math.floor(at), (perSecond.get(Math.floor(at)) ?? 0) + 1);
    }
    perSecond.delete(34);
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(100);
    expect(perSecond.size).toBe(34);
  });
});

describe('a new configuration', () => {
  it('leaves the timetable and the state of untouched services alone', () => {
    const { watch, clock, startsOf, engine } = laptop();
    watch(aService('Old'));
    clock.advance(10_000);
    watch(aService('Old'), aService('New'));
    clock.advance(10_000);
    expect({ old: startsOf('Old'), fresh: startsOf('New'), status: engine.standing('Old')?.health.status }).toEqual({
      old: [0, 17],
      fresh: [10],
      status: 'up',
    });
  });

  it('checks a service at once, and clears its alarm, when something else is expected of it', () => {
    const { watch, clock, network, ledger, startsOf } = laptop();
    watch(aService('API'));
    network.answer('API', refusal);
    clock.advance(20_000);
    network.answer('API', wellAnswer);
    watch(aService('API', { fingerprint: 'expects something else' }));
    clock.advance(1_000);
    expect(startsOf('API').at(-1)).toBe(20);
    expect([...ledger.incidents.values()].map(({ end }) => end)).toEqual(['edited']);
    expect(ledger.alerts.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
  });

  it('ends the incident of a service that is taken out', () => {
    const { watch, clock, network, ledger, startsOf } = laptop();
    watch(aService('API'));
    network.answer('API', refusal);
    clock.advance(20_000);
    const before = startsOf('API').length;
    watch();
    clock.advance(60_000);
    expect([...ledger.incidents.values()].map(({ end }) => end)).toEqual(['removed']);
    expect(startsOf('API').length).toBe(before);
  });

  it('keeps incident and timetable of a service that only got another name', () => {
    const { engine, watch, clock, network, ledger, startsOf } = laptop();
    watch(aService('API'));
    network.answer('API', refusal);
    clock.advance(20_000);
    network.answer('Public API', wellAnswer);
    const renamed = aService('Public API', { fingerprint: aService('API').fingerprint });
    engine.watch({ services: [renamed], maxConcurrent: 64, renamed: [{ from: 'API', to: 'Public API' }] });
    clock.advance(60_000);
    expect([...ledger.incidents.values()].map(({ service, end }) => ({ service, end }))).toEqual([
      { service: 'Public API', end: 'recovered' },
    ]);
    expect(startsOf('Public API')).toEqual([34, 36, 51, 68]);
    expect(ledger.alerts.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
  });

  it('knows an incident that reopens after a rename by its new name, and closes it once', () => {
    const { engine, watch, clock, network, ledger } = laptop();
    network.answer('API', refusal);
    watch(aService('API'));
    clock.advance(20_000);
    network.answer('API', wellAnswer);
    clock.advance(40_000);
    const renamed = aService('Public', { fingerprint: aService('API').fingerprint });
    network.answer('Public', refusal);
    engine.watch({ services: [renamed], maxConcurrent: 64, renamed: [{ from: 'API', to: 'Public' }] });
    clock.advance(40_000);
    watch({ ...renamed });
    expect(ledger.openIncidents().map(({ service, flaps }) => ({ service, flaps }))).toEqual([
      { service: 'Public', flaps: 1 },
    ]);
    network.answer('Public', wellAnswer);
    clock.advance(40_000);
    expect(ledger.alerts.map(({ kind }) => kind)).toEqual(['opened', 'resolved', 'reopened', 'resolved']);
  });

  it('does not bunch a thousand services whose interval is shortened', () => {
    const { watch, clock, startsOf } = laptop();
    const services = Array.from({ length: 1_000 }, (_, index) => aService(`S${index}`, { timeoutMs: 2_000 }));
    watch(...services);
    clock.advance(40_000);
    watch(...services.map((service) => ({ ...service, checkIntervalMs: 5_000 })));
    clock.advance(40_000);
    const busiest = new Map<number, number>();
    for (const { name } of services) {
      for (const at of startsOf(name).filter((start) => start > 60)) {
        busiest.set(Math.floor(at * 4), (busiest.get(Math.floor(at * 4)) ?? 0) + 1);
      }
    }
    expect(Math.max(...busiest.values())).toBeLessThanOrEqual(150);
  });

  it('forgets a single failure over a pause', () => {
    const { watch, clock, network, news } = laptop();
    network.answer('API', refusal);
    watch(aService('API'));
    clock.advance(1_000);
    watch(aService('API', { paused: true }));
    clock.advance(8 * 3_600_000);
    network.answer('API', (attempt) => (attempt === 2 ? refusal : wellAnswer));
    watch(aService('API'));
    clock.advance(60_000);
    expect(news()).toEqual([]);
  });

  it('does not check a service that was paused while it waited for its turn', () => {
    const { engine, clock, network, startsOf } = laptop();
    const services = Array.from({ length: 100 }, (_, index) => aService(`S${index}`));
    for (const { name } of services) network.answer(name, { afterMs: 200 });
    engine.watch({ services, maxConcurrent: 1 });
    const waiting = services.findIndex(({ name }) => startsOf(name).length === 0);
    engine.watch({
      services: services.map((one, at) => (at === waiting ? { ...one, paused: true } : one)),
      maxConcurrent: 1,
    });
    clock.advance(120_000);
    expect(startsOf(`S${waiting}`)).toEqual([]);
  });

  it('shortens and lengthens the interval from the last check on', () => {
    const { watch, clock, startsOf } = laptop();
    watch(aService('API'));
    clock.advance(5_000);
    watch(aService('API', { checkIntervalMs: 8_000 }));
    clock.advance(10_000);
    watch(aService('API', { checkIntervalMs: 15_000 }));
    clock.advance(20_000);
    expect(startsOf('API')).toEqual([0, 8, 23]);
  });

  it('neither checks nor judges a paused service, and says so', () => {
    const { watch, clock, events, startsOf } = laptop();
    watch(aService('API'));
    clock.advance(5_000);
    watch(aService('API', { paused: true }));
    clock.advance(60_000);
    expect(startsOf('API')).toEqual([0]);
    expect(events.at(-1)).toMatchObject({ type: 'not_observed', service: 'API', reason: 'paused' });
    watch(aService('API'));
    clock.advance(1_000);
    expect(startsOf('API')).toEqual([0, 65]);
  });
});

describe('a restart', () => {
  const outage = () => {
    const before = laptop();
    before.watch(aService('API'));
    before.network.answer('API', refusal);
    before.clock.advance(30_000);
    before.engine.close();
    before.clock.advance(10_000);
    return { ...laptop({ ledger: before.ledger, clock: before.clock }), before };
  };

  it('goes on with an open incident, without a second alert', () => {
    const { watch, network, clock, ledger, news } = outage();
    network.answer('API', refusal);
    watch(aService('API'));
    clock.advance(60_000);
    expect({ news: news(), alerts: ledger.alerts.length, incidents: ledger.incidents.size }).toEqual({
      news: [],
      alerts: 1,
      incidents: 1,
    });
  });

  it('resolves the incident of a service that recovered meanwhile', () => {
    const { watch, clock, ledger, news } = outage();
    watch(aService('API'));
    clock.advance(10_000);
    expect(news()).toEqual(['incident.resolved']);
    expect(ledger.alerts.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
  });

  it('goes on with the incident of a service that was renamed meanwhile', () => {
    const { watch, network, clock, ledger, news } = outage();
    network.answer('Public', refusal);
    watch(aService('Public', { fingerprint: aService('API').fingerprint }));
    clock.advance(60_000);
    expect({
      news: news(),
      alerts: ledger.alerts.length,
      open: ledger.openIncidents().map(({ service }) => service),
    }).toEqual({
      news: [],
      alerts: 1,
      open: ['Public'],
    });
  });

  it('ends the incident of a service that was taken out meanwhile', () => {
    const { watch, ledger, news } = outage();
    watch(aService('Other'));
    expect({ news: news(), open: ledger.openIncidents(), told: ledger.alerts.map(({ kind }) => kind) }).toEqual({
      news: ['incident.resolved'],
      open: [],
      told: ['opened', 'resolved'],
    });
  });

  it('clears the alarm of a service of which something else is expected now', () => {
    const { watch, ledger } = outage();
    watch(aService('API', { fingerprint: 'another' }));
    expect([...ledger.incidents.values()].map(({ end }) => end)).toEqual(['edited']);
  });

  it('hears and starts nothing after it was closed', () => {
    const { watch, clock, engine, network, events, startsOf } = laptop();
    watch(aService('API'));
    network.answer('API', 'hang');
    clock.advance(17_500);
    engine.close();
    const [heard, started] = [events.length, startsOf('API').length];
    clock.advance(120_000);
    expect({
      heard: events.length - heard,
      started: startsOf('API').length - started,
      inFlight: network.inFlight,
    }).toEqual({ heard: 0, started: 0, inFlight: 0 });
  });
});
