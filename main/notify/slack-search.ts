/** Finds out whether a message whose answer was lost stands in the channel. */
import type { Conversation } from '../monitor/outbox.ts';
import type { Search, Sought } from './notifier.ts';
import type { SlackCall } from './slack-client.ts';
import { isKeptFromReading, type Refusal } from './slack-errors.ts';
import { incidentEvents } from './slack-messages.ts';
import { mayReadHistory } from './slack-test.ts';

/** The ids of channels by the names that the configuration gives them; from one run to the next. */
export type ChannelIds = { recall(name: string): string | undefined; remember(name: string, id: string): void };

export type SlackSearchDeps = {
  readonly call: SlackCall;
  /** As the configuration has it. */
  readonly channel: string;
  readonly channelIds: ChannelIds;
  /** The token's; undefined while Slack has not said. */
  readonly scopes: () => readonly string[] | undefined;
  readonly warn: (message: string) => void;
};

export type SlackSearch = {
  find(sought: Sought, asking: () => void): Promise<Search>;
  /** Whether messages can be found, as far as is known; undefined until then. */
  mayLook(): boolean | undefined;
  /** Whether the channel's id is known. */
  knowsChannel(): boolean;
};

/** By how much this machine's clock may be wrong. */
const clockErrorMs = 10 * 60_000;
/** Among messages that do not say by their metadata which they are, only those from that moment on can be meant. */
const earliestMs = 1_000;
const pageSize = 200;
const mostPages = 5;
const channelsPage = 1_000;
const mostChannelPages = 10;

type Message = {
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: Readonly<Record<string, unknown>> };
};

type Page = {
  readonly ok: boolean;
  readonly messages?: readonly Message[];
  readonly has_more?: boolean;
  readonly response_metadata?: { readonly next_cursor?: string };
};

/** `replies` are looked through where there is a thread; what begins a conversation stands in the channel itself. */
type Place = { readonly channel: string; readonly thread: string | undefined };

