/** New messages in Slack and edits of earlier ones, as plain text where Slack does not take them as they are. */
import type { Conversation } from '../monitor/outbox.ts';
import type { Departure } from './notifier.ts';
import type { Answer, SlackCall } from './slack-client.ts';
import { isAboutContent, type Refusal } from './slack-errors.ts';
import type { Metadata, Outgoing } from './slack-messages.ts';
import type { SlackMessage } from './slack-parts.ts';

export type Posted = { readonly ok: boolean; readonly channel?: string; readonly ts?: string };

export type SlackPostsDeps = {
  readonly call: SlackCall;
  /** For what begins a conversation. */
  readonly channel: string;
  readonly warn: (message: string) => void;
};

/** That many are kept in mind. */
const mostRefused = 100;

export function createSlackPosts({ call, channel, warn }: SlackPostsDeps) {
  /** What Slack did not take as it was, and whether it may take its metadata. */
  const refused = new Map<string, { readonly keepsMetadata: boolean }>();

  function noteRefusal(which: string, { code, reason }: Refusal): void {
    const before = refused.get(which);
    if (before === undefined)
      warn(`Slack did not take an alert as it was, so that it is sent as plain text: ${reason}`);
    refused.set(which, { keepsMetadata: before?.keepsMetadata !== false && !code.includes('metadata') });
    for (const oldest of [...refused.keys()].slice(0, -mostRefused)) refused.delete(oldest);
  }

  /** As plain text where it was refused before: a second message at once would be one too many for Slack's limit. */
  async function post(
    { message, named }: Outgoing,
    metadata: Metadata,
    root: (Conversation & { readonly broadcast: boolean }) | undefined,
    departure: Departure,
  ): Promise<Answer<Posted>> {
    const where =
      root === undefined
        ? { channel }
        : { channel: root.channel, thread_ts: root.messageId, reply_broadcast: root.broadcast };
    const always = { ...where, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;
    const { text, blocks, attachments, bare } = message;
    const marked = { ...metadata, event_payload: { ...metadata.event_payload, key: departure.key } };
    const which = JSON.stringify([root?.messageId, metadata]);
    const plain = refused.get(which);
    const answer = await call(where.channel, (slack) => {
      departure.leaves(named);
      if (plain === undefined)
        return slack.chat.postMessage({ ...always, text, blocks, attachments, metadata: marked });
      return slack.chat.postMessage({ ...always, text: bare, ...(plain.keepsMetadata && { metadata: marked }) });
    });
    if (answer.ok) refused.delete(which);
    else if (isAboutContent(answer.refusal)) noteRefusal(which, answer.refusal);
    return answer;
  }

  /** What is said without metadata keeps that which it has. */
  async function update(message: SlackMessage, metadata: Metadata | undefined, root: Conversation) {
    // Unlike for new messages, Slack would look for names and links by itself if `parse` were left out.
    const always = { channel: root.channel, ts: root.messageId, parse: 'none', link_names: false } as const;
    const { text, blocks, attachments, bare } = message;
    const kept = metadata === undefined ? {} : { metadata };
    const answer: Answer<Posted> = await call(root.channel, (slack) =>
      slack.chat.update({ ...always, text, blocks, attachments, ...kept }),
    );
    if (answer.ok || !isAboutContent(answer.refusal)) return answer;
    return call(root.channel, (slack) => slack.chat.update({ ...always, text: bare, blocks: [], attachments: [] }));
  }

  return { post, update };
}
