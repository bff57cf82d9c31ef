import type { Alert } from '../../../main/monitor/model.ts';
import type { Clock } from '../../../main/monitor/ports.ts';
import { createDispatcher, type DeliveredNews, type RetryNews } from '../../../main/notify/dispatcher.ts';
import type { ReachNews } from '../../../main/notify/reach.ts';
import { createSlack, type SlackOptions } from '../../../main/notify/slack.ts';
import { createMemoryOutbox } from '../../support/memory-outbox.ts';
import { createSlackServer, type SlackServerOptions } from '../../support/slack-server.ts';

const toClose: (() => Promise<void>)[] = [];

export async function closeWorkplaces(): Promise<void> {
  for (const close of toClose.splice(0).reverse()) await close();
}

const realClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  bootMs: () => performance.now(),
  wakeAt(at, call) {
    const timer = setTimeout(call, Math.max(0, Math.ceil(at - performance.now())));
    return () => clearTimeout(timer);
  },
};

type Telling = SlackServerOptions & { readonly options?: Partial<SlackOptions>; readonly clock?: Clock };

/** A Slack on this machine and a dispatcher that tells it what the test owes. */
export async function aWorkplace({ options, clock = realClock, ...server }: Telling = {}) {
  const slack = await createSlackServer({ wallMs: clock.wallMs, ...server });
  toClose.push(() => slack.close());
  const outbox = createMemoryOutbox();
  const delivered: DeliveredNews[] = [];
  const retries: RetryNews[] = [];
  const warnings: string[] = [];
  const silences: ReachNews[] = [];
  const channelIds = new Map<string, string>();
  const watchers = new Set<() => void>();
  const noted = () => {
    for (const watcher of [...watchers]) watcher();
  };

  function program(more: Partial<SlackOptions> = {}) {
    const notifier = createSlack({
      token: 'xoxb-test',
      channel: '#alerts',
      mentionChannel: true,
      apiUrl: slack.url,
      language: 'en',
      wallMs: clock.wallMs,
      warn: (message) => void warnings.push(message),
      channelIds: { recall: (name) => channelIds.get(name), remember: (name, id) => void channelIds.set(name, id) },
      ...options,
      ...more,
    });
    const dispatcher = createDispatcher({
      outbox,
      notifiers: [notifier],
      clock,
      random: () => 0.5,
      onDelivered(news) {
        delivered.push(news);
        noted();
      },
      onRetry(news) {
        retries.push(news);
        noted();
      },
      onReach(news) {
        silences.push(news);
        noted();
      },
    });
    const close = async () => {
      await dispatcher.close();
      notifier.close();
    };
    toClose.push(close);
    return { notifier, dispatcher, close };
  }

  const first = program();
  return {
    ...first,
    slack,
    outbox,
    delivered,
    retries,
    warnings,
    silences,
    restart: program,
    owe(...alerts: Alert[]) {
      for (const alert of alerts) outbox.add(alert);
      first.dispatcher.poke();
    },
    until: (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!holds()) return void watchers.add(look);
          watchers.delete(look);
          resolve();
        };
        look();
      }),
  };
}
