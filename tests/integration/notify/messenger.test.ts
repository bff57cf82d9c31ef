import { afterEach, describe, expect, it } from 'vitest';
import type { Configuration } from '../../../main/config/configuration.ts';
import type { ProgramEvent } from '../../../main/event-json.ts';
import { createMessenger } from '../../../main/messenger.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryOutbox } from '../../support/memory-outbox.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import { anAlert } from '../../unit/notify/alerts.ts';

const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** A messenger as the program has it, whose clock runs twenty times as fast, and the Slack it is told to use. */
async function aMessenger() {
  const clock = createFakeClock();
  const slack = await createSlackServer({ wallMs: clock.wallMs });
  const outbox = createMemoryOutbox();
  const events: ProgramEvent[] = [];
  const lines: string[] = [];
  const log = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const messenger = createMessenger({
    clock,
    outbox: { ...outbox, setNotifiers: () => undefined },
    log: { debug: log('debug'), info: log('info'), warning: log('warning'), error: log('error') },
    listen: (event) => void events.push(event),
    onPress: () => undefined,
  });
  const settings = { enabled: true, channel: '#alerts', mentionChannel: true, mention: [], language: 'en' } as const;
  const configure = (token: string) =>
    messenger.configure({ slack: settings } as unknown as Configuration, {
      SLACK_BOT_TOKEN: token,
      SLACK_API_URL: slack.url,
    });
  configure('xoxb-test');
  const running = setInterval(() => clock.advance(200), 10);
  toClose.push(async () => {
    clearInterval(running);
    await messenger.close();
    await slack.close();
  });
  const happened = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const named = (...types: readonly string[]) => events.filter(({ type }) => types.includes(type));
  return { clock, slack, outbox, messenger, events, lines, configure, happened, named };
}

describe('a Slack that cannot be reached', () => {
  it('is news after ten seconds, and again when it is back, in the log, the events and the status', async () => {
    const { slack, outbox, messenger, lines, happened, named } = await aMessenger();
    await slack.disappear();
    outbox.add(anAlert('opened'));
    messenger.poke();
    expect(messenger.notifiers()).toEqual([{ name: 'slack', owed: 1 }]);
    await happened(() => named('notifier.unreachable').length > 0);
    const reason = expect.stringContaining('refused the connection');
    expect(named('notifier.unreachable')).toMatchObject([{ notifier: 'slack', owed: 1, reason }]);
    expect(messenger.notifiers()).toMatchObject([{ owed: 1, unreachableSince: expect.any(Number), reason }]);
    expect(lines).toContainEqual(expect.stringMatching(/^error slack: nobody was reached since .*, 1 alert owed: /));
    await slack.appear();
    messenger.retryNow();
    await happened(() => named('notifier.reachable').length > 0);
    expect(named('notifier.reachable')).toMatchObject([{ notifier: 'slack', owed: 0 }]);
    expect(messenger.notifiers()).toEqual([{ name: 'slack', owed: 0 }]);
  });

  it('is back for everybody also when it took other settings', async () => {
    const { slack, outbox, messenger, configure, happened, named } = await aMessenger();
    slack.setToken('xoxb-other');
    outbox.add(anAlert('opened'));
    messenger.poke();
    await happened(() => named('notifier.unreachable').length > 0);
    configure('xoxb-other');
    await happened(() => named('notifier.reachable').length > 0);
    expect(messenger.notifiers()).toEqual([{ name: 'slack', owed: 0 }]);
    expect(slack.messages).toHaveLength(1);
  });

  it('says of each alert that may have come twice that it may', async () => {
    const { slack, outbox, messenger, lines, happened, named } = await aMessenger();
    slack.misbehave([{ drop: 'after' }], 'chat.postMessage');
    outbox.add(anAlert('opened'));
    messenger.poke();
    await happened(() => named('alert.delivered').length > 0);
    expect(named('alert.retry', 'alert.delivered')).toMatchObject([{ uncertain: true }, { possibleDuplicate: true }]);
    expect(lines).toContainEqual(
      'warning slack: "opened" of API_Production_20260301_115948 may be in the channel twice (1 so far)',
    );
  });

  it('keeps the id of the channel for the next run', async () => {
    const { outbox, messenger, happened, named } = await aMessenger();
    outbox.add(anAlert('opened'));
    messenger.poke();
    await happened(() => named('alert.delivered').length > 0);
    expect(outbox.noted('slack', 'id of #alerts')).toBe('C00000001');
  });
});
