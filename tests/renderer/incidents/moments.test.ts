import { describe, expect, it } from 'vitest';
import type { StoryPoint, Told } from '../../../preload/past.ts';
import { type Moment, momentsOf, stretchPx } from '../../../renderer/incidents/moments.ts';

const sentence = { en: 'HTTP status 503, expected 200', fr: 'Code HTTP 503, 200 attendu' };
const told: readonly Told[] = [{ notifier: 'slack', attempts: 1, at: 0, latencyMs: 400 }];

const s = 1_000;
const failed = (at: number): StoryPoint => ({ at, type: 'first_failure', kind: 'status', sentence });
const opened = (at: number): StoryPoint => ({ at, type: 'opened', kind: 'status', sentence });
const recovered = (at: number): StoryPoint => ({ at, type: 'recovered' });
const unobserved = (at: number, to: number): StoryPoint => ({ at, type: 'unobserved', reason: 'asleep', to });
const acknowledged = (at: number): StoryPoint => ({
  at,
  type: 'acknowledged',
  acknowledged: { by: { name: 'Ana', via: 'slack' }, at },
});
const alert = (at: number, kind: Extract<StoryPoint, { type: 'alert' }>['alert']): StoryPoint => ({
  at,
  type: 'alert',
  alert: kind,
  incident: 'this',
  kind: 'status',
  sentence,
  told,
});

/** The line as one reads it: when, what happened, what was told with it, and how it is from then on. */
const read = (moments: readonly Moment[]): readonly string[] =>
  moments.map(
    ({ at, happening, alerts, stretch }) =>
      `${at / s} ${[happening?.type ?? '-', ...alerts.map((one) => one.alert)].join(' ')} > ${stretch}`,
  );

describe('the moments of an incident', () => {
  it('are one for each thing that happened, with what was told of it', () => {
    const points = [
      failed(0),
      opened(2 * s),
      alert(2 * s + 3, 'opened'),
      acknowledged(60 * s),
      alert(60 * s, 'acknowledged'),
      recovered(240 * s),
      alert(257 * s, 'resolved'),
    ];
    expect(read(momentsOf(points))).toEqual([
      '0 first_failure > failing',
      '2 opened opened > down',
      '60 acknowledged acknowledged > down',
      '240 recovered > over',
      '257 - resolved > over',
    ]);
  });

  it('put alerts of the same moment together, in whatever order they are given', () => {
    const points = [
      alert(9 * s, 'changed'),
      alert(9 * s, 'reminder'),
      alert(2 * s, 'opened'),
      opened(2 * s),
      failed(0),
    ];
    expect(read(momentsOf(points))).toEqual([
      '0 first_failure > failing',
      '2 opened opened > down',
      '9 - changed reminder > down',
    ]);
  });

  it('begin with a silence that was in force before anything failed', () => {
    const silence: StoryPoint = { at: -600 * s, type: 'silence', kind: 'maintenance', until: 60 * s };
    expect(read(momentsOf([failed(0), opened(2 * s), silence]))).toEqual([
      '-600 silence > before',
      '0 first_failure > failing',
      '2 opened > down',
    ]);
  });

  it('tell a relapse as what it is: well in between, and down again', () => {
    const points = [failed(0), opened(2 * s), alert(60 * s, 'resolved'), alert(120 * s, 'reopened')];
    expect(read(momentsOf(points)).slice(2)).toEqual(['60 - resolved > over', '120 - reopened > down']);
  });

  it('stay over when the outage goes on for others', () => {
    const points = [
      failed(0),
      opened(2 * s),
      recovered(60 * s),
      alert(120 * s, 'still_down'),
      alert(180 * s, 'reminder'),
    ];
    expect(read(momentsOf(points)).slice(2)).toEqual([
      '60 recovered > over',
      '120 - still_down > over',
      '180 - reminder > over',
    ]);
  });

  it('say when somebody watches again, and count the time before as not seen', () => {
    const points = [failed(0), opened(2 * s), unobserved(10 * s, 70 * s), acknowledged(30 * s), recovered(240 * s)];
    expect(read(momentsOf(points))).toEqual([
      '0 first_failure > failing',
      '2 opened > down',
      '10 unobserved > unseen',
      '30 acknowledged > unseen',
      '70 seen_again > down',
      '240 recovered > over',
    ]);
  });

  it('need no word for that where it ends with what was seen then, or has not ended', () => {
    expect(read(momentsOf([failed(0), opened(2 * s), unobserved(10 * s, 70 * s), recovered(70 * s)]))).toEqual([
      '0 first_failure > failing',
      '2 opened > down',
      '10 unobserved > unseen',
      '70 recovered > over',
    ]);
    expect(read(momentsOf([failed(0), opened(2 * s), unobserved(10 * s, 99 * s)])).at(-1)).toBe(
      '10 unobserved > unseen',
    );
  });
});

describe('the line between two moments', () => {
  it('is longer for a longer time, and fits even for days', () => {
    const lengths = [400, 2 * s, 60 * s, 3_600 * s, 86_400 * s, 30 * 86_400 * s].map(stretchPx);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(lengths[0]).toBe(24);
    expect(lengths.at(-1)).toBe(72);
  });
});
