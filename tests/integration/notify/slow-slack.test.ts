import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../../../main/monitor/model.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { anAlert, noon } from '../../unit/notify/alerts.ts';
import { aWorkplace, closeWorkplaces } from './workplace.ts';

afterEach(closeWorkplaces);

const opened = () => anAlert('opened', { at: Date.now() });
const resolved = () => anAlert('resolved', { at: Date.now() });

describe('an end whose edit of the first message gets no answer', () => {
  it.each(['before', 'after'] as const)(
    'is told all the same, and the message is made true afterwards (dropped %s it was carried out)',
    async (drop) => {
      const clock = createFakeClock();
      const { slack, owe, until, delivered, outbox } = await aWorkplace({ clock });
      owe(opened());
      await until(() => delivered.length === 1);
      const running = setInterval(() => clock.advance(100), 10);
      slack.misbehave([{ drop }, { error: 'internal_error' }], 'chat.update');
      owe(resolved());
      await until(() => delivered.length === 2);
      await slack.until(() => slack.requests.filter(({ method }) => method === 'chat.update').length === 3);
      await slack.until(() => slack.messages[0]?.attachments[0]?.color === '#00966b');
      clearInterval(running);
      expect(slack.requests.map(({ method }) => method)).toEqual([
        'chat.postMessage',
        'chat.update',
        'chat.postMessage',
        'chat.update',
        'chat.update',
      ]);
      expect(slack.messages).toHaveLength(2);
      expect(outbox.owed('slack')).toEqual([]);
    },
  );

  it('waits for a Slack that takes six seconds to edit it', { timeout: 15_000 }, async () => {
    const { slack, owe, until, delivered } = await aWorkplace();
    owe(opened());
    await until(() => delivered.length === 1);
    slack.misbehave([{ lateMs: 6_000 }], 'chat.update');
    owe(resolved());
    await until(() => delivered.length === 2);
    expect(slack.requests.map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.update', 'chat.postMessage']);
  });

  it('is not edited anew where somebody deleted the message meanwhile', async () => {
    const clock = createFakeClock();
    const { slack, owe, until, delivered } = await aWorkplace({ clock });
    owe(opened());
    const root = await slack.nextMessage();
    await until(() => delivered.length === 1);
    const running = setInterval(() => clock.advance(100), 10);
    slack.misbehave([{ drop: 'after' }], 'chat.update');
    owe(resolved());
    await until(() => delivered.length === 2);
    slack.deleteMessage(root.ts);
    await slack.until(() => slack.requests.filter(({ method }) => method === 'chat.update').length === 2);
    owe(anAlert('opened', { name: 'Web' }));
    await until(() => delivered.length === 3);
    owe(anAlert('resolved', { name: 'Web' }));
    await until(() => delivered.length === 4);
    clearInterval(running);
    const edits = slack.requests.filter(({ method, args }) => method === 'chat.update' && args.ts === root.ts);
    expect(edits).toHaveLength(2);
  });

  it('is mended by the next run where this one is killed before it could', async () => {
    const clock = createFakeClock();
    const { slack, owe, until, delivered, dispatcher, restart, outbox } = await aWorkplace({
      clock,
      scopes: ['chat:write', 'channels:history', 'channels:read'],
    });
    owe(opened());
    await until(() => delivered.length === 1);
    const running = setInterval(() => clock.advance(100), 10);
    slack.misbehave([{ httpStatus: 500 }], 'chat.update');
    slack.misbehave([{ drop: 'after' }], 'chat.postMessage');
    owe(resolved());
    await slack.until(() => slack.messages.length === 2);
    // A process that is killed hears no answer any more.
    void dispatcher.close(0);
    expect(slack.messages[0]?.attachments[0]?.color).toBe('#cb1d1f');
    restart().dispatcher.poke();
    await slack.until(() => slack.messages[0]?.attachments[0]?.color === '#00966b');
    await until(() => outbox.owed('slack').length === 0);
    await vi.waitFor(() => expect(outbox.noted('slack', 'roots in doubt')).toBe('[]'));
    clearInterval(running);
    expect(slack.messages).toHaveLength(2);
  });
});

describe('a first message that is mended after more was told', () => {
  const [down, up] = ['#cb1d1f', '#00966b'];

  it.each<[string, readonly Alert['kind'][], string]>([
    ['its end', ['opened', 'resolved', 'reopened', 'resolved'], up],
    ['that it is down again', ['opened', 'resolved', 'reopened'], down],
  ])('is not what it was before that: %s', async (_, kinds, color) => {
    const clock = createFakeClock();
    const { slack, until, delivered, dispatcher, restart, outbox } = await aWorkplace({
      clock,
      scopes: ['chat:write', 'channels:history', 'channels:read'],
    });
    for (const [turn, kind] of kinds.entries()) {
      const alert = anAlert(kind, { at: clock.wallMs(), incident: { flaps: turn > 1 ? 1 : 0 } });
      const { incident } = alert;
      const outage = { id: incident.id, startedAt: noon, explanation: { kind: 'alone' } as const, members: [] };
      outbox.setOutage({ outage, incidents: [incident] });
      outbox.add(alert);
      // Of the last but one the edit gets no answer, and the last is told and the program killed before it knows.
      if (turn === kinds.length - 2) slack.misbehave([{ httpStatus: 500 }], 'chat.update');
      if (turn === kinds.length - 1) slack.misbehave([{ drop: 'after' }], 'chat.postMessage');
      clock.advance(1_100);
      dispatcher.poke();
      if (turn < kinds.length - 1) await until(() => delivered.length === turn + 1);
    }
    await slack.until(() => slack.messages.length === kinds.length);
    void dispatcher.close(0);
    expect(slack.messages[0]?.attachments[0]?.color).toBe(color);
    expect(outbox.noted('slack', 'roots in doubt')).toMatch(/^\[\d+\]$/);
    // The look that finds the last comes later than the mending could.
    slack.misbehave([{ retryAfterSeconds: 5 }], 'conversations.replies');
    clock.advance(20_000);
    const running = setInterval(() => clock.advance(100), 10);
    restart().dispatcher.poke();
    await vi.waitFor(() => expect(outbox.noted('slack', 'roots in doubt')).toBe('[]'), 10_000);
    clearInterval(running);
    expect(outbox.owed('slack')).toEqual([]);
    expect(slack.messages).toHaveLength(kinds.length);
    expect(slack.messages[0]?.attachments[0]?.color).toBe(color);
    expect(slack.messages[0]?.text).not.toContain('late');
  });
});

describe('an alert whose layout Slack refuses', () => {
  it('is sent again as text alone, and not before its turn', async () => {
    const { slack, owe, until, delivered } = await aWorkplace();
    slack.misbehave([{ error: 'invalid_blocks' }, { error: 'invalid_metadata_format' }], 'chat.postMessage');
    owe(opened());
    await until(() => delivered.length === 1);
    const posts = slack.requests.map(({ args: { blocks, metadata } }) =>
      [blocks, metadata].map((one) => one !== undefined),
    );
    expect(posts).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
    const times = slack.requests.map(({ at }) => at);
    for (const [nth, at] of times.slice(1).entries()) expect(at - (times[nth] ?? 0)).toBeGreaterThanOrEqual(1_000);
    owe(resolved());
    await until(() => delivered.length === 2);
    expect(slack.messages.at(-1)?.blocks).not.toEqual([]);
  });
});
