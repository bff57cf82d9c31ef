import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../main/history/database-file.ts';
import { migrate, migrations } from '../../../main/history/schema.ts';
import { anObservation, anOutage, outage, recovery } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aDisk } from './full-disk.ts';
import { aPlace, type Place } from './opened.ts';

const api = aService('api');

/** More than the pages that are there already have room for. */
function noteMany(history: ReturnType<Place['open']>, place: Place, count: number): void {
  for (let i = 0; i < count; i += 1) history.noteCheck('api', anObservation(place.clock.wallMs() + i));
}

describe('a full disk', () => {
  it('costs no alert: it is told from memory, and stored in order when there is room again', async () => {
    const place = aPlace();
    const disk = aDisk();
    const history = place.open(disk);
    const { incident } = outage(api);
    const long = (text: string) => ({ failure: { ...incident.failure, sentence: text.repeat(9_000) } });
    const web = outage(aService('web'));
    const ofWeb = anOutage([web.incident], { startedAt: incident.startedAt - 9_000 });
    history.commit({ ...web, outage: ofWeb });
    disk.fill();
    history.commit({ ...outage(api, long('x')), outage: anOutage([incident]) });
    history.commit({ service: web.service, health: web.health, outage: { ...ofWeb, endedAt: incident.startedAt } });
    history.noteUnobserved('web', { reason: 'offline', from: incident.startedAt, to: incident.startedAt + 4_000 });
    history.commit(recovery(api, { ...incident, ...long('x') }));
    noteMany(history, place, 1_000);
    place.clock.advance(60_000);

    expect({
      owed: history.owed('slack').map(({ id, alert }) => [id, alert.incident.service, alert.kind]),
      status: history.recall('api')?.health.status,
      last: history.recall('api')?.lastIncident?.endedAt,
      story: history.outage(incident.id)?.incidents[0]?.endedAt,
      outages: [
        history.outagesSince(0).toSorted((a, b) => b.startedAt - a.startedAt),
        history.outages({ limit: 9 }),
      ].map((all) => all.map(({ id, endedAt }) => [id, endedAt])),
      unobserved: history.unobserved('web', 0, place.clock.wallMs()).length,
      statistics: history.statistics(),
      listed: history.incidents({ limit: 9 }).map(({ service }) => service),
      complaints: place.complaints,
    }).toEqual({
      owed: [
        [1, 'web', 'opened'],
        [2, 'api', 'opened'],
        [3, 'api', 'resolved'],
      ],
      status: 'up',
      last: incident.startedAt + 60_000,
      story: incident.startedAt + 60_000,
      outages: [
        [
          [incident.id, undefined],
          [ofWeb.id, incident.startedAt],
        ],
        [
          [incident.id, undefined],
          [ofWeb.id, incident.startedAt],
        ],
      ],
      unobserved: 1,
      statistics: { total: 2, active: 1, resolved: 1, meanSeconds: 60, shortestSeconds: 60, longestSeconds: 60 },
      listed: ['web', 'api'],
      complaints: [
        `History cannot be stored in ${place.databasePath}: database or disk is full. It is kept in memory and tried again. Make room on that disk.`,
      ],
    });
    expect(place.killed().open().owed('slack')).toHaveLength(1);

    history.settle([2], place.clock.wallMs(), { channel: 'C1', messageId: '1' });
    disk.makeRoom();
    place.clock.advance(5_000);
    const found = place.killed().open();
    expect([
      found.owed('slack').map(({ id }) => id),
      found.recentChecks('api', 5_000).length,
      found.statistics().resolved,
      found.outage(incident.id)?.outage,
      found.unobserved('web', 0, incident.startedAt + 4_000).map(({ reason }) => reason),
    ]).toEqual([[1, 3], 1_000, 1, anOutage([incident]), ['offline']]);
  });

  it('still takes the little that matters when there is room for that alone', () => {
    const place = aPlace();
    const disk = aDisk();
    const history = place.open(disk);
    history.commit(outage(aService('web')));
    disk.fill();
    noteMany(history, place, 1_000);
    history.commit(outage(api));
    expect(place.killed().open().owed('slack')).toHaveLength(2);
  });

  it('costs the oldest checks when it stays full, and bounded memory', () => {
    const place = aPlace();
    const disk = aDisk();
    const history = place.open(disk);
    history.flush();
    disk.fill();
    noteMany(history, place, 130_000);
    place.clock.advance(5_000);
    disk.makeRoom();
    history.flush();
    const kept = history.recentChecks('api', 200_000);
    expect(kept.length).toBeGreaterThan(99_000);
    expect(kept.length).toBeLessThanOrEqual(100_000);
    expect(place.complaints[0]).toMatch(/the oldest checks .* are dropped/);
  });

  it('says what is lost when the program must end before there is room', async () => {
    const place = aPlace();
    const disk = aDisk();
    const history = place.open(disk);
    disk.fill();
    const { incident } = outage(api);
    history.commit(outage(api, { failure: { ...incident.failure, sentence: 'x'.repeat(9_000) } }));
    await history.close();
    expect(place.complaints.at(-1)).toMatch(
      /^\d changes could not be stored in .*history\.db and are lost with this run\.$/,
    );
  });
});

