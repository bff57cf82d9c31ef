/** A message to Slack that somebody asks for, to see whether alerts would arrive, and what stands in their way. */
import type { SlackSettings } from './config/configuration.ts';
import { type Environment, resolveSlackToken } from './config/environment.ts';
import { createSlack } from './notify/slack.ts';
import { useProxies } from './proxies.ts';

type Account = {
  readonly bot: string;
  readonly workspace: string;
  /** Scopes that alerts need or may need, and the token does not have. */
  readonly missingScopes: readonly string[];
};

export type SlackTestReport =
  | (Account & {
      readonly ok: true;
      /** As the configuration names it. */
      readonly channel: string;
      readonly channelId: string;
      /** Slack's id of the message. */
      readonly ts: string;
      /** What is missing all the same, and what to do. */
      readonly remedy?: string;
    })
  | (Partial<Account> & {
      readonly ok: false;
      readonly channel: string;
      readonly reason: string;
      readonly remedy?: string;
    });

export type SlackTestDependencies = {
  readonly settings: SlackSettings;
  /** The process's own with those of `.env`. */
  readonly environment: Environment;
};

/** Never rejects. Needs no program that runs, and disturbs none. */
export async function testSlack({ settings, environment }: SlackTestDependencies): Promise<SlackTestReport> {
  const { channel, enabled } = settings;
  const failed = (reason: string, remedy?: string, account: Partial<Account> = {}): SlackTestReport => ({
    ok: false,
    channel,
    ...account,
    reason,
    ...(remedy === undefined ? {} : { remedy }),
  });
  if (!enabled) return failed('Slack is off: slack.enabled is false', 'set it to true in the configuration');
  const token = resolveSlackToken(environment);
  if (token === undefined) {
    return failed(
      'Slack is off: there is no SLACK_BOT_TOKEN',
      'put SLACK_BOT_TOKEN=xoxb-… into .env beside the configuration, or into the environment',
    );
  }
  const apiUrl = environment.SLACK_API_URL;
  // A variable that names no proxy: Slack is then asked without one, as alerts are.
  if (apiUrl === undefined) useProxies(environment, { warning: () => undefined });
  const { mentionChannel, language } = settings;
  const slack = createSlack({
    token,
    apiUrl,
    channel,
    mentionChannel,
    language,
    wallMs: Date.now,
    warn: () => undefined,
  });
  try {
    const test = await slack.test();
    if (!test.ok) return failed(test.reason, test.remedy);
    const { bot, workspace, missingScopes } = test;
    const account = { bot, workspace, missingScopes };
    const sent = await slack.sendTest();
    if (!sent.ok) return failed(sent.reason, sent.remedy ?? test.remedy, account);
    const remedy = test.remedy === undefined ? {} : { remedy: test.remedy };
    return { ok: true, ...account, channel, channelId: sent.channel, ts: sent.ts, ...remedy };
  } finally {
    slack.close();
  }
}
