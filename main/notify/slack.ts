/** Tells alerts in a Slack channel: one root message for each outage, edited to stay true, with the story in its thread. */
import type { FetchFunction } from '@slack/web-api';
import type { Conversation } from '../monitor/outbox.ts';
import { parseMention } from './mention.ts';
import type { Delivery, Departure, Notifier } from './notifier.ts';
import { opens, type Report } from './report.ts';
import { createServiceMemory } from './service-memory.ts';
import { type Answer, createSlackClient } from './slack-client.ts';
import { isListed, type Refusal } from './slack-errors.ts';
import { isBroadcast, replyFor, replyMetadata, rootFor, rootMetadata } from './slack-messages.ts';
import type { OutageSetting } from './slack-outage.ts';
import { createSlackPosts, type Posted } from './slack-posts.ts';
import { type ChannelIds, createSlackSearch, millis } from './slack-search.ts';
import { type SlackTest, slackTestOf } from './slack-test.ts';
import { testMessage } from './test-wording.ts';
import { type Language, wordingFor } from './wording.ts';

export type SlackOptions = {
  readonly token: string;
  /** A name such as "#alerts" or an id. */
  readonly channel: string;
  /** Whether anybody is called when a critical service is down. */
  readonly mentionChannel: boolean;
  /** Who is called, as `parseMention` reads it; the channel, if it is not given or cannot be read. */
  readonly mention?: string | undefined;
  /** Slack's address, with or without a slash at its end; for tests and proxies. */
  readonly apiUrl?: string | undefined;
  readonly language: Language;
  /** Whether a press on a button reaches this program, so that messages have any; no, if nothing is said. */
  readonly hasButtons?: boolean;
  /** Through which the requests go, for a proxy; Node's own if not given. */
  readonly fetch?: FetchFunction | undefined;
  readonly wallMs: () => number;
  readonly warn: (message: string) => void;
  /** What earlier runs learned; this one only remembers for itself if not given. */
  readonly channelIds?: ChannelIds | undefined;
};

export type Slack = Notifier & {
  /** Asks Slack who the bot is and what it may do. Never rejects. Also loads the library and opens the connection, so that the first alert finds both. */
  test(): Promise<SlackTest>;
  /** Writes a message into the channel that says so, and that calls nobody. Never rejects. */
  sendTest(): Promise<SlackTestMessage>;
  /** Aborts what is under way. Call it after the dispatcher has been closed. */
  close(): void;
};

/** Both are Slack's own ids, of the channel and of the message. */
export type SlackTestMessage =
  | { readonly ok: true; readonly channel: string; readonly ts: string }
  | { readonly ok: false; readonly reason: string; readonly remedy: string | undefined };

/** Slack allows one message a second and channel; the rest is for requests that overtake each other on the way. */
const gapMs = 1_050;
/** An edit is worth waiting for, and any answer where nobody can look whether a message arrived. */
const longTimeoutMs = 10_000;
/** What can be looked for need not be waited for so long; most of what is lost on the way is lost early. */
const shortTimeoutMs = 5_000;

/** Codes that say the root message can no longer be part of the conversation, so that a new one has to begin. */
const rootIsLost: ReadonlySet<string> = new Set([
  'message_not_found',
  'thread_not_found',
  'cannot_reply_to_message',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action_non_threadable_channel',
]);
/** Codes that say the root message stands as it is; the thread still works. */
const rootIsFixed: ReadonlySet<string> = new Set([
  'cant_update_message',
  'edit_window_closed',
  'update_failed',
  'is_inactive',
]);

/** That many are kept in mind, a few kilobytes each. */
const mostDigests = 10;

