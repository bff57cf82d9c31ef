import type { Conversation } from '../monitor/outbox.ts';
import { type Connection, text } from './connection.ts';
import type { Journal } from './journal.ts';

type Talk = { readonly notifier: string; readonly outageId: string; readonly conversation: Conversation };

/** Where each notifier tells each outage, whose id the column `incident` holds. */
export type Conversations = {
  of(notifier: string, outageId: string): Conversation | undefined;
  sharing(notifier: string, conversation: Conversation): readonly string[];
  /** From now on it is that of these outages; the result writes it, within a write of the journal. */
  put(notifier: string, outageIds: readonly string[], conversation: Conversation): () => void;
  /** Whatever is in memory, into a fresh file. */
  saveAll(): void;
};

/** Outages that nobody was told of are asked for again and again while a thousand wait: what is not there is remembered. */
const mostAbsent = 5_000;

export function createConversations(connection: Connection, journal: Journal): Conversations {
  /** Those of this run; earlier ones are in the file. */
  const known = new Map<string, Talk>();
  const absent = new Set<string>();
  const sharers = new Map<string, Set<string>>();

  const keyOf = (notifier: string, outageId: string): string => JSON.stringify([notifier, outageId]);
  const placeOf = (notifier: string, { channel, messageId }: Conversation): string =>
    JSON.stringify([notifier, channel, messageId]);

  function stored(notifier: string, outageId: string): Conversation | undefined {
    const row = connection.get(
      'SELECT channel, message FROM conversations WHERE notifier = ? AND incident = ?',
      notifier,
      outageId,
    );
    return row && { channel: text(row.channel), messageId: text(row.message) };
  }

  function storedSharers(notifier: string, { channel, messageId }: Conversation): readonly string[] {
    return connection
      .all(
        'SELECT incident FROM conversations WHERE notifier = ? AND channel = ? AND message = ? ORDER BY incident',
        notifier,
        channel,
        messageId,
      )
      .map(({ incident }) => text(incident));
  }

  function save(notifier: string, outageId: string, { channel, messageId }: Conversation): void {
    connection.run(
      'INSERT OR REPLACE INTO conversations (notifier, incident, channel, message) VALUES (?, ?, ?, ?)',
      notifier,
      outageId,
      channel,
      messageId,
    );
  }

  function remember(talk: Talk): void {
    const key = keyOf(talk.notifier, talk.outageId);
    const before = known.get(key);
    if (before !== undefined) sharers.get(placeOf(before.notifier, before.conversation))?.delete(talk.outageId);
    known.set(key, talk);
    absent.delete(key);
    const place = placeOf(talk.notifier, talk.conversation);
    sharers.set(place, (sharers.get(place) ?? new Set()).add(talk.outageId));
  }

  return {
    of(notifier, outageId) {
      const key = keyOf(notifier, outageId);
      const talk = known.get(key);
      if (talk !== undefined) return talk.conversation;
      if (absent.has(key)) return undefined;
      const conversation = journal.read(() => stored(notifier, outageId), undefined);
      if (conversation === undefined) {
        if (absent.size >= mostAbsent) absent.clear();
        absent.add(key);
      }
      return conversation;
    },
    sharing(notifier, conversation) {
      const inFile = journal.read(() => storedSharers(notifier, conversation), []);
      const isStill = (outageId: string): boolean => {
        const talk = known.get(keyOf(notifier, outageId));
        return talk === undefined || placeOf(notifier, talk.conversation) === placeOf(notifier, conversation);
      };
      return [...new Set([...inFile.filter(isStill), ...(sharers.get(placeOf(notifier, conversation)) ?? [])])];
    },
    put(notifier, ids, conversation) {
      const outageIds = [...new Set(ids)];
      for (const outageId of outageIds) remember({ notifier, outageId, conversation });
      return () => {
        for (const outageId of outageIds) save(notifier, outageId, conversation);
      };
    },
    saveAll() {
      for (const { notifier, outageId, conversation } of known.values()) save(notifier, outageId, conversation);
    },
  };
}
