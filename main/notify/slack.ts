/** Tells alerts in a Slack channel: one root message for each outage, edited to stay true, with the story in its thread. */
import type { FetchFunction } from '@slack/web-api';
import type { Conversation } from '../monitor/outbox.ts';
import { parseMention } from './mention.ts';
import type { Delivery, Notifier } from './notifier.ts';
import { opens, type Report } from './report.ts';
import { createServiceMemory } from './service-memory.ts';
import { type Answer, createSlackClient } from './slack-client.ts';
import { isAboutContent, isListed, type Refusal } from './slack-errors.ts';
import { isBroadcast, type Metadata, replyMetadata, replyTo, rootMetadata, rootOf } from './slack-messages.ts';
import type { OutageSetting } from './slack-outage.ts';
import type { SlackMessage } from './slack-parts.ts';
import { type SlackTest, slackTestOf } from './slack-test.ts';
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
  /** Through which the requests go, for a proxy; Node's own if not given. */
  readonly fetch?: FetchFunction | undefined;
  readonly wallMs: () => number;
  readonly warn: (message: string) => void;
};

export type Slack = Notifier & {
  /** Asks Slack who the bot is and what it may do. Never rejects. Also loads the library and opens the connection, so that the first alert finds both. */
  test(): Promise<SlackTest>;
  /** Aborts what is under way. Call it after the dispatcher has been closed. */
  close(): void;
};

/** Slack allows one message a second and channel; the rest is for requests that overtake each other on the way. */
const gapMs = 1_050;
const timeoutMs = 10_000;

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

type Posted = { readonly ok: boolean; readonly channel?: string; readonly ts?: string };

export function createSlack(options: SlackOptions): Slack {
  const { channel, warn } = options;
  const client = createSlackClient({ ...options, apiUrl: options.apiUrl, fetch: options.fetch, timeoutMs });
  const wording = wordingFor(options.language);
  const mention = mentionMarkup(options);
  const services = createServiceMemory();

  async function open(report: Report, setting: OutageSetting, sending: () => void): Promise<Delivery> {
    const answer = await post(rootOf(report, setting), rootMetadata(report), undefined, sending);
    if (!answer.ok) return failure(answer.refusal);
    const { channel: channelId, ts } = answer.result;
    return ts === undefined
      ? { ok: true }
      : { ok: true, conversation: { channel: channelId ?? channel, messageId: ts } };
  }

  /** Instead of a root message that is gone. It calls nobody for what people were called for before. */
  function reopen(report: Report, setting: OutageSetting, sending: () => void): Promise<Delivery> {
    const calls = opens(report) && !report.quiet;
    return open(report, calls ? setting : { ...setting, mention: undefined }, sending);
  }

  /** The edit first: it can be repeated at will, so that only a reply whose answer was lost can ever come twice. */
  async function goOn(
    report: Report,
    root: Conversation,
    setting: OutageSetting,
    sending: () => void,
  ): Promise<Delivery> {
    const edited = await edit(rootOf(report, setting), report, root);
    if (!edited.ok) {
      const { refusal } = edited;
      if (rootIsLost.has(refusal.code)) return reopen(report, setting, sending);
      // Only what is about this very edit may be passed over: the recovery must be told, edited or not.
      const isOnlyThisEdit = rootIsFixed.has(refusal.code) || (refusal.scope === 'message' && !isListed(refusal.code));
      if (!isOnlyThisEdit) return { ...failure(refusal), uncertain: false };
      warn(
        `the alert ${report.outageId} in Slack could not be edited and is continued in its thread: ${refusal.reason}`,
      );
    }
    if (report.quiet) return { ok: true, conversation: root };
    const thread = { ...root, broadcast: isBroadcast(report) };
    const answer = await post(replyTo(report, setting), replyMetadata(report), thread, sending);
    if (answer.ok) return { ok: true, conversation: root };
    return rootIsLost.has(answer.refusal.code) ? reopen(report, setting, sending) : failure(answer.refusal);
  }

  async function post(
    message: SlackMessage,
    metadata: Metadata,
    root: (Conversation & { readonly broadcast: boolean }) | undefined,
    sending: () => void,
  ): Promise<Answer<Posted>> {
    const where =
      root === undefined
        ? { channel }
        : { channel: root.channel, thread_ts: root.messageId, reply_broadcast: root.broadcast };
    const always = { ...where, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;
    const { text, blocks, attachments, bare } = message;
    const answer = await client.call(where.channel, (slack) => {
      sending();
      return slack.chat.postMessage({ ...always, text, blocks, attachments, metadata });
    });
    if (answer.ok || !isAboutContent(answer.refusal)) return answer;
    warn(`Slack did not take an alert as it was, so that it is sent as plain text: ${answer.refusal.reason}`);
    return client.call(where.channel, (slack) => {
      sending();
      return slack.chat.postMessage({ ...always, text: bare });
    });
  }

  async function edit(message: SlackMessage, report: Report, root: Conversation): Promise<Answer<Posted>> {
    // Unlike for new messages, Slack would look for names and links by itself if `parse` were left out.
    const always = { channel: root.channel, ts: root.messageId, parse: 'none', link_names: false } as const;
    const { text, blocks, attachments, bare } = message;
    const metadata = rootMetadata(report);
    const answer = await client.call(root.channel, (slack) =>
      slack.chat.update({ ...always, text, blocks, attachments, metadata }),
    );
    if (answer.ok || !isAboutContent(answer.refusal)) return answer;
    return client.call(root.channel, (slack) =>
      slack.chat.update({ ...always, text: bare, blocks: [], attachments: [] }),
    );
  }

  return {
    name: 'slack',
    gapMs,
    deliver(report, conversation, sending) {
      for (const { incident, service } of report.alerts) services.remember(incident.id, service);
      const unannounced = conversation === undefined;
      const deliveredAt = options.wallMs();
      const setting = { wording, mention, deliveredAt, unannounced, factsOf: services.recall };
      return unannounced ? open(report, setting, sending) : goOn(report, conversation, setting, sending);
    },
    async test() {
      return slackTestOf(await client.call(channel, (slack) => slack.auth.test()));
    },
    close: () => client.close(),
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
