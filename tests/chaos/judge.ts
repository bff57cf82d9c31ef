/** Holds what stands in the channel against what the program has on record: all told, in order, and once. */
import { type Mention, type Post, readChannel, type Story } from './channel.ts';
import { type Double, repetitionsIn } from './doubles.ts';
import type { Evidence, LimitCause, RecordedIncident } from './evidence.ts';
import { tellingOf } from './telling.ts';
import { shownIn } from './workspace.ts';

export type Verdict = {
  readonly incidents: number;
  readonly silenced: number;
  readonly outages: number;
  /** Outages of several services. */
  readonly grouped: number;
  readonly openings: number;
  readonly closings: number;
  /** Incidents whose opening and closing one message told. */
  readonly merged: number;
  /** One sentence each, as all lists here. */
  readonly lost: readonly string[];
  /** Within an incident: a service failed again or recovered for a while, and no message says so. */
  readonly gaps: readonly string[];
  readonly disordered: readonly string[];
  /** Those that the promise allows: the answer was lost, and the token may not read the channel. */
  readonly excusedDoubles: readonly string[];
  readonly doubles: readonly string[];
  readonly topLevel: number;
  /** Of one outage. */
  readonly mostTopLevel: number;
  readonly broadcasts: number;
  /** Messages at top level that still say at the end that something is down. */
  readonly stale: readonly string[];
  /** Messages that tell of nothing on record. */
  readonly strange: readonly string[];
  readonly limited: Readonly<Record<LimitCause, number>>;
  /** Everything that breaks the promise. */
  readonly broken: readonly string[];
};

export function judge(evidence: Evidence): Verdict {
  const channel = readChannel(evidence);
  const told = channel.stories.filter(({ incident }) => !incident.silenced);
  const { doubles: all, gaps } = repetitionsIn(channel, evidence);
  const fates = told.map((story) => ({ incident: story.incident, ...fateOf(story) }));
  const lost = fates.flatMap(({ incident, opening, closing }) => [
    ...(opening === undefined ? [`the opening of ${named(incident)}`] : []),
    ...(closing === undefined && incident.endedAt !== undefined ? [`the closing of ${named(incident)}`] : []),
  ]);
  const disordered = fates.flatMap(({ incident, disorder }) =>
    disorder === undefined ? [] : [`${named(incident)}: ${disorder}`],
  );
  const isExcused = ({ wasLost }: Double): boolean => wasLost && !evidence.mayRead;
  const doubles = all.filter((double) => !isExcused(double)).map((double) => doubleText(double, evidence));
  const strange = channel.strangers.map(({ message, title }) => `${clock(message.at)} ${title}`);
  const outages = [...Map.groupBy(channel.stories, ({ incident }) => incident.outage).values()];
  const open = evidence.incidents.filter(({ endedAt }) => endedAt === undefined);
  return {
    incidents: evidence.incidents.length,
    silenced: channel.stories.length - told.length,
    outages: outages.length,
    grouped: outages.filter((stories) => stories.length > 1).length,
    openings: fates.filter(({ opening }) => opening !== undefined).length,
    closings: fates.filter(({ closing }) => closing !== undefined).length,
    merged: fates.filter(({ opening, closing }) => opening !== undefined && opening === closing).length,
    lost,
    gaps: gaps.map(({ incident, before, after }) => {
      const what = after.state === 'down' ? 'a recovery' : 'a failure';
      return `${what} of ${named(incident)} between ${timeOf(before)} and ${timeOf(after)}`;
    }),
    disordered,
    excusedDoubles: all.filter(isExcused).map((double) => doubleText(double, evidence)),
    doubles,
    topLevel: channel.posts.filter(isRoot).length,
    mostTopLevel: Math.max(0, ...outages.map((stories) => rootsOf(stories).size)),
    broadcasts: evidence.messages.filter(({ broadcast }) => broadcast).length,
    stale: open.length === 0 ? staleIn(evidence) : [],
    strange,
    limited: limitsOf(evidence),
    broken: [
      ...lost.map((what) => `lost: ${what}`),
      ...disordered.map((what) => `out of order: ${what}`),
      ...doubles.map((what) => `told twice: ${what}`),
      ...strange.map((what) => `not on record: ${what}`),
      ...evidence.forgotten.map((id) => `announced and not on record: ${id}`),
      ...evidence.owed.map((what) => `still owed: ${what}`),
      ...open.map((incident) => `never ended: ${named(incident)}`),
      ...evidence.troubles,
    ],
  };
}

