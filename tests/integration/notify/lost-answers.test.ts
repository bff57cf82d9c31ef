import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock } from '../../support/fake-clock.ts';
import type { Fault } from '../../support/slack-server.ts';
import { anAlert } from '../../unit/notify/alerts.ts';
import { aWorkplace, closeWorkplaces } from './workplace.ts';

afterEach(closeWorkplaces);

const mayRead = ['chat:write', 'chat:write.public', 'channels:history', 'channels:read'];
const dropped: Fault = { drop: 'after' };

type Place = Parameters<typeof aWorkplace>[0];

/** A workplace whose clock runs twenty times as fast, so that what takes ten seconds need not. */
async function aBusyPlace(more: Place = {}) {
  const clock = createFakeClock();
  const place = await aWorkplace({ clock, scopes: mayRead, ...more });
  const running = setInterval(() => clock.advance(200), 10);
  const until = (holds: () => boolean) => place.until(holds);
  const stop = () => clearInterval(running);
  const methods = () => place.slack.requests.map(({ method }) => method);
  const roots = () => place.slack.messages.filter(({ threadTs }) => threadTs === undefined);
  return { ...place, clock, until, stop, methods, roots };
}

const opened = (name = 'API Production') => anAlert('opened', { name });
const resolved = (name = 'API Production') => anAlert('resolved', { name });

describe('a message whose answer was lost', () => {
  it('is found in the channel and not sent again, and what follows goes on in its thread', async () => {
    const { slack, owe, until, delivered, retries, stop, roots } = await aBusyPlace();
    slack.misbehave([dropped], 'chat.postMessage');
    owe(opened());
    await until(() => delivered.length === 1);
    expect(retries).toMatchObject([{ uncertain: true, reason: expect.stringContaining('broke before it answered') }]);
    expect(delivered).toMatchObject([{ attempts: 1, possibleDuplicate: false }]);
    owe(resolved());
    await until(() => delivered.length === 2);
    stop();
    expect(roots()).toHaveLength(1);
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, slack.messages[0]?.ts]);
  });

  it('is found where it was sent, though another channel is configured by now', async () => {
    const { slack, owe, until, outbox, delivered, close, restart, stop, roots } = await aBusyPlace();
    slack.misbehave([dropped], 'chat.postMessage');
    slack.misbehave([{ httpStatus: 503 }], 'conversations.list');
    owe(opened());
    await slack.until(() => slack.messages.length === 1);
    await close();
    const { dispatcher } = restart({ channel: '#other' });
    outbox.add(resolved());
    dispatcher.poke();
    await until(() => delivered.length === 2);
    stop();
    expect(roots()).toMatchObject([{ text: expect.stringMatching(/^● /) }]);
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, slack.messages[0]?.ts]);
  });

  it('is found in its thread when it was a reply', async () => {
    const { slack, owe, until, delivered, methods, stop } = await aBusyPlace();
    owe(opened());
    await until(() => delivered.length === 1);
    slack.misbehave([dropped], 'chat.postMessage');
    owe(resolved());
    await until(() => delivered.length === 2);
    stop();
    expect(slack.messages).toHaveLength(2);
    expect(methods().slice(-1)).toEqual(['conversations.replies']);
  });

  it('is told once more when Slack never got it, but not before it could have, and with what has happened since', async () => {
    const { slack, owe, until, delivered, clock, stop, methods } = await aBusyPlace();
    const began = clock.monotonicMs();
    slack.misbehave([{ drop: 'before' }], 'chat.postMessage');
    owe(opened());
    await slack.until(() => methods().includes('conversations.history'));
    owe(resolved());
    await until(() => delivered.length === 2);
    stop();
    expect(clock.monotonicMs() - began).toBeGreaterThanOrEqual(10_000);
    expect(slack.messages.map(({ text }) => text)).toEqual([
      expect.stringContaining('was down for 4 min and is up again'),
    ]);
    expect(methods().filter((method) => method === 'chat.postMessage')).toHaveLength(2);
  });

  it.each<[string, Fault]>([
    ['the connection broke', { lateMs: 250, drop: 'at once' }],
    ['nobody waited for the answer any more', { lateMs: 400 }],
  ])('is not told again where Slack carries it out later than %s', async (_, fault) => {
    const impatient: typeof fetch = (url, init) =>
      fetch(url, {
        ...init,
        signal: AbortSignal.any([AbortSignal.timeout(100), ...(init?.signal ? [init.signal] : [])]),
      });
    const { slack, owe, until, delivered, stop } = await aBusyPlace({ options: { fetch: impatient } });
    slack.misbehave([fault], 'chat.postMessage');
    owe(opened());
    await until(() => delivered.length === 1);
    stop();
    expect(slack.messages).toHaveLength(1);
  });

  it('is found after a restart that came while it was on its way', async () => {
    const { slack, owe, until, delivered, dispatcher, restart, stop, outbox, methods } = await aBusyPlace();
    slack.misbehave([{ lateMs: 300 }], 'chat.postMessage');
    owe(opened());
    await vi.waitFor(() => expect(methods()).toContain('chat.postMessage'), { interval: 5 });
    await dispatcher.close(0);
    expect(outbox.owed('slack')).toMatchObject([{ attempts: 0, sending: { tells: true } }]);
    const again = restart();
    outbox.add(resolved());
    again.dispatcher.poke();
    await until(() => delivered.length === 2);
    stop();
    expect(slack.messages.map(({ threadTs }) => threadTs)).toEqual([undefined, slack.messages[0]?.ts]);
    expect(delivered.map(({ alert, attempts }) => [alert.kind, attempts])).toEqual([
      ['opened', 1],
      ['resolved', 1],
    ]);
  });

  it('is looked for on every page, and in the channel that Slack lists under the configured name', async () => {
    const { slack, owe, until, delivered, methods, stop } = await aBusyPlace({
      pageSize: 1,
    });
    slack.misbehave([dropped], 'chat.postMessage');
    slack.misbehave([{ retryAfterSeconds: 5 }], 'conversations.history');
    owe(opened('a'), opened('b'));
    await until(() => delivered.length === 2);
    stop();
    expect(delivered.map(({ alert }) => alert.service.name)).toEqual(['b', 'a']);
    // Refused once, and then the newer message is on the first page.
    expect(methods().filter((method) => method.startsWith('conversations.'))).toEqual([
      'conversations.list',
      'conversations.history',
      'conversations.history',
      'conversations.history',
    ]);
    expect(slack.messages).toHaveLength(2);
  });

  it('is recognised by the incident it names where Slack keeps no metadata', async () => {
    const { slack, owe, until, delivered, stop } = await aBusyPlace();
    slack.misbehave([{ error: 'invalid_metadata_format' }, dropped], 'chat.postMessage');
    owe(opened());
    await until(() => delivered.length === 1);
    stop();
    expect(slack.messages).toMatchObject([
      { blocks: [], text: expect.stringContaining('API_Production_20260301_115948') },
    ]);
    expect(slack.messages[0]?.metadata).toBeUndefined();
  });

  it('waits with the rest of its outage until Slack lets us look, while other outages go their way', async () => {
    const { slack, owe, until, delivered, stop, roots } = await aBusyPlace();
    slack.misbehave([dropped], 'chat.postMessage');
    slack.misbehave(
      [{ retryAfterSeconds: 30 }, { httpStatus: 500 }, { error: 'internal_error' }],
      'conversations.history',
    );
    owe(opened('a'));
    await slack.until(() => slack.requests.some(({ method }) => method === 'conversations.history'));
    owe(resolved('a'), opened('b'));
    await until(() => delivered.length === 3);
    stop();
    expect(delivered.map(({ alert }) => `${alert.service.name} ${alert.kind}`)).toEqual([
      'b opened',
      'a opened',
      'a resolved',
    ]);
    expect(roots()).toHaveLength(2);
  });
});

