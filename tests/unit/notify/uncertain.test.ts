import { afterEach, describe, expect, it } from 'vitest';
import { createDispatcher, type DeliveredNews, type RetryNews } from '../../../main/notify/dispatcher.ts';
import type { Delivery, FailedDelivery, Notifier, Search, Sought } from '../../../main/notify/notifier.ts';
import type { ReachNews } from '../../../main/notify/reach.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryOutbox } from '../../support/memory-outbox.ts';
import { anAlert } from './alerts.ts';

const conversation = { channel: 'C1', messageId: 'm1' };
const accepted: Delivery = { ok: true, conversation };
const lost: FailedDelivery = { ok: false, reason: 'no answer', scope: 'everything', retryable: true, uncertain: true };
const refused: FailedDelivery = { ...lost, reason: 'no network', uncertain: false };

const offices: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(offices.splice(0).map((office) => office.close()));
});

type Answers = { readonly deliver: () => Delivery | Promise<Delivery>; readonly find?: (sought: Sought) => Search };

/** A dispatcher whose notifier answers as the test says, and what it was asked. */
function anOffice({ deliver, find }: Answers, outbox = createMemoryOutbox(), clock = createFakeClock()) {
  const began = clock.monotonicMs();
  const asked: string[] = [];
  const delivered: DeliveredNews[] = [];
  const retries: RetryNews[] = [];
  const silences: ReachNews[] = [];
  const troubles: string[] = [];
  const answers = { deliver, find };
  const note = (what: string) => asked.push(`${(clock.monotonicMs() - began) / 1_000} s: ${what}`);
  const notifier: Notifier = {
    name: 'slack',
    gapMs: 1_000,
    async deliver({ alerts }, _, departure) {
      note(alerts.map(({ kind }) => kind).join('+'));
      departure.leaves();
      return answers.deliver();
    },
    ...(find && {
      async find(sought, asking) {
        note('look');
        asking();
        return answers.find?.(sought) ?? { outcome: 'forbidden' };
      },
    }),
  };
  const dispatcher = createDispatcher({
    outbox,
    notifiers: [notifier],
    clock,
    random: () => 0.5,
    onDelivered: (news) => void delivered.push(news),
    onRetry: (news) => void retries.push(news),
    onReach: (news) => void silences.push(news),
    onTrouble: (problem) => void troubles.push(problem),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const office = {
    asked,
    answers,
    clock,
    outbox,
    delivered,
    retries,
    silences,
    troubles,
    dispatcher,
    async owe(...alerts: ReturnType<typeof anAlert>[]) {
      for (const alert of alerts) outbox.add(alert);
      dispatcher.poke();
      await settled();
    },
    async pass(seconds: number) {
      for (let left = seconds * 1_000; left > 0; left -= 100) {
        clock.advance(Math.min(100, left));
        await settled();
      }
    },
    close: async () => {
      const closing = dispatcher.close(0);
      clock.advance(1_000);
      await closing;
    },
  };
  offices.push(office);
  return office;
}

const opened = (name = 'a') => anAlert('opened', { name });
const resolved = (name = 'a') => anAlert('resolved', { name });

describe('an alert whose answer was lost', () => {
  it('is on record as under way before it leaves, and not any more once it was refused', async () => {
    const office = anOffice({ deliver: () => lost, find: () => ({ outcome: 'absent' }) });
    let before: unknown;
    office.answers.deliver = () => {
      before = office.outbox.owed('slack')[0]?.sending;
      return refused;
    };
    await office.owe(opened());
    expect(before).toEqual({ key: expect.any(String), at: office.clock.wallMs(), tells: true });
    expect(office.outbox.owed('slack')[0]?.sending).toBeUndefined();
  });

  it('is looked for after the backoff, believed lost only ten seconds after it left, and then told with what followed', async () => {
    const office = anOffice({ deliver: () => lost, find: () => ({ outcome: 'absent' }) });
    await office.owe(opened());
    office.answers.deliver = () => accepted;
    await office.owe(resolved());
    await office.pass(20);
    expect(office.asked).toEqual(['0 s: opened', '1 s: look', '10 s: look', '10 s: opened+resolved']);
    expect(office.delivered.map(({ possibleDuplicate }) => possibleDuplicate)).toEqual([false, false]);
  });

  it('is told again as soon as Slack has answered that it failed, and it is not there', async () => {
    const office = anOffice({
      deliver: () => ({ ...lost, scope: 'message', answered: true }),
      find: () => ({ outcome: 'absent' }),
    });
    await office.owe(opened());
    office.answers.deliver = () => accepted;
    await office.pass(2);
    expect(office.asked).toEqual(['0 s: opened', '1 s: look', '1 s: opened']);
  });

  it('is settled as told when it is found, at the time at which it was, and the next is told there', async () => {
    const found: Search = { outcome: 'found', conversation, at: 1_772_366_400_500 };
    const office = anOffice({ deliver: () => lost, find: () => found });
    await office.owe(opened());
    office.answers.deliver = () => accepted;
    await office.owe(resolved());
    await office.pass(5);
    expect(office.asked).toEqual(['0 s: opened', '1 s: look', '1 s: resolved']);
    expect(office.delivered).toMatchObject([
      { alert: { kind: 'opened' }, deliveredAt: 1_772_366_400_500, latencyMs: 500, attempts: 1 },
      { alert: { kind: 'resolved' } },
    ]);
    expect(office.outbox.conversation('slack', opened().incident.id)).toEqual(conversation);
  });

  it('is looked for by the next run, which waits only as long as is left, and no clock makes it longer', async () => {
    const clock = createFakeClock();
    const outbox = createMemoryOutbox();
    outbox.add(opened());
    outbox.sending('k1', clock.wallMs() - 4_000, [1]);
    const sought: Sought[] = [];
    const find = (one: Sought): Search => {
      sought.push(one);
      return { outcome: 'absent' };
    };
    const office = anOffice({ deliver: () => accepted, find }, outbox, clock);
    await office.owe();
    await office.pass(7);
    expect(office.asked).toEqual(['0 s: look', '6 s: look', '6 s: opened']);
    expect(sought[0]).toEqual({
      key: 'k1',
      leftAt: clock.wallMs() - 11_000,
      conversation: undefined,
      place: undefined,
      incidentIds: [opened().incident.id],
    });
    const later = createMemoryOutbox();
    later.add(opened());
    later.sending('k2', clock.wallMs() + 3_600_000, [1]);
    const other = anOffice({ deliver: () => accepted, find: () => ({ outcome: 'absent' }) }, later, clock);
    await other.owe();
    await other.pass(11);
    expect(other.asked.slice(0, 2)).toEqual(['0 s: look', '10 s: look']);
  });

  it('is told again at once, and counted as perhaps told twice, where nobody may look', async () => {
    for (const find of [undefined, (): Search => ({ outcome: 'forbidden' })]) {
      const office = anOffice({ deliver: () => lost, ...(find && { find }) });
      await office.owe(opened());
      office.answers.deliver = () => accepted;
      await office.pass(2);
      expect(office.asked.filter((what) => what.includes('opened'))).toEqual(['0 s: opened', '1 s: opened']);
      expect(office.delivered).toMatchObject([{ possibleDuplicate: true }]);
      await office.owe(resolved());
      expect(office.delivered[1]).toMatchObject({ possibleDuplicate: false });
    }
  });

  it.each<[string, Partial<FailedDelivery>, string]>([
    ['asks to be left alone', { retryAfterMs: 30_000 }, '31 s: look'],
    ['answers that it failed', { answered: true }, '3.25 s: look'],
  ])('is told again in the end where Slack %s and never lets us look', async (_, how, second) => {
    const failure: FailedDelivery = { ...refused, scope: 'channel', ...how };
    const office = anOffice({ deliver: () => lost, find: () => ({ outcome: 'failed', failure }) });
    await office.owe(opened());
    office.answers.deliver = () => accepted;
    await office.owe(opened('b'));
    await office.pass(300);
    const looks = office.asked.filter((what) => what.includes('look'));
    expect([looks[1], looks.length, office.delivered.length]).toEqual([second, 8, 2]);
    expect(office.delivered.map(({ alert, possibleDuplicate }) => [alert.service.name, possibleDuplicate])).toEqual([
      ['b', false],
      ['a', true],
    ]);
    expect(office.troubles).toEqual([expect.stringContaining('cannot be found out')]);
  });

  it('is not looked for while Slack wants fewer looks, whichever message was refused, also in the next run', async () => {
    const limited: FailedDelivery = { ...refused, scope: 'channel', retryAfterMs: 30_000 };
    const office = anOffice({
      deliver: () => ({ ...lost, scope: 'message' }),
      find: () => ({ outcome: 'failed', failure: limited }),
    });
    await office.owe(opened('a'), opened('b'));
    await office.pass(5);
    office.dispatcher.retryNow();
    await office.pass(5);
    expect(office.asked.filter((what) => what.includes('look'))).toEqual(['1 s: look']);
    await office.close();
    const find = (): Search => ({ outcome: 'found', conversation, at: 0 });
    const next = anOffice({ deliver: () => accepted, find }, office.outbox, office.clock);
    await next.owe();
    await next.pass(30);
    // Ten seconds and the one of closing have passed since the first look at one second.
    expect(next.asked).toEqual(['20 s: look', '22.25 s: look']);
    expect(next.delivered.map(({ alert }) => alert.service.name)).toEqual(['a', 'b']);
  });

  it('is told again in the end, as all others that waited, where Slack wants no looks at all', async () => {
    const limited: FailedDelivery = { ...refused, scope: 'channel', retryAfterMs: 30_000 };
    const office = anOffice({
      deliver: () => ({ ...lost, scope: 'message' }),
      find: () => ({ outcome: 'failed', failure: limited }),
    });
    await office.owe(opened('a'), opened('b'), opened('c'));
    await office.pass(5);
    office.answers.deliver = () => accepted;
    await office.pass(240);
    // Eight for the first; the others left only after the first of these.
    expect(office.asked.filter((what) => what.includes('look'))).toHaveLength(9);
    expect(office.delivered.map(({ alert, possibleDuplicate }) => [alert.service.name, possibleDuplicate])).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ]);
  });

  it('is looked for as long as it takes where Slack lets us look now and then', async () => {
    const limited: FailedDelivery = { ...refused, scope: 'channel', retryAfterMs: 30_000 };
    let looks = 0;
    const office = anOffice({
      deliver: () => ({ ...lost, scope: 'message' }),
      find() {
        looks += 1;
        return looks % 5 === 0 ? { outcome: 'found', conversation, at: 0 } : { outcome: 'failed', failure: limited };
      },
    });
    await office.owe(opened('a'), opened('b'), opened('c'));
    await office.pass(600);
    expect(office.asked.filter((what) => what.includes('opened'))).toHaveLength(3);
    expect(office.delivered.map(({ possibleDuplicate }) => possibleDuplicate)).toEqual([false, false, false]);
  });

  it('waits as long as the network is away, and looks when it is back', async () => {
    const office = anOffice({ deliver: () => lost, find: () => ({ outcome: 'failed', failure: refused }) });
    await office.owe(opened());
    await office.pass(40);
    expect(office.asked.filter((what) => what.includes('opened'))).toHaveLength(1);
    expect(office.retries.length).toBeLessThan(8);
    office.answers.find = () => ({ outcome: 'found', conversation, at: 0 });
    office.dispatcher.retryNow();
    await office.pass(1);
    expect(office.delivered).toHaveLength(1);
  });
});

