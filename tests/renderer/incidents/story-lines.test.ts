import { afterEach, describe, expect, it } from 'vitest';
import type { AlertKind } from '../../../main/monitor/model.ts';
import type { StoryPoint, Told } from '../../../preload/past.ts';
import { momentsOf } from '../../../renderer/incidents/moments.ts';
import { type StoryContext, textOf } from '../../../renderer/incidents/story-lines.ts';
import { storyWords } from '../../../renderer/incidents/story-words.ts';
import { language } from '../../../renderer/words/dictionary.ts';

const s = 1_000;
const min = 60 * s;
const status = { en: 'HTTP status 503, expected 200', fr: 'Code HTTP 503, 200 attendu' };
const refused = { en: 'connection refused', fr: 'connexion refusée' };

const context = (): StoryContext => ({
  words: storyWords.value,
  sentence: (sentence) => sentence[language.value],
  duration: (ms) => `${ms / min} min`,
  delay: (ms) => `${ms / s} s`,
  moment: (at) => `${at / min}'`,
  exact: (at) => `${at / min}'00"`,
  elsewhere: (incident) => (incident === 'this' ? undefined : incident),
});

/** What is read from top to bottom: the title of each moment, and below it what belongs to it. */
function read(points: readonly StoryPoint[]): readonly string[] {
  const moments = momentsOf(points);
  return moments.flatMap((moment, index) => {
    const { title, lines } = textOf(moment, moments[index - 1], context());
    return [title, ...lines.map(({ text, tone }) => `  ${tone === 'plain' ? '' : `(${tone}) `}${text}`)];
  });
}

const slack: Told = { notifier: 'slack', attempts: 1, at: 2_400, latencyMs: 400 };
const desktop: Told = { notifier: 'desktop', attempts: 1, at: 2_030, latencyMs: 30 };

const alert = (at: number, kind: AlertKind, told: readonly Told[], quiet?: true): StoryPoint => ({
  at,
  type: 'alert',
  alert: kind,
  incident: 'this',
  kind: 'status',
  sentence: status,
  told,
  ...(quiet === undefined ? {} : { quiet }),
});

const beginning: readonly StoryPoint[] = [
  { at: 0, type: 'first_failure', kind: 'status', sentence: status },
  { at: 2 * s, type: 'opened', kind: 'status', sentence: status },
  alert(2 * s, 'opened', [slack, desktop]),
];

afterEach(() => {
  language.value = 'en';
});

const slackFailed = { en: 'Slack answered 503', fr: 'Slack a répondu 503' };

