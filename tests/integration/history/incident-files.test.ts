import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { anIncident, outage, recovery, up } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aPlace, type Place } from './opened.ts';

const api = aService('api');
const noon = Date.UTC(2026, 2, 1, 12);

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Paris');
  return () => vi.unstubAllEnvs();
});

const fileOf = (place: Place, id: string) => join(place.incidentsDir, `${id}.json`);
const read = (place: Place, id: string): unknown => JSON.parse(readFileSync(fileOf(place, id), 'utf8'));

describe('the file of an incident', () => {
  it('tells an open one with the fields of the seed and what else is known', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api, { responseMs: 120.456, phases: { dnsMs: 0.42, tcpMs: 2, firstByteMs: 9 } }));
    await history.close();
    expect(readdirSync(place.incidentsDir)).toEqual(['api_20260301_120000.json']);
    expect(read(place, 'api_20260301_120000')).toEqual({
      id: 'api_20260301_120000',
      service: 'api',
      start_time: '2026-03-01T13:00:00.000+01:00',
      end_time: null,
      duration_seconds: null,
      status: 'active',
      details: {
        url: 'https://api.example/health',
        error: 'HTTP status 503',
        status_code: 503,
        response_time: 0.120456,
        consecutive_failures: 2,
        kind: 'status',
        critical: true,
        phase: 'first_byte',
        phases: { dns: 0.00042, tcp: 0.002, first_byte: 0.009 },
        address: '10.1.2.3:443',
        opened_time: '2026-03-01T13:00:02.012+01:00',
        end_reason: null,
        flaps: 0,
        outage: null,
        uncertain: null,
        end_not_before: null,
        acknowledged: null,
        told: true,
      },
    });
  });

  it('tells of the recovery too', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api));
    history.commit(recovery(api, anIncident('api'), noon + 45_230));
    await history.close();
    expect(read(place, 'api_20260301_120000')).toMatchObject({
      end_time: '2026-03-01T13:00:45.230+01:00',
      duration_seconds: 45.23,
      status: 'resolved',
      details: { end_reason: 'recovered' },
    });
  });

  it('tells what it belongs to, what is not certain, and between which times it ended', async () => {
    const place = aPlace();
    const history = place.open();
    const known = { outage: 'gw_20260301_115959', doubt: 'no canary answers', endedNotBefore: noon + 30_000.4 };
    history.commit(recovery(api, anIncident('api', known), noon + 45_230));
    await history.close();
    const details = { outage: 'gw_20260301_115959', uncertain: 'no canary answers' };
    expect(read(place, 'api_20260301_120000')).toMatchObject({
      details: { ...details, end_not_before: '2026-03-01T13:00:30.000+01:00' },
    });
    expect(Object.keys(Object(read(place, 'api_20260301_120000')).details).slice(-6)).toEqual([
      'flaps',
      'outage',
      'uncertain',
      'end_not_before',
      'acknowledged',
      'told',
    ]);
  });

  it('tells who takes care of it, and that nobody was told of one that began in a silence', async () => {
    const place = aPlace();
    const history = place.open();
    const by = { name: 'Ana', via: 'command' } as const;
    history.commit(outage(api, { untold: true, acknowledged: { by, at: noon + 60_000, note: 'on it' } }));
    await history.close();
    expect(read(place, 'api_20260301_120000')).toMatchObject({
      details: {
        acknowledged: { by: 'Ana', via: 'command', time: '2026-03-01T13:01:00.000+01:00', note: 'on it' },
        told: false,
      },
    });
  });

  it('is written again at the start when somebody removed it', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api));
    await history.close();
    const before = read(place, 'api_20260301_120000');
    rmSync(place.incidentsDir, { recursive: true });
    await place.open().rewriteMissingFiles();
    expect(read(place, 'api_20260301_120000')).toEqual(before);
  });

  it('is brought up to date at the start when a kill came before it was written', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api));
    const killed = place.killed();
    mkdirSync(killed.incidentsDir);
    writeFileSync(fileOf(killed, 'api_20260301_120000'), '{"status":"stale"}');
    writeFileSync(join(killed.incidentsDir, 'web_20260301_110000.json.tmp'), '{"half');
    await killed.open().rewriteMissingFiles();
    expect([readdirSync(killed.incidentsDir), read(killed, 'api_20260301_120000')]).toMatchObject([
      ['api_20260301_120000.json'],
      { status: 'active' },
    ]);
  });

  it('is not touched at the start when nothing is wrong with it', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api));
    await history.close();
    const before = statSync(fileOf(place, 'api_20260301_120000'));
    const later = place.open();
    later.importIncidentFiles([api]);
    await later.rewriteMissingFiles();
    await later.close();
    expect(statSync(fileOf(place, 'api_20260301_120000')).ino).toBe(before.ino);
  });

  it('is left alone, and reported, when it cannot be read', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api));
    await history.close();
    writeFileSync(fileOf(place, 'api_20260301_120000'), '{"id": "api_2026');
    const later = place.open();
    later.importIncidentFiles([api]);
    await later.rewriteMissingFiles();
    expect(readFileSync(fileOf(place, 'api_20260301_120000'), 'utf8')).toBe('{"id": "api_2026');
    expect(place.complaints).toEqual([
      expect.stringMatching(/api_20260301_120000\.json cannot be read as an incident and is left alone: /),
    ]);
  });

  it('waits for its folder to be usable, and complains once', async () => {
    const place = aPlace();
    writeFileSync(place.incidentsDir, 'a file where a folder should be');
    const history = place.open();
    history.commit(outage(api));
    history.commit(outage(aService('web')));
    await vi.waitFor(() => expect(place.complaints).toHaveLength(1));
    await vi.waitFor(() => {
      place.clock.advance(30_000);
      expect(place.complaints).toHaveLength(1);
    });
    rmSync(place.incidentsDir);
    await history.close();
    expect([readdirSync(place.incidentsDir), place.complaints]).toEqual([
      ['api_20260301_120000.json', 'web_20260301_120000.json'],
      [expect.stringMatching(/^Incident files cannot be written to .*incidents: .*\. They are tried again\.$/)],
    ]);
  });

  it('keeps its name from being given to another incident, known or not', () => {
    const place = aPlace();
    mkdirSync(place.incidentsDir);
    writeFileSync(fileOf(place, 'web_20260301_120000'), 'not JSON');
    const history = place.open();
    history.commit(outage(api));
    const ids = ['web_20260301_120000', 'API_20260301_120000', 'db_20260301_120000'];
    expect(ids.map((id) => history.isIncidentIdTaken(id))).toEqual([true, true, false]);
  });
});

