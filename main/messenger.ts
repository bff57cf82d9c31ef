/** Who is told of alerts, as the configuration and the environment have it now. */
import { createAlertNews } from './alert-news.ts';
import type { Configuration } from './config/configuration.ts';
import type { Environment } from './config/environment.ts';
import { resolveSlackAppToken, resolveSlackToken } from './config/environment.ts';
import type { ProgramEvent } from './event-json.ts';
import type { Log } from './log.ts';
import type { Outbox } from './monitor/outbox.ts';
import type { Clock } from './monitor/ports.ts';
import { createDispatcher, type Dispatcher } from './notify/dispatcher.ts';
import type { Notifier } from './notify/notifier.ts';
import { createSlack, type Slack } from './notify/slack.ts';
import type { Press } from './notify/slack-buttons.ts';
import { createSlackSocket, type SlackSocket } from './notify/slack-socket.ts';
import { useProxies } from './proxies.ts';
import { createReachability, type Reachability } from './reachability.ts';

export type Messenger = {
  /** Uses these settings from now on; does nothing where they are the same as before. */
  configure(configuration: Configuration, environment: Environment): void;
  /** An alert may be owed. */
  poke(): void;
  /** The network is back: what waited for it need not wait any longer. */
  retryNow(): void;
  readonly slack: 'on' | 'off';
  /** Those in force, and what they still have to tell. */
  notifiers(): readonly NotifierState[];
  close(): Promise<void>;
};

/** `owed`: how many alerts it has not told yet. */
export type NotifierState = Reachability & { readonly name: string; readonly owed: number };

export type MessengerDependencies = {
  readonly clock: Clock;
  readonly outbox: Outbox & { setNotifiers(names: readonly string[]): void };
  readonly log: Log;
  readonly listen: (event: ProgramEvent) => void;
  /** Somebody presses a button in Slack; what it throws is told in the log. */
  readonly onPress: (press: Press) => void;
  /** In force beside Slack unless `desktop.enabled` is false; absent where there is no desktop. */
  readonly desktop?: Notifier;
};

type Wanted = {
  readonly slack: Configuration['slack'];
  readonly token: string;
  /** Without it nobody can press a button. */
  readonly appToken: string | undefined;
  readonly apiUrl: string | undefined;
};

type Telling = { readonly slack: Slack; readonly dispatcher: Dispatcher; readonly socket: SlackSocket | undefined };

/** Longer than Slack's own time limit. */
const replacedGraceMs = 15_000;
const closedGraceMs = 1_000;

