/** The workspace behind the chaotic Slack: one channel, what stands in it, and the methods that read and change it. */
import type { ChannelMessage, Content, Json } from './evidence.ts';

export type Answer = Json & { readonly ok: boolean; readonly error?: string };

export const channelName = 'chaos';
export const channelId = 'C0CHAOS0001';
export const botToken = 'xoxb-0-chaos';

const scopeOf: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': 'channels:history',
  'conversations.replies': 'channels:history',
  'conversations.list': 'channels:read',
  'conversations.info': 'channels:read',
};

const refusal = (error: string, more: Json = {}): Answer => ({ ok: false, error, ...more });

export function createWorkspace(scopes: readonly string[]) {
  const messages: ChannelMessage[] = [];
  let lastTs = 0;

  const methods: Readonly<Record<string, (args: Json, request: number) => Answer>> = {
    'auth.test': () => ({
      ok: true,
      url: 'https://chaos.slack.com/',
      team: 'Chaos',
      user: 'monitor',
      team_id: 'T0CHAOS',
      user_id: 'U0CHAOS',
      bot_id: 'B0CHAOS',
      is_enterprise_install: false,
    }),
    'chat.postMessage': post,
    'chat.update': update,
    'conversations.history': (args) => {
      if (args.channel !== channelId) return refusal('channel_not_found');
      const newestFirst = messages.filter(({ threadTs, broadcast }) => threadTs === undefined || broadcast).reverse();
      return paged(newestFirst, args);
    },
    'conversations.replies': (args) => {
      if (args.channel !== channelId) return refusal('channel_not_found');
      if (find(args.ts) === undefined) return refusal('thread_not_found');
      return paged(
        messages.filter(({ ts, threadTs }) => ts === args.ts || threadTs === args.ts),
        args,
      );
    },
    'conversations.list': () => ({ ok: true, channels: [channel()], response_metadata: { next_cursor: '' } }),
    'conversations.info': (args) =>
      args.channel === channelId ? { ok: true, channel: channel() } : refusal('channel_not_found'),
  };

  function post(args: Json, request: number): Answer {
    if (!isChannel(args.channel)) return refusal('channel_not_found');
    const content = contentOf(args);
    if (content === undefined) return refusal('no_text');
    const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
    if (threadTs !== undefined && find(threadTs) === undefined) return refusal('thread_not_found');
    lastTs = Math.max(Date.now() * 1_000, lastTs + 1);
    const ts = `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`;
    const broadcast = threadTs !== undefined && isTrue(args.reply_broadcast);
    messages.push({ ts, threadTs, broadcast, at: Date.now(), content, edits: [], request });
    return {
      ok: true,
      channel: channelId,
      ts,
      message: { type: 'message', ts, text: content.text, bot_id: 'B0CHAOS' },
    };
  }

  function update(args: Json): Answer {
    if (args.channel !== channelId) return refusal('channel_not_found');
    const before = find(args.ts);
    if (before === undefined) return refusal('message_not_found');
    const given = contentOf(args);
    if (given === undefined) return refusal('no_text');
    const now = shownIn(before);
    const content: Content = {
      ...given,
      attachments: args.attachments === undefined ? now.attachments : given.attachments,
      metadata: given.metadata ?? now.metadata,
    };
    messages[messages.indexOf(before)] = { ...before, edits: [...before.edits, { at: Date.now(), content }] };
    return { ok: true, channel: channelId, ts: before.ts, text: content.text };
  }

  function find(ts: unknown): ChannelMessage | undefined {
    return messages.find((message) => message.ts === ts);
  }

  /** `cursor` is where the next page begins. */
  function paged(all: readonly ChannelMessage[], args: Json): Answer {
    const isIn = (ts: string): boolean => {
      const [at, oldest, latest] = [
        Number(ts),
        Number(args.oldest ?? 0),
        Number(args.latest ?? Number.POSITIVE_INFINITY),
      ];
      return isTrue(args.inclusive) ? at >= oldest && at <= latest : at > oldest && at < latest;
    };
    const found = all.filter(({ ts }) => isIn(ts));
    const from = Number(args.cursor || 0);
    const to = from + Math.min(1_000, Number(args.limit ?? 100));
    const more = to < found.length;
    return {
      ok: true,
      messages: found.slice(from, to).map((message) => asSlackShows(message, isTrue(args.include_all_metadata))),
      has_more: more,
      ...(more ? { response_metadata: { next_cursor: String(to) } } : {}),
    };
  }

  function asSlackShows(message: ChannelMessage, withMetadata: boolean): Json {
    const { ts, threadTs, broadcast, edits } = message;
    const { text, blocks, attachments, metadata } = shownIn(message);
    const replies = messages.filter((one) => one.threadTs === ts);
    const thread = threadTs ?? (replies.length > 0 ? ts : undefined);
    return {
      type: 'message',
      ...(broadcast ? { subtype: 'thread_broadcast' } : {}),
      user: 'U0CHAOS',
      bot_id: 'B0CHAOS',
      app_id: 'A0CHAOS',
      ts,
      text,
      ...(blocks === undefined ? {} : { blocks }),
      ...(attachments === undefined ? {} : { attachments }),
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...(replies.length === 0 ? {} : { reply_count: replies.length, latest_reply: replies.at(-1)?.ts }),
      ...(edits.length === 0 ? {} : { edited: { user: 'U0CHAOS', ts } }),
      ...(withMetadata && metadata !== undefined ? { metadata } : {}),
    };
  }

  return {
    messages,
    scopes,
    /** Carries out what is asked, or says why not. */
    call(method: string, args: Json, token: unknown, request: number): Answer {
      if (token !== botToken) return refusal(token === undefined ? 'not_authed' : 'invalid_auth');
      const needed = scopeOf[method];
      if (needed !== undefined && !scopes.includes(needed))
        return refusal('missing_scope', { needed, provided: scopes.join(',') });
      return methods[method]?.(args, request) ?? refusal('unknown_method');
    },
  };
}

/** What a message says after all its edits. */
export function shownIn({ content, edits }: ChannelMessage): Content {
  return edits.at(-1)?.content ?? content;
}

const channel = (): Json => ({
  id: channelId,
  name: channelName,
  is_channel: true,
  is_private: false,
  is_member: true,
});

const isChannel = (name: unknown): boolean => name === channelId || name === channelName || name === `#${channelName}`;

const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === '1' || value === 1;

function contentOf(args: Json): Content | undefined {
  const text = typeof args.text === 'string' ? args.text : '';
  const [blocks, attachments, metadata] = [parsed(args.blocks), parsed(args.attachments), parsed(args.metadata)];
  if (text === '' && isEmpty(blocks) && isEmpty(attachments)) return undefined;
  return { text, blocks, attachments, ...(metadata === undefined ? {} : { metadata }) };
}

const isEmpty = (list: unknown): boolean => !Array.isArray(list) || list.length === 0;

/** In a form, structures come as JSON. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
