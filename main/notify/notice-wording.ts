/** The sentences that only notifications of the desktop need. */
import { duration } from './durations.ts';
import { colon, counted, frenchDuration } from './french-typography.ts';
import type { Language } from './wording.ts';

export type NoticeWording = {
  /** Further outages that have no notification of their own. */
  more(count: number): string;
  /** Slack reaches nobody. */
  slackUnreachable(owed: number, since: string): { readonly title: string; readonly body: string };
  /** What happened while nobody was at the machine: how many outages go on, and how many are over. */
  away(down: number, over: number, from: string, to: string): string;
  /** A line of that, for one outage: `names` are its services. */
  stillDown(names: string, since: string): string;
  wasDown(names: string, from: string, lastedMs: number): string;
  readonly test: { readonly title: string; readonly body: string };
  /** "02:10", with the day where it is not that of `now`. Epoch milliseconds. */
  time(at: number, now: number | undefined): string;
  sentences(parts: readonly string[]): string;
};

const outages = (count: number): string => (count === 1 ? '1 outage' : `${count} outages`);
const alerts = (count: number): string => (count === 1 ? '1 alert waits' : `${count} alerts wait`);

const english: NoticeWording = {
  more: (count) => (count === 1 ? 'and 1 more outage' : `and ${count} more outages`),
  slackUnreachable: (owed, since) => ({
    title: 'Slack cannot be reached',
    body: `Since ${since}, ${alerts(owed)} to be told there. They are kept and tried again; look here until then`,
  }),
  away(down, over, from, to) {
    const meanwhile = `from ${from} to ${to}`;
    if (down === 0) return `While you were away: ${outages(over)}, over by now (${meanwhile})`;
    if (over === 0) return `While you were away: ${outages(down)}, still going on (${meanwhile})`;
    return `While you were away: ${outages(down + over)}, ${down} still going on (${meanwhile})`;
  },
  stillDown: (names, since) => `${names}: down since ${since}`,
  wasDown: (names, from, lastedMs) => `${names}: down from ${from} for ${duration(lastedMs)}`,
  test: {
    title: 'Notifications arrive',
    body: 'This is how ASL Monitor tells of an outage. Nothing is down because of this',
  },
  time: (at, now) => clock(at, isToday(at, now), 'en-GB'),
  sentences: (parts) => joined(parts),
};

const french: NoticeWording = {
  more: (count) => `et ${counted(count, 'autre')} ${count < 2 ? 'panne' : 'pannes'}`,
  slackUnreachable: (owed, since) => ({
    title: 'Slack est injoignable',
    body: `Depuis ${since}, ${counted(owed, 'alerte')} en attente. Rien n’est perdu, l’envoi sera retenté${colon}regarder ici d’ici là`,
  }),
  away(down, over, from, to) {
    const meanwhile = `entre ${from} et ${to}`;
    const total = counted(down + over, 'panne');
    if (down === 0) return `En votre absence${colon}${total}, sans suite (${meanwhile})`;
    if (over === 0) return `En votre absence${colon}${total}, toujours en cours (${meanwhile})`;
    return `En votre absence${colon}${total}, dont ${down} en cours (${meanwhile})`;
  },
  stillDown: (names, since) => `${names}${colon}en panne depuis ${since}`,
  wasDown: (names, from, lastedMs) => `${names}${colon}panne de ${frenchDuration(lastedMs)}, dès ${from}`,
  test: {
    title: 'Les notifications arrivent',
    body: 'ASL Monitor annonce une panne de cette façon. Ceci est un essai, rien n’est en panne pour autant',
  },
  time: (at, now) => (isToday(at, now) ? clock(at, true, 'fr') : `le ${clock(at, false, 'fr')}`),
  sentences: (parts) => joined(parts),
};

const wordings: Readonly<Record<Language, NoticeWording>> = { en: english, fr: french };

export const noticeWordingFor = (language: Language): NoticeWording => wordings[language];

function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.replace(/[.\s]+$/, ''))
    .filter((part) => part !== '')
    .join('. ');
}

function isToday(at: number, now: number | undefined): boolean {
  return now !== undefined && new Date(at).toDateString() === new Date(now).toDateString();
}

function clock(at: number, isOfToday: boolean, locale: string): string {
  const day = isOfToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Date(at).toLocaleString(locale, { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}
