import { describe, expect, it } from 'vitest';
import { refusal, wellAnswer } from '../../support/scripted-probe.ts';
import { aService } from '../../support/services.ts';
import { aProgram } from './program.ts';

const minute = 60_000;

/** API was down for a while, twice; Web never was. What the window is asked is asked a minute later. */
async function afterTwoOutages() {
  const program = await aProgram([aService('API', { url: 'https://ana:hunter2@api.example/' }), aService('Web')]);
  const { clock, network, answered } = program;
  clock.advance(minute);
  network.answer('API', refusal);
  clock.advance(minute);
  await answered('acknowledge', { targets: ['API'], note: '=on it, "now"' });
  clock.advance(2 * minute);
  network.answer('API', wellAnswer);
  clock.advance(20 * minute);
  network.answer('API', { afterMs: 5, kind: 'status' });
  clock.advance(minute);
  network.answer('API', wellAnswer);
  clock.advance(2 * minute);
  return program;
}

describe('incidents in the window', () => {
  it('are listed latest first, by what they are about and a page at a time', async () => {
    const { answered } = await afterTwoOutages();
    const { incidents, total } = await answered('incidents', {});
    expect([total, incidents.map(({ kind, end }) => [kind, end])]).toEqual([
      2,
      [
        ['status', 'recovered'],
        ['refused', 'recovered'],
      ],
    ]);
    expect(incidents[1]).toMatchObject({
      url: 'https://api.example/',
      acknowledged: { by: { via: 'window' }, note: '=on it, "now"' },
    });
    expect(await answered('incidents', { kind: 'refused' })).toMatchObject({ total: 1 });
    expect(await answered('incidents', { state: 'open' })).toEqual({ incidents: [], total: 0 });
    expect(await answered('incidents', { text: 'ON IT' })).toMatchObject({
      total: 1,
      incidents: [{ kind: 'refused' }],
    });
    const first = await answered('incidents', { limit: 1 });
    if (first.next === undefined) throw new Error('there is no second page');
    const second = await answered('incidents', { limit: 1, before: first.next });
    expect([...first.incidents, ...second.incidents]).toEqual(incidents);
  });

  it('tell their story on one line of time', async () => {
    const { answered, refused } = await afterTwoOutages();
    const [, first] = (await answered('incidents', {})).incidents;
    if (first === undefined) throw new Error('there is no incident');
    const story = await answered('incident', { id: first.id });
    expect(story.incident).toEqual({
      ...first,
      responseMs: 1,
      phases: {},
      address: expect.stringMatching(/^203\./),
      consecutiveFailures: expect.any(Number),
      earlierKinds: [],
    });
    expect(story.outage).toMatchObject({
      id: first.outage,
      explanation: { kind: 'alone' },
      members: [{ id: first.id }],
    });
    expect(story.points.map((point) => (point.type === 'alert' ? point.alert : point.type))).toEqual([
      'first_failure',
      'opened',
      'opened',
      'acknowledged',
      'acknowledged',
      'recovered',
      'resolved',
    ]);
    const times = story.points.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(story.points.find(({ type }) => type === 'alert')).toMatchObject({
      kind: 'refused',
      sentence: { en: 'API: refused' },
      told: [{ notifier: 'slack', attempts: 0 }],
    });
    expect(story.decisions.map(({ cause }) => cause)).toContain('threshold_reached');
    expect(JSON.stringify(story)).not.toContain('hunter2');
    expect(await refused('incident', { id: 'Gone_20200101_000000' })).toMatchObject({
      kind: 'missing',
      fr: expect.stringContaining('Gone_20200101_000000'),
    });
  });

  it('are counted by service, kind, day and hour, where clocks show what they are asked for', async () => {
    const { clock, answered, refused } = await afterTwoOutages();
    const window = { from: clock.wallMs() - 60 * minute, to: clock.wallMs(), timeZone: 'Europe/Paris' };
    const figures = await answered('figures', window);
    expect(figures).toMatchObject({
      total: 2,
      open: 0,
      longest: { service: 'API' },
      byService: [{ service: 'API', count: 2 }],
      byDay: [{ day: '2026-03-01', count: 2 }],
    });
    // A Sunday at noon, UTC.
    expect(figures.byHour[6]?.[13]).toBe(2);
    expect(await refused('figures', { ...window, timeZone: 'Mars/Olympus' })).toMatchObject({
      kind: 'invalid',
      en: expect.stringContaining('"Mars/Olympus"'),
    });
  });

  it('are given out as a file, all that fit', async () => {
    const { answered } = await afterTwoOutages();
    const csv = await answered('exportIncidents', { format: 'csv', service: 'API' });
    expect(csv.name).toBe('incidents_2026-03-01.csv');
    const lines = csv.text.split('\r\n');
    expect(lines).toHaveLength(4);
    expect(csv.text).toContain(`"'=on it, ""now"""`);
    expect(csv.text).not.toContain('hunter2');
    const json = await answered('exportIncidents', { format: 'json', kind: 'status' });
    expect(json.name).toBe('incidents_2026-03-01.json');
    expect(JSON.parse(json.text)).toMatchObject([{ service: 'API', details: { kind: 'status' } }]);
    const one = await answered('exportIncidents', { format: 'json', limit: 1 });
    expect(JSON.parse(one.text)).toHaveLength(1);
  });
});

describe('a chart', () => {
  it('has the answers, the outages and what was not observed of its span, in as many points as there is room for', async () => {
    const { clock, answered } = await afterTwoOutages();
    const [from, to] = [clock.wallMs() - 30 * minute, clock.wallMs()];
    const chart = await answered('chart', { service: 'API', from, to, points: 1_000 });
    expect(chart).toMatchObject({
      from,
      to,
      resolution: 'check',
      outages: [{ kind: 'refused' }, { kind: 'status' }],
      unobserved: [],
    });
    expect(chart.buckets.length).toBeGreaterThan(60);
    const coarse = await answered('chart', { service: 'API', from, to, points: 10 });
    expect(coarse.buckets.length).toBeLessThanOrEqual(11);
    const count = (buckets: typeof chart.buckets) => buckets.reduce((sum, bucket) => sum + bucket.count, 0);
    expect(count(coarse.buckets)).toBe(count(chart.buckets));
  });
});
