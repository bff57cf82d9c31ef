import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchCrashes } from '../../../main/shell/crashes.ts';

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'asl-crashes-'));
});
afterEach(() => {
  vi.useRealTimers();
  chmodSync(userData, 0o700);
  rmSync(userData, { recursive: true, force: true });
});

type Run = { readonly status: number | null; readonly kind?: string; readonly en?: string; readonly stderr: string };

/** A program of its own that watches for crashes and then does this. */
function run(then: string, isEnding = false): Run {
  const program = `
    import { watchCrashes } from ${JSON.stringify(join(import.meta.dirname, '../../../main/shell/crashes.ts'))};
    const crashes = watchCrashes({
      userData: ${JSON.stringify(userData)}, version: '1.2.3', environment: process.env, home: '/home/ana',
      secrets: () => ['from the keychain'], logLines: () => ['the last line'], isEnding: () => ${isEnding},
      end({ kind, message }) {
        process.stdout.write(JSON.stringify({ kind, ...message }));
        if (globalThis.endsLater) setTimeout(() => process.exit(7), 100);
        else process.exit(7);
      },
    });
    ${then}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: { PASSPHRASE_OF_ANA: 'correct-horse' },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stderr, ...(stdout === '' ? {} : JSON.parse(stdout)) };
}

const reports = () => readdirSync(join(userData, 'crashes')).filter((name) => name.endsWith('.txt'));
const newest = () => readFileSync(join(userData, 'crashes', reports().at(-1) ?? ''), 'utf8');

describe('a program that fails', () => {
  it('leaves a report without secrets, and starts again three times, then stays down', () => {
    const failing = `setTimeout(() => { throw new Error('from the keychain, correct-horse'); });`;
    const runs = [run(failing), run(failing), run(failing), run(failing)];
    expect(runs.map(({ status, kind }) => [status, kind])).toEqual([
      [7, 'again'],
      [7, 'again'],
      [7, 'again'],
      [7, 'down'],
    ]);
    expect(reports()).toHaveLength(4);
    expect(runs.at(-1)?.en).toContain(`What happened is in ${join(userData, 'crashes', reports().at(-1) ?? '')}`);
    expect(newest()).toContain('Error: [secret], [$PASSPHRASE_OF_ANA]');
    expect(newest()).toContain('the last line');
    expect(newest()).toContain(`node ${process.versions.node}`);
  });

  it('is one also where a promise was rejected', () => {
    expect(run(`Promise.reject(new TypeError('nobody hears this'));`).kind).toBe('again');
    expect(newest()).toMatch(/a promise that was rejected[\s\S]*nobody hears this/);
  });

  it('has one cause, whatever else fails while it ends', () => {
    const { kind, status } = run(`
      globalThis.endsLater = true;
      setTimeout(() => { throw new Error('later'); });
      queueMicrotask(() => { throw new Error('first'); });`);
    expect([kind, status]).toEqual(['again', 7]);
    expect(reports()).toHaveLength(1);
    expect(newest()).toContain('Error: first');
  });

  it('does not start again when it was about to end', () => {
    expect(run(`throw new Error('on the way out');`, true).kind).toBe('quitting');
    expect(existsSync(join(userData, 'crashes/restarts.json'))).toBe(false);
    expect(newest()).toContain('on the way out');
  });

  it('stays down where nobody can count how often it has failed', () => {
    writeFileSync(join(userData, 'crashes'), 'no folder');
    const { kind, en } = run(`throw new Error('first');`);
    expect(kind).toBe('down');
    expect(en).toContain('A report could not be written');
  });

  it('starts again where the count was damaged', () => {
    mkdirSync(join(userData, 'crashes'));
    writeFileSync(join(userData, 'crashes/restarts.json'), '{"restarts":[1,');
    expect(run(`throw new Error('first');`).kind).toBe('again');
  });

  it('has the latest ten reports', () => {
    mkdirSync(join(userData, 'crashes'));
    for (let day = 10; day < 22; day += 1)
      writeFileSync(join(userData, `crashes/crash-2020-01-${day}T00-00-00-000Z.txt`), '');
    run(`throw new Error('first');`);
    expect(reports()).toHaveLength(10);
    expect(reports()[0]).toBe('crash-2020-01-13T00-00-00-000Z.txt');
    expect(newest()).toContain('Error: first');
  });

  it('ends by itself where nothing is left to do, and is left alone when it is no longer watched', () => {
    expect(run('').status).toBe(0);
    const { status, kind, stderr } = run(`crashes.close(); throw new Error('plain');`);
    expect([status, kind]).toEqual([1, undefined]);
    expect(stderr).toContain('Error: plain');
  });
});

describe('a program that has been up for ten minutes', () => {
  it('has a clean record again', () => {
    vi.useFakeTimers();
    const file = join(userData, 'crashes/restarts.json');
    mkdirSync(join(userData, 'crashes'));
    writeFileSync(file, '{"restarts":[1,2,3]}');
    const crashes = watchCrashes({
      userData,
      version: '1.2.3',
      environment: {},
      home: '/home/ana',
      secrets: () => [],
      logLines: () => [],
      isEnding: () => false,
      end: () => undefined,
    });
    vi.advanceTimersByTime(10 * 60_000 - 1);
    expect(existsSync(file)).toBe(true);
    vi.advanceTimersByTime(1);
    expect(existsSync(file)).toBe(false);
    crashes.close();
  });
});