/** As the Python tool wrote it. */
function left(place: Place, name: string, content: object | string): void {
  mkdirSync(place.incidentsDir, { recursive: true });
  writeFileSync(fileOf(place, name), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
}

const python = {
  id: 'API_Production_20241106_153045',
  service: 'API Production',
  start_time: '2024-11-06T15:30:45.120000',
  end_time: null,
  duration_seconds: null,
  status: 'active',
  details: {
    url: 'https://api.example.com/health',
    error: 'Status code 503 (attendu: 200)',
    status_code: 503,
    response_time: 0.12,
    consecutive_failures: 2,
  },
};
const production = aService('API Production');

describe('files that the Python tool left', () => {
  it('become incidents, once', async () => {
    const place = aPlace();
    left(place, 'Web_20241106_154530', {
      ...python,
      id: 'Web_20241106_154530',
      service: 'Web',
      start_time: '2024-11-06T15:45:30.500000',
      end_time: '2024-11-06T15:46:15.730000',
      duration_seconds: 45.23,
      status: 'resolved',
    });
    const history = place.open();
    expect(history.importIncidentFiles([])).toEqual({ imported: 1, adopted: 0, unreadable: 0 });
    expect(history.incidents({ limit: 9 })).toEqual([
      {
        id: 'Web_20241106_154530',
        service: 'Web',
        url: 'https://api.example.com/health',
        critical: true,
        startedAt: Date.parse('2024-11-06T15:45:30.500+01:00'),
        openedAt: Date.parse('2024-11-06T15:45:30.500+01:00'),
        endedAt: Date.parse('2024-11-06T15:46:15.730+01:00'),
        end: 'recovered',
        failure: { kind: 'status', phase: 'first_byte', sentence: 'Status code 503 (attendu: 200)' },
        statusCode: 503,
        responseMs: 120,
        phases: {},
        consecutiveFailures: 2,
        flaps: 0,
      },
    ]);
    await history.close();
    const later = place.open();
    expect(later.importIncidentFiles([])).toEqual({ imported: 0, adopted: 0, unreadable: 0 });
    expect(later.statistics()).toEqual({
      total: 1,
      active: 0,
      resolved: 1,
      meanSeconds: 45.23,
      shortestSeconds: 45.23,
      longestSeconds: 45.23,
    });
  });

  it('hand an open outage over to the service that is still watched, without an alert, and stay as they are', async () => {
    const place = aPlace();
    left(place, python.id, python);
    const history = place.open();
    expect(history.importIncidentFiles([production])).toEqual({ imported: 1, adopted: 1, unreadable: 0 });
    const startedAt = Date.parse('2024-11-06T15:30:45.120+01:00');
    expect(history.recall('API Production')).toMatchObject({
      fingerprint: production.fingerprint,
      health: { status: 'down', since: startedAt, failures: 2, firstFailureAt: startedAt, incidentId: python.id },
      openIncident: { id: python.id, startedAt },
    });
    expect(history.owed('slack')).toEqual([]);
    await history.rewriteMissingFiles();
    expect(read(place, python.id)).toEqual(python);
    const incident = history.openIncidents()[0];
    if (incident === undefined) throw new Error('not adopted');
    history.commit(recovery(production, incident, startedAt + 90_000));
    await history.close();
    expect(read(place, python.id)).toMatchObject({ status: 'resolved', duration_seconds: 90 });
  });

  it('may say of several outages that they last: only the newest can', () => {
    const place = aPlace();
    for (const day of ['04', '05', '06']) {
      const id = `API_Production_202411${day}_153045`;
      left(place, id, { ...python, id, start_time: `2024-11-${day}T15:30:45` });
    }
    const history = place.open();
    history.importIncidentFiles([production]);
    expect([history.openIncidents().map(({ id }) => id), history.statistics()]).toEqual([
      ['API_Production_20241106_153045'],
      { total: 3, active: 1, resolved: 2 },
    ]);
    expect(history.incidents({ limit: 9 })[2]?.endedAt).toBe(Date.parse('2024-11-05T15:30:45+01:00'));
  });

  it('stay open where nobody watches the service, and are found by whoever closes such incidents', () => {
    const place = aPlace();
    left(place, python.id, python);
    const history = place.open();
    expect(history.importIncidentFiles([api])).toEqual({ imported: 1, adopted: 0, unreadable: 0 });
    expect([history.recall('API Production'), history.openIncidents().map(({ id }) => id)]).toEqual([
      undefined,
      [python.id],
    ]);
  });

  it('do not reopen what was watched since', () => {
    const place = aPlace();
    const history = place.open();
    history.commit({ service: production, health: up });
    history.commit(outage(api));
    left(place, python.id, python);
    left(place, 'api_20241106_153045', { ...python, service: 'api' });
    history.importIncidentFiles([production, api]);
    expect([history.openIncidents().map(({ id }) => id), history.recall('API Production')?.health]).toEqual([
      ['api_20260301_120000'],
      up,
    ]);
  });

  it('are understood with hardly anything in them', () => {
    const place = aPlace();
    left(place, 'API_Production_20241106_153045', {});
    left(place, 'Shop_20241107_010203_2', { status: 'resolved', duration_seconds: '12', details: 'timed out' });
    left(place, 'DNS_20241108_010203', {
      end_time: 'yesterday',
      details: { error: '[Errno -2] Name or service not known', outage: 7, uncertain: '', end_not_before: 'then' },
    });
    const history = place.open();
    history.importIncidentFiles([]);
    const told = history.incidents({ limit: 9 });
    expect(
      told.map(({ id, service, startedAt, endedAt, failure }) => [id, service, startedAt, endedAt, failure.kind]),
    ).toEqual([
      ['DNS_20241108_010203', 'DNS', Date.parse('2024-11-08T01:02:03+01:00'), undefined, 'dns'],
      [
        'Shop_20241107_010203_2',
        'Shop',
        Date.parse('2024-11-07T01:02:03+01:00'),
        Date.parse('2024-11-07T01:02:03+01:00'),
        'unreachable',
      ],
      [
        'API_Production_20241106_153045',
        'API_Production',
        Date.parse('2024-11-06T15:30:45+01:00'),
        undefined,
        'unreachable',
      ],
    ]);
  });

  it('are reported and left alone when they cannot be read; other files are none of our business', async () => {
    const place = aPlace();
    left(place, 'API_20241106_153045', '{"service": "API"');
    left(place, 'List_20241106_153045', '[1, 2]');
    left(place, 'notes', '{"anything": 1}');
    const history = place.open();
    expect(history.importIncidentFiles([])).toEqual({ imported: 0, adopted: 0, unreadable: 2 });
    expect(place.complaints).toHaveLength(2);
    await history.rewriteMissingFiles();
    expect(readFileSync(fileOf(place, 'API_20241106_153045'), 'utf8')).toBe('{"service": "API"');
  });

  it('restore every incident of our own when the database is gone', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api, { flaps: 3 }));
    const known = { responseMs: 0.25, outage: 'api_20260301_120000', doubt: 'no canary answers' };
    const web = anIncident('web', { ...known, endedNotBefore: noon + 30_000 });
    history.commit(recovery(aService('web'), web, noon + 45_230));
    await history.close();
    rmSync(place.databasePath);
    const later = place.open();
    later.importIncidentFiles([api, aService('web')]);
    expect(later.incidents({ limit: 9 })).toEqual([
      outage(api, { flaps: 3 }).incident,
      { ...web, endedAt: noon + 45_230, end: 'recovered' },
    ]);
  });
});
