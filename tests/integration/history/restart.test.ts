import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HistoryError } from '../../../main/history/database-file.ts';
import { anObservation, outage, recovery, up } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aPlace } from './opened.ts';

const api = aService('api');
const minute = 60_000;

describe('what a kill leaves behind', () => {
  it('is the open incident, the state of the service and the alert that is owed', () => {
    const place = aPlace();
    const { incident, alert, health, ...rest } = outage(api);
    place.open().commit({ ...rest, incident, health, ...(alert && { alert }) });
    const found = place.killed().open();
    expect([found.recall('api'), found.owed('slack')]).toEqual([
      { health, fingerprint: api.fingerprint, openIncident: incident },
      [expect.objectContaining({ id: 1, notifier: 'slack', alert, attempts: 0, notBefore: 0 })],
    ]);
  });

  it('is every check but those of the last five seconds', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    for (let second = 0; second < 12; second += 1) {
      history.noteCheck('api', anObservation(start + second * 1_000));
      place.clock.advance(1_000);
    }
    const found = place.killed().open().recentChecks('api', 60);
    expect(found.map(({ at }) => (at - start) / 1_000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('is written down with the change of state: the checks before it too', () => {
    const place = aPlace();
    const history = place.open();
    history.noteCheck('api', anObservation(place.clock.wallMs()));
    history.commit(outage(api));
    expect(place.killed().open().recentChecks('api', 60)).toHaveLength(1);
  });

  it('lets a recovery be told in the conversation in which the outage was', () => {
    const place = aPlace();
    const history = place.open();
    const { incident } = outage(api);
    history.commit(outage(api));
    history.settle([1], place.clock.wallMs(), { channel: 'C1', messageId: '17.5' });
    const later = place.killed().open();
    later.commit(recovery(api, incident));
    expect([
      later.conversation('slack', incident.id),
      later.owed('slack').map(({ id, alert }) => [id, alert.kind]),
    ]).toEqual([{ channel: 'C1', messageId: '17.5' }, [[2, 'resolved']]]);
  });
});

describe('a power cut', () => {
  /** Opens real databases and counts the transactions that wait for the disk. */
  function watched() {
    let waits = 0;
    class Watched extends DatabaseSync {
      override exec(sql: string): void {
        if (sql === 'PRAGMA synchronous = FULL') waits += 1;
        super.exec(sql);
      }
    }
    return { openDatabase: (path: string) => new Watched(path), waits: () => waits };
  }

  it('takes no outage back: it is on the disk when it is recorded, checks a little later', () => {
    const place = aPlace();
    const { openDatabase, waits } = watched();
    const history = place.open({ openDatabase });
    history.noteCheck('api', anObservation(place.clock.wallMs()));
    history.flush();
    history.commit({ service: api, health: up });
    const before = waits();
    history.commit(outage(api));
    expect([before, waits()]).toEqual([0, 1]);
  });

  it('finds a storm of outages on the disk before anybody was told, which waited for it only a few times', () => {
    const place = aPlace();
    const { openDatabase, waits } = watched();
    const history = place.open({ openDatabase });
    for (let index = 0; index < 200; index += 1) history.commit(outage(aService(`service ${index}`)));
    const during = waits();
    const owed = history.owed('slack').length;
    const told = waits();
    history.commit(outage(api));
    place.clock.advance(25);
    expect([during, owed, told, waits()]).toEqual([1, 200, 2, 3]);
  });
});

describe('a renamed service', () => {
  it('keeps its checks and its uptime', async () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', anObservation(start));
    history.commit(outage(api, { startedAt: start, openedAt: start }));
    history.rename('api', 'gateway');
    place.clock.advance(minute);
    await history.close();
    const later = place.open();
    expect([
      later.recentChecks('gateway', 9).length,
      later.recentChecks('api', 9).length,
      later.uptime('gateway', minute, start + minute),
    ]).toEqual([1, 0, 0]);
  });

  it('does not inherit from another that had the name before it', () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(aService('gateway')));
    history.noteCheck('api', anObservation(place.clock.wallMs()));
    history.rename('api', 'gateway');
    expect([
      history.recall('gateway'),
      history.incidents({ service: 'gateway', limit: 9 }),
      history.incidents({ limit: 9 }).map(({ id, service }) => [id, service]),
      history.recentChecks('gateway', 9).length,
    ]).toEqual([undefined, [], [['gateway_20260301_120000', 'gateway (former)']], 1]);
  });
});

describe('a second process', () => {
  const holder = join(import.meta.dirname, 'holder.ts');

  it('is told whose the file is, and gets it when the first one is killed', async () => {
    const place = aPlace();
    const child = spawn(process.execPath, [holder, place.databasePath, place.incidentsDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    expect(() => place.open()).toThrow(
      new HistoryError(
        `${place.databasePath} is in use by another ASL Monitor: quit that one, or give this one another place for its history.`,
        place.databasePath,
      ),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(place.open().openIncidents()).toMatchObject([{ service: 'held' }]);
  });
});
