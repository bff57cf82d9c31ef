/** Notices of the desktop that are about no single outage. Pure. */
import { namesOf, noticeOf } from './desktop-notice.ts';
import { noticeWordingFor } from './notice-wording.ts';
import type { Notice } from './notification-screen.ts';
import { type Language, wordingFor } from './wording.ts';

export type SlackUnreachable = {
  /** How many alerts wait to be told there. */
  readonly owed: number;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly language: Language;
};

export function slackUnreachableNotice({ owed, since, language }: SlackUnreachable): Notice {
  const words = noticeWordingFor(language);
  return noticeOf({
    id: 'slack',
    ...words.slackUnreachable(owed, words.time(since, undefined)),
    actions: [],
    urgency: 'normal',
    isSilent: true,
    hash: '#/settings',
  });
}

/** An outage that began or ended while nobody was at the machine. */
export type MissedOutage = {
  readonly outage: string;
  readonly services: readonly string[];
  readonly critical: boolean;
  /** Epoch milliseconds, as the next. */
  readonly startedAt: number;
  /** Absent while it goes on. */
  readonly endedAt?: number;
};

export type AwaySummary = {
  /** At least one. */
  readonly missed: readonly MissedOutage[];
  /** When nobody was there, epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly language: Language;
  readonly wallMs: () => number;
};

const mostTold = 3;
const mostServices = 2;

/** Sums up what happened meanwhile: what goes on comes first, and of that what is critical. */
export function awayNotice({ missed, from, to, language, wallMs }: AwaySummary): Notice {
  const words = noticeWordingFor(language);
  const wording = wordingFor(language);
  const time = (at: number): string => words.time(at, wallMs());
  const down = missed.filter(({ endedAt }) => endedAt === undefined);
  const rank = ({ critical, endedAt }: MissedOutage): number => (endedAt === undefined ? 0 : 2) + (critical ? 0 : 1);
  const ordered = missed.toSorted((one, other) => rank(one) - rank(other) || one.startedAt - other.startedAt);
  const lines = ordered.slice(0, mostTold).map(({ services, startedAt, endedAt }) => {
    const names = namesOf(
      services.map((service) => ({ service })),
      wording,
      mostServices,
    );
    return endedAt === undefined
      ? words.stillDown(names, time(startedAt))
      : words.wasDown(names, time(startedAt), endedAt - startedAt);
  });
  const rest = missed.length - lines.length;
  const [only, ...others] = ordered;
  return noticeOf({
    id: 'away',
    title: words.away(down.length, missed.length - down.length, time(from), time(to)),
    body: words.sentences([...lines, ...(rest > 0 ? [words.more(rest)] : [])]),
    actions: [],
    urgency: down.some(({ critical }) => critical) ? 'critical' : 'normal',
    isSilent: true,
    hash: only !== undefined && others.length === 0 ? `#/incidents/${encodeURIComponent(only.outage)}` : '#/incidents',
  });
}

export function testNotice(language: Language): Notice {
  const { title, body } = noticeWordingFor(language).test;
  return noticeOf({ id: 'test', title, body, actions: [], urgency: 'normal', isSilent: false, hash: '#/settings' });
}