describe('the story of an incident', () => {
  const points: readonly StoryPoint[] = [
    ...beginning,
    {
      at: 5 * min,
      type: 'acknowledged',
      acknowledged: { by: { name: 'Ana', via: 'slack' }, at: 5 * min, note: 'On it' },
    },
    alert(5 * min, 'acknowledged', [{ ...slack, attempts: 3, latencyMs: 31 * s, reason: slackFailed }]),
    { at: 6 * min, type: 'silence', kind: 'snooze', by: 'Ana', until: 21 * min },
    { at: 12 * min, type: 'recovered' },
    alert(13 * min, 'resolved', [{ notifier: 'slack', attempts: 2, reason: slackFailed }]),
  ];

  it('says each thing once: what failed, who was told and how fast, who took care, and what is still owed', () => {
    language.value = 'en';
    expect(read(points)).toEqual([
      'First failed check',
      '  HTTP status 503, expected 200',
      'Down: enough failures in a row',
      '  told Slack after 0.4 s',
      '  shown on the desktop after 0.03 s',
      'Acknowledged by Ana',
      '  (said) “On it”',
      '  told Slack after 31 s · 3 attempts · Slack answered 503',
      "Snoozed by Ana until 21'",
      'First good answer',
      'Recovery confirmed',
      '  (owed) Slack not told yet · 2 attempts · Slack answered 503',
    ]);
  });

  it('says the same in French', () => {
    language.value = 'fr';
    expect(read(points).map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
      'Premier échec',
      '  Code HTTP 503, 200 attendu',
      'En panne : assez d’échecs à la suite',
      '  annoncé à Slack après 0.4 s',
      '  affiché sur le bureau après 0.03 s',
      'Pris en charge par Ana',
      '  (said) « On it »',
      '  annoncé à Slack après 31 s · 3 tentatives · Slack a répondu 503',
      "Mis en sourdine par Ana jusqu’à 21'",
      'Première bonne réponse',
      'Rétablissement confirmé',
      '  (owed) pas encore annoncé à Slack · 2 tentatives · Slack a répondu 503',
    ]);
  });

  it('says what failed again only when that has changed', () => {
    const changed: StoryPoint = {
      at: min,
      type: 'alert',
      alert: 'changed',
      incident: 'this',
      kind: 'refused',
      sentence: refused,
      told: [slack],
    };
    expect(read([...beginning, changed]).slice(-3)).toEqual([
      'It fails in another way',
      '  connection refused',
      '  told Slack after 0.4 s',
    ]);
  });

  it('says which service it is that fails in another way, where it is another one of the outage', () => {
    const changed: StoryPoint = {
      at: min,
      type: 'alert',
      alert: 'changed',
      incident: 'Shop',
      kind: 'refused',
      sentence: refused,
      told: [slack],
    };
    expect(read([...beginning, changed]).slice(-3)).toEqual([
      'Shop fails in another way',
      '  connection refused',
      '  told Slack after 0.4 s',
    ]);
  });

  it('takes no failure of another service for its own', () => {
    const stillDown: StoryPoint = {
      at: min,
      type: 'alert',
      alert: 'still_down',
      incident: 'Shop',
      kind: 'refused',
      sentence: refused,
      told: [slack],
    };
    expect(read([...beginning, stillDown]).slice(-2)).toEqual([
      'The silence is over, and it is still down',
      '  told Slack after 0.4 s',
    ]);
  });

  it('tells apart what people were told and what was only kept true', () => {
    expect(read([...beginning, alert(min, 'silenced', [slack], true)]).at(-1)).toBe(
      '  (quiet) Slack brought up to date after 0.4 s',
    );
  });

  it('names every kind of alert that was told at one moment', () => {
    const both = [alert(30 * min, 'changed', [slack]), alert(30 * min, 'reminder', [slack])];
    expect(read([...beginning, ...both]).slice(-2)).toEqual([
      'It fails in another way · Reminder: nobody has acknowledged it',
      '  told Slack after 0.4 s',
    ]);
  });

  it('says between which times it ended when nobody was watching', () => {
    const unseen: readonly StoryPoint[] = [
      ...beginning,
      { at: 3 * min, type: 'unobserved', reason: 'asleep', to: 40 * min },
      { at: 40 * min, type: 'recovered', notBefore: 3 * min },
    ];
    expect(read(unseen).slice(-4)).toEqual([
      'Not observed: this machine was asleep',
      "  (quiet) for 37 min, until 40'",
      `Recovered between 3'00" and 40'00"`,
      '  (quiet) nobody was watching in between',
    ]);
  });

  it('says when a silence was over before its time', () => {
    const snoozed = (until?: number, endedAt?: number): StoryPoint => ({
      at: 6 * min,
      type: 'silence',
      kind: 'snooze',
      ...(until === undefined ? {} : { until }),
      ...(endedAt === undefined ? {} : { endedAt }),
    });
    expect(read([...beginning, snoozed(21 * min, 9 * min)]).slice(-2)).toEqual([
      "Snoozed until 21'",
      "  (quiet) over at 9'",
    ]);
    expect(read([...beginning, snoozed(21 * min, 21 * min)]).at(-1)).toBe("Snoozed until 21'");
    expect(read([...beginning, snoozed(undefined, 12 * min)]).slice(-2)).toEqual([
      'Snoozed until it recovers',
      "  (quiet) over at 12'",
    ]);
  });

  it('says that there was nobody to tell', () => {
    expect(read([...beginning.slice(0, 2), alert(2 * s, 'opened', [])]).at(-1)).toBe(
      '  (quiet) there was nobody to tell',
    );
  });

  it('ends with what somebody changed', () => {
    expect(read([...beginning, { at: min, type: 'edited' }]).at(-1)).toBe('Closed: what is expected of it was changed');
    expect(read([...beginning, { at: min, type: 'removed' }]).at(-1)).toBe('Closed: it is no longer watched');
  });
});
