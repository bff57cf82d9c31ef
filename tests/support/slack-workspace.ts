/** The workspace behind the local Slack: its channels and messages, and the methods that change them. */
import { type Json, type MessageContent, mentionsIn, records, refusalOf } from './slack-rules.ts';

export type StoredMessage = MessageContent & {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly broadcast: boolean;
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  /** Whom Slack called when it was posted; an edit calls nobody. */
  readonly mentions: readonly string[];
  /** What it said before each edit, oldest first. */
  readonly edits: readonly MessageContent[];
};

/** HTTP status, body and further headers. */
export type Answer = readonly [status: number, body: Json, headers?: Readonly<Record<string, string>>];

export type WorkspaceOptions = {
  readonly token?: string;
  readonly scopes?: readonly string[];
  readonly channels?: readonly string[];
  /** Names among `channels` of those that are private. */
  readonly privateChannels?: readonly string[];
  /** Names of the channels that the bot was not invited to: with `chat:write.public` it may write there, and not read. */
  readonly uninvited?: readonly string[];
  /** Answers do not say what the token may do. */
  readonly hidesScopes?: boolean;
  /** The time by which messages are numbered. */
  readonly wallMs?: () => number;
  /** How many messages a page of history holds at most, whatever is asked for. */
  readonly pageSize?: number;
  /** How many messages more than one a second a channel takes at once before it answers 429; undefined takes all. */
  readonly burst?: number;
};

const channelIds = (names: readonly string[]) =>
  new Map(names.map((name, at) => [name, `C${String(at + 1).padStart(8, '0')}`]));

