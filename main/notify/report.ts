/** What one message tells of an outage: the news, and how its services are by now. */
import { outageIdOf as outageOf } from '../monitor/incident-id.ts';
import type { Alert, AlertKind, Explanation, Incident } from '../monitor/model.ts';
import type { OwedAlert } from '../monitor/outbox.ts';
import type { OutageStory } from '../monitor/ports.ts';
import type { Task } from './queue.ts';

export type Report = {
  readonly outageId: string;
  /** The news, oldest first. */
  readonly alerts: readonly Alert[];
  /** The latest of them, notes aside where there is more: for an outage of one service, all there is to tell. */
  readonly alert: Alert;
  /** All incidents of the outage, in the order in which they joined, as people are to see them. */
  readonly incidents: readonly Incident[];
  /** Those that are down and told to be down already. */
  readonly known: readonly Incident[];
  readonly explanation: Explanation;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Only the root message is edited; nobody need hear of it. */
  readonly quiet: boolean;
  /** All of it has been told, and the root message is only edited in case that it is not true yet. */
  readonly isRepair?: true;
  /** Where the conversation is that of many outages. */
  readonly digest?: Digest;
};

/** Many outages in one conversation. */
export type Digest = {
  /** The incidents of all of them, as people are to see them. */
  readonly incidents: readonly Incident[];
  /** Those that are down and told to be down already. */
  readonly known: readonly Incident[];
  /** The news are of several outages, and told as a list. */
  readonly isList: boolean;
  /** What happened to the one outage that the news are of was not told before. */
  readonly isUnheard: boolean;
};

/** The key of the conversation. */
export const outageIdOf = ({ alert }: OwedAlert): string => outageOf(alert.incident);

export const isDown = ({ endedAt }: Incident): boolean => endedAt === undefined;

/**
 * Undefined for a task that tells nothing. Without a story, as for alerts of earlier versions, the alerts speak for
 * themselves. A service whose recovery is held back because it may not last is still down for people.
 */
export function reportOf(task: Task, storyOf: (outageId: string) => OutageStory | undefined): Report | undefined {
  const alerts = task.told.map(({ alert }) => alert);
  const alert = alerts.findLast(({ kind }) => !isNoteKind(kind)) ?? alerts.at(-1);
  if (alert === undefined) return undefined;
  const [outageId] = task.outageIds;
  const said = saidOf(task);
  const shown = (id: string): readonly Incident[] => shownIncidents(said(id), storyOf(id));
  const incidents = task.outageIds.flatMap(shown);
  const known = task.conversation === undefined ? [] : knownOf(task, incidents);
  return {
    outageId,
    alerts,
    alert,
    incidents,
    known,
    explanation: storyOf(outageId)?.outage.explanation ?? { kind: 'alone' },
    startedAt: incidents.reduce((first, { startedAt }) => Math.min(first, startedAt), Number.POSITIVE_INFINITY),
    quiet: task.quiet,
    ...(task.settles.length === 0 && { isRepair: true as const }),
    ...(task.shared.length > 1 && { digest: digestIn(task, incidents, shown) }),
  };
}

function digestIn(task: Task, told: readonly Incident[], shown: (id: string) => readonly Incident[]): Digest {
  const own = new Set(task.outageIds);
  const others = task.shared.filter((id) => !own.has(id)).flatMap(shown);
  const incidents = [...told, ...others];
  return {
    incidents,
    known: task.conversation === undefined ? [] : knownOf(task, incidents),
    isList: task.outageIds.length > 1,
    isUnheard: task.told.some(({ alert }) => alert.kind === 'opened' && alert.quiet !== true),
  };
}

/** What is down and not among the news. */
function knownOf(task: Task, incidents: readonly Incident[]): readonly Incident[] {
  const news = new Set(
    [...task.told, ...task.untold]
      .filter(({ alert }) => isOpening(alert))
      .map(({ alert: { incident } }) => incident.id),
  );
  return incidents.filter((one) => isDown(one) && !news.has(one.id));
}

/** Whether any of the outage's services is down for people. */
export function isGoingOn(story: OutageStory | undefined, held: Task['held']): boolean {
  if (story === undefined) return false;
  const heldIds = new Set(held.map(({ alert }) => alert.incident.id));
  return story.incidents.some((incident) => incident.untold !== true && (isDown(incident) || heldIds.has(incident.id)));
}

/** Most outages are of one service, and told as that. */
export const isOfOne = ({ incidents }: Report): boolean => incidents.length === 1;

/** The news is that something went down, and not that something is over, or how people deal with it. */
export const opens = ({ alert }: Report): boolean => isOpening(alert);

/** The news is neither that something went down nor that it is over, but what has become of it meanwhile. */
export const isNote = ({ alert }: Report): boolean => isNoteKind(alert.kind);

export const isOver = ({ incidents }: Report): boolean => !incidents.some(isDown);

/** It calls people, and nobody has said yet that they know. */
export const keepsPeopleAtIt = ({ critical, silence, acknowledged }: Incident): boolean =>
  critical && silence === undefined && acknowledged === undefined;

/** Whether somebody has to be called: for the first critical service, as long as no other keeps them at it. */
export function callsFor(report: Report): boolean {
  const isCalledAlready = report.known.some(keepsPeopleAtIt);
  return opens(report) && !isCalledAlready && report.alerts.some(({ incident }) => incident.critical);
}

const noteKinds: ReadonlySet<AlertKind> = new Set(['changed', 'acknowledged', 'silenced', 'still_down', 'reminder']);

export const isNoteKind = (kind: AlertKind): boolean => noteKinds.has(kind);

export const isOpening = ({ kind }: Alert): boolean => kind === 'opened' || kind === 'reopened';

/** By outage: what the alerts that are told, and those that are held back, say of it. */
type Said = { readonly told: readonly OwedAlert[]; readonly held: readonly OwedAlert[] };

function saidOf(task: Task): (outageId: string) => Said {
  const held = [...task.held, ...endsToCome(task)];
  const [tellings, holdings] = [task.told, held].map((rows) => Map.groupBy(rows, outageIdOf));
  return (outageId) => ({ told: tellings?.get(outageId) ?? [], held: holdings?.get(outageId) ?? [] });
}

/** What is over is told as over once: until the last end is told, the message that tells the others has one that is down. */
function endsToCome({ told, untold, elsewhere, quiet }: Task): readonly OwedAlert[] {
  const isEnd = ({ alert }: OwedAlert): boolean => alert.kind === 'resolved' && alert.quiet !== true;
  if (quiet || !told.some(isEnd)) return [];
  const ended = new Set(told.filter(isEnd).map(({ alert }) => alert.incident.id));
  return [...untold, ...elsewhere].filter((row) => isEnd(row) && !ended.has(row.alert.incident.id));
}

function shownIncidents({ told, held }: Said, story: OutageStory | undefined): readonly Incident[] {
  const incidents = new Map(told.map(({ alert: { incident } }) => [incident.id, incident]));
  const known = (story?.incidents ?? []).filter(({ untold }) => untold !== true);
  const all = new Map(known.map((incident) => [incident.id, incident]));
  for (const [id, incident] of incidents) if (!all.has(id)) all.set(id, incident);
  for (const { alert } of held) {
    const incident = all.get(alert.incident.id);
    if (incident !== undefined) all.set(incident.id, stillDown(incident));
  }
  return [...all.values()];
}

function stillDown({ endedAt: _, end: __, endedNotBefore: ___, ...incident }: Incident): Incident {
  return incident;
}
