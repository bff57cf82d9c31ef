/** A week of an on-call engineer's laptop, at speed: the shell with the engine, real SQLite, and time in the test's hand. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openHistory } from '../../../main/history/history.ts';
import { putInElectronsPlace } from '../../support/desktop/hooks.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createScriptedProbe, wellAnswer } from '../../support/scripted-probe.ts';
import { createScriptedSurroundings } from '../../support/scripted-surroundings.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const names = ['API', 'Shop', 'Mail', 'Search', 'Wiki'] as const;

const folder = mkdtempSync(join(tmpdir(), 'asl-week-'));
const argv = process.argv;
afterAll(() => {
  process.argv = argv;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

beforeAll(() => {
  putInElectronsPlace();
  const userData = join(folder, 'user-data');
  mkdirSync(userData);
  const config = join(folder, 'config.yaml');
  const services = names.map((name) =>
    name === 'Wiki'
      ? `  - {name: Wiki, url: "https://wiki.example/", critical: false, requires: {interface: tun0}}\n`
      : `  - {name: ${name}, url: "https://${name === 'API' || name === 'Shop' ? 'gateway' : name.toLowerCase()}.example/${name}"}\n`,
  );
  writeFileSync(config, `services:\n${services.join('')}slack: {enabled: false}\n`);
  process.argv = [argv[0] ?? '', 'main', `--config=${config}`, `--user-data-dir=${userData}`, '--hidden'];
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '');
  vi.stubEnv('XDG_RUNTIME_DIR', folder);
});

it('ends with the right tray, no notification left, and every outage on record with its true times', async () => {
  const clock = createFakeClock();
  const network = createScriptedProbe(clock);
  const surroundings = createScriptedSurroundings(clock);
  const { machine } = await standIn();
  const { startDesktop } = await import('../../../main/shell/desktop.ts');
  startDesktop({
    version: '1.0.0',
    folder: join(import.meta.dirname, '../../../out/main'),
    world: { clock, probe: network.probe, surroundings, close: () => undefined },
  });
  await vi.waitFor(() => expect(machine.trays.size).toBe(1));
  await live(2 * minute);

  const [tray] = machine.trays;
  const state = (): string => tray?.picture().image.split('-')[0] ?? 'none';
  const told: string[] = [];

  /** Lets time pass; what the program does beside the clock gets its turns. */
  async function live(ms: number, stepMs = 5 * second): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      clock.advance(Math.min(left, stepMs));
      await turn();
      await turn();
    }
  }

  async function outage(...services: readonly (typeof names)[number][]): Promise<void> {
    const before = machine.shownNotifications.length;
    const began = clock.wallMs();
    for (const name of services) network.answer(name, { afterMs: 5, kind: 'status' });
    await live(40 * second, second);
    const shown = machine.shownNotifications.slice(before);
    told.push(
      `${services.length} down: ${state()}, ${machine.notifications.size} live, ${new Set(shown.map(({ title }) => title)).size > 0 ? 'told' : 'untold'}`,
    );
    expect(clock.wallMs() - began).toBeLessThan(45 * second);
    await live(6 * minute);
    for (const name of services) network.answer(name, wellAnswer);
    await live(minute);
    told.push(`over: ${state()}, ${machine.notifications.size} live`);
  }

  async function sleepUntilMorning(): Promise<void> {
    machine.power.emit('suspend');
    await turn();
    clock.sleep(9 * hour);
    // Back before its network is.
    surroundings.be({
      hasInterface: false,
      hasRoute: false,
      canaries: 'unreachable',
      witnesses: 'unreachable',
      names: 'silent',
    });
    for (const name of names) network.answer(name, { afterMs: 1, kind: 'unreachable' });
    machine.power.emit('resume');
    await live(4 * second, second);
    surroundings.be({ hasInterface: true, hasRoute: true, canaries: 'right', witnesses: 'right', names: 'resolved' });
    for (const name of names) network.answer(name, wellAnswer);
    await live(2 * minute);
  }

  async function vpnDown(): Promise<void> {
    surroundings.be({ requirementHolds: false });
    network.answer('Wiki', { afterMs: 5, kind: 'dns' });
    await live(10 * minute, 10 * second);
    surroundings.be({ requirementHolds: true });
    network.answer('Wiki', wellAnswer);
    await live(2 * minute);
  }

  const plan: readonly (readonly (typeof names)[number][])[][] = [
    [['Mail']],
    [['API', 'Shop'], ['Search']],
    [['Mail']],
    [['Search']],
    [['API', 'Shop'], ['Mail']],
    [['Search']],
    [['Mail'], ['Search']],
  ];
  for (const day of plan) {
    await vpnDown();
    for (const services of day) {
      await live(20 * minute, 20 * second);
      await outage(...services);
    }
    await vpnDown();
    await live(hour, 20 * second);
    await sleepUntilMorning();
  }

  const outages = plan.flat();
  expect(outages).toHaveLength(10);
  expect(told).toEqual(
    outages.flatMap((services) => [`${services.length} down: down, 1 live, told`, 'over: ok, 0 live']),
  );
  expect({ state: state(), live: machine.notifications.size }).toEqual({ state: 'ok', live: 0 });
  // One sound for each outage, and none for sleeps and VPNs.
  expect(machine.shownNotifications.filter(({ silent }) => !silent)).toHaveLength(10);

  const left = Promise.withResolvers<number>();
  machine.exit = left.resolve;
  tray?.click(['Quit']);
  expect(await left.promise).toBe(0);

  const history = openHistory({
    databasePath: join(folder, 'history.db'),
    incidentsDir: join(folder, 'incidents'),
    rawDays: 30,
    rollupDays: 730,
    notifiers: [],
    clock,
    log: () => undefined,
  });
  const incidents = history.incidents({ limit: 100 });
  expect(incidents.map(({ service }) => service).toSorted()).toEqual(outages.flat().toSorted());
  expect(new Set(incidents.map(({ outage }) => outage)).size).toBe(10);
  for (const { startedAt, endedAt = Number.NaN, end } of incidents) {
    expect(end).toBe('recovered');
    expect((endedAt - startedAt) / minute).toBeGreaterThan(6);
    expect((endedAt - startedAt) / minute).toBeLessThan(8);
  }
  await history.close();
}, 240_000);

/** What the shell gets for `electron`, loaded the way it is loaded there. */
async function standIn(): Promise<typeof import('../../support/desktop/electron.ts')> {
  const name = 'electron';
  return await import(/* @vite-ignore */ name);
}
