/** What somebody else wrote meanwhile is never overwritten, and what nobody touched does not stand in the way. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../main/config/edit.ts';
import type { Conflict, Edit, Json } from '../../../main/config/edit-model.ts';
import { add, changesBy, edited, field, move, remove, seedFile, set } from '../../support/config-edits.ts';

const mark = { secret: true, hint: 'set' } as const;
const conflictsOf = (text: string, ...edits: readonly Edit[]): readonly Conflict[] => {
  const result = applyEdits(text, edits);
  if (result.ok || result.reason !== 'conflict') throw new Error(`no conflict: ${JSON.stringify(result)}`);
  return result.conflicts;
};

const text = `services:
  - name: A
    url: http://a/
    headers:
      Accept: text/html
  - name: B
    url: http://b/
    tls: false
slack:
  enabled: true
maintenance:
  - from: "03:00"
    to: "04:00"
heartbeat_url: https://hc-ping.com/a-secret
dashboard:
  token: a-secret-of-many-letters
  port: 80
`;
const a = { name: 'A', url: 'http://a/', headers: { Accept: 'text/html' } };
const b = { name: 'B', url: 'http://b/', tls: false };

describe('an edit that was overtaken', () => {
  it.each<readonly [string, Edit, Json | undefined]>([
    ['another value', set(field('A', 'url'), 'http://old/', 'http://new/'), 'http://a/'],
    ['a value where there was none', set(['slack', 'enabled'], undefined, false), true],
    ['none where there was a value', set(['slack', 'channel'], '#a', '#b'), undefined],
    ['a word where there was a mapping', set(field('B', 'tls', 'verify'), undefined, true), undefined],
    ['another header beside it', set(field('A', 'headers'), {}, { Accept: '*/*' }), { Accept: 'text/html' }],
    ['no such service', set(field('X', 'url'), 'http://x/', 'http://y/'), undefined],
    ['no such service to remove', remove({ name: 'X', url: 'http://x/' }), undefined],
    ['another service to remove', remove({ ...a, url: 'http://old/' }), a],
    ['a service of the same name', add({ name: 'B', url: 'http://c/' }), b],
    ['another place', move('B', null, null), 'A'],
    ['no such service to move', move('X', null, 'A'), undefined],
    ['no such service to move behind', move('A', null, 'X'), null],
    ['no such window', { kind: 'remove_window', at: 1, was: {} }, undefined],
    ['another window', { kind: 'move_window', at: 0, was: { from: '05:00' }, to: 0 }, { from: '03:00', to: '04:00' }],
    ['no such field of a window', set(['maintenance', 1, 'from'], undefined, '05:00'), undefined],
    [
      'another secret than none',
      set(['heartbeat_url'], undefined, 'https://x/'),
      { secret: true, hint: 'https://hc-ping.com' },
    ],
    ['another secret than one that was typed', set(['dashboard', 'token'], 'typed-by-somebody', 'x'), mark],
  ])('finds %s', (_, edit, now) => {
    expect(conflictsOf(text, edit)).toEqual([{ edit: 0, ...(now === undefined ? {} : { now }) }]);
  });

  it('keeps all the others from being written, and all of them are told', () => {
    expect(
      conflictsOf(
        text,
        set(['slack', 'enabled'], false, true),
        set(['slack', 'language'], undefined, 'fr'),
        set(field('A', 'url'), 'http://old/', 'http://new/'),
      ),
    ).toEqual([
      { edit: 0, now: true },
      { edit: 2, now: 'http://a/' },
    ]);
  });
});

describe('an edit that was not', () => {
  it('is written although the file has another order, other lines and other values elsewhere', () => {
    const other = `slack: {enabled: true}\n# New.\n${seedFile.slice(0, seedFile.indexOf('slack:')).replace('API Production', 'New')}  - name: API Production\n    url: http://a/\n    timeout: 10\n`;
    expect(changesBy(other, set(field('API Production', 'timeout'), 10, 5))).toEqual([
      '-    timeout: 10',
      '+    timeout: 5',
    ]);
  });

  it('takes an empty section for none, and the order of keys for what it is', () => {
    const empty = 'services:\n  - name: A\n    url: http://a/\n    headers:\nslack:\n';
    expect(edited(empty, remove({ url: 'http://a/', name: 'A' })).text).toBe('services: []\nslack:\n');
    expect(changesBy(empty, set(field('A', 'headers'), undefined, { Accept: '*/*' }))).toEqual([
      '+      Accept: "*/*"',
    ]);
    expect(changesBy(empty, set(['slack'], {}, { enabled: false }))).toEqual(['+  enabled: false']);
  });

  it('sees what the edits before it have done', () => {
    const { text: result } = edited(
      text,
      set(field('A', 'name'), 'A', 'C'),
      set(field('C', 'url'), 'http://a/', 'http://c/'),
      add({ name: 'A', url: 'http://new/' }, 'C'),
      set(field('A', 'timeout'), undefined, 5),
      move('C', null, 'A'),
      remove(b),
    );
    expect(result.slice(0, result.indexOf('slack:'))).toBe(
      'services:\n  - name: A\n    url: http://new/\n    timeout: 5\n  - name: C\n    url: http://c/\n    headers:\n      Accept: text/html\n',
    );
  });

  it('may already be what somebody else wrote', () => {
    expect(edited(text, move('B', null, 'A')).text).toBe(text);
  });
});

describe('a secret', () => {
  it('is replaced or removed by whoever saw that there is one', () => {
    expect(changesBy(text, set(['dashboard', 'token'], mark, 'another-of-many-letters'))).toEqual([
      '-  token: a-secret-of-many-letters',
      '+  token: another-of-many-letters',
    ]);
    expect(changesBy(text, set(['heartbeat_url'], { secret: true, hint: 'https://other/' }, undefined))).toEqual([
      '-heartbeat_url: https://hc-ping.com/a-secret',
    ]);
  });

  it('stays what it is where its mark comes back', () => {
    const was = { token: mark, port: 80 };
    expect(changesBy(text, set(['dashboard'], was, { ...was, port: 81 }))).toEqual(['-  port: 80', '+  port: 81']);
  });

  it('is not made of a mark that stands for none', () => {
    expect(applyEdits('slack: {}\n', [set(['dashboard'], undefined, { token: mark })])).toMatchObject({
      ok: false,
      reason: 'unchangeable',
      problem: { path: 'dashboard', message: 'is a secret that is not known here: write it out' },
    });
  });
});
