/** Finds what was told twice, whether the program could have known that it had been told, and what is missing in between. */
import { type Channel, isLastWord, type Mention, type Post } from './channel.ts';
import type { Evidence, RecordedIncident } from './evidence.ts';

export type Double = {
  readonly first: Post;
  readonly again: Post;
  readonly why: string;
  /** The answer to the one that was asked for first never came to be known to the program. */
  readonly wasLost: boolean;
};

/** Between two messages that tell the same, the opposite must have been told. */
export type Gap = { readonly incident: RecordedIncident; readonly before: Mention; readonly after: Mention };

/** What came in within so little time before a kill may not have been read. */
const unreadMs = 250;

export function repetitionsIn(
  { posts, stories }: Channel,
  evidence: Evidence,
): { readonly doubles: readonly Double[]; readonly gaps: readonly Gap[] } {
  const found = new Map<Post, Double>();
  const gaps: Gap[] = [];
  const note = (first: Post | undefined, again: Post, why: string) => {
    if (first === undefined || found.has(again)) return;
    found.set(again, { first, again, why, wasLost: isLost(first, again, evidence) });
  };
  for (const [at, post] of posts.entries()) {
    note(
      posts.slice(0, at).findLast((one) => isSame(one, post)),
      post,
      'the same',
    );
  }
  for (const { incident, mentions } of stories) {
    const again = new Set(found.keys());
    const isOnce = ({ post, isNews }: Mention): boolean => isNews && !again.has(post) && !isLastWord(post);
    for (const [at, after] of mentions.entries()) {
      const before = mentions[at - 1];
      if (before?.state !== after.state || !before.isNews || isLastWord(before.post) || !isOnce(after)) continue;
      const times = mentions.filter((one) => isOnce(one) && one.state === after.state).length;
      if (times > incident.flaps + 1 || isLost(before.post, after.post, evidence))
        note(before.post, after.post, `told once more of ${incident.id}`);
      else gaps.push({ incident, before, after });
    }
    // A service may fail and recover again, but not more often than it did.
    for (const state of ['down', 'over'] as const) {
      const told = mentions.filter((one) => isOnce(one) && one.state === state && !found.has(one.post));
      for (const [at, { post }] of told.entries())
        if (at > incident.flaps) note(told[at - 1]?.post, post, `told once more of ${incident.id}`);
    }
  }
  return { doubles: [...found.values()], gaps };
}

/** By their metadata; without these by the headline, in the same thread. */
function isSame(one: Post, other: Post): boolean {
  if (one.key !== undefined && other.key !== undefined) return one.key === other.key;
  const { threadTs } = one.message;
  return one.title === other.title && threadTs !== undefined && threadTs === other.message.threadTs;
}

/** Of the one that was asked for first: what was carried out late may stand below what was asked for after it. */
function isLost(one: Post, other: Post, { runs }: Evidence): boolean {
  const request = one.message.request < other.message.request ? one.request : other.request;
  // Lost on its way, or come in so late before a kill that it left no trace.
  if (request?.answeredAt === undefined || request.answer !== 'ok') return true;
  const run = runs[request.run - 1];
  return run?.how === 'killed' && run.endedAt - request.answeredAt < unreadMs;
}