describe('a message whose answer was lost, where nobody may look', () => {
  it.each<[string, Place, string]>([
    ['the token has no scope for it', { scopes: ['chat:write'] }, 'channels:history'],
    ['Slack does not say so before it is asked', { scopes: ['chat:write'], hidesScopes: true }, 'channels:history'],
    ['the channel is private', { scopes: [...mayRead, 'groups:read'], privateChannels: ['#alerts'] }, 'groups:history'],
    ['the bot is no member', { scopes: mayRead, uninvited: ['#alerts'] }, '/invite'],
    ['nobody knows the channel by its id', { scopes: ['chat:write', 'channels:history'] }, 'slack.channel'],
  ])('is sent again at once, and people are told why it may come twice: %s', async (_, more, remedy) => {
    const { slack, owe, until, delivered, warnings, stop, clock } = await aBusyPlace(more);
    const began = clock.monotonicMs();
    slack.misbehave([{ drop: 'before' }, dropped], 'chat.postMessage');
    owe(opened('first'));
    await until(() => delivered.length === 1);
    owe(opened('second'));
    await until(() => delivered.length === 2);
    stop();
    expect(slack.messages.map(({ metadata }) => metadata)).toHaveLength(3);
    expect(delivered.map(({ possibleDuplicate }) => possibleDuplicate)).toEqual([true, false]);
    expect(warnings).toEqual([expect.stringContaining(remedy)]);
    expect(warnings[0]).toContain('people may be told twice');
    expect(clock.monotonicMs() - began).toBeLessThan(12_000);
  });

  it('does not even ask where the token is known to lack the scope', async () => {
    const { slack, notifier, owe, until, delivered, methods, stop } = await aBusyPlace({ scopes: ['chat:write'] });
    await notifier.test();
    slack.misbehave([dropped], 'chat.postMessage');
    owe(opened());
    await until(() => delivered.length === 1);
    stop();
    expect(methods()).toEqual(['auth.test', 'chat.postMessage', 'chat.postMessage']);
  });
});
