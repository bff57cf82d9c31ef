import { afterEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../support/fake-clock.ts';
import { anAlert } from '../../unit/notify/alerts.ts';
import { aWorkplace, closeWorkplaces } from './workplace.ts';

afterEach(closeWorkplaces);

const opened = () => anAlert('opened', { at: Date.now() });
const resolved = () => anAlert('resolved', { at: Date.now() });

describe('an end whose edit of the first message gets no answer time and again', () => {
  it.each(['before', 'after'] as const)(
    'is told all the same, and the message is made true afterwards (dropped %s it was carried out)',
    async (drop) => {
      const clock = createFakeClock();
      const { slack, owe, until, delivered, outbox } = await aWorkplace({ clock });
      owe(opened());
      await until(() => delivered.length === 1);
      const running = setInterval(() => clock.advance(100), 10);
      slack.misbehave([{ drop }, { drop }, { error: 'internal_error' }], 'chat.update');
      owe(resolved());
      await until(() => delivered.length === 2);
      await slack.until(() => slack.requests.filter(({ method }) => method === 'chat.update').length === 4);
      await slack.until(() => slack.messages[0]?.attachments[0]?.color === '#00966b');
      clearInterval(running);
      expect(slack.requests.map(({ method }) => method)).toEqual([
        'chat.postMessage',
        'chat.update',
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
    slack.misbehave([{ drop: 'after' }, { drop: 'after' }], 'chat.update');
    owe(resolved());
    await until(() => delivered.length === 2);
    slack.deleteMessage(root.ts);
    await slack.until(() => slack.requests.filter(({ method }) => method === 'chat.update').length === 3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    clearInterval(running);
    expect(slack.requests.map(({ method }) => method).slice(-2)).toEqual(['chat.postMessage', 'chat.update']);
    expect(clock.pending).toBe(0);
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