export function createSlackWorkspace(options: WorkspaceOptions) {
  let token = options.token ?? 'xoxb-test';
  let rateLimited = 0;
  let lastTs = 0;
  const scopes = options.scopes ?? ['chat:write', 'chat:write.public'];
  const { privateChannels = [], uninvited = [], pageSize = 1_000 } = options;
  const channels = channelIds(options.channels ?? ['#alerts', '#other']);
  const archived = new Set<string>();
  const messages: StoredMessage[] = [];
  /** By channel: when its allowance will be full again. */
  const allowances = new Map<string, number>();

  function answerTo(method: string, args: Json, given: unknown): Answer {
    if (given === undefined || given === '') return [200, { ok: false, error: 'not_authed' }];
    if (given !== token) return [200, { ok: false, error: 'invalid_auth' }];
    switch (method) {
      case 'auth.test':
        return [
          200,
          {
            ok: true,
            url: 'https://test.slack.com/',
            team: 'Test team',
            user: 'monitor',
            team_id: 'T1',
            user_id: 'U1',
            bot_id: 'B1',
          },
        ];
      case 'chat.postMessage':
        return postMessage(args);
      case 'chat.update':
        return [200, update(args)];
      case 'conversations.history':
        return [200, history(args, (message) => message.threadTs === undefined || message.broadcast)];
      case 'conversations.replies':
        return [200, replies(args)];
      case 'conversations.list':
        return [200, list(args)];
      default:
        return [200, { ok: false, error: 'unknown_method' }];
    }
  }

  function postMessage(args: Json): Answer {
    if (!scopes.includes('chat:write'))
      return [200, { ok: false, error: 'missing_scope', needed: 'chat:write', provided: scopes.join(',') }];
    const channel = channelOf(args.channel);
    if (channel === undefined) return [200, { ok: false, error: 'channel_not_found' }];
    if (archived.has(channel)) return [200, { ok: false, error: 'is_archived' }];
    const wait = overLimit(channel);
    if (wait > 0) return [429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(Math.ceil(wait / 1_000)) }];
    const content = contentOf(args);
    const refusal = refusalOf(content);
    if (refusal !== undefined) return [200, refused(refusal)];
    const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
    if (threadTs !== undefined && find(channel, threadTs) === undefined)
      return [200, { ok: false, error: 'thread_not_found' }];
    const broadcast = String(args.reply_broadcast) === 'true';
    const ts = nextTs();
    messages.push({
      ...content,
      channel,
      ts,
      threadTs,
      broadcast,
      at: performance.now(),
      mentions: mentionsIn(content),
      edits: [],
    });
    return [200, { ok: true, channel, ts, message: { text: content.text, ts } }];
  }

  function update(args: Json): Json {
    const channel = channelOf(args.channel, 'by id only');
    if (channel === undefined) return { ok: false, error: 'channel_not_found' };
    const ts = String(args.ts);
    const before = find(channel, ts);
    if (before === undefined) return { ok: false, error: 'message_not_found' };
    const given = contentOf(args);
    const refusal = refusalOf(given);
    if (refusal !== undefined) return refused(refusal);
    // What an edit does not mention stays, but for blocks, which a text without blocks replaces.
    const attachments = args.attachments === undefined ? before.attachments : given.attachments;
    const { text, blocks, metadata } = before;
    const edits = [...before.edits, { text, blocks, attachments: before.attachments, metadata }];
    messages[messages.indexOf(before)] = {
      ...before,
      ...given,
      metadata: given.metadata ?? metadata,
      attachments,
      edits,
    };
    return { ok: true, channel, ts, text: given.text };
  }

  function replies(args: Json): Json {
    const thread = String(args.ts);
    const belongs = (message: StoredMessage) => message.ts === thread || message.threadTs === thread;
    const channel = channelOf(args.channel, 'by id only');
    const isThere = messages.some((message) => message.channel === channel && belongs(message));
    return channel !== undefined && !isThere ? { ok: false, error: 'thread_not_found' } : history(args, belongs);
  }

  function history(args: Json, belongs: (message: StoredMessage) => boolean): Json {
    const channel = channelOf(args.channel, 'by id only');
    const scope = channel !== undefined && isAmong(channel, privateChannels) ? 'groups:history' : 'channels:history';
    if (!scopes.includes(scope)) return lacking(scope);
    if (channel === undefined) return { ok: false, error: 'channel_not_found' };
    if (isAmong(channel, uninvited)) return { ok: false, error: 'not_in_channel' };
    const [oldest, latest] = [Number(args.oldest ?? 0), Number(args.latest ?? Number.POSITIVE_INFINITY)];
    const found = messages.filter(
      ({ ts, ...rest }) =>
        rest.channel === channel && Number(ts) > oldest && Number(ts) < latest && belongs({ ts, ...rest }),
    );
    const withMetadata = String(args.include_all_metadata) === 'true';
    const from = Number(args.cursor ?? 0);
    const until = from + Math.min(pageSize, Number(args.limit ?? 100));
    const shown = found.reverse().slice(from, until);
    return {
      ok: true,
      has_more: until < found.length,
      ...(until < found.length ? { response_metadata: { next_cursor: String(until) } } : {}),
      messages: shown.map(({ text, ts, threadTs, blocks, attachments, metadata }) => ({
        type: 'message',
        text,
        ts,
        bot_id: 'B1',
        blocks,
        attachments,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        ...(withMetadata && metadata !== undefined ? { metadata } : {}),
      })),
    };
  }

  function list(args: Json): Json {
    const isPrivate = args.types === 'private_channel';
    const scope = isPrivate ? 'groups:read' : 'channels:read';
    if (!scopes.includes(scope)) return lacking(scope);
    const named = [...channels].filter(([name]) => privateChannels.includes(name) === isPrivate);
    const from = Number(args.cursor ?? 0);
    const until = from + Math.min(pageSize, Number(args.limit ?? 100));
    return {
      ok: true,
      channels: named.slice(from, until).map(([name, id]) => ({ id, name: name.replace(/^#/, '') })),
      response_metadata: { next_cursor: until < named.length ? String(until) : '' },
    };
  }

  function lacking(scope: string): Json {
    return { ok: false, error: 'missing_scope', needed: scope, provided: scopes.join(',') };
  }

  function isAmong(id: string, names: readonly string[]): boolean {
    return names.some((name) => channels.get(name) === id);
  }

  function channelOf(name: unknown, how?: 'by id only'): string | undefined {
    if (typeof name !== 'string') return undefined;
    if ([...channels.values()].includes(name)) return name;
    return how === undefined ? (channels.get(name) ?? channels.get(`#${name}`)) : undefined;
  }

  /** Milliseconds to wait, or 0 when the message may pass. */
  function overLimit(channel: string): number {
    if (options.burst === undefined) return 0;
    const now = performance.now();
    const fullAt = allowances.get(channel) ?? now;
    const wait = fullAt - now - options.burst * 1_000;
    if (wait > 0) rateLimited += 1;
    else allowances.set(channel, Math.max(fullAt, now) + 1_000);
    return wait;
  }

  function find(channel: string, ts: string): StoredMessage | undefined {
    return messages.find((message) => message.channel === channel && message.ts === ts);
  }

  function nextTs(): string {
    lastTs = Math.max(Math.round((options.wallMs ?? Date.now)()) * 1_000, lastTs + 1);
    return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`;
  }

  return {
    messages,
    scopes,
    answerTo,
    rateLimited: () => rateLimited,
    setToken(next: string) {
      token = next;
    },
    deleteMessage(ts: string) {
      const at = messages.findIndex((message) => message.ts === ts);
      if (at >= 0) messages.splice(at, 1);
    },
    archive: (channel: string) => void archived.add(channelOf(channel) ?? channel),
  };
}

function refused({ error, messages }: { readonly error: string; readonly messages: readonly string[] }): Json {
  return { ok: false, error, ...(messages.length === 0 ? {} : { errors: messages, response_metadata: { messages } }) };
}

function contentOf(args: Json): MessageContent {
  return {
    text: typeof args.text === 'string' ? args.text : '',
    blocks: records(parsed(args.blocks)),
    attachments: records(parsed(args.attachments)),
    ...(args.metadata === undefined ? {} : { metadata: parsed(args.metadata) }),
  };
}

/** In a form, structures come as JSON texts. */
export function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
