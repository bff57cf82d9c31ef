/** Services and maintenance windows come, go, come back and move, with the comments that belong to them. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../main/config/edit.ts';
import type { Edit, JsonObject } from '../../../main/config/edit-model.ts';
import {
  add,
  changesBy,
  edited,
  field,
  linesFrom,
  move,
  remove,
  sample,
  seedFile,
  set,
} from '../../support/config-edits.ts';

const commented = `services:
  # All of ours.

  # The first.
  # It matters.
  - name: A # beside
    url: http://a/
    # inside

    #timeout: 5
  # Of nobody.

  # The second.
  - name: B
    url: http://b/

  # The third.
  - name: C
    url: http://c/
  # At the end.

# The others.
slack:
  enabled: true
`;
const a = { name: 'A', url: 'http://a/' };
const b = { name: 'B', url: 'http://b/' };
const c = { name: 'C', url: 'http://c/' };

/** All services of a file, as their lines begin. */
const order = (text: string) => [...text.matchAll(/name: "?([^"\n#]*?)"?(?: #.*)?$/gm)].map(([, name]) => name);

describe('a new service', () => {
  it('goes to the end, separated as the others are', () => {
    const third = { name: 'Third', url: 'https://third.example/', critical: false };
    expect(edited(seedFile, add(third)).text).toBe(
      seedFile.replace(
        '\n\nslack',
        '\n\n  - name: Third\n    url: https://third.example/\n    critical: false\n\nslack',
      ),
    );
    const tight = 'services:\n  - name: A\n    url: http://a/\n  - name: B\n    url: http://b/\n';
    expect(changesBy(tight, add(c))).toEqual(['+  - name: C', '+    url: http://c/']);
  });

  it('goes behind the one that is named, or to the first place', () => {
    const there = edited(
      commented,
      add({ name: 'D', url: 'http://d/' }, 'A'),
      add({ name: 'E', url: 'http://e/' }, null),
    );
    expect(order(there.text)).toEqual(['E', 'A', 'D', 'B', 'C']);
    expect(linesFrom(there.text, '    #timeout', 5)).toEqual([
      '    #timeout: 5',
      '',
      '  - name: D',
      '    url: http://d/',
      '  # Of nobody.',
    ]);
  });

  it('goes to the end when the one that is named has gone', () => {
    expect(order(edited(commented, add({ name: 'D', url: 'http://d/' }, 'X')).text)).toEqual(['A', 'B', 'C', 'D']);
  });

  it.each([
    ['nothing', ''],
    ['nothing but comments', '# Ours.\n'],
    ['a key without services', 'services:\n'],
    ['an empty list', 'services: [] # none\n'],
    ['other sections', 'slack:\n  enabled: true\n'],
    ['a document of its own', '---\nservices: ~\n...\n'],
  ])('is the first in a file that has %s', (_, text) => {
    expect(changesBy(text, add(a)).filter((line) => line.startsWith('+  '))).toEqual([
      '+  - name: A',
      '+    url: http://a/',
    ]);
    expect(changesBy(text, add(a)).filter((line) => line.startsWith('-'))).toEqual(
      text.includes('[]') ? ['-services: [] # none'] : text.includes('~') ? ['-services: ~'] : [],
    );
  });

  it('is not added under a name that is taken', () => {
    expect(applyEdits(commented, [add({ name: 'B', url: 'http://other/' })])).toEqual({
      ok: false,
      reason: 'conflict',
      conflicts: [{ edit: 0, now: b }],
    });
  });
});

describe('a service that is removed', () => {
  it('takes the comments directly above it and inside it along, and leaves all others', () => {
    expect(changesBy(commented, remove(a))).toEqual([
      '-  # The first.',
      '-  # It matters.',
      '-  - name: A # beside',
      '-    url: http://a/',
      '-    # inside',
      '-',
      '-    #timeout: 5',
    ]);
    expect(changesBy(commented, remove(b))).toEqual(['-  # The second.', '-  - name: B', '-    url: http://b/', '-']);
    expect(changesBy(commented, remove(c))).toEqual(['-  # The third.', '-  - name: C', '-    url: http://c/']);
  });

  it('leaves an empty list when it was the last one', () => {
    expect(edited('services:\n  # Mine.\n  - name: A\n    url: http://a/\n', remove(a)).text).toBe('services: []\n');
  });

  it('says what it was, in the order of the file', () => {
    const { removed } = edited(commented, remove(c), remove(a));
    expect(removed.map(({ after }) => after)).toEqual([null, 'B']);
    expect(removed[0]?.text).toContain('# It matters.');
  });
});

describe('a service that is restored', () => {
  const files: readonly (readonly [string, string])[] = [
    ['a file full of comments', commented],
    ['the sample', sample],
    ['the file of the tool before', seedFile],
    ['a file without blank lines', commented.replace(/\n\n/g, '\n')],
    ['a file with the line ends of Windows', commented.replaceAll('\n', '\r\n')],
    ['a file without an end of its last line', commented.slice(0, commented.indexOf('\n  # At the end.'))],
    [
      'dashes at the edge',
      commented
        .replace('  # Of nobody.\n\n', '')
        .replace(/^ {2}(?=[ #-])/gm, '')
        .replace('enabled', '  enabled'),
    ],
    [
      'a list in brackets',
      'services: [{name: A, url: http://a/}, {name: B, url: http://b/},\n  {name: C, url: http://c/} ]\n',
    ],
    ['JSON', `${JSON.stringify({ services: [a, b, c] }, null, 2)}\n`],
    ['JSON on one line', JSON.stringify({ services: [a, b, c] })],
  ];

  it.each(files)('is again what it was, to the last byte, in %s', (_, text) => {
    const services = servicesIn(text);
    for (let chosen = 1; chosen < 2 ** services.length; chosen += 1) {
      const gone = services.filter((_, index) => (chosen >> index) % 2 === 1);
      const without = edited(text, ...gone.map(remove));
      const back = without.removed.map((removed): Edit => ({ kind: 'restore_service', removed }));
      expect(edited(without.text, ...back).text).toBe(text);
      // As well when they come back one by one.
      expect(back.reduce((now, edit) => edited(now, edit).text, without.text)).toBe(text);
    }
  });

  it('may refer to anchors that are elsewhere', () => {
    const text =
      'x-slow: &slow {timeout: 30}\nservices:\n  - <<: *slow\n    name: A\n    url: http://a/\n  - name: B\n    url: http://b/\n';
    const { text: without, removed } = edited(text, remove({ ...a, timeout: 30 }));
    expect(edited(without, ...removed.map((one): Edit => ({ kind: 'restore_service', removed: one }))).text).toBe(text);
  });

  it('comes back at the end, and in the style of the file, when both have changed meanwhile', () => {
    const [gone] = edited(commented, remove(b)).removed;
    if (gone === undefined) throw new Error('nothing was removed');
    const other = 'services:\n- name: X\n  url: http://x/\n';
    expect(edited(other, { kind: 'restore_service', removed: gone }).text).toBe(
      `${other}\n# The second.\n- name: B\n  url: http://b/\n`,
    );
  });

  it('does not come back beside another of its name', () => {
    const [gone] = edited(commented, remove(b)).removed;
    if (gone === undefined) throw new Error('nothing was removed');
    expect(applyEdits(commented, [{ kind: 'restore_service', removed: gone }])).toEqual({
      ok: false,
      reason: 'conflict',
      conflicts: [{ edit: 0, now: b }],
    });
  });

  it.each([
    ['a section that is there', '  - name: X\n    url: http://x/\nslack:\n  enabled: false\n'],
    ['a section that is not there', '  - name: X\n    url: http://x/\nlogging:\n  level: DEBUG\n'],
    ['another service', '  - name: X\n    url: http://x/\n  - name: Y\n    url: http://y/\n'],
    ['no service at all', '  - 5\n  - name: Y\n'],
    ['half a text', '  - name: "X\n'],
    ['nothing', ''],
  ])('brings nothing along that is not a service: %s', (_, text) => {
    const result = applyEdits(seedFile, [{ kind: 'restore_service', removed: { text, after: null } }]);
    expect(result).toMatchObject({ ok: false, reason: 'unchangeable' });
  });
});

describe('a service that moves', () => {
  it('takes its comments along, and leaves all others where they are', () => {
    const { text } = edited(commented, move('C', 'B', null));
    expect(order(text)).toEqual(['C', 'A', 'B']);
    expect(linesFrom(text, '  # All of ours.', 6)).toEqual([
      '  # All of ours.',
      '',
      '  # The third.',
      '  - name: C',
      '    url: http://c/',
      '',
    ]);
    expect(text.replaceAll('\n', '').length).toBe(commented.replaceAll('\n', '').length);
  });

  it.each([
    ['down by one', move('A', null, 'B'), ['B', 'A', 'C']],
    ['to the end', move('A', null, 'C'), ['B', 'C', 'A']],
    ['up by one', move('C', 'B', 'A'), ['A', 'C', 'B']],
    ['nowhere', move('B', 'A', 'A'), ['A', 'B', 'C']],
  ])('%s', (_, edit, names) => {
    expect(order(edited(commented, edit).text)).toEqual(names);
  });

  it('and is changed and renamed at the same time', () => {
    const { text } = edited(
      commented,
      move('C', 'B', null),
      set(field('C', 'url'), 'http://c/', 'http://c/2'),
      set(field('C', 'name'), 'C', 'D'),
      move('D', null, 'A'),
    );
    expect(order(text)).toEqual(['A', 'D', 'B']);
    expect(linesFrom(text, '  # The third.', 3)).toEqual(['  # The third.', '  - name: D', '    url: http://c/2']);
  });
});

describe('a maintenance window', () => {
  const windows = `maintenance:
  # The eve.
  - start: 2026-12-24 22:00
    end: 2026-12-25 02:00

  # Each night.
  - from: "03:00" # sharp
    to: "03:30"
`;
  const eve: JsonObject = { start: '2026-12-24 22:00', end: '2026-12-25 02:00' };
  const night: JsonObject = { from: '03:00', to: '03:30' };

  it('is added at the end, or at a place', () => {
    const text = edited(windows, { kind: 'add_window', window: { name: 'x', ...night } }).text;
    expect(changesBy(windows, { kind: 'add_window', window: { name: 'x', ...night } })).toEqual([
      '+',
      '+  - name: x',
      '+    from: "03:00"',
      '+    to: "03:30"',
    ]);
    expect(order(edited(text, { kind: 'add_window', window: { name: 'y', ...night }, at: 0 }).text)).toEqual([
      'y',
      'x',
    ]);
  });

  it('is the first one behind the comment that shows how', () => {
    const text = edited(sample, { kind: 'add_window', window: eve }).text;
    expect(linesFrom(text, '#    timezone', 5)).toEqual([
      '#    timezone: Europe/Paris',
      'maintenance:',
      '  - start: 2026-12-24 22:00',
      '    end: 2026-12-25 02:00',
      '',
    ]);
  });

  it.each([
    ['the first', { kind: 'remove_window', at: 0, was: eve }],
    ['the last', { kind: 'remove_window', at: 1, was: night }],
  ] as const)('is removed and restored, %s', (_, edit) => {
    const without = edited(windows, edit);
    expect(without.text).not.toContain(edit.at === 0 ? '# The eve.' : '# Each night.');
    const back = without.removedWindows.map((removed): Edit => ({ kind: 'restore_window', removed }));
    expect(edited(without.text, ...back).text).toBe(windows);
  });

  it('takes the section along when it was the only one, and brings it back', () => {
    const only =
      'slack:\n  enabled: true\n\nmaintenance:\n  # The eve.\n  - start: 2026-12-24 22:00\n    end: 2026-12-25 02:00\n';
    const without = edited(only, { kind: 'remove_window', at: 0, was: eve });
    expect(without.text).toBe('slack:\n  enabled: true\n');
    const back = without.removedWindows.map((removed): Edit => ({ kind: 'restore_window', removed }));
    expect(edited(without.text, ...back).text).toBe(only);
  });

  it('moves with its comments', () => {
    const { text } = edited(windows, { kind: 'move_window', at: 1, was: night, to: 0 });
    expect(text).toBe(`maintenance:
  # Each night.
  - from: "03:00" # sharp
    to: "03:30"

  # The eve.
  - start: 2026-12-24 22:00
    end: 2026-12-25 02:00
`);
  });

  it('is changed, added and removed by its place as any other value', () => {
    expect(changesBy(windows, set(['maintenance', 1, 'to'], '03:30', '04:00'))).toEqual([
      '-    to: "03:30"',
      '+    to: "04:00"',
    ]);
    expect(changesBy(windows, set(['maintenance', 2], undefined, night))).toEqual([
      '+',
      '+  - from: "03:00"',
      '+    to: "03:30"',
    ]);
    expect(edited(windows, set(['maintenance', 0], eve, undefined)).text).toBe(
      edited(windows, { kind: 'remove_window', at: 0, was: eve }).text,
    );
    expect(edited(windows, set(['maintenance'], [eve, night], [night, eve])).text).toBe(
      edited(windows, { kind: 'move_window', at: 1, was: night, to: 0 }).text,
    );
  });
});

function servicesIn(text: string): readonly JsonObject[] {
  if (text.includes('Web Application')) {
    return ['API Production', 'Web Application'].map((name) => ({
      name,
      url: `https://${name.slice(0, 3).toLowerCase() === 'api' ? 'api' : 'app'}.example.com/health`,
      method: 'GET',
      expected_status: 200,
      timeout: 10,
      critical: true,
    }));
  }
  if (!text.includes('IANA')) return [a, b, c];
  return [
    { name: 'Example', url: 'https://example.com/' },
    { name: 'IANA', url: 'https://www.iana.org/', critical: false },
    { name: 'Wikipedia', url: 'https://www.wikipedia.org/', critical: false },
  ];
}
