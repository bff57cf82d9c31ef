import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../main/log.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asl-monitor-log-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');

describe('the log', () => {
  it('writes to the file and to the console what the level asks for, each entry on one line', () => {
    const printed: string[] = [];
    const log = createLog((line) => void printed.push(line));
    const file = join(folder, 'logs', 'monitoring.log');
    log.info('before there is a file');
    log.configure({ level: 'WARNING', file });
    log.info('of no interest');
    log.warning('API is down:\n  connection refused');
    log.error('worse');
    const said = ['WARNING API is down: connection refused', 'ERROR worse'];
    expect(printed.map((line) => line.replace(/^\S+ /, ''))).toEqual(['INFO before there is a file', ...said]);
    expect(lines(file).map((line) => line.replace(/^\S+ \S+ /, ''))).toEqual(said);
  });

  it('goes on in another file after the configuration was edited', () => {
    const log = createLog(() => undefined);
    const [first, second] = [join(folder, 'first.log'), join(folder, 'second.log')];
    log.configure({ level: 'INFO', file: first });
    log.info('one');
    log.configure({ level: 'INFO', file: second });
    log.info('two');
    expect([lines(first).length, lines(second).length]).toEqual([1, 1]);
  });

  it('rotates, so that it never takes more than two files of 5 MiB and a line', () => {
    const log = createLog(() => undefined);
    log.configure({ level: 'INFO', file: join(folder, 'monitoring.log') });
    const entry = 'x'.repeat(64 * 1024);
    for (let written = 0; written < 13 * 1024 * 1024; written += entry.length) log.info(entry);
    const files = readdirSync(folder).sort();
    expect(files).toEqual(['monitoring.log', 'monitoring.old.log']);
    for (const file of files) expect(statSync(join(folder, file)).size).toBeLessThan(5.2 * 1024 * 1024);
  });
});
