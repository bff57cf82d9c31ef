import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../support/fake-clock.ts';
import { readable } from '../../support/slack-rules.ts';
import type { SlackServer } from '../../support/slack-server.ts';
import { anAlert } from '../../unit/notify/alerts.ts';
import { aWorkplace, closeWorkplaces } from './workplace.ts';

afterEach(closeWorkplaces);

const down = (name = 'API Production') => anAlert('opened', { name, at: Date.now() });
const up = (name = 'API Production') => anAlert('resolved', { name, at: Date.now() });
const posts = (slack: SlackServer) => slack.requests.filter(({ method }) => method === 'chat.postMessage');
const headlines = (slack: SlackServer) => slack.messages.map((message) => readable(message).split('\n')[0]);

describe('an alert on its way to Slack', () => {
  it('becomes one message that calls the channel, turns green when it is over, and is answered in its thread', async () => {
    const { slack, owe, until, delivered } = await aWorkplace();
    owe(down());
    const root = await slack.nextMessage();
    expect(root.mentions).toEqual(['<!channel>']);
    expect(root.metadata).toEqual({
      event_type: 'asl_monitor_incident',
      event_payload: {
        incident_id: 'API_Production_20260301_115948',
        outage_id: 'API_Production_20260301_115948',
        key: expect.stringMatching(/^[-0-9a-f]{36}$/),
      },
    });
    expect(slack.requests[0]?.args).toMatchObject({
      channel: '#alerts',
      unfurl_links: 'false',
      unfurl_media: 'false',
      parse: 'none',
    });
    owe(up());
    const reply = await slack.nextMessage();
    await until(() => delivered.length === 2);
    expect(reply).toMatchObject({
      text: '● API Production is up again after 4 min',
      threadTs: root.ts,
      broadcast: true,
      mentions: [],
      metadata: {
        event_type: 'asl_monitor_change',
        event_payload: { incident_id: 'API_Production_20260301_115948', change: 'resolved' },
      },
    });
    expect(slack.messages[0]).toMatchObject({
      text: '● API Production is up again after 4 min',
      attachments: [{ color: '#00966b' }],
      edits: [
        {
          text: '■ API Production is down (critical): Expected status 200, got 503',
          attachments: [{ color: '#cb1d1f' }],
        },
      ],
    });
    expect(slack.requests.map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.update', 'chat.postMessage']);
  });

  it('takes less than 150 ms more than Slack itself, also the first one after the start-up test', async () => {
    const { slack, owe, until, delivered, notifier } = await aWorkplace({ delayMs: 300 });
    await notifier.test();
    owe(down());
    await until(() => delivered.length === 1);
    expect(delivered[0]?.latencyMs).toBeGreaterThanOrEqual(295);
    expect(delivered[0]?.latencyMs).toBeLessThan(450);
    expect(slack.messages).toHaveLength(1);
  });

  it('arrives once and in order after Slack has refused it three times', async () => {
    const clock = createFakeClock();
    const { slack, owe, until, delivered, retries } = await aWorkplace({ clock });
    slack.misbehave(
      [{ error: 'internal_error' }, { httpStatus: 503 }, { error: 'service_unavailable' }],
      'chat.postMessage',
    );
    owe(anAlert('opened'));
    for (let refused = 1; refused <= 3; refused += 1) {
      await until(() => retries.length === refused);
      clock.advance(Math.max(retries.at(-1)?.inMs ?? 0, 1_100));
    }
    await until(() => delivered.length === 1);
    owe(anAlert('resolved'));
    clock.advance(2_000);
    await until(() => delivered.length === 2);
    expect(retries.map(({ reason, inMs, attempts }) => ({ reason, inMs, attempts }))).toEqual([
      { reason: 'Slack failed (internal_error)', inMs: 1_000, attempts: 1 },
      { reason: "Slack's address answered with HTTP 503", inMs: 1_000, attempts: 2 },
      { reason: 'Slack is out of service (service_unavailable)', inMs: 2_000, attempts: 3 },
    ]);
    expect(headlines(slack)).toEqual([
      '● API Production is up again after 4 min',
      '● API Production is up again after 4 min',
    ]);
    expect(slack.messages[0]?.edits.map(({ text }) => text)).toEqual([
      '■ API Production is down (critical): Expected status 200, got 503',
    ]);
  });

  it('holds the whole channel back for the two seconds that Slack asks for', async () => {
    const { slack, owe, until, delivered, retries } = await aWorkplace();
    slack.misbehave([{ retryAfterSeconds: 2 }]);
    owe(down('a'));
    await until(() => retries.length === 1);
    owe(down('b'));
    await until(() => delivered.length === 2);
    const [refused, ...later] = posts(slack).map(({ at }) => at);
    expect(retries[0]).toMatchObject({ reason: 'Slack asks for fewer messages (ratelimited)', inMs: 2_000 });
    expect(Math.min(...later) - (refused ?? 0)).toBeGreaterThanOrEqual(1_995);
    expect(later).toHaveLength(2);
  });

  it('sends five outages and their ends to a strict Slack without being told once to slow down', async () => {
    const { slack, owe, until, delivered } = await aWorkplace({ burst: 1 });
    const names = ['a', 'b', 'c', 'd'];
    owe(...names.map((name) => down(name)));
    await until(() => delivered.length === 2);
    owe(up('a'));
    await until(() => delivered.length === 5);
    expect(slack.rateLimited).toBe(0);
    expect(headlines(slack)).toEqual([
      '● a is up again after 4 min',
      '■ b is down',
      '■ c is down',
      '■ d is down',
      '● a is up again after 4 min',
    ]);
  });

  it('comes once when the connection drops before Slack has read it, or during the edit', async () => {
    const { slack, owe, until, delivered } = await aWorkplace();
    slack.misbehave([{ drop: 'before' }], 'chat.postMessage');
    slack.misbehave([{ drop: 'after' }, { drop: 'before' }], 'chat.update');
    owe(down());
    await until(() => delivered.length === 1);
    owe(up());
    await until(() => delivered.length === 2);
    expect(slack.messages).toHaveLength(2);
  });

  it('waits while Slack is gone and arrives as soon as it is back, saying that it is late', async () => {
    const clock = createFakeClock();
    const { slack, owe, until, delivered, retries, dispatcher } = await aWorkplace({ clock });
    await slack.disappear();
    owe(anAlert('opened'));
    await until(() => retries.length === 1);
    expect(retries[0]?.reason).toMatch(/^127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\)$/);
    clock.advance(1_100);
    clock.setWall(clock.wallMs() + 21 * 60_000);
    await slack.appear();
    dispatcher.retryNow();
    await until(() => delivered.length === 1);
    const [message] = slack.messages;
    expect(message?.text).toMatch(/\(told 21 min late\)$/);
    expect(message && readable(message)).toContain(
      'Told late: detected <!date^1772366400^{time_secs}|2026-03-01T12:00:00.000Z>, delivered <!date^1772367661',
    );
  });

  it('tells an outage that came and went unheard in one message', async () => {
    const { slack, owe, until, delivered, retries, dispatcher } = await aWorkplace();
    await slack.disappear();
    owe(down());
    await until(() => retries.length === 1);
    owe(up());
    await slack.appear();
    dispatcher.retryNow();
    await until(() => delivered.length === 2);
    expect(headlines(slack)).toEqual(['● API Production was down for 4 min and is up again']);
    expect(slack.messages[0]).toMatchObject({ threadTs: undefined, mentions: [] });
  });

  it('survives a restart between the alert and its end', async () => {
    const { slack, owe, until, outbox, delivered, close, restart } = await aWorkplace();
    owe(down());
    await until(() => delivered.length === 1);
    await close();
    const again = restart();
    outbox.add(up());
    again.dispatcher.poke();
    await until(() => delivered.length === 2);
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, slack.messages[0]?.ts]);
  });

  it('begins a new conversation for the recovery when somebody deleted the alert', async () => {
    const { slack, owe, until, delivered } = await aWorkplace();
    owe(down());
    slack.deleteMessage((await slack.nextMessage()).ts);
    owe(up());
    await until(() => delivered.length === 2);
    expect(slack.messages).toMatchObject([
      { text: '● API Production is up again after 4 min', threadTs: undefined, mentions: [] },
    ]);
  });

  it('goes on in the thread when the alert may not be edited', async () => {
    const { slack, owe, until, delivered, warnings } = await aWorkplace();
    owe(down());
    await until(() => delivered.length === 1);
    slack.misbehave([{ error: 'edit_window_closed' }]);
    owe(up());
    await until(() => delivered.length === 2);
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, slack.messages[0]?.ts]);
    expect(warnings).toEqual([
      expect.stringMatching(/could not be edited and is continued in its thread: .*edit_window_closed/),
    ]);
  });

  it('is sent as plain text when Slack refuses its layout', async () => {
    const { slack, owe, until, delivered, warnings } = await aWorkplace();
    slack.misbehave([{ error: 'invalid_blocks' }]);
    owe(down());
    await until(() => delivered.length === 1);
    expect(slack.messages).toMatchObject([
      {
        blocks: [],
        attachments: [],
        mentions: ['<!channel>'],
        text: expect.stringContaining('API Production is down'),
      },
    ]);
    expect(warnings).toEqual([
      'Slack did not take an alert as it was, so that it is sent as plain text: Slack refuses the layout of the message (invalid_blocks)',
    ]);
  });

  it('mentions nobody for a response body full of mentions', async () => {
    const { slack, owe } = await aWorkplace({ options: { mentionChannel: false } });
    const sentence = `Expected the body to contain "ok", got "${'<!channel> <@U1> @here '.repeat(500)}"`;
    owe(anAlert('opened', { at: Date.now(), incident: { failure: { kind: 'content', phase: 'body', sentence } } }));
    const message = await slack.nextMessage();
    expect(message.mentions).toEqual([]);
    expect(JSON.stringify(posts(slack))).not.toMatch(/<!channel>|<@U1>|@here/);
  });

  it('calls whom the configuration names', async () => {
    const { slack, owe, warnings } = await aWorkplace({ options: { mention: '@here S012AB3CD' } });
    owe(down());
    expect((await slack.nextMessage()).mentions).toEqual(['<!here>', '<!subteam^S012AB3CD>']);
    expect(warnings).toEqual([]);
  });
});

