/** Which of the channel's messages tell what of each incident. */
import type { ChannelMessage, Evidence, RecordedIncident, SlackRequest } from './evidence.ts';
import { type State, type Telling, tellingOf } from './telling.ts';

/** One message as it was posted. */
export type Post = Telling & {
  readonly message: ChannelMessage;
  readonly request: SlackRequest | undefined;
  /** The message that its thread began with, as it stood when this one came; itself where it stands in none. */
  readonly root: Telling;
  /** The same as it was edited next, if it ever was. */
  readonly mended: Telling | undefined;
};

/** One message that says of an incident that it is down, or that it is over. */
export type Mention = {
  readonly post: Post;
  readonly state: State;
  /** It tells both: that there was something, and that it is over. */
  readonly isSummary: boolean;
  /** What happened to the incident is what the message is for; false where it only shows how things stand. */
  readonly isNews: boolean;
};

export type Story = {
  readonly incident: RecordedIncident;
  /** In the order in which they stand in the channel. */
  readonly mentions: readonly Mention[];
};

export type Channel = {
  readonly posts: readonly Post[];
  readonly stories: readonly Story[];
  /** Messages that tell of nothing that is on record. */
  readonly strangers: readonly Post[];
};

const toleranceMs = 1_500;
const saysBoth = /\b(?:was|were) down\b/;

export function readChannel({ messages, requests, services, incidents }: Evidence): Channel {
  const byTs = new Map(messages.map((message) => [message.ts, message]));
  const posts = messages.map((message): Post => {
    const own = tellingOf(message.content, services);
    const root = message.threadTs === undefined ? undefined : byTs.get(message.threadTs);
    const then = root?.edits.findLast(({ at }) => at <= message.at)?.content ?? root?.content;
    const next = root?.edits.find(({ at }) => at > message.at)?.content;
    return {
      ...own,
      message,
      request: requests[message.request],
      root: then ? tellingOf(then, services) : own,
      mended: next && tellingOf(next, services),
    };
  });
  const members = Map.groupBy(incidents, ({ outage }) => outage);
  const stories = incidents.map((incident): Story => {
    const others = members.get(incident.outage) ?? [];
    return { incident, mentions: posts.flatMap((post) => mentionIn(post, incident, others) ?? []) };
  });
  const known = new Set(stories.flatMap(({ mentions }) => mentions.map(({ post }) => post)));
  const isKnown = (post: Post): boolean => known.has(post) || incidents.some((incident) => isAbout(post, incident));
  return { posts, stories, strangers: posts.filter((post) => !isKnown(post)) };
}

function mentionIn(post: Post, incident: RecordedIncident, members: readonly RecordedIncident[]): Mention | undefined {
  if (post.message.at < incident.openedAt - toleranceMs) return undefined;
  const isRoot = post.message.threadTs === undefined;
  const listed = stateIn(post, incident);
  if (listed !== undefined) {
    // The list of an outage of several shows all as they are by now; only where several outages share it is all of it news.
    const isShared = ![...post.listed.keys()].every((service) => members.some((one) => one.service === service));
    return { post, state: listed, isSummary: listed === 'over', isNews: isShared || members.length === 1 };
  }
  const isIts = isAbout(post, incident) || (post.outage === undefined && isAbout(post.root, incident));
  if (post.news === 'other' || !isIts || hasFollower(incident, members, post.message.at)) return undefined;
  if (post.named.includes(incident.service)) {
    const isSummary = post.news === 'over' && (isRoot || saysBoth.test(post.title));
    return { post, state: post.news, isSummary, isNews: true };
  }
  // A reply has no room for all names; the message above it has, and may show that it is over again already.
  const shown = isRoot ? undefined : shownBy(post, incident);
  const isTold = shown === post.news || (shown === 'over' && post.news === 'down');
  return isTold ? { post, state: post.news, isSummary: false, isNews: false } : undefined;
}

/** An edit without an answer does not hold up the reply: the list may be made true only after the last word on all of it. */
function shownBy(post: Post, incident: RecordedIncident): State | undefined {
  const shown = stateIn(post.root, incident);
  if (shown !== 'down' || post.mended === undefined || !isLastWord(post)) return shown;
  return stateIn(post.mended, incident);
}

/** Of several services, the last word is on all of them and repeats what was told of each. */
export function isLastWord({ title, message, news }: Post): boolean {
  return news === 'over' && message.threadTs !== undefined && /^\S+ \d+ (?:of \d+ )?services? /.test(title);
}

/** The service has failed once more within the outage: news that give no time are of that. */
function hasFollower(
  { service, openedAt }: RecordedIncident,
  members: readonly RecordedIncident[],
  at: number,
): boolean {
  return members.some((one) => one.service === service && one.openedAt > openedAt && one.openedAt <= at);
}

/** How the message's list shows it. A service may have been down before: that is another incident. */
function stateIn(telling: Telling, incident: RecordedIncident): State | undefined {
  const own = telling.listed.get(incident.service) ?? [];
  const dated = own.find(
    ({ startedAt }) => startedAt !== undefined && Math.abs(startedAt - incident.startedAt) < toleranceMs,
  );
  const undated = isAbout(telling, incident) ? own.find(({ startedAt }) => startedAt === undefined) : undefined;
  return (dated ?? undated)?.state;
}

/** By its metadata, or by an id in what it says. */
function isAbout(telling: Telling, { id, outage }: RecordedIncident): boolean {
  return [telling.incident, telling.outage].some((one) => one === id || one === outage)
    ? true
    : holds(telling.text, id) || holds(telling.text, outage);
}

/** Ids begin alike: `…_2` is another one. */
function holds(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    if (!/[\w.-]/.test(text[at + id.length] ?? '')) return true;
  }
  return false;
}
