/** Finds what was told twice, and whether the program could have known that it had been told. */
import type { Channel, Post } from './channel.ts';
import type { Evidence } from './evidence.ts';
import type { State } from './telling.ts';

export type Double = {
  readonly first: Post;
  readonly again: Post;
  readonly why: string;
  /** The answer to the one that was asked for first never came to be known to the program. */
  readonly wasLost: boolean;
};

/** What came in within so little time before a kill may not have been read. */
const unreadMs = 500;

export function doublesOf({ posts, stories }: Channel, evidence: Evidence): readonly Double[] {
  const found = new Map<Post, Double>();
  const note = (first: Post | undefined, again: Post, why: string) => {
    if (first === undefined || found.has(again)) return;
    // What was carried out late may stand below what was asked for after it.
    const [asked] = [first, again].toSorted((a, b) => a.message.request - b.message.request);
    found.set(again, { first, again, why, wasLost: asked !== undefined && wasLost(asked, evidence) });
  };
  for (const [at, post] of posts.entries())
    note(
      posts.slice(0, at).findLast((one) => isSame(one, post)),
      post,
      'the same',
    );
  for (const { incident, mentions } of stories) {
    for (const state of ['down', 'over'] as const) {
      const told = mentions.filter((one) => one.isNews && one.state === state && !found.has(one.post));
      const once = told.map(({ post }) => post).filter((post) => !isLastWord(post, state));
      for (const [at, post] of once.entries())
        if (at > incident.flaps) note(once[at - 1], post, `told once more of ${incident.id}`);
    }
  }
  return [...found.values()];
}

/** By their metadata; without these by the headline, in the same thread. */
function isSame(one: Post, other: Post): boolean {
  if (one.key !== undefined && other.key !== undefined) return one.key === other.key;
  return (
    one.title === other.title &&
    one.news === other.news &&
    one.message.threadTs === other.message.threadTs &&
    one.message.threadTs !== undefined
  );
}

/** Of several services, the last word is on all of them and repeats what was told of each. */
function isLastWord({ title, message }: Post, state: State): boolean {
  return state === 'over' && message.threadTs !== undefined && /^\S+ \d+ (?:of \d+ )?services? /.test(title);
}

/** Lost on its way, or come in so late before a kill that it left no trace. */
function wasLost({ request }: Post, { runs }: Evidence): boolean {
  if (request?.answeredAt === undefined || request.answer !== 'ok') return true;
  const run = runs[request.run - 1];
  return run?.how === 'killed' && run.endedAt - request.answeredAt < unreadMs;
}
