import { afterEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../../main/monitor/model.ts';
import { createDispatcher, type DeliveredNews, type RetryNews } from '../../../main/notify/dispatcher.ts';
import type { Delivery, FailedDelivery, Notifier } from '../../../main/notify/notifier.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryOutbox } from '../../support/memory-outbox.ts';
import { alertIn, anAlert, anOutage, manyNames, noon } from './alerts.ts';

const failure: FailedDelivery = {
  ok: false,
  reason: 'no network',
  scope: 'everything',
  retryable: true,
  uncertain: false,
};
const poison: FailedDelivery = { ...failure, reason: 'refused', scope: 'message' };

type Call = { readonly what: string; readonly at: number; answer(delivery: Delivery): void; throw(error: Error): void };

const offices: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(offices.splice(0).map((office) => office.close()));
});

/** A dispatcher with a notifier whose every answer the test gives, by hand or from `respond`. */
function anOffice({ gapMs = 1_000, outbox = createMemoryOutbox(), clock = createFakeClock() } = {}) {
  const began = clock.monotonicMs();
  const calls: Call[] = [];
  const delivered: DeliveredNews[] = [];
  const retries: RetryNews[] = [];
  const troubles: string[] = [];
  let respond: ((what: string) => Delivery | undefined) | undefined;
  const notifier: Notifier = {
    name: 'slack',
    gapMs,
    deliver({ alerts, alert, quiet }, conversation, departure) {
      const names = [...new Set(alerts.map(({ service }) => service.name))].join('+');
      const what = `${names} ${quiet ? 'quietly ' : ''}${alert.kind}${conversation === undefined ? '' : ` in ${conversation.messageId}`}`;
      const { promise, resolve, reject } = Promise.withResolvers<Delivery>();
      const call = { what, at: clock.monotonicMs() - began, answer: resolve, throw: reject };
      departure.leaves();
      calls.push(call);
      const answer = respond?.(what);
      if (answer !== undefined) resolve(answer);
      return promise;
    },
  };
  const dispatcher = createDispatcher({
    outbox,
    notifiers: [notifier],
    clock,
    random: () => 0.5,
    onDelivered: (news) => void delivered.push(news),
    onRetry: (news) => void retries.push(news),
    onTrouble: (problem) => void troubles.push(problem),
  });
  /** Lets every promise that can resolve do so. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const office = {
    clock,
    outbox,
    dispatcher,
    delivered,
    retries,
    troubles,
    calls,
    settled,
    respond: (next: typeof respond) => {
      respond = next;
    },
    async owe(...alerts: Alert[]) {
      for (const alert of alerts) outbox.add(alert);
      dispatcher.poke();
      await settled();
    },
    async pass(seconds: number) {
      for (let left = seconds * 1_000; left > 0; left -= 50) {
        clock.advance(Math.min(50, left));
        await settled();
      }
    },
    answer: async (delivery: Delivery) => {
      calls.at(-1)?.answer(delivery);
      await settled();
    },
    told: () => calls.map(({ what, at }) => `${at / 1_000} s: ${what}`),
    close: async () => {
      const closing = dispatcher.close();
      clock.advance(1_000);
      await closing;
    },
  };
  offices.push(office);
  return office;
}

const accept = (what: string): Delivery => ({
  ok: true,
  ...(what.includes(' in ') ? {} : { conversation: { channel: 'C1', messageId: `m-${what.split(' ')[0]}` } }),
});
const down = (name: string) => anAlert('opened', { name });
const up = (name: string) => anAlert('resolved', { name });
/** Recovered at noon, and held back for two minutes. */
const upForNow = (name: string) => ({ ...anAlert('resolved', { name, at: noon }), notBefore: noon + 120_000 });

describe('the dispatcher', () => {
  it('tells an alert at once, keeps its conversation, and then needs no timer', async () => {
    const office = anOffice();
    office.respond(accept);
    await office.owe(down('a'));
    expect(office.delivered).toEqual([
      {
        alert: down('a'),
        notifier: 'slack',
        deliveredAt: office.clock.wallMs(),
        latencyMs: 0,
        attempts: 1,
        merged: false,
        possibleDuplicate: false,
      },
    ]);
    await office.pass(5);
    await office.owe(up('a'));
    expect(office.told()).toEqual(['0 s: a opened', '5 s: a resolved in m-a']);
    expect([office.outbox.owed('slack'), office.clock.pending]).toEqual([[], 0]);
  });

  it('never lets a recovery overtake the alert it belongs to, while other incidents go their way', async () => {
    const office = anOffice();
    await office.owe(down('a'));
    await office.owe(up('a'), down('b'));
    await office.pass(2);
    expect(office.told()).toEqual(['0 s: a opened', '2 s: b opened']);
    office.calls[0]?.answer(accept('a opened'));
    office.calls[1]?.answer(accept('b opened'));
    await office.settled();
    await office.pass(3);
    expect(office.told()).toEqual(['0 s: a opened', '2 s: b opened', '3 s: a resolved in m-a']);
  });

  it('tells openings before recoveries, at most one message a second', async () => {
    const office = anOffice();
    office.respond(accept);
    await office.owe(down('a'), down('b'));
    await office.pass(10);
    await office.owe(up('a'), up('b'));
    await office.owe(down('c'), down('d'), down('e'));
    await office.pass(10);
    expect(office.told().slice(2)).toEqual([
      '10 s: a resolved in m-a',
      '11 s: c opened',
      '12 s: d opened',
      '13 s: e opened',
      '14 s: b resolved in m-b',
    ]);
    expect(office.clock.pending).toBe(0);
  });

  it('keeps its distance from when a message arrived, not from when it left', async () => {
    const office = anOffice();
    await office.owe(down('a'), down('b'), down('c'));
    await office.pass(0.2);
    office.calls[0]?.answer(accept('a opened'));
    await office.settled();
    await office.pass(2);
    expect(office.told()).toEqual(['0 s: a opened', '1.2 s: b opened']);
    await office.pass(1);
    expect(office.told().slice(2)).toEqual(['3.2 s: c opened']);
  });

  it.each([
    [0.4, 1.4],
    [0.9, 1.9],
    [5, 2],
  ])('keeps its distance too where an answer takes %d s, which may all be the way there', async (seconds, next) => {
    const office = anOffice();
    await office.owe(down('a'), down('b'));
    await office.pass(seconds);
    office.calls[0]?.answer(accept('a opened'));
    await office.settled();
    await office.pass(3);
    expect(office.told()).toEqual(['0 s: a opened', `${next} s: b opened`]);
  });

  it('tells that something is down before it tells that something is over', async () => {
    const office = anOffice();
    office.respond(accept);
    await office.owe(down('a'));
    await office.pass(10);
    await office.owe(up('a'), down('b'));
    await office.pass(10);
    expect(office.told().slice(1)).toEqual(['10 s: b opened', '11 s: a resolved in m-a']);
  });

  it('tries again with growing waits, one at a time, and tells everything once the way is free', async () => {
    const office = anOffice({ gapMs: 0 });
    office.respond(() => failure);
    await office.owe(down('a'), down('b'), down('c'));
    await office.pass(130);
    expect(office.told()).toEqual([
      '0 s: a opened',
      '0 s: b opened',
      '0 s: c opened',
      '1 s: a opened',
      '3 s: b opened',
      '7 s: c opened',
      '15 s: a opened',
      '31 s: b opened',
      '63 s: c opened',
      '123 s: a opened',
    ]);
    expect(office.retries.slice(0, 4).map(({ inMs, attempts, reason }) => ({ inMs, attempts, reason }))).toEqual([
      { inMs: 1_000, attempts: 1, reason: 'no network' },
      { inMs: 1_000, attempts: 1, reason: 'no network' },
      { inMs: 1_000, attempts: 1, reason: 'no network' },
      { inMs: 2_000, attempts: 2, reason: 'no network' },
    ]);
    office.respond(accept);
    await office.pass(60);
    expect(office.told().slice(10)).toEqual(['183 s: b opened', '183 s: a opened', '183 s: c opened']);
  });

  it('tries at once when it is told that the network is back', async () => {
    const office = anOffice();
    office.respond(() => ({ ...failure, retryable: false, remedy: 'use another token' }));
    await office.owe(down('a'));
    await office.pass(10);
    expect(office.retries).toEqual([
      {
        alert: down('a'),
        notifier: 'slack',
        reason: 'no network',
        remedy: 'use another token',
        uncertain: false,
        inMs: 15_000,
        attempts: 1,
      },
    ]);
    office.respond(accept);
    office.dispatcher.retryNow();
    await office.settled();
    expect(office.told()).toEqual(['0 s: a opened', '10 s: a opened']);
    expect(office.delivered).toMatchObject([{ attempts: 2, latencyMs: 10_000 }]);
  });

  it.each(['everything', 'message'] as const)(
    'asks every fifteen seconds whether a person has mended what only a person can (%s)',
    async (scope) => {
      const office = anOffice();
      office.respond(() => ({ ...failure, scope, retryable: false }));
      await office.owe(down('a'));
      await office.pass(300);
      expect(office.told().slice(0, 4).concat(office.told().slice(-1))).toEqual([
        '0 s: a opened',
        '15 s: a opened',
        '30 s: a opened',
        '45 s: a opened',
        '300 s: a opened',
      ]);
    },
  );

  it('leaves the whole channel alone for as long as it was asked to, even when the network comes back', async () => {
    const office = anOffice();
    office.respond(() => ({ ...failure, scope: 'channel', retryAfterMs: 30_000 }));
    await office.owe(down('a'));
    office.respond(accept);
    await office.owe(down('b'));
    await office.pass(10);
    office.dispatcher.retryNow();
    await office.pass(25);
    expect(office.told()).toEqual(['0 s: a opened', '30 s: b opened', '31 s: a opened']);
  });

  it('does not let one message that can never pass hold up the others', async () => {
    const office = anOffice({ gapMs: 0 });
    office.respond((what) => (what.startsWith('bad') ? poison : accept(what)));
    await office.owe(down('bad'), down('a'));
    await office.pass(200);
    await office.owe(down('b'));
    expect(office.delivered.map(({ alert }) => alert.service.name)).toEqual(['a', 'b']);
    expect(office.told().filter((what) => what.includes('bad'))).toHaveLength(9);
    expect(office.outbox.owed('slack').map(({ attempts }) => attempts)).toEqual([9]);
  });

  it('does not take one message that a proxy always rejects for a broken network', async () => {
    const office = anOffice({ gapMs: 0 });
    office.respond((what) => (what.startsWith('bad') ? failure : accept(what)));
    await office.owe(down('bad'));
    for (let round = 0; round < 20; round += 1) {
      await office.owe(down(`good${round}`));
      await office.pass(10);
    }
    expect(office.delivered).toHaveLength(20);
    expect(
      Math.max(
        ...office.delivered.map(({ latencyMs, alert }) => latencyMs - 10_000 * Number(alert.service.name.slice(4))),
      ),
    ).toBeLessThan(60_000);
    expect(office.told().filter((what) => what.includes('bad')).length).toBeLessThan(14);
  });

  it('makes one message of an incident that came and went before anybody could be told', async () => {
    const office = anOffice();
    office.respond(() => failure);
    await office.owe(down('a'));
    await office.owe(up('a'));
    office.respond(accept);
    await office.pass(2);
    expect(office.told()).toEqual(['0 s: a opened', '1 s: a resolved']);
    expect(office.delivered.map(({ alert, attempts, merged }) => [alert.kind, attempts, merged])).toEqual([
      ['opened', 2, true],
      ['resolved', 1, true],
    ]);
    expect(office.outbox.owed('slack')).toEqual([]);
  });

  it('takes a notifier that throws for a failed delivery', async () => {
    const office = anOffice();
    await office.owe(down('a'));
    office.calls[0]?.throw(new Error('a bug'));
    await office.settled();
    office.respond(accept);
    await office.pass(1);
    expect(office.retries).toMatchObject([{ reason: 'slack failed unexpectedly: a bug' }]);
    expect(office.delivered).toHaveLength(1);
  });

  it('does not tell twice what was told while the disk was full', async () => {
    const office = anOffice();
    await office.owe(down('a'));
    office.outbox.breakDown('database or disk is full', 'writing');
    await office.answer(accept('a opened'));
    await office.owe(up('a'));
    await office.pass(20);
    await office.answer(failure);
    expect(office.told()).toEqual(['0 s: a opened', '1 s: a resolved in m-a']);
    expect(new Set(office.troubles)).toEqual(
      new Set([
        'a message on its way could not be stored: database or disk is full',
        'an alert was delivered but this could not be stored: database or disk is full',
        'a message that did not leave could not be stored: database or disk is full',
        'a failed delivery could not be stored: database or disk is full',
      ]),
    );
    office.outbox.breakDown(undefined);
    office.respond(accept);
    await office.pass(6);
    expect(office.told().slice(2)).toEqual(['21 s: a resolved in m-a']);
    expect(office.outbox.settled.map(({ alert }) => alert.kind)).toEqual(['opened', 'resolved']);
    expect(office.clock.pending).toBe(0);
  });

  it('looks again when the alerts that are owed could not be read', async () => {
    const office = anOffice();
    office.respond(accept);
    office.outbox.breakDown('database is locked');
    await office.owe(down('a'));
    expect(office.troubles).toEqual(['the alerts still owed could not be read: database is locked']);
    office.outbox.breakDown(undefined);
    await office.pass(5);
    expect(office.told()).toEqual(['5 s: a opened']);
  });

  it('goes on after a restart where it stopped, at the time that was stored', async () => {
    const before = anOffice();
    before.respond(() => poison);
    await before.owe(down('a'));
    await before.close();
    const after = anOffice({ outbox: before.outbox, clock: before.clock });
    after.respond(accept);
    after.clock.setWall(after.clock.wallMs() - 3_600_000);
    after.dispatcher.poke();
    await after.pass(61);
    expect([after.told(), after.delivered.map(({ attempts }) => attempts)]).toEqual([['60 s: a opened'], [2]]);
  });

  it('waits a moment for what is under way when it closes, and then forgets the answer but not the alert', async () => {
    const office = anOffice();
    await office.owe(down('a'), down('b'));
    const closing = office.dispatcher.close();
    office.calls[0]?.answer(accept('a opened'));
    await office.settled();
    office.clock.advance(1_000);
    await closing;
    office.calls[1]?.answer(accept('b opened'));
    await office.settled();
    expect(office.outbox.owed('slack').map(({ alert }) => alert.service.name)).toEqual(['b']);
    expect([office.delivered.length, office.clock.pending]).toEqual([1, 0]);
  });

  it('tells an outage as one, however many services join, and each of them counts as told', async () => {
    const office = anOffice();
    const story = anOutage(['a', 'b', 'c', 'd']);
    office.respond(accept);
    const opened = (name: string, notBefore: number) => alertIn(story, 'opened', name, { notBefore });
    await office.owe(opened('a', noon + 2_000));
    await office.pass(1);
    await office.owe(opened('b', noon + 3_000), opened('c', noon + 60_000));
    await office.pass(3);
    expect(office.told()).toEqual(['2 s: a+b+c opened']);
    expect(office.delivered.map(({ alert, merged }) => [alert.service.name, merged])).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ]);
    await office.owe(opened('d', noon));
    expect(office.told().slice(1)).toEqual(['4 s: d opened in m-a+b+c']);
    expect(office.clock.pending).toBe(0);
  });

  it('holds an alert for as long as it asks, also when the program has run for long, and no clock makes it longer', async () => {
    const office = anOffice();
    office.respond(accept);
    await office.pass(300);
    const at = noon + 300_000;
    await office.owe({ ...anAlert('resolved', { name: 'a', at }), notBefore: at + 120_000 });
    await office.pass(100);
    office.dispatcher.retryNow();
    await office.settled();
    expect(office.told()).toEqual([]);
    office.clock.setWall(noon);
    await office.pass(30);
    expect(office.told()).toEqual(['420 s: a resolved']);
  });

  it('keeps the root message true and says no word when a recovery that was held back did not last', async () => {
    const office = anOffice();
    office.respond(accept);
    await office.owe(down('a'));
    await office.pass(5);
    await office.owe(upForNow('a'));
    await office.pass(5);
    await office.owe(anAlert('reopened', { name: 'a' }));
    await office.pass(200);
    expect(office.told()).toEqual(['0 s: a opened', '10 s: a quietly reopened in m-a']);
    expect(office.delivered.slice(1).map(({ alert, merged }) => [alert.kind, merged])).toEqual([
      ['resolved', true],
      ['reopened', true],
    ]);
    expect([office.outbox.owed('slack'), office.clock.pending]).toEqual([[], 0]);
  });

  it('tells a recovery that was held back once it has lasted', async () => {
    const office = anOffice();
    office.respond(accept);
    await office.owe(down('a'));
    await office.owe(upForNow('a'));
    await office.pass(121);
    expect(office.told()).toEqual(['0 s: a opened', '120 s: a resolved in m-a']);
  });

  it('tells those who recover while others are down together, and the last of them at once', async () => {
    const office = anOffice();
    const names = ['a', 'b', 'c'];
    const story = anOutage(names);
    office.respond(accept);
    office.outbox.setOutage(story);
    await office.owe(...names.map((name) => alertIn(story, 'opened', name)));
    await office.pass(5);
    const partly = anOutage(names, { up: { a: noon, b: noon } });
    office.outbox.setOutage(partly);
    await office.owe(alertIn(partly, 'resolved', 'a'));
    await office.pass(6);
    await office.owe(alertIn(partly, 'resolved', 'b'));
    await office.pass(6);
    const over = anOutage(names, { up: { a: noon, b: noon, c: noon } });
    office.outbox.setOutage(over);
    await office.owe(alertIn(over, 'resolved', 'c'));
    expect(office.told()).toEqual([
      '0 s: a+b+c opened',
      '15 s: a+b resolved in m-a+b+c',
      '17 s: c resolved in m-a+b+c',
    ]);
  });

  it('tells recoveries that are due together, and none before its time, though the clock runs on while it plans', async () => {
    const clock = createFakeClock();
    let ahead = 0;
    const wallMs = () => {
      ahead += 0.05;
      return clock.wallMs() + ahead;
    };
    const office = anOffice({ clock: { ...clock, wallMs } });
    const names = manyNames(21);
    const [last = '', ...others] = names;
    office.respond(accept);
    office.outbox.setOutage(anOutage(names));
    await office.owe(...names.map((name) => alertIn(anOutage(names), 'opened', name)));
    await office.pass(5);
    const partly = anOutage(names, { up: Object.fromEntries(others.map((name) => [name, noon])) });
    office.outbox.setOutage(partly);
    const at = noon + 5_000;
    await office.owe(
      ...others.map((name, nth) => alertIn(partly, 'resolved', name, { at, notBefore: at + 2_000 + 2.3 * nth })),
    );
    clock.advance(1_900);
    for (let pokes = 0; pokes < 300; pokes += 1) {
      clock.advance(0.7);
      office.dispatcher.poke();
      await office.settled();
    }
    await office.pass(20);
    expect(office.told().slice(1)).toEqual([expect.stringContaining(`${others.join('+')} resolved in m-${last}`)]);
  });

  it('keeps every alert of an outage that could not be told, and says so of each', async () => {
    const story = anOutage(['a', 'b']);
    const before = anOffice();
    before.respond(() => failure);
    await before.owe(alertIn(story, 'opened', 'a'), alertIn(story, 'opened', 'b'));
    expect(before.retries.map(({ alert, attempts }) => [alert.service.name, attempts])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    await before.close();
    const after = anOffice({ outbox: before.outbox, clock: before.clock });
    after.respond(accept);
    after.dispatcher.poke();
    await after.pass(2);
    expect(after.delivered.map(({ alert, attempts }) => [alert.service.name, attempts])).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
  });

  it('goes on with the outage that it told while the disk was full', async () => {
    const office = anOffice();
    const story = anOutage(['a', 'b']);
    await office.owe(alertIn(story, 'opened', 'a'));
    office.outbox.breakDown('database or disk is full', 'writing');
    await office.answer(accept('a opened'));
    office.respond(accept);
    await office.owe(alertIn(story, 'opened', 'b'));
    await office.pass(2);
    expect(office.told()).toEqual(['0 s: a opened', '1 s: b opened in m-a']);
  });
});
