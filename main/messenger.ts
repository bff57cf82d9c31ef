/** Who is told of alerts, as the configuration and the environment have it now. */

import type { Configuration } from './config/configuration.ts';
import type { Environment } from './config/environment.ts';
import { resolveSlackToken } from './config/environment.ts';
import type { ProgramEvent } from './event-json.ts';
import type { Log } from './log.ts';
import type { Outbox } from './monitor/outbox.ts';
import type { Clock } from './monitor/ports.ts';
import { createDispatcher, type Dispatcher } from './notify/dispatcher.ts';
import { createSlack, type Slack } from './notify/slack.ts';

export type Messenger = {
  /** Uses these settings from now on; does nothing where they are the same as before. */
  configure(configuration: Configuration, environment: Environment): void;
  /** An alert may be owed. */
  poke(): void;
  /** The network is back: what waited for it need not wait any longer. */
  retryNow(): void;
  readonly slack: 'on' | 'off';
  close(): Promise<void>;
};

export type MessengerDependencies = {
  readonly clock: Clock;
  readonly outbox: Outbox & { setNotifiers(names: readonly string[]): void };
  readonly log: Log;
  readonly listen: (event: ProgramEvent) => void;
};

type Wanted = { readonly slack: Configuration['slack']; readonly token: string; readonly apiUrl: string | undefined };

/** Longer than Slack's own time limit. */
const replacedGraceMs = 15_000;
const closedGraceMs = 1_000;

export function createMessenger({ clock, outbox, log, listen }: MessengerDependencies): Messenger {
  let current: { readonly key: string; readonly slack: Slack; readonly dispatcher: Dispatcher } | undefined;
  let explained = '';
  /** Those that were replaced, on their way out. */
  let leaving: Promise<void> = Promise.resolve();
  const troubles = new Map<string, string>();

  function configure({ slack }: Configuration, environment: Environment): void {
    const token = resolveSlackToken(environment);
    const why = offBecause(slack.enabled, token);
    if (why !== undefined || token === undefined) {
      retire(replacedGraceMs);
      outbox.setNotifiers([]);
      // Said when the first checks are on their way: the first line of a log costs as much as a hundred checks.
      if (why !== undefined && why !== explained) queueMicrotask(() => log.info(why));
      explained = why ?? '';
      return;
    }
    explained = '';
    const wanted: Wanted = { slack, token, apiUrl: environment.SLACK_API_URL };
    const key = JSON.stringify(wanted);
    outbox.setNotifiers(['slack']);
    if (current?.key !== key) {
      retire(replacedGraceMs);
      current = { key, ...build(wanted, environment) };
    }
  }

  function build(
    { slack: settings, token, apiUrl }: Wanted,
    environment: Environment,
  ): { slack: Slack; dispatcher: Dispatcher } {
    const slack = createSlack({
      token,
      apiUrl,
      channel: settings.channel,
      mentionChannel: settings.mentionChannel,
      mention: settings.mention.join(' ') || undefined,
      language: 'en',
      wallMs: clock.wallMs,
      warn: log.warning,
    });
    // Who names the address of a Slack means just that; checks have their own rule and are not touched by this one.
    if (apiUrl === undefined) useProxies(environment);
    const dispatcher = createDispatcher({
      outbox,
      clock,
      notifiers: [slack],
      random: Math.random,
      onTrouble: (problem) => log.error(problem),
      onDelivered({ alert, notifier, deliveredAt, latencyMs, attempts }) {
        if (troubles.delete(notifier)) log.info(`${notifier}: alerts are delivered again`);
        log.info(`${notifier}: told "${alert.kind}" of ${alert.incident.id} after ${(latencyMs / 1_000).toFixed(1)} s`);
        const { kind, incident } = alert;
        const { service, id } = incident;
        listen({
          type: 'alert.delivered',
          at: deliveredAt,
          service,
          incident: id,
          outage: incident.outage ?? id,
          notifier,
          kind,
          latencyMs,
          attempts,
        });
      },
      onRetry({ alert, notifier, reason, remedy, inMs, attempts }) {
        // The same cause is one line in the log, however many alerts wait for it and however often they are tried.
        if (troubles.get(notifier) !== reason) {
          const advice = remedy === undefined ? '' : `; ${remedy}`;
          log.warning(`${notifier}: ${reason}${advice}; ${alert.incident.id} is kept and tried again`);
        }
        troubles.set(notifier, reason);
        const { kind, incident } = alert;
        listen({
          type: 'alert.retry',
          at: clock.wallMs(),
          service: incident.service,
          incident: incident.id,
          notifier,
          kind,
          reason,
          ...(remedy === undefined ? {} : { remedy }),
          inMs,
          attempts,
        });
      },
    });
    // Whatever stood in the way of an earlier token, channel or run may be gone.
    void leaving.then(() => dispatcher.retryNow());
    void slack.test().then((test) => {
      const advice = test.remedy === undefined ? '' : `; ${test.remedy}`;
      if (!test.ok)
        log.warning(`Slack: the start-up test failed: ${test.reason}${advice}; alerts are kept and tried again`);
      else if (test.missingScopes.length > 0) log.warning(`${test.sentence}${advice}`);
      else log.info(test.sentence);
    });
    return { slack, dispatcher };
  }

  /** Node's own `fetch`, through which Slack is reached, ignores the proxy variables unless it is told otherwise. */
  function useProxies(environment: Environment): void {
    try {
      // Not imported, because an import would load all that node:http can do, also where Slack is off.
      process.getBuiltinModule('node:http').setGlobalProxyFromEnv({ ...environment });
    } catch (error) {
      log.warning(`Slack is reached without a proxy: https_proxy: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** What is under way when the settings change is heard out, or the one that follows would tell it again. */
  function retire(graceMs: number): void {
    if (!current) return;
    const { dispatcher, slack } = current;
    current = undefined;
    leaving = leaving.then(() => dispatcher.close(graceMs)).then(() => slack.close());
  }

  return {
    configure,
    // Not while one that was replaced still sends: both would tell the same alert.
    poke: () => void leaving.then(() => current?.dispatcher.poke()),
    retryNow: () => void leaving.then(() => current?.dispatcher.retryNow()),
    get slack() {
      return current ? 'on' : 'off';
    },
    async close() {
      retire(closedGraceMs);
      const late = Promise.withResolvers<void>();
      const cancel = clock.wakeAt(clock.monotonicMs() + closedGraceMs, late.resolve);
      await Promise.race([leaving, late.promise]);
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