export function createSlackSearch({ call, channel, channelIds, scopes, warn }: SlackSearchDeps): SlackSearch {
  const warned = new Set<string>();
  let worked: boolean | undefined;
  /** Channels for which Slack's list was looked through, or may not be, and need not be asked for again. */
  const listed = new Set<string>();

  async function find(sought: Sought, asking: () => void): Promise<Search> {
    if (lacksScope()) return forbidden(noScope, addHistory);
    const { conversation } = sought;
    if (conversation !== undefined) {
      const thread = { channel: conversation.channel, thread: conversation.messageId };
      const search = await look(thread, sought, asking);
      if (search.outcome !== 'absent') return search;
      // Its root may have been gone, so that it began a new conversation.
      return look({ channel: conversation.channel, thread: undefined }, sought, asking);
    }
    const id = await channelId(sought.place ?? channel);
    if (!id.ok) return refused(id.refusal);
    if (lacksScope()) return forbidden(noScope, addHistory);
    return look({ channel: id.id, thread: undefined }, sought, asking);
  }

  function lacksScope(): boolean {
    const known = scopes();
    return known !== undefined && !mayReadHistory(known);
  }

  async function look(place: Place, sought: Sought, asking: () => void): Promise<Search> {
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      asking();
      const answer = await ask(place, sought, cursor);
      if (!answer.ok) {
        const { code } = answer.refusal;
        if (code === 'thread_not_found' || code === 'message_not_found') return { outcome: 'absent' };
        return refused(answer.refusal);
      }
      worked = true;
      const message = (answer.result.messages ?? []).find((one) => isMeant(one, place, sought));
      if (message?.ts !== undefined) return found(message.ts, place, sought);
      cursor = answer.result.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return { outcome: 'absent' };
    }
    return forbidden('more was written in the channel meanwhile than can be looked through', '');
  }

  function ask({ channel: id, thread }: Place, { leftAt }: Sought, cursor: string | undefined) {
    const window = {
      channel: id,
      oldest: String((leftAt - clockErrorMs) / 1_000),
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    };
    if (thread !== undefined)
      return call<Page>(id, (slack) => slack.conversations.replies({ ...window, ts: thread }) as Promise<Page>);
    const latest = String((leftAt + clockErrorMs) / 1_000);
    return call<Page>(id, (slack) => slack.conversations.history({ ...window, latest }) as Promise<Page>);
  }

  const knownId = (name: string): string | undefined =>
    channelIds.recall(name) ?? (/^[CGD][A-Z0-9]{7,}$/.test(name) ? name : undefined);

  /** From an earlier answer, from the configuration, from Slack's list, or else by the name as it is. */
  async function channelId(name: string): Promise<{ ok: true; id: string } | { ok: false; refusal: Refusal }> {
    const known = knownId(name);
    if (known !== undefined) return { ok: true, id: known };
    if (listed.has(name)) return { ok: true, id: name };
    const granted = scopes();
    const kinds = [
      { scope: 'channels:read', types: 'public_channel' },
      { scope: 'groups:read', types: 'private_channel' },
    ].filter(({ scope }) => granted === undefined || granted.includes(scope));
    for (const { types } of kinds) {
      const answer = await listedId(name, types);
      if (!answer.ok && !isKeptFromReading(answer.refusal)) return answer;
      if (answer.ok && answer.id !== undefined) {
        channelIds.remember(name, answer.id);
        return { ok: true, id: answer.id };
      }
    }
    listed.add(name);
    return { ok: true, id: name };
  }

  async function listedId(channelName: string, types: string) {
    const name = channelName.replace(/^#/, '');
    let cursor: string | undefined;
    for (let page = 0; page < mostChannelPages; page += 1) {
      const more = cursor === undefined ? {} : { cursor };
      const answer = await call(channelName, (slack) =>
        slack.conversations.list({ types, exclude_archived: true, limit: channelsPage, ...more }),
      );
      if (!answer.ok) return answer;
      const id = answer.result.channels?.find((one) => one.name === name)?.id;
      if (id !== undefined) return { ok: true as const, id };
      cursor = answer.result.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
    return { ok: true as const, id: undefined };
  }

  function refused(refusal: Refusal): Search {
    if (!isKeptFromReading(refusal)) {
      const { code: _, ...failure } = refusal;
      return { outcome: 'failed', failure: { ok: false, ...failure } };
    }
    const remedies = { not_in_channel: invite, channel_not_found: nameById } as Readonly<Record<string, string>>;
    return forbidden(refusal.reason, remedies[refusal.code] ?? addHistory);
  }

  function forbidden(why: string, remedy: string): Search {
    worked = false;
    if (!warned.has(why)) {
      const advice = remedy === '' ? '' : `; ${remedy}`;
      warn(
        `Slack does not let the bot look whether a message arrived whose answer was lost (${why}): it is sent again, and people may be told twice${advice}`,
      );
    }
    warned.add(why);
    return { outcome: 'forbidden' };
  }

  return {
    find,
    knowsChannel: () => knownId(channel) !== undefined,
    mayLook() {
      const granted = scopes();
      if (worked !== undefined || granted === undefined) return worked;
      return mayReadHistory(granted) && (knownId(channel) !== undefined || granted.some((scope) => listing.has(scope)));
    },
  };
}

const listing: ReadonlySet<string> = new Set(['channels:read', 'groups:read']);
const noScope = 'its token has no scope for that';
const invite = 'invite the bot to the channel with "/invite @" and its name';
const nameById =
  'Slack lets a channel be read by its id only: write the id into slack.channel instead of the name ("Copy link" in Slack ends with it), or give the bot the scope channels:read, or groups:read for a private channel; invite the bot to a private channel';
const addHistory =
  'give it the scope channels:history, or groups:history for a private channel, at https://api.slack.com/apps, your app, "OAuth & Permissions", and reinstall the app';

/** By the key in its metadata; a message that carries none of ours, by an incident's id in what it says. */
function isMeant(message: Message, { thread }: Place, { key, leftAt, incidentIds }: Sought): boolean {
  const { metadata, ts, thread_ts: within } = message;
  const isReply = within !== undefined && within !== ts;
  if (thread === undefined ? isReply : ts === thread) return false;
  if (metadata?.event_type !== undefined && incidentEvents.has(metadata.event_type))
    return metadata.event_payload?.key === key;
  if (message.bot_id === undefined || millis(ts) < leftAt - earliestMs) return false;
  const text = JSON.stringify(message);
  return incidentIds.some((id) => text.includes(id));
}

function found(ts: string, { channel, thread }: Place, { conversation }: Sought): Search {
  const own: Conversation = { channel, messageId: ts };
  return { outcome: 'found', conversation: thread === undefined ? own : (conversation ?? own), at: millis(ts) };
}

/** Slack's ids of messages are their times, in seconds. */
export const millis = (ts: string | undefined): number => Math.round(Number(ts) * 1_000);