export function createMessenger({ clock, outbox, log, listen, onPress, desktop }: MessengerDependencies): Messenger {
  let current: ({ readonly key: string } & Telling) | undefined;
  let explained = '';
  /** Those that were replaced, on their way out. */
  let leaving: Promise<void> = Promise.resolve();
  const alertNews = createAlertNews({ clock, log, listen });
  const reachability = createReachability({ clock, log, listen });
  let ownNames: readonly string[] = [];
  const ownDispatcher = desktop === undefined ? undefined : dispatcherFor(desktop);

  function configure({ slack, desktop: settings }: Configuration, environment: Environment): void {
    ownNames = desktop !== undefined && settings.enabled ? [desktop.name] : [];
    // What an earlier run still owes, and what other settings let through.
    ownDispatcher?.poke();
    const token = resolveSlackToken(environment);
    const why = offBecause(slack.enabled, token);
    if (why !== undefined || token === undefined) {
      retire(replacedGraceMs);
      reachability.forget('slack');
      outbox.setNotifiers(ownNames);
      // Said when the first checks are on their way: the first line of a log costs as much as a hundred checks.
      if (why !== undefined && why !== explained) queueMicrotask(() => log.info(why));
      explained = why ?? '';
      return;
    }
    explained = '';
    const appToken = resolveSlackAppToken(environment);
    const wanted: Wanted = { slack, token, appToken, apiUrl: environment.SLACK_API_URL };
    const key = JSON.stringify(wanted);
    outbox.setNotifiers(['slack', ...ownNames]);
    if (current?.key !== key) {
      retire(replacedGraceMs);
      current = { key, ...build(wanted, environment) };
    }
  }

  function build({ slack: settings, token, appToken, apiUrl }: Wanted, environment: Environment): Telling {
    const slack = createSlack({
      token,
      apiUrl,
      channel: settings.channel,
      mentionChannel: settings.mentionChannel,
      mention: settings.mention.join(' ') || undefined,
      language: settings.language,
      hasButtons: appToken !== undefined,
      wallMs: clock.wallMs,
      warn: log.warning,
      channelIds: {
        recall: (name) => outbox.noted('slack', `id of ${name}`),
        remember: (name, id) => outbox.note('slack', `id of ${name}`, id),
      },
    });
    // Who names the address of a Slack means just that; checks have their own rule and are not touched by this one.
    if (apiUrl === undefined) useProxies(environment, log);
    const dispatcher = dispatcherFor(slack);
    // Whatever stood in the way of an earlier token, channel or run may be gone.
    void leaving.then(() => dispatcher.retryNow());
    void slack.test().then((test) => {
      if (current?.slack !== slack) return;
      const advice = test.remedy === undefined ? '' : `; ${test.remedy}`;
      if (!test.ok)
        log.warning(`Slack: the start-up test failed: ${test.reason}${advice}; alerts are kept and tried again`);
      else if (test.missingScopes.length > 0) log.warning(`${test.sentence}${advice}`);
      else log.info(`${test.sentence}${advice}`);
    });
    return {
      slack,
      dispatcher,
      socket: appToken === undefined ? undefined : listenForPresses(appToken, apiUrl, environment),
    };
  }

  function dispatcherFor(notifier: Notifier): Dispatcher {
    return createDispatcher({
      outbox,
      clock,
      notifiers: [notifier],
      random: Math.random,
      onTrouble: (problem) => log.error(problem),
      onReach: reachability.note,
      onDelivered(news) {
        // What was said of settings that are gone, nobody else takes back.
        if (reachability.of(news.notifier).unreachableSince !== undefined)
          reachability.note({ kind: 'reachable', notifier: news.notifier, owed: outbox.owed(news.notifier).length });
        alertNews.delivered(news);
      },
      onRetry: alertNews.retried,
    });
  }

  function listenForPresses(appToken: string, apiUrl: string | undefined, environment: Environment): SlackSocket {
    return createSlackSocket({
      appToken,
      apiUrl,
      proxies: apiUrl === undefined ? environment : undefined,
      onPress,
      onState: (state) => log.debug(`Slack's buttons: ${state}`),
      clock,
      random: Math.random,
      warn: log.warning,
      info: log.info,
    });
  }

  /** What is under way when the settings change is heard out, or the one that follows would tell it again. */
  function retire(graceMs: number): void {
    if (!current) return;
    const { dispatcher, slack, socket } = current;
    current = undefined;
    socket?.close();
    leaving = leaving.then(() => dispatcher.close(graceMs)).then(() => slack.close());
  }

  return {
    configure,
    poke() {
      ownDispatcher?.poke();
      // Not while one that was replaced still sends: both would tell the same alert.
      void leaving.then(() => current?.dispatcher.poke());
    },
    retryNow() {
      ownDispatcher?.retryNow();
      current?.socket?.wake();
      void leaving.then(() => current?.dispatcher.retryNow());
    },
    get slack() {
      return current ? 'on' : 'off';
    },
    notifiers() {
      const names = [...(current === undefined ? [] : [current.slack.name]), ...ownNames];
      return names.map((name) => ({ name, owed: outbox.owed(name).length, ...reachability.of(name) }));
    },
    async close() {
      retire(closedGraceMs);
      const late = Promise.withResolvers<void>();
      const cancel = clock.wakeAt(clock.monotonicMs() + closedGraceMs, late.resolve);
      await Promise.race([Promise.all([leaving, ownDispatcher?.close(closedGraceMs)]), late.promise]);
      cancel();
    },
  };
}

function offBecause(enabled: boolean, token: string | undefined): string | undefined {
  if (!enabled) return 'Slack is off: slack.enabled is false';
  if (token === undefined) {
    return 'Slack is off: no SLACK_BOT_TOKEN in the environment or in .env beside the configuration; everything else works';
  }
  return undefined;
}