describe('a file that is damaged', () => {
  it('is set aside when it is no database at all, and what the incident files tell is taken over', async () => {
    const place = aPlace();
    const before = place.open();
    before.commit(outage(api));
    await before.close();
    writeFileSync(place.databasePath, 'this was a database once, and is none any more '.repeat(200));

    const history = place.open();
    history.importIncidentFiles([api]);
    const { incident } = outage(api);
    expect(history.recall('api')).toMatchObject({ fingerprint: api.fingerprint, openIncident: incident });
    expect(readdirSync(place.folder).filter((name) => name.includes('corrupt'))).toEqual([
      expect.stringMatching(/^history\.db\.corrupt-20260301T1200\d\dZ$/),
    ]);
    expect(place.complaints).toEqual([
      expect.stringMatching(/history\.db is damaged\. It was renamed to .*corrupt-.* and a new one is begun/),
    ]);
  });

  it('is replaced while in use, with everything that matters', async () => {
    const place = aPlace();
    const before = place.open();
    const ofApi = anOutage([outage(api).incident]);
    before.commit({ ...outage(api), outage: ofApi });
    noteMany(before, place, 500);
    await before.close();
    damage(place.databasePath, 'checks');

    const history = place.open();
    history.importIncidentFiles([api]);
    noteMany(history, place, 1);
    history.flush();
    expect(place.complaints).toEqual([expect.stringMatching(/is damaged/)]);
    expect(existsSync(`${place.databasePath}.corrupt-20260301T120000Z`)).toBe(true);
    await history.close();

    const { incident, health, alert } = outage(api);
    const later = place.open();
    expect([
      later.recall('api'),
      later.owed('slack').map((one) => one.alert),
      later.recentChecks('api', 9).length,
      later.outage(ofApi.id),
    ]).toEqual([
      { health, fingerprint: api.fingerprint, openIncident: incident },
      [alert],
      1,
      { outage: ofApi, incidents: [incident] },
    ]);
  });

  it('gets what was not observed, and decisions that were not stored, into the file that replaces it', async () => {
    const place = aPlace();
    const before = place.open();
    noteMany(before, place, 500);
    place.clock.advance(1_000);
    await before.close();
    const stopped = place.clock.wallMs();
    place.clock.advance(60_000);
    damage(place.databasePath, 'conversations');

    const history = place.open();
    const { incident } = outage(api);
    history.noteUnobserved('api', { reason: 'offline', from: stopped + 61_000, to: stopped + 62_000 });
    history.noteDecision({
      service: 'api',
      at: stopped + 61_000,
      alerted: false,
      cause: 'not_observed',
      reason: 'offline',
      kind: incident.failure.kind,
      sentence: 'not alerted: offline',
    });
    expect(history.conversation('slack', 'any')).toBeUndefined();
    history.flush();
    expect(place.complaints).toEqual([expect.stringMatching(/is damaged/)]);
    const found = place.killed().open();
    expect([
      found.unobserved('api', stopped, stopped + 62_000).map(({ reason }) => reason),
      found.decisions({ limit: 9 }).length,
      history.absentSince(),
    ]).toEqual([['not_running', 'offline'], 1, stopped]);
  });

  it('gives what its other tables tell when one cannot be read at the start', async () => {
    const place = aPlace();
    const before = place.open();
    before.commit(outage(api));
    await before.close();
    damage(place.databasePath, 'deliveries');
    const history = place.open();
    history.importIncidentFiles([api]);
    const { incident, health } = outage(api);
    expect(history.recall('api')).toEqual({ health, fingerprint: api.fingerprint, openIncident: incident });
    expect(place.complaints).toHaveLength(1);
  });
});