type Fate = {
  readonly opening: Post | undefined;
  readonly closing: Post | undefined;
  readonly disorder: string | undefined;
};

/** What was noted and what was posted need not go by the same millisecond. */
const toleranceMs = 1_000;

function fateOf({ incident: { endedAt }, mentions }: Story): Fate {
  const downs = mentions.filter(({ state }) => state === 'down');
  const overs = mentions.filter(({ state }) => state === 'over');
  const [first] = mentions;
  const opening = downs[0] ?? overs.find(({ isSummary }) => isSummary);
  const closing = overs.find(({ post }) => endedAt !== undefined && post.message.at >= endedAt - toleranceMs);
  const lastNews = mentions.findLast(({ isNews }) => isNews);
  const last = overs.at(-1);
  const disorder =
    first?.state === 'over' && !first.isSummary && opening !== undefined
      ? `closed at ${timeOf(first)}, opened at ${timeOf(opening)}`
      : closing !== undefined && last !== undefined && lastNews?.state === 'down' && isAfter(lastNews, last)
        ? `told down at ${timeOf(lastNews)} after its end at ${timeOf(last)}`
        : undefined;
  return { opening: opening?.post, closing: closing?.post, disorder };
}

const timeOf = ({ post }: Mention): string => clock(post.message.at);
const isAfter = (one: Mention, other: Mention): boolean => one.post.message.ts > other.post.message.ts;
const isRoot = ({ message }: Post): boolean => message.threadTs === undefined;

function rootsOf(stories: readonly Story[]): ReadonlySet<Post> {
  return new Set(stories.flatMap(({ mentions }) => mentions.map(({ post }) => post).filter(isRoot)));
}

function staleIn({ messages, services }: Evidence): readonly string[] {
  return messages
    .filter(({ threadTs }) => threadTs === undefined)
    .map((root) => ({ root, says: tellingOf(shownIn(root), services) }))
    .filter(({ says }) => says.news === 'down')
    .map(({ root, says }) => `${says.outage ?? ''}, posted ${clock(root.at)}: ${says.title}`);
}

function limitsOf({ requests }: Evidence): Verdict['limited'] {
  const count = (cause: LimitCause) => requests.filter(({ limited }) => limited === cause).length;
  return {
    fault: count('fault'),
    earlier_runs: count('earlier_runs'),
    told_earlier_run: count('told_earlier_run'),
    told: count('told'),
    too_fast: count('too_fast'),
  };
}

function doubleText({ first, again, why, wasLost }: Double, { requests }: Evidence): string {
  const [one, other] = [first.message.request, again.message.request].toSorted((a, b) => a - b);
  const looks = requests.filter(
    ({ method, id }) => /^conversations\.(?:history|replies)$/.test(method) && id > (one ?? 0) && id < (other ?? 0),
  );
  const looked = looks.map(({ at, carriedOutAt, answer }) => `${clock(carriedOutAt ?? at)} ${answer ?? 'no answer'}`);
  return [
    `"${again.title}" (${why}${wasLost ? ', answer lost' : ''})`,
    `"${first.title}" ${postText(first)}`,
    `again ${postText(again)}`,
    `looked: ${looked.length === 0 ? 'never' : looked.join(', ')}`,
  ].join('; ');
}

function postText({ message, request }: Post): string {
  if (request === undefined) return clock(message.at);
  const answered = request.answeredAt === undefined ? 'never answered' : `answered ${clock(request.answeredAt)}`;
  return `asked ${clock(request.at)} by run ${request.run}, posted ${clock(message.at)}, ${answered} (${request.fault})`;
}

function named({ id, outage }: RecordedIncident): string {
  return id === outage ? id : `${id} (outage ${outage})`;
}

/** Universal time of day. */
export function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}