describe('a run that follows another', () => {
  it('keeps the distance to what the one before sent last', async () => {
    const first = anOffice({ deliver: () => accepted });
    await first.owe(opened('a'));
    await first.close();
    const second = anOffice({ deliver: () => accepted }, first.outbox, first.clock);
    await second.owe(opened('b'), opened('c'));
    await second.pass(3);
    expect(second.asked).toEqual(['0 s: opened', '1 s: opened']);
  });

  it('leaves Slack alone for as long as the one before was asked to', async () => {
    const limited: FailedDelivery = { ...refused, scope: 'channel', retryAfterMs: 30_000 };
    const first = anOffice({ deliver: () => limited });
    await first.owe(opened('a'));
    await first.close();
    const second = anOffice({ deliver: () => accepted }, first.outbox, first.clock);
    await second.owe(opened('b'));
    second.dispatcher.retryNow();
    await second.pass(40);
    expect(second.asked[0]).toBe('29 s: opened');
  });
});

describe('a notifier that reaches nobody', () => {
  it('is said to be unreachable after ten seconds, again when more is owed but once a minute, and to be back', async () => {
    const office = anOffice({ deliver: () => refused });
    const since = office.clock.wallMs();
    await office.owe(opened('a'));
    await office.pass(9.9);
    expect(office.silences).toEqual([]);
    await office.pass(0.2);
    const news = { kind: 'unreachable', notifier: 'slack', since, reason: 'no network' };
    expect(office.silences).toEqual([{ ...news, owed: 1 }]);
    await office.owe(opened('b'));
    await office.pass(30);
    await office.owe(opened('c'));
    await office.pass(100);
    expect(office.silences.slice(1)).toEqual([{ ...news, owed: 3 }]);
    office.answers.deliver = () => accepted;
    office.dispatcher.retryNow();
    await office.pass(5);
    expect(office.silences.slice(2)).toEqual([{ kind: 'reachable', notifier: 'slack', owed: 2 }]);
    expect(office.clock.pending).toBe(0);
  });

  it('is said to be unreachable where it lets us look but takes nothing, and where looking is forbidden', async () => {
    for (const outcome of ['absent', 'forbidden'] as const) {
      const office = anOffice({ deliver: () => lost, find: () => ({ outcome }) });
      await office.owe(opened());
      await office.pass(12.1);
      expect(office.silences).toMatchObject([{ kind: 'unreachable', owed: 1 }]);
      await office.pass(100);
      expect(office.silences).toHaveLength(1);
    }
  });

  it('counts an attempt that hangs, and neither the pace nor a wait for the answer to be believed', async () => {
    const hanging = anOffice({ deliver: () => new Promise<Delivery>(() => undefined) });
    await hanging.owe(opened());
    await hanging.pass(11);
    expect(hanging.silences).toMatchObject([{ owed: 1, reason: 'slack has not answered yet' }]);
    const busy = anOffice({ deliver: () => accepted });
    await busy.owe(...Array.from({ length: 11 }, (_, at) => opened(`s${at}`)));
    await busy.pass(15);
    const doubtful = anOffice({ deliver: () => lost, find: () => ({ outcome: 'absent' }) });
    await doubtful.owe(opened());
    doubtful.answers.deliver = () => accepted;
    await doubtful.pass(15);
    expect([busy.silences, doubtful.silences]).toEqual([[], []]);
  });
});
