/** An incident's points as moments on one line of time: what was told stands with what it tells of. Pure. */
import type { StoryPoint } from '../../preload/past.ts';

/** The end of a stretch in which nobody watched. */
export type SeenAgain = { readonly at: number; readonly type: 'seen_again' };
export type Alerted = Extract<StoryPoint, { readonly type: 'alert' }>;
/** What happened, beside what was told of it. */
export type Happening = Exclude<StoryPoint, { readonly type: 'alert' }> | SeenAgain;

export type Moment = {
  readonly at: number;
  /** Absent where alerts alone make the moment. */
  readonly happening?: Happening;
  readonly alerts: readonly Alerted[];
  /** How it is from this moment on, as far as anybody knew. */
  readonly stretch: Stretch;
};

/** `before`: nothing has failed yet; a silence may have begun long ago. */
export type Stretch = 'before' | 'failing' | 'down' | 'unseen' | 'over';

/** The clock is read anew for each of the things that one change brings about. */
const togetherMs = 250;

/** In order of time. Each happening is a moment of its own; an alert belongs to the moment right before it. */
export function momentsOf(points: readonly StoryPoint[]): readonly Moment[] {
  const moments: { at: number; happening?: Happening; alerts: Alerted[] }[] = [];
  for (const point of inOrder(points)) {
    const last = moments.at(-1);
    if (point.type !== 'alert') moments.push({ at: point.at, happening: point, alerts: [] });
    else if (last !== undefined && point.at - last.at <= togetherMs) last.alerts.push(point);
    else moments.push({ at: point.at, alerts: [point] });
  }
  return withStretches(moments);
}

function inOrder(points: readonly StoryPoint[]): readonly (StoryPoint | SeenAgain)[] {
  const lastAt = Math.max(...points.map(({ at }) => at));
  const again = points.flatMap((point): readonly SeenAgain[] => {
    if (point.type !== 'unobserved') return [];
    // It ends with what happened next, or has not ended yet: neither is worth a word.
    const isSaid = points.some((other) => other !== point && Math.abs(other.at - point.to) <= togetherMs);
    return isSaid || point.to > lastAt ? [] : [{ at: point.to, type: 'seen_again' }];
  });
  return [...points, ...again].toSorted((a, b) => a.at - b.at || rank(a) - rank(b));
}

/** What happened comes before what was told of it. */
const rank = ({ type }: StoryPoint | SeenAgain): number => (type === 'alert' ? 1 : 0);

function withStretches(moments: readonly Omit<Moment, 'stretch'>[]): readonly Moment[] {
  let known: Stretch = 'before';
  let unseenUntil = Number.NEGATIVE_INFINITY;
  return moments.map((moment) => {
    const { at, happening, alerts } = moment;
    known = alerts.reduce(afterAlert, afterHappening(known, happening));
    if (happening?.type === 'unobserved') unseenUntil = happening.to;
    return { ...moment, stretch: known !== 'over' && at < unseenUntil - togetherMs ? 'unseen' : known };
  });
}

function afterHappening(before: Stretch, happening: Happening | undefined): Stretch {
  switch (happening?.type) {
    case 'first_failure':
      return 'failing';
    case 'opened':
      return 'down';
    case 'recovered':
    case 'edited':
    case 'removed':
      return 'over';
    case 'acknowledged':
    case 'silence':
    case 'unobserved':
    case 'seen_again':
    case undefined:
      return before;
  }
}

function afterAlert(before: Stretch, { alert }: Alerted): Stretch {
  switch (alert) {
    case 'opened':
    case 'reopened':
      return 'down';
    // It may speak of others of the outage, when this one is well again.
    case 'still_down':
      return before === 'over' ? before : 'down';
    case 'resolved':
      return 'over';
    case 'changed':
    case 'acknowledged':
    case 'silenced':
    case 'reminder':
      return before;
  }
}

/** How long is drawn a stretch of time: an hour is longer than a minute, and yet fits. Steps of the grid, in pixels. */
export function stretchPx(ms: number): number {
  const decades = Math.log10(Math.max(1, ms / 1_000));
  return 24 + 8 * Math.min(6, Math.round(decades * 1.5));
}