export function createSlack(options: SlackOptions): Slack {
  const { channel, warn, hasButtons = false } = options;
  let scopes: readonly string[] | undefined;
  const { call, close } = createSlackClient({
    ...options,
    apiUrl: options.apiUrl,
    fetch: options.fetch,
    timeoutMs,
    onScopes(granted) {
      scopes = granted;
    },
  });
  const channelIds = options.channelIds ?? forThisRun();
  const search = createSlackSearch({ call, channel, channelIds, scopes: () => scopes, warn });
  /** Digests as they were last edited: a thread goes on more often than what it is about changes. */
  const digests = new Map<string, string>();
  const { post, update } = createSlackPosts({ call, channel, warn });
  const wording = wordingFor(options.language);
  const mention = mentionMarkup(options);
  const services = createServiceMemory();

  function timeoutMs(method: string): number {
    return method === 'chat.postMessage' && search.mayLook() === true ? shortTimeoutMs : longTimeoutMs;
  }

  async function open(report: Report, setting: OutageSetting, departure: Departure): Promise<Delivery> {
    const root = rootFor(report, setting, setting.deliveredAt);
    const answer = await post(root, rootMetadata(report), undefined, departure);
    if (!answer.ok) return failure(answer.refusal);
    const { channel: channelId, ts } = answer.result;
    if (channelId !== undefined) channelIds.remember(channel, channelId);
    return ts === undefined
      ? { ok: true }
      : { ok: true, conversation: { channel: channelId ?? channel, messageId: ts } };
  }

  /** Instead of a root message that is gone. It calls nobody for what people were called for before. */
  function reopen(report: Report, setting: OutageSetting, departure: Departure): Promise<Delivery> {
    const calls = opens(report) && !report.quiet;
    return open(report, calls ? setting : { ...setting, mention: undefined }, departure);
  }

  /**
   * The edit first: it can be repeated at will, so that only a reply whose answer was lost can ever come twice. It goes on
   * in the thread where only the answer to the edit is missing: a slow Slack must not keep people from hearing.
   */
  async function goOn(
    report: Report,
    root: Conversation,
    setting: OutageSetting,
    departure: Departure,
  ): Promise<Delivery> {
    const edited = await edit(report, setting, root);
    const isLost = !edited.ok && edited.refusal.uncertain;
    if (!edited.ok && (!isLost || report.quiet)) {
      const { refusal } = edited;
      if (rootIsLost.has(refusal.code))
        return report.isRepair ? { ok: true, conversation: root } : reopen(report, setting, departure);
      // Only what is about this very edit may be passed over: the recovery must be told, edited or not.
      const isOnlyThisEdit = rootIsFixed.has(refusal.code) || (refusal.scope === 'message' && !isListed(refusal.code));
      if (!isOnlyThisEdit) return { ...failure(refusal), uncertain: false };
      warn(
        `the alert ${report.outageId} in Slack could not be edited and is continued in its thread: ${refusal.reason}`,
      );
    }
    if (report.quiet) return { ok: true, conversation: root };
    if (isLost) departure.doubtsRoot();
    const thread = { ...root, broadcast: isBroadcast(report) };
    const answer = await post(replyFor(report, setting), replyMetadata(report), thread, departure);
    if (answer.ok) return { ok: true, conversation: root };
    if (rootIsLost.has(answer.refusal.code)) return reopen(report, setting, departure);
    return failure(answer.refusal);
  }

  async function edit(report: Report, setting: OutageSetting, root: Conversation): Promise<Answer<Posted>> {
    const { message } = rootFor(report, setting, millis(root.messageId) || setting.deliveredAt);
    const looks = report.digest && JSON.stringify(message);
    if (looks !== undefined && digests.get(root.messageId) === looks) return { ok: true, result: { ok: true } };
    const answer = await update(message, report.digest === undefined ? rootMetadata(report) : undefined, root);
    if (answer.ok && looks !== undefined) {
      digests.delete(root.messageId);
      digests.set(root.messageId, looks);
      for (const oldest of [...digests.keys()].slice(0, -mostDigests)) digests.delete(oldest);
    }
    return answer;
  }

  return {
    name: 'slack',
    place: channel,
    gapMs,
    deliver(report, conversation, departure) {
      for (const { incident, service } of report.alerts) services.remember(incident.id, service);
      const unannounced = conversation === undefined;
      const deliveredAt = options.wallMs();
      const setting = { wording, mention, deliveredAt, unannounced, hasButtons, factsOf: services.recall };
      return unannounced ? open(report, setting, departure) : goOn(report, conversation, setting, departure);
    },
    find: search.find,
    async test() {
      return slackTestOf(await call(channel, (slack) => slack.auth.test()), search.knowsChannel);
    },
    async sendTest() {
      const text = testMessage(options.language, options.mentionChannel);
      const answer = await call(channel, (slack) =>
        slack.chat.postMessage({ channel, text, parse: 'none', link_names: false, unfurl_links: false }),
      );
      if (!answer.ok) return { ok: false, reason: answer.refusal.reason, remedy: answer.refusal.remedy };
      return { ok: true, channel: answer.result.channel ?? channel, ts: answer.result.ts ?? '' };
    },
    close,
  };
}

function mentionMarkup({ mentionChannel, mention, warn }: SlackOptions): string | undefined {
  if (!mentionChannel) return undefined;
  const parsed = parseMention(mention ?? 'channel');
  if (parsed.ok) return parsed.markup;
  warn(`${parsed.problem}; the whole channel is called instead`);
  return '<!channel>';
}

function failure({ code: _, ...refusal }: Refusal): Delivery & { readonly ok: false } {
  return { ok: false, ...refusal };
}

function forThisRun(): ChannelIds {
  const ids = new Map<string, string>();
  return { recall: (name) => ids.get(name), remember: (name, id) => void ids.set(name, id) };
}
