import { afterEach, describe, expect, it } from 'vitest';
import type { Configuration } from '../../../main/config/configuration.ts';
import type { ProgramEvent } from '../../../main/event-json.ts';
import { createMessenger } from '../../../main/messenger.ts';
import type { Notifier } from '../../../main/notify/notifier.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryOutbox } from '../../support/memory-outbox.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import { anAlert } from '../../unit/notify/alerts.ts';

const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** A messenger as the program has it, whose clock runs twenty times as fast, and the Slack it is told to use. */
async function aMessenger(desktop?: Notifier) {
  const clock = createFakeClock();
  const slack = await createSlackServer({ wallMs: clock.wallMs });
  const outbox = createMemoryOutbox();
  const events: ProgramEvent[] = [];
  const lines: string[] = [];
  const inForce: string[] = [];
  const log = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const messenger = createMessenger({
    clock,
    outbox: { ...outbox, setNotifiers: (names) => void inForce.splice(0, inForce.length, ...names) },
    log: { debug: log('debug'), info: log('info'), warning: log('warning'), error: log('error') },
    listen: (event) => void events.push(event),
    onPress: () => undefined,
    ...(desktop === undefined ? {} : { desktop }),
  });
  const settings = { enabled: true, channel: '#alerts', mentionChannel: true, mention: [], language: 'en' } as const;
  const configure = (token: string, parts: { slack?: boolean; desktop?: boolean } = {}) => {
    const slackSettings = { ...settings, enabled: parts.slack ?? true };
    const configuration = { slack: slackSettings, desktop: { enabled: parts.desktop ?? true } };
    messenger.configure(configuration as unknown as Configuration, {
      SLACK_BOT_TOKEN: token,
      SLACK_API_URL: slack.url,
    });
  };
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
  return { clock, slack, outbox, messenger, events, lines, inForce, configure, happened, named };
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

describe('a desktop beside Slack', () => {
  /** Takes what it is told once it is let. */
  function aDesktop() {
    const told: string[] = [];
    let open = Promise.withResolvers<void>();
    open.resolve();
    const notifier: Notifier = {
      name: 'desktop',
      gapMs: 0,
      async deliver(report) {
        await open.promise;
        told.push(report.alert.kind);
        return { ok: true };
      },
    };
    const hold = () => {
      open = Promise.withResolvers<void>();
      return open.resolve;
    };
    return { notifier, told, hold };
  }

  it('is told by its own way: a Slack that is gone holds up nothing, and is not held up', async () => {
    const desktop = aDesktop();
    const { slack, outbox, messenger, inForce, happened, named } = await aMessenger(desktop.notifier);
    expect(inForce).toEqual(['slack', 'desktop']);
    await slack.disappear();
    for (const name of inForce) outbox.add(anAlert('opened'), name);
    messenger.poke();
    await happened(() => named('alert.delivered').length > 0);
    expect(named('alert.delivered')).toMatchObject([{ notifier: 'desktop' }]);
    expect(messenger.notifiers()).toMatchObject([
      { name: 'slack', owed: 1 },
      { name: 'desktop', owed: 0 },
    ]);
  });

  it('goes on with what is under way while Slack gets another token, or none', async () => {
    const desktop = aDesktop();
    const { outbox, messenger, inForce, configure, happened, named } = await aMessenger(desktop.notifier);
    const letGo = desktop.hold();
    outbox.add(anAlert('opened'), 'desktop');
    messenger.poke();
    configure('xoxb-another');
    configure('xoxb-another', { slack: false });
    expect([inForce, messenger.slack]).toEqual([['desktop'], 'off']);
    letGo();
    await happened(() => named('alert.delivered').length > 0);
    expect([desktop.told, messenger.notifiers()]).toEqual([['opened'], [{ name: 'desktop', owed: 0 }]]);
  });

  it('is not in force where the configuration switches it off', async () => {
    const { messenger, inForce, configure } = await aMessenger(aDesktop().notifier);
    configure('xoxb-test', { desktop: false });
    expect([inForce, messenger.notifiers().map(({ name }) => name)]).toEqual([['slack'], ['slack']]);
    configure('xoxb-test');
    expect(inForce).toEqual(['slack', 'desktop']);
  });
});
