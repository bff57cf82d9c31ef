import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { History } from '../../../main/history/history.ts';
import { migrate, migrations } from '../../../main/history/schema.ts';
import { anObservation } from '../../contract/ledger-outage.ts';
import { createRandom } from '../../lab/random.ts';
import { aPlace, type Place } from './opened.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const failure = { kind: 'refused', phase: 'tcp', sentence: 'connection refused' } as const;

type Answer = { readonly at: number; readonly durationMs: number | undefined };

/** Every tenth check fails, at once. */
function checkFor(place: Place, history: History, ms: number, everyMs = 20_000): readonly Answer[] {
  const random = createRandom(23);
  const answers: Answer[] = [];
  for (let turn = 0; turn < ms / everyMs; turn += 1) {
    const at = place.clock.wallMs();
    const durationMs = turn % 10 === 9 ? undefined : Math.round(20 + 3_000 * random.between(0, 1) ** 6);
    if (durationMs === undefined)
      history.noteCheck('api', { startedAt: at, durationMs: 1, phases: {}, ok: false, failure });
    else history.noteCheck('api', anObservation(at, { durationMs }));
    history.noteCheck('web', anObservation(at, { durationMs: 9_000 }));
    answers.push({ at, durationMs });
    place.clock.advance(everyMs);
  }
  return answers;
}

/** What is wanted, exactly; percentiles by rank. */
function exact(answers: readonly Answer[], from: number, to: number) {
  const inside = answers.filter(({ at }) => at >= from && at < to);
  const good = inside.flatMap(({ durationMs }) => durationMs ?? []).sort((a, b) => a - b);
  const percentile = (share: number) => good[Math.ceil(good.length * share) - 1] ?? Number.NaN;
  const within = (ms: number) => expect.closeTo(ms, -Math.log10(2 * 0.016 * ms));
  return {
    count: inside.length,
    failed: inside.length - good.length,
    meanMs: expect.closeTo(good.reduce((sum, ms) => sum + ms, 0) / good.length, 6),
    p50Ms: within(percentile(0.5)),
    p95Ms: within(percentile(0.95)),
    p99Ms: within(percentile(0.99)),
  };
}

describe('how quickly a service answered', () => {
  it('is told to the check, with percentiles, summed up or not, before and after a restart', async () => {
    const place = aPlace();
    let history = place.open();
    const answers = checkFor(place, history, 26 * hour + 13 * minute);
    const now = place.clock.wallMs();
    const look = () => {
      for (const [from, to] of [
        [now - day, now],
        [now - 90 * minute, now],
        [now - 12 * minute, now - 2 * minute],
        [now - 9.7 * hour, now - 3.3 * hour],
      ] as const) {
        expect(history.responseSummary('api', from, to)).toEqual(exact(answers, from, to));
      }
    };
    look();
    await history.close();
    history = place.open();
    look();
  });

  it('is known of failures alone, and of nothing', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', { startedAt: start, durationMs: 1, phases: {}, ok: false, failure });
    history.noteCheck('api', anObservation(start + 1), 'offline');
    expect([
      history.responseSummary('api', start, start + hour),
      history.responseSummary('api', start + hour, start + 2 * hour),
      history.responseSummary('nobody', start, start + hour),
      history.responseSummary('api', start + hour, start),
    ]).toEqual([
      { count: 1, failed: 1 },
      { count: 0, failed: 0 },
      { count: 0, failed: 0 },
      { count: 0, failed: 0 },
    ]);
  });

  it('is told without percentiles from before the raw checks', () => {
    const place = aPlace();
    const history = place.open({ rawDays: 1, rollupDays: 30 });
    const start = place.clock.wallMs();
    const answers = checkFor(place, history, 3 * day, minute);
    const { p50Ms: _, p95Ms: __, p99Ms: ___, ...rest } = exact(answers, start, start + 12 * hour);
    expect(history.responseSummary('api', start, start + 12 * hour)).toEqual(rest);
  });

  it('is forgotten with the raw checks', () => {
    const place = aPlace();
    const history = place.open({ rawDays: 1, rollupDays: 30 });
    checkFor(place, history, 3 * day, minute);
    const bins = Number(inFile(place, 'SELECT count(*) AS found FROM durations')?.found);
    expect(bins).toBeGreaterThan(2 * 23);
    expect(bins).toBeLessThan(2 * 27);
  });

  it('is told with percentiles over the last day in a file of an earlier version, and over more once there is more', async () => {
    const place = aPlace();
    let history = place.open();
    const answers = checkFor(place, history, 40 * hour);
    await history.close();
    // As it was before percentiles were summed up.
    const old = new DatabaseSync(place.databasePath);
    old.exec(`DROP INDEX incidents_by_start; DROP INDEX incidents_of_service_by_end; DROP INDEX unobserved_by_start;
      DROP INDEX unobserved_long; DROP TABLE durations; ALTER TABLE incidents DROP COLUMN kind;
      ALTER TABLE incidents DROP COLUMN ending; ALTER TABLE incidents DROP COLUMN said; PRAGMA user_version = 4`);
    old.close();
    history = place.open();
    const now = place.clock.wallMs();
    const percentilesKnown = (from: number) => 'p99Ms' in history.responseSummary('api', from, now);
    expect(history.responseSummary('api', now - day, now)).toEqual(exact(answers, now - day, now));
    history.noteCheck('web', anObservation(now));
    place.clock.advance(minute);
    expect(history.responseSummary('api', now - day, now)).toEqual(exact(answers, now - day, now));
    expect([percentilesKnown(now - day), percentilesKnown(now - 30 * hour)]).toEqual([true, false]);
    const { count, failed, meanMs } = exact(answers, now - 30 * hour, now);
    expect(history.responseSummary('api', now - 30 * hour, now)).toEqual({ count, failed, meanMs });
  });
});

function inFile(place: Place, sql: string) {
  const { databasePath } = place.killed();
  const database = new DatabaseSync(databasePath);
  migrate(database, migrations);
  const row = database.prepare(sql).get();
  database.close();
  return row;
}
