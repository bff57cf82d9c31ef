/** Channels as they might be left behind, for the tests of the judge. */
import type { ChannelMessage, Content, Evidence, RecordedIncident, SlackRequest } from './evidence.ts';

/** Seconds of the story, as epoch milliseconds. */
export const at = (seconds: number) => Date.UTC(2024, 0, 1) + seconds * 1_000;

export type Told = {
  readonly at: number;
  readonly title: string;
  readonly thread?: number;
  readonly payload?: object | undefined;
  readonly lines?: readonly string[];
  readonly edits?: readonly { at: number; title: string; lines?: readonly string[] }[];
  /** Its answer. */
  readonly isLost?: boolean;
};

function contentOf({ title, lines = [], payload }: Pick<Told, 'title' | 'lines' | 'payload'>): Content {
  return {
    text: `${title} (critical)`,
    blocks: [{ type: 'header', text: { type: 'plain_text', text: title } }],
    attachments: [{ color: '#000', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: lines.join('\n') } }] }],
    ...(payload === undefined ? {} : { metadata: { event_type: 'any', event_payload: payload } }),
  };
}

const tsOf = (seconds: number) => `${at(seconds) / 1_000}.000100`;

/** A channel in which these messages stand, each answered a moment later unless it says otherwise. */
export function channel(told: readonly Told[], more: Partial<Evidence> = {}): Evidence {
  const messages = told.map((one, request): ChannelMessage => {
    return {
      ts: tsOf(one.at),
      threadTs: one.thread === undefined ? undefined : tsOf(one.thread),
      broadcast: false,
      at: at(one.at),
      content: contentOf(one),
      edits: (one.edits ?? []).map((edit) => ({
        at: at(edit.at),
        content: contentOf({ ...edit, payload: one.payload }),
      })),
      request,
    };
  });
  const requests = told.map((one, id): SlackRequest => {
    const known = { id, method: 'chat.postMessage', run: 1, at: at(one.at), fault: 'none', answer: 'ok' } as const;
    return { ...known, carriedOutAt: at(one.at), ...(one.isLost ? {} : { answeredAt: at(one.at) + 10 }) };
  });
  return {
    services: ['Shop', 'Bank', 'Mill'],
    mayRead: false,
    messages,
    requests,
    runs: [{ startedAt: at(0), endedAt: at(1_000), how: 'stopped' }],
    incidents: [incident('Shop')],
    forgotten: [],
    owed: [],
    troubles: [],
    ...more,
  };
}

export const incident = (service: string, more: Partial<RecordedIncident> = {}): RecordedIncident => ({
  id: `${service}_1`,
  service,
  outage: `${service}_1`,
  startedAt: at(9),
  openedAt: at(10),
  endedAt: at(20),
  flaps: 0,
  silenced: false,
  ...more,
});

export const payload = (change?: string, more: object = {}) => ({
  outage_id: 'Shop_1',
  ...(change && { change }),
  ...more,
});