/** Overwrites the table's first page, as a failing disk would. */
function damage(path: string, table: string): void {
  const database = new DatabaseSync(path);
  const page = Number(database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.rootpage);
  database.close();
  const file = readFileSync(path);
  file.fill(0xa5, (page - 1) * 4_096, page * 4_096);
  writeFileSync(path, file);
}

describe('a file of another version', () => {
  it('is refused when it is newer, and left as it is', () => {
    const place = aPlace();
    const newer = new DatabaseSync(place.databasePath);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(() => place.open()).toThrow(
      new HistoryError(
        `${place.databasePath} was written by a newer ASL Monitor (version 99, and ${migrations.length} is the newest known here): start that one, or give this one another place for its history.`,
        place.databasePath,
      ),
    );
    expect(readdirSync(place.folder)).toContain('history.db');
  });

  it('is brought to the newest step by step, and keeps what it held', () => {
    const database = new DatabaseSync(':memory:');
    const steps = ['CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1)', 'ALTER TABLE t ADD COLUMN b TEXT'];
    migrate(database, steps.slice(0, 1));
    migrate(database, [...steps, 'UPDATE t SET b = a + 1']);
    migrate(database, [...steps, 'UPDATE t SET b = a + 1']);
    expect([database.prepare('SELECT * FROM t').get(), database.prepare('PRAGMA user_version').get()]).toEqual([
      { a: 1, b: '2' },
      { user_version: 3 },
    ]);
  });

  it('is brought over from version 1 with what was not observed, and the conversations about its incidents', () => {
    const place = aPlace();
    const { incident } = outage(api);
    const at = incident.startedAt;
    const old = new DatabaseSync(place.databasePath);
    migrate(old, migrations.slice(0, 1));
    old.exec(`INSERT INTO services (id, name, first_seen_at) VALUES (7, 'api', ${at - 100_000})`);
    const unobserved = old.prepare('INSERT INTO unobserved (from_at, to_at, service, reason) VALUES (?, ?, ?, ?)');
    unobserved.run(at - 90_000, at - 80_000, null, 'not_running');
    unobserved.run(at - 90_000, at - 70_000, null, 'not_running');
    unobserved.run(at - 60_000, at - 50_000, 7, 'paused');
    old
      .prepare('INSERT INTO incidents (key, service, started_at, is_file_due, detail) VALUES (?, 7, ?, 0, ?)')
      .run(incident.id, at, JSON.stringify(incident));
    old.prepare("INSERT INTO conversations VALUES ('slack', ?, 'C1', '5.1')").run(incident.id);
    old.prepare("INSERT INTO meta VALUES ('stopped_at', ?)").run(at);
    old.close();

    const history = place.open();
    history.noteUnobserved('api', { reason: 'paused', from: at - 60_000, to: at - 40_000 });
    history.flush();
    expect({
      unobserved: history.unobserved('api', 0, at).map(({ reason, from, to }) => [reason, from - at, to - at]),
      uptime: history.uptime('api', 100_000, at + 20_000),
      incidents: history.incidents({ limit: 9 }),
      conversation: history.conversation('slack', incident.id),
      outages: [history.outage(incident.id), history.outages({ limit: 9 }), history.outagesSince(0)],
      decisions: history.decisions({ limit: 9 }),
    }).toEqual({
      unobserved: [
        ['not_running', -90_000, -80_000],
        ['not_running', -90_000, -70_000],
        ['paused', -60_000, -40_000],
      ],
      uptime: 0.7142857142857143,
      incidents: [incident],
      conversation: { channel: 'C1', messageId: '5.1' },
      outages: [undefined, [], []],
      decisions: [],
    });
  });

  it('stays at the last good version when a step fails half way', () => {
    const database = new DatabaseSync(':memory:');
    const steps = ['CREATE TABLE t (a INTEGER) STRICT', 'INSERT INTO t VALUES (1); INSERT INTO nowhere VALUES (1)'];
    expect(() => migrate(database, steps)).toThrow('no such table: nowhere');
    expect([
      database.prepare('SELECT count(*) AS n FROM t').get(),
      database.prepare('PRAGMA user_version').get(),
    ]).toEqual([{ n: 0 }, { user_version: 1 }]);
  });
});

describe('a place where no history can be kept', () => {
  it('is named, with what to do', () => {
    const place = aPlace();
    writeFileSync(`${place.folder}/taken`, '');
    expect(() => place.open({ databasePath: `${place.folder}/taken/history.db` })).toThrow(
      /taken.history\.db cannot be opened \(.*\): make its folder writable, or choose another place for the history\./,
    );
  });
});
