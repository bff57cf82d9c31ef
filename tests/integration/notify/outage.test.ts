import { afterEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../../main/monitor/model.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { readable } from '../../support/slack-rules.ts';
import { alertIn, anOutage, manyNames, type OutageParts } from '../../unit/notify/alerts.ts';
import { aWorkplace, closeWorkplaces } from './workplace.ts';

afterEach(closeWorkplaces);

/** A workplace where an outage of these services goes on as the test says; at their true pace Slack counts messages. */
async function anOutageAt(names: readonly string[], parts: OutageParts = {}, pace: 'true' | 'quick' = 'quick') {
  const clock = createFakeClock();
  const workplace = await aWorkplace({ clock, ...(pace === 'true' && { burst: 1 }) });
  const { outbox, dispatcher, delivered, until, slack } = workplace;
  let up: Record<string, number> = {};
  let expected = 0;
  const known = new Set<string>();

  /** The services change together, and all of it is told. */
  async function happens(kind: Alert['kind'], ...who: readonly string[]) {
    up = { ...up };
    for (const name of who) {
      if (kind === 'resolved') up[name] = clock.wallMs();
      else delete up[name];
    }
    const story = anOutage(names, { ...parts, up });
    const joined = story.incidents.filter(({ service }) => known.has(service) || who.includes(service));
    for (const name of who) known.add(name);
    outbox.setOutage({ ...story, incidents: joined });
    for (const name of who) outbox.add(alertIn(story, kind, name, { at: clock.wallMs() }));
    expected += who.length;
    dispatcher.poke();
  }
  async function told(): Promise<void> {
    await Promise.resolve();
    const waiting = setInterval(() => clock.advance(100), pace === 'true' ? 100 : 5);
    await until(() => delivered.length === expected);
    clearInterval(waiting);
  }
  return {
    ...workplace,
    clock,
    told,
    happens,
    tells: async (kind: Alert['kind'], ...who: readonly string[]) => {
      await happens(kind, ...who);
      await told();
    },
    replies: () => slack.messages.filter(({ threadTs }) => threadTs !== undefined),
    root: () => slack.messages.find(({ threadTs }) => threadTs === undefined),
  };
}

describe('ten services behind one gateway', () => {
  const names = manyNames(10);

  it('are one message that lists them all, one reply for those that joined, and one when all is over', async () => {
    const { tells, root, replies, slack } = await anOutageAt(names, { critical: ['s01'] });
    await tells('opened', ...names.slice(0, 7));
    expect(root()).toMatchObject({
      text: '■ 7 services are down: gateway.example.com (critical): s01, s02, s03 and 4 more',
      mentions: ['<!channel>'],
      metadata: {
        event_type: 'asl_monitor_incident',
        event_payload: { incident_id: 's01_20260301_115948', outage_id: 's01_20260301_115948' },
      },
    });
    await tells('opened', ...names.slice(7));
    const latest = root();
    for (const name of names) expect(latest && readable(latest)).toContain(`■ *${name}*`);
    await tells('resolved', 's01', 's02');
    expect(root()?.text).toBe('■ 8 of 10 services are still down: gateway.example.com: s03, s04, s05 and 5 more');
    await tells('resolved', ...names.slice(2));
    expect(root()).toMatchObject({
      text: expect.stringMatching(/^● 10 services are up again after /),
      attachments: [{ color: '#00966b' }],
    });
    expect(
      replies().map(({ text, broadcast, mentions }) => [
        text.replace(/after .*: g/, 'after …: g'),
        broadcast,
        mentions,
      ]),
    ).toEqual([
      ['■ 3 more services are down: s08, s09, s10', false, []],
      ['● s01, s02 are up again; 8 of 10 still down', false, []],
      ['● 10 services are up again after …: gateway.example.com', true, []],
    ]);
    expect(replies()[1]?.metadata).toMatchObject({
      event_type: 'asl_monitor_change',
      event_payload: { incident_id: 's02_20260301_115948', outage_id: 's01_20260301_115948', change: 'resolved' },
    });
    expect(slack.messages).toHaveLength(4);
  });

  it('call when the first critical one joins, in the channel, and not for those after it', async () => {
    const { tells, root, replies } = await anOutageAt(names, { critical: ['s04', 's05'] });
    await tells('opened', 's01', 's02');
    await tells('opened', 's03');
    await tells('opened', 's04');
    await tells('opened', 's05');
    expect(root()?.mentions).toEqual([]);
    expect(replies().map(({ broadcast, mentions }) => [broadcast, mentions])).toEqual([
      [false, []],
      [true, ['<!channel>']],
      [false, []],
    ]);
  });

  it('call again when the outage begins anew, because people took it for over', async () => {
    const { tells, replies, root } = await anOutageAt(names.slice(0, 2), { critical: ['s01'] });
    await tells('opened', 's01', 's02');
    await tells('resolved', 's01', 's02');
    await tells('reopened', 's01');
    expect(replies().at(-1)).toMatchObject({
      text: '■ s01 is down again (critical): connection to 10.1.2.3:443 refused for s01',
      broadcast: true,
      mentions: ['<!channel>'],
    });
    expect(root()?.text).toMatch(/^■ 1 of 2 services is still down: /);
  });

  it('begin with a message for one, which becomes that of all', async () => {
    const { tells, root, replies } = await anOutageAt(names, { critical: ['s01'] });
    await tells('opened', 's01');
    expect(root()?.text).toBe('■ s01 is down (critical): connection to 10.1.2.3:443 refused for s01');
    await tells('opened', 's02');
    expect(root()?.text).toBe('■ 2 services are down: gateway.example.com (critical): s01, s02');
    expect(replies().map(({ text }) => text)).toEqual([
      '■ 1 more service is down: s02: connection to 10.1.2.3:443 refused for s02',
    ]);
  });

  it('go on in the same thread after a restart between the message and what follows', async () => {
    const { tells, happens, close, restart, delivered, until, root, replies, clock } = await anOutageAt(names);
    await tells('opened', ...names);
    await close();
    await happens('resolved', ...names);
    restart().dispatcher.poke();
    clock.advance(5_000);
    await until(() => delivered.length === 20);
    expect(replies().map(({ threadTs, broadcast }) => [threadTs, broadcast])).toEqual([[root()?.ts, true]]);
  });

  it('call nobody twice when the message is deleted while some recover', async () => {
    const { tells, slack, root } = await anOutageAt(names, { critical: ['s01'] });
    await tells('opened', ...names);
    slack.deleteMessage(root()?.ts ?? '');
    await tells('resolved', 's02');
    expect(slack.messages).toMatchObject([
      { text: expect.stringMatching(/^■ 9 of 10 services are still down/), mentions: [], threadTs: undefined },
    ]);
  });

  it('say nothing of one that came back for a moment only, but keep the message true', async () => {
    const { tells, outbox, dispatcher, delivered, until, slack, clock } = await anOutageAt(['s01', 's02']);
    await tells('opened', 's01', 's02');
    clock.advance(5_000);
    const story = anOutage(['s01', 's02'], { incident: { flaps: 2 } });
    outbox.setOutage(story);
    outbox.add(alertIn(story, 'resolved', 's01', { at: clock.wallMs(), notBefore: clock.wallMs() + 60_000 }));
    outbox.add(alertIn(story, 'reopened', 's01', { at: clock.wallMs() }));
    dispatcher.poke();
    await until(() => delivered.length === 4);
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]?.edits).toHaveLength(1);
    expect(slack.requests.map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.update']);
  });
});

