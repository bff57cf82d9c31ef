import { afterEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../../main/monitor/model.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { readable } from '../../support/slack-rules.ts';
import { type AlertStory, anAlert, manyNames, noon } from '../../unit/notify/alerts.ts';
import { aWorkplace, closeWorkplaces } from './workplace.ts';

afterEach(closeWorkplaces);

type Place = Parameters<typeof aWorkplace>[0];

/** A workplace whose clock runs fast, where each service has outages of its own. */
async function aBusyPlace(more: Place = {}) {
  const clock = createFakeClock();
  const place = await aWorkplace({ clock, scopes: ['chat:write', 'channels:history', 'channels:read'], ...more });
  const running = setInterval(() => clock.advance(100), 10);
  const { slack, outbox, dispatcher } = place;
  const incidents = new Map<string, Alert['incident']>();

  /** Something happens to these services, at that time or now. */
  function happens(kind: Alert['kind'], names: readonly string[], story: AlertStory & { readonly quiet?: true } = {}) {
    for (const name of names) {
      const { incident, ...rest } = anAlert(kind, { at: clock.wallMs(), ...story, name });
      const own = { ...incident, outage: incident.id };
      incidents.set(name, own);
      outbox.setOutage({
        outage: { id: own.id, startedAt: own.startedAt, explanation: { kind: 'alone' }, members: [own.id] },
        incidents: [own],
      });
      outbox.add({ ...rest, incident: own, ...(story.quiet && { quiet: true }) });
    }
    dispatcher.poke();
  }
  const roots = () => slack.messages.filter(({ threadTs }) => threadTs === undefined);
  const replies = () => slack.messages.filter(({ threadTs }) => threadTs !== undefined);
  const lines = (index: number) => readable(slack.messages[index] ?? { text: '', blocks: [], attachments: [] });
  const allSettled = () => place.until(() => outbox.owed('slack').length === 0);
  return { ...place, clock, happens, roots, replies, lines, allSettled, stop: () => clearInterval(running) };
}

const notCritical = { incident: { critical: false }, service: { critical: false } };

describe('many outages that wait for their first message', () => {
  it('are one message with the list, worst first, when they are late, in whose thread each of them goes on', async () => {
    const { happens, slack, allSettled, roots, replies, lines, clock, dispatcher, stop } = await aBusyPlace();
    await slack.disappear();
    happens('opened', ['crm', 'shop'], notCritical);
    happens('opened', ['bank']);
    happens('opened', ['mail', 'wiki'], notCritical);
    happens('resolved', ['mail', 'wiki'], notCritical);
    clock.advance(40_000);
    await slack.appear();
    dispatcher.retryNow();
    await allSettled();
    expect(roots()).toHaveLength(1);
    expect(replies()).toEqual([]);
    expect(slack.messages[0]).toMatchObject({
      text: expect.stringMatching(
        /^■ 3 services are down, 2 more were down and are up again \(critical\): bank, crm, shop and 2 more/,
      ),
      mentions: ['<!channel>'],
    });
    const text = lines(0);
    expect(text.match(/[■●] \*?(bank|crm|shop|mail|wiki)/g)).toEqual([
      '■ *bank',
      '■ *crm',
      '■ *shop',
      '● mail',
      '● wiki',
    ]);
    expect(text).toMatch(/● mail down from <!date\^\d+.*> until <!date\^\d+.*>, 4 min/);
    expect(text).toMatch(/Told late: detected <!date\^1772366400\^.*>, delivered <!date\^/);
    happens('resolved', ['shop'], notCritical);
    await allSettled();
    expect(replies()).toMatchObject([
      { text: '● shop is up again after 4 min', threadTs: roots()[0]?.ts, broadcast: false },
    ]);
    expect(roots()[0]?.text).toMatch(/^■ 2 services are down, 3 more were down and are up again/);
    happens('resolved', ['bank', 'crm']);
    await allSettled();
    stop();
    expect(replies().at(-1)).toMatchObject({
      text: expect.stringMatching(/^● 5 services were down and are up again: bank, crm, /),
      broadcast: true,
    });
    expect(roots()).toMatchObject([{ text: expect.stringMatching(/^● 5 services were down and are up again/) }]);
    expect(slack.messages.flatMap(({ mentions }) => mentions)).toHaveLength(1);
    expect(lines(0)).toMatch(/delivered <!date\^177236644\d/);
  });

  it('are told one by one when they are few, or not late', async () => {
    const { happens, slack, allSettled, roots, clock, dispatcher, stop } = await aBusyPlace();
    happens('opened', manyNames(11), notCritical);
    await allSettled();
    expect(roots()).toHaveLength(11);
    await slack.disappear();
    happens('opened', ['a', 'b', 'c', 'd'], notCritical);
    clock.advance(40_000);
    await slack.appear();
    dispatcher.retryNow();
    await allSettled();
    stop();
    expect(roots()).toHaveLength(15);
  });

  it('are at most three messages when three hundred begin together, though fresh, and Slack slows nobody down', async () => {
    const { happens, slack, allSettled, roots, clock, stop } = await aBusyPlace({ burst: 1 });
    stop();
    const pace = setInterval(() => clock.advance(100), 100);
    const names = manyNames(300);
    happens('opened', names.slice(0, 1), notCritical);
    happens('opened', names.slice(1), notCritical);
    await allSettled();
    clearInterval(pace);
    expect(roots().length).toBeLessThanOrEqual(3);
    expect(slack.rateLimited).toBe(0);
    const text = slack.messages.map((message) => readable(message)).join('\n');
    for (const name of names) expect(text).toContain(name);
  });

  it('are all named, a thousand of them, and each is told when it was named', { timeout: 60_000 }, async () => {
    const { happens, slack, outbox, allSettled, roots, replies, clock, dispatcher, delivered, stop } =
      await aBusyPlace();
    const names = manyNames(1_000).map((name) => `${name} of the <very> "long" names & more ${'x'.repeat(60)}`);
    await slack.disappear();
    happens('opened', names, notCritical);
    happens('resolved', names.slice(0, 400), notCritical);
    clock.advance(3_600_000);
    await slack.appear();
    dispatcher.retryNow();
    await slack.nextMessage();
    const named = () => slack.messages.map((message) => readable(message)).join('\n');
    await allSettled();
    stop();
    expect(slack.requests.length - slack.messages.length).toBeLessThan(5);
    for (const name of manyNames(1_000)) expect(named()).toContain(`${name} of`);
    expect([roots().length, delivered.length, outbox.owed('slack').length]).toEqual([1, 1_400, 0]);
    expect(replies().every(({ threadTs, broadcast }) => threadTs === roots()[0]?.ts && !broadcast)).toBe(true);
    expect(slack.messages.length).toBeLessThan(40);
  });

  it('go on in the same thread after a restart in the middle of the list, or with the answer lost', {
    timeout: 60_000,
  }, async () => {
    const { happens, slack, outbox, allSettled, roots, replies, clock, dispatcher, restart, stop } = await aBusyPlace();
    const names = manyNames(400);
    await slack.disappear();
    happens('opened', names, notCritical);
    clock.advance(60_000);
    await slack.appear();
    slack.misbehave([{ drop: 'after' }], 'chat.postMessage');
    dispatcher.retryNow();
    await slack.until(() => replies().length === 1);
    await dispatcher.close(0);
    expect(outbox.owed('slack').length).toBeGreaterThan(0);
    restart().dispatcher.poke();
    await allSettled();
    stop();
    expect(roots()).toHaveLength(1);
    const text = slack.messages.map((message) => readable(message)).join('\n');
    for (const name of names) expect(text.split(`*${name}*`)).toHaveLength(2);
  });

  it('have their notes in the thread, and are kept true without a word', async () => {
    const { happens, slack, allSettled, roots, replies, stop } = await aBusyPlace();
    const names = manyNames(12);
    happens('opened', names, notCritical);
    await allSettled();
    const by = { name: 'Ada', via: 'command' } as const;
    happens('acknowledged', ['s03'], { incident: { critical: false, acknowledged: { by, at: noon + 60_000 } } });
    await allSettled();
    expect(replies()).toMatchObject([{ text: expect.stringContaining('s03'), broadcast: false }]);
    const before = slack.messages.length;
    happens('resolved', ['s05'], { ...notCritical, quiet: true });
    await allSettled();
    stop();
    expect(slack.messages).toHaveLength(before);
    expect(roots()[0]?.text).toMatch(/^■ 11 services are down, 1 more was down and is up again/);
  });

  it('have each end told in the thread before the failure that followed it', async () => {
    const { happens, allSettled, roots, replies, lines, stop } = await aBusyPlace();
    happens('opened', manyNames(12), notCritical);
    await allSettled();
    happens('resolved', ['s03', 's04'], notCritical);
    happens('reopened', ['s03'], notCritical);
    await allSettled();
    stop();
    expect(replies().map(({ text }) => text)).toEqual([
      expect.stringMatching(/^● 2 services were down and are up again: s03, s04/),
      expect.stringMatching(/^■ s03 is down again/),
    ]);
    expect(lines(1)).toMatch(/● s03 down from <!date.*> until <!date/);
    expect(roots()[0]?.text).toMatch(/^■ 11 services are down, 1 more was down and is up again/);
  });

  it('call again for a critical one that goes down later, unless another one keeps people at it', async () => {
    const { happens, allSettled, replies, stop } = await aBusyPlace();
    happens('opened', manyNames(12), notCritical);
    await allSettled();
    happens('resolved', ['s03'], notCritical);
    await allSettled();
    happens('reopened', ['s03']);
    await allSettled();
    happens('resolved', ['s04'], notCritical);
    happens('reopened', ['s04']);
    await allSettled();
    stop();
    expect(replies().flatMap(({ mentions }) => mentions)).toEqual(['<!channel>']);
  });
});
