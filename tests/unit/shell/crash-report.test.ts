import { describe, expect, it } from 'vitest';
import {
  type Circumstances,
  type Crash,
  crashReport,
  reportName,
  surplusReports,
} from '../../../main/shell/crash-report.ts';

const about: Circumstances = {
  version: '1.2.3',
  platform: 'linux',
  arch: 'x64',
  release: '6.1.0',
  versions: { electron: '45.4.1', node: '24.21.0' },
  uptimeSeconds: 61.4,
  logLines: [],
};

const report = (error: unknown, more: Partial<Crash> = {}, circumstances: Partial<Circumstances> = {}): string =>
  crashReport(
    { kind: 'uncaughtException', error, at: Date.UTC(2026, 10, 25, 9, 51, 41, 123), ...more },
    { ...about, ...circumstances },
    { environment: { TOKEN: 'hunter2hunter2' }, home: '/home/ana', secrets: ['known secret'] },
  );

describe('the report of a crash', () => {
  it('says what failed, where, and in which program', () => {
    const error = new TypeError('x is not a function');
    error.stack = 'TypeError: x is not a function\n    at f (/home/ana/asl/out/main/index.js:1:2)';
    expect(
      report(error, {}, { logLines: ['09:51:40 INFO started', '09:51:41 ERROR failed'] }),
    ).toBe(`ASL Monitor has ended by a fault of its own.

when:    2026-11-25T09:51:41.123Z
version: 1.2.3
system:  linux 6.1.0 x64
built:   electron 45.4.1, node 24.21.0
up for:  61 s
what:    an error that nobody caught

TypeError: x is not a function
    at f (~/asl/out/main/index.js:1:2)

The last of the log:
09:51:40 INFO started
09:51:41 ERROR failed

Tokens, passwords, addresses and the name of the user's folder were cut out of this report. Look through it before you
send it to anybody.
`);
  });

  it('says of a fault of the system which, and of what', () => {
    const error = Object.assign(new Error('no'), { code: 'ENOSPC', syscall: 'write', path: '/home/ana/x', other: 'y' });
    expect(report(error)).toContain("{ code: 'ENOSPC', syscall: 'write', path: '~/x' }");
  });

  it('goes back to the cause, and through what failed together', () => {
    const error = new Error('above', { cause: new AggregateError([new Error('one'), 'two'], 'below') });
    const text = report(error, { kind: 'unhandledRejection' });
    expect(text).toContain('a promise that was rejected, and nobody heard it');
    expect(text).toMatch(
      /Error: above[\s\S]*caused by: AggregateError: below[\s\S]*one of: Error: one[\s\S]*one of: thrown: 'two'/,
    );
  });

  it('has no secret, neither of the error nor of the log', () => {
    const error = new Error('hunter2hunter2 and known secret', { cause: { authorization: 'Bearer abc' } });
    const text = report(error, {}, { logLines: ['asked https://ana:pw@example.com/secret/path', 'xoxb-1-abc'] });
    expect(text).not.toMatch(/hunter2|known secret|abc|ana:pw|secret\/path/);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'thrown: undefined'],
    ['a text', 'a text', "thrown: 'a text'"],
    ['an object', { a: { b: { c: 1 } } }, 'thrown: { a: { b: [Object] } }'],
    ['an error without a stack', Object.assign(new Error('m'), { stack: undefined }), 'Error: m'],
    [
      'an error that fails itself',
      Object.defineProperty(new Error('m'), 'stack', { get: () => JSON.parse('{') }),
      'thrown: something that cannot be described',
    ],
    [
      'what fails when it is looked at',
      { [Symbol.for('nodejs.util.inspect.custom')]: () => JSON.parse('{') },
      'thrown: something',
    ],
  ])('is written also where %s was thrown', (_what, error, described) => {
    expect(report(error)).toContain(described);
  });

  it('ends where causes go in a circle', () => {
    const error = new Error('again');
    error.cause = error;
    expect(report(error).match(/caused by/g)).toHaveLength(5);
  });

  it('stays short, whatever is thrown and logged', () => {
    const text = report(new Error('x '.repeat(1_000_000)), {}, { logLines: Array(10_000).fill('y '.repeat(10_000)) });
    expect(text.length).toBeLessThan(150_000);
    expect(text).toContain('more characters)');
  });
});

describe('the folder of reports', () => {
  it('has the latest ten, and whatever else somebody put there', () => {
    const names = Array.from({ length: 13 }, (_, second) => reportName(Date.UTC(2026, 0, 1, 0, 0, second)));
    expect(names[0]).toBe('crash-2026-01-01T00-00-00-000Z.txt');
    expect(surplusReports(['restarts.json', 'crash-notes.txt', ...names.toReversed()])).toEqual(names.slice(0, 3));
    expect(surplusReports(names.slice(0, 10))).toEqual([]);
  });
});