describe('300 services that fail and recover together', () => {
  it('are one message, a few replies and one broadcast, and Slack never has to slow them down', async () => {
    const names = manyNames(300);
    const { tells, slack, replies, root, delivered } = await anOutageAt(names, { critical: names }, 'true');
    await tells('opened', ...names.slice(0, 100));
    await tells('opened', ...names.slice(100));
    await tells('resolved', ...names.slice(0, 250));
    await tells('resolved', ...names.slice(250));
    expect(delivered).toHaveLength(600);
    expect(root()?.text).toMatch(/^● 300 services are up again after /);
    expect(root()?.mentions).toEqual(['<!channel>']);
    expect(replies().map(({ broadcast }) => broadcast)).toEqual([false, false, true]);
    expect(slack.messages.flatMap(({ mentions }) => mentions)).toHaveLength(1);
    expect([slack.messages.length, slack.rateLimited]).toEqual([4, 0]);
  });

  it('are one message that says what was, when Slack was gone all the while', async () => {
    const names = manyNames(300);
    const { happens, told, slack, clock, retries, until, dispatcher } = await anOutageAt(names);
    await slack.disappear();
    await happens('opened', ...names);
    await until(() => retries.length === 300);
    clock.advance(500);
    await happens('resolved', ...names);
    await slack.appear();
    dispatcher.retryNow();
    await told();
    expect(slack.messages).toMatchObject([
      { text: expect.stringMatching(/^● 300 services were down for 1\d s and are up again: /), mentions: [] },
    ]);
  });
});