describe('a Slack that is not set up right', () => {
  it('keeps the alerts when the token is wrong, says what to do, and tells them once it is right', async () => {
    const clock = createFakeClock();
    const { slack, owe, until, outbox, retries, delivered, close, restart } = await aWorkplace({
      clock,
      options: { token: 'xoxb-wrong' },
    });
    owe(anAlert('opened'));
    await until(() => retries.length === 1);
    expect(retries).toMatchObject([
      {
        reason: 'Slack does not know the token (invalid_auth)',
        remedy: expect.stringContaining('SLACK_BOT_TOKEN'),
        inMs: 15_000,
      },
    ]);
    clock.advance(14_000);
    expect([slack.requests.length, outbox.owed('slack').length]).toEqual([1, 1]);
    await close();
    restart({ token: 'xoxb-test' }).dispatcher.retryNow();
    await until(() => delivered.length === 1);
    expect(headlines(slack)).toEqual(['■ API Production is down']);
  });

  it.each([
    [
      { scopes: ['chat:write.public'] },
      '#alerts',
      'the token lacks a permission: chat:write (missing_scope)',
      'Bot Token Scopes',
    ],
    [{}, '#nowhere', 'there is no channel "#nowhere" that the bot can see (channel_not_found)', 'slack.channel'],
  ])('names the cause and the remedy (%j, %s)', async (server, channel, reason, remedy) => {
    const { owe, until, retries, outbox } = await aWorkplace({ ...server, options: { channel } });
    owe(down());
    await until(() => retries.length === 1);
    expect(retries).toMatchObject([{ reason, remedy: expect.stringContaining(remedy), inMs: 15_000 }]);
    expect(outbox.owed('slack')).toHaveLength(1);
  });

  it('recognises that a captive portal answers in its place', async () => {
    const { slack, owe, until, retries } = await aWorkplace();
    slack.misbehave([{ httpStatus: 200, body: '<html>Welcome to the hotel</html>' }]);
    owe(down());
    await until(() => retries.length === 1);
    expect(retries).toMatchObject([{ reason: 'something other than Slack answered in its place' }]);
  });

  it('says at start who it is and what it lacks', async () => {
    const well = await aWorkplace();
    expect(await well.notifier.test()).toMatchObject({
      ok: true,
      canWrite: true,
      missingScopes: [],
      recommendedScopes: ['channels:history', 'channels:read'],
      sentence: expect.stringMatching(
        /^Slack: signed in as monitor in the workspace Test team; recommended, .*: channels:history \(to look /,
      ),
    });
    const poor = await aWorkplace({ scopes: ['chat:write'], options: { apiUrl: undefined, fetch: undefined } });
    poor.notifier.close();
    const lacking = poor.restart({ apiUrl: `${poor.slack.url}/` });
    expect(await lacking.notifier.test()).toMatchObject({
      missingScopes: ['chat:write.public'],
      sentence: expect.stringContaining('the scope chat:write.public is missing (without it the bot has to be invited'),
      remedy: expect.stringContaining('Bot Token Scopes'),
      canWrite: true,
    });
    const wrong = well.restart({ token: 'xoxb-wrong' });
    expect(await wrong.notifier.test()).toMatchObject({
      ok: false,
      reason: 'Slack does not know the token (invalid_auth)',
      retryable: false,
    });
    await well.slack.disappear();
    expect(await wrong.notifier.test()).toMatchObject({
      ok: false,
      retryable: true,
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('does not keep a closing program waiting for an answer, and keeps the alert', async () => {
    const { slack, owe, close, outbox } = await aWorkplace();
    slack.misbehave([{ silent: true }]);
    owe(down());
    await slack.until(() => slack.requests.length > 0);
    const began = performance.now();
    await close();
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(outbox.owed('slack')).toHaveLength(1);
  });
});
