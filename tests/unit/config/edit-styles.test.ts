/** Files as people write them, each in a way of its own, which an edit goes along with. */
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { applyEdits } from '../../../main/config/edit.ts';
import type { Edit, Json } from '../../../main/config/edit-model.ts';
import { readYaml } from '../../../main/config/yaml-reading.ts';
import { add, changesBy, edited, field, move, remove, seedFile, set } from '../../support/config-edits.ts';

const wide = `services:

    -   name: "API"   # quoted
        url: 'https://api.example/'
        headers:
            X-Version: 1.10
            Accept: text/html

    # Of others.
    -   name: Ünïcödé 😀 ☎
        url: https://example.com/?a=b#c
        description: >-
            folded
            text

monitoring:
    check_interval: 20
`;

const dashesAtTheEdge = `services:
- name: A
  url: http://a/
  expect:
    contains:
    - one
    - two # why
- name: B
  url: http://b/
monitoring:
    check_interval: 20
`;

const inBrackets = `services: [{name: A, url: "http://a/", tags: [x]}, {name: B, url: http://b/}] # all
slack: {enabled: true, channel: "#a", # where
        mention: ["@here"]}
`;

const json = `${JSON.stringify({ services: [{ name: 'A', url: 'http://a/', tags: ['x'] }], slack: { enabled: true } }, null, 2)}\n`;

const alike = `services:
  - name: API
    url: http://1/
  - name: "API "
    url: http://2/
  - name: api
    url: http://3/
  - name: 'A"PI'
    url: http://4/
  - name: "5"
    url: http://5/
`;

type Row = readonly [title: string, text: string, edits: readonly Edit[], changes: readonly string[]];

const rows: readonly Row[] = [
  [
    'indents by four where the file does',
    wide,
    [set(field('API', 'expect'), undefined, { json: [{ path: '$', equals: 1 }] })],
    ['+        expect:', '+            json:', '+                -   path: $', '+                    equals: 1'],
  ],
  [
    'quotes as before, also with single quotes',
    wide,
    [set(field('API', 'url'), 'https://api.example/', "https://o'clock/")],
    ["-        url: 'https://api.example/'", "+        url: 'https://o''clock/'"],
  ],
  [
    'adds a service with dashes as wide as the others',
    wide,
    [add({ name: 'C', url: 'http://c/' }, 'API')],
    ['+    -   name: C', '+        url: http://c/', '+'],
  ],
  [
    'finds a name whatever it is made of',
    wide,
    [set(field('Ünïcödé 😀 ☎', 'url'), 'https://example.com/?a=b#c', 'https://example.com/#d')],
    ['-        url: https://example.com/?a=b#c', '+        url: https://example.com/#d'],
  ],
  [
    'replaces folded text',
    wide,
    [set(field('Ünïcödé 😀 ☎', 'description'), 'folded text', 'plain text')],
    ['-        description: >-', '-            folded', '-            text', '+        description: plain text'],
  ],
  [
    'keeps a number in a header as it was written',
    wide,
    [set(field('API', 'headers', 'Accept'), 'text/html', '*/*')],
    ['-            Accept: text/html', '+            Accept: "*/*"'],
  ],
  [
    'puts dashes under their key where the file does',
    dashesAtTheEdge,
    [add({ name: 'C', url: 'http://c/', expect: { json: [{ path: '$', equals: 1 }] } })],
    ['+- name: C', '+  url: http://c/', '+  expect:', '+    json:', '+    - path: $', '+      equals: 1'],
  ],
  [
    'adds an entry to a list',
    dashesAtTheEdge,
    [set(field('A', 'expect', 'contains'), ['one', 'two'], ['one', 'two', 'three'])],
    ['+    - three'],
  ],
  [
    'stays within brackets',
    inBrackets,
    [
      set(field('A', 'tags'), ['x'], ['x', 'y, z']),
      set(field('B', 'critical'), undefined, false),
      set(['slack', 'language'], undefined, 'fr'),
      set(['slack', 'enabled'], true, undefined),
    ],
    [
      '-services: [{name: A, url: "http://a/", tags: [x]}, {name: B, url: http://b/}] # all',
      '-slack: {enabled: true, channel: "#a", # where',
      '-        mention: ["@here"]}',
      '+services: [{name: A, url: "http://a/", tags: [x, "y, z"]}, {name: B, url: http://b/, critical: false}] # all',
      '+slack: {channel: "#a", # where',
      '+        mention: ["@here"], language: fr}',
    ],
  ],
  [
    'moves within brackets',
    inBrackets,
    [move('B', 'A', null)],
    [
      '-services: [{name: A, url: "http://a/", tags: [x]}, {name: B, url: http://b/}] # all',
      '+services: [{name: B, url: http://b/}, {name: A, url: "http://a/", tags: [x]}] # all',
    ],
  ],
  [
    'leaves JSON JSON',
    json,
    [add({ name: 'B', url: 'http://b/', critical: false }), set(field('A', 'timeout'), undefined, '5s')],
    [
      '-      ]',
      '+      ],',
      '+      "timeout": "5s"',
      '+    },',
      '+    {',
      '+      "name": "B",',
      '+      "url": "http://b/",',
      '+      "critical": false',
    ],
  ],
  [
    'tells names apart that look alike: with a blank',
    alike,
    [set(field('API ', 'url'), 'http://2/', 'http://22/')],
    ['-    url: http://2/', '+    url: http://22/'],
  ],
  [
    'tells names apart that look alike: in lower case',
    alike,
    [remove({ name: 'api', url: 'http://3/' })],
    ['-  - name: api', '-    url: http://3/'],
  ],
  [
    'tells names apart that look alike: with a quote',
    alike,
    [set(field('A"PI', 'name'), 'A"PI', 'B\'"PI')],
    [`-  - name: 'A"PI'`, `+  - name: 'B''"PI'`],
  ],
  [
    'tells names apart that look alike: a number in quotes',
    alike,
    [set(field('5', 'url'), 'http://5/', 'http://55/')],
    ['-    url: http://5/', '+    url: http://55/'],
  ],
];

describe('an edit', () => {
  it.each(rows)('%s', (_, text, edits, changes) => {
    expect(changesBy(text, ...edits)).toEqual(changes);
  });

  it.each([
    ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text: string) => `\ufeff${text}`],
    ['without an end of its last line', (text: string) => text.replace(/\n$/, '')],
    ['with tabs and blanks at the ends of lines', (text: string) => text.replace(/(?<=\d)\n/g, '\t \n')],
    ['with tabs before comments', (text: string) => text.replace(/^ *(?=#)/gm, '\t')],
  ])('changes the same lines of a file %s', (_, vary) => {
    for (const [title, text, edits] of rows) {
      // In brackets the comment would end the line that is continued, and JSON knows none.
      if (title.includes('brackets') || title.includes('JSON') || text === wide) continue;
      const expected = vary(edited(text, ...edits).text);
      expect(edited(vary(text), ...edits).text.replace(/[ \t]+(?=\r?\n|$)/g, '')).toBe(
        expected.replace(/[ \t]+(?=\r?\n|$)/g, ''),
      );
    }
    const edits = [set(['monitoring', 'check_interval'], 20, 30), set(['monitoring', 'default_timeout'], 10, 5)];
    expect(edited(vary(seedFile), ...edits).text).toBe(
      vary(seedFile)
        .replace('check_interval: 20', 'check_interval: 30')
        .replace('default_timeout: 10', 'default_timeout: 5'),
    );
  });
});

describe('what belongs to several places', () => {
  const text = `x-common: &common
  timeout: 5
services:
  - <<: *common
    name: A
    url: http://a/
  - &b
    name: B
    url: http://b/
    tags: &tags [x]
  - name: C
    url: http://c/
    tags: *tags
  - <<: *b
    name: D
  - &unused
    name: E
    url: !!str http://e/
`;
  const shared = (line: number, column: number, path: string, why: string) => ({
    ok: false,
    reason: 'unchangeable',
    problem: { line, column, path, message: `${why}: edit line ${line} by hand` },
  });
  it.each<readonly [string, Edit, unknown]>([
    ['merged in', set(field('A', 'timeout'), 5, 6), shared(4, 5, 'services[0].timeout', 'is merged in with <<')],
    [
      'an alias',
      set(field('C', 'tags'), ['x'], ['y']),
      shared(13, 11, 'services[2].tags', 'is shared with other places as &tags'),
    ],
    [
      'an anchor',
      set(field('B', 'url'), 'http://b/', 'http://c/'),
      shared(7, 5, 'services[1]', 'is shared with other places as &b'),
    ],
    [
      'the source of a merge',
      set(['x-common', 'timeout'], 5, 6),
      shared(1, 11, 'x-common', 'is shared with other places as &common'),
    ],
    [
      'an anchor that goes with its service',
      remove({ name: 'B', url: 'http://b/', tags: ['x'] }),
      shared(7, 5, 'services[1]', 'is shared with other places as &tags'),
    ],
    [
      'a tag',
      set(field('E', 'url'), 'http://e/', 'http://f/'),
      shared(18, 10, 'services[4].url', 'has a tag of its own'),
    ],
    [
      'an anchor that moves behind its alias',
      move('C', 'B', null),
      shared(11, 3, 'services[2]', 'cannot be changed here alone'),
    ],
  ])('is left to the person: %s', (_, edit, refusal) => {
    expect(applyEdits(text, [edit])).toEqual(refusal);
  });

  it('does not keep what is beside it from being changed', () => {
    expect(changesBy(text, set(field('A', 'critical'), undefined, false))).toEqual(['+    critical: false']);
    expect(changesBy(text, set(field('E', 'name'), 'E', 'F'))).toEqual(['-    name: E', '+    name: F']);
    expect(changesBy(text, remove({ name: 'C', url: 'http://c/', tags: ['x'] }))).toEqual([
      '-  - name: C',
      '-    url: http://c/',
      '-    tags: *tags',
    ]);
  });
});

describe('a text', () => {
  const texts = [
    ...[
      '',
      ' ',
      ' x',
      'x ',
      '#x',
      'x #y',
      'x: y',
      'x:',
      '- x',
      '-',
      '? x',
      '* x',
      '*x',
      '&x',
      '!x',
      '|',
      '>',
      '%x',
      '@x',
      '`x',
    ],
    ...[
      'null',
      '~',
      'true',
      'Yes',
      'off',
      '1',
      '1.10',
      '0x1f',
      '1e3',
      '.5',
      '.inf',
      '22:30',
      '2026-12-24',
      '1_000',
      '<<',
      '=',
    ],
    ...[
      "it's",
      '"x"',
      "'x'",
      '\\d+',
      '{x}',
      '[x',
      'x]',
      'a, b',
      `\${NAME}`,
      '---',
      '...',
      'é 😀',
      '\u00a0x',
      '\u2028',
      '\u0085',
      '\ufeffx',
      '\x07',
    ],
    ...['x\ny', 'x\ny\n', 'x\n\n', '\nx', ' x\ny', 'x\n \ny', 'x\r\ny', '\tx\ny', '#x\n# y\n', 'x'.repeat(300)],
  ];
  const read = (text: string): unknown => {
    const reading = readYaml(text);
    return reading.ok ? reading.value : undefined;
  };
  it.each([
    ['in a block', 'services:\n  - name: A\n    url: http://a/\n    description: x\nslack:\n'],
    ['in double quotes', 'services:\n  - name: A\n    url: http://a/\n    description: "x" # y\n'],
    ['in single quotes', "services:\n  - name: A\n    url: http://a/\n    description: 'x'\n    group: x\n"],
    ['in a literal', 'services:\n  - name: A\n    url: http://a/\n    description: |-\n      x\n    group: x\n'],
    ['in brackets', 'services: [{name: A, url: http://a/, description: x}]\n'],
    ['in JSON', '{"services": [{"name": "A", "url": "http://a/", "description": "x"}]}'],
  ])('is the same for every reader of YAML, %s', (_, file) => {
    for (const text of texts) {
      const lists: readonly Json[] = [text, [text, text], { [text.replace(/\s/g, '') || 'k']: text }];
      for (const value of lists) {
        const there = edited(file, set(field('A', 'description'), 'x', value)).text;
        expect(read(there)).toEqual(read(edited(there).text));
        expect(read(there)).toMatchObject({ services: [{ description: value }] });
        expect(parseDocument(there).toJS()).toMatchObject({ services: [{ description: value }] });
        expect(edited(there, set(field('A', 'description'), value, undefined)).text).not.toContain('description');
      }
    }
  });
});

describe('a file that cannot be edited', () => {
  it.each([
    [
      'is not YAML',
      'services: [\n',
      { line: 1, column: 12, path: '', message: 'not valid YAML: deficient indentation' },
    ],
    ['is a list', '- a\n', { line: 1, column: 1, path: '', message: 'is no mapping of sections: mend it by hand' }],
  ])('%s', (_, text, problem) => {
    expect(applyEdits(text, [set(['slack', 'enabled'], undefined, true)])).toMatchObject({
      ok: false,
      reason: 'unreadable',
      problem: { ...problem, line: expect.any(Number), column: expect.any(Number) },
    });
  });

  it.each([
    ['has something else than a list of services', 'services: none\n', 'services', 'is no list: mend it by hand'],
    [
      'has two services of one name',
      alike.replace('name: api', 'name: API'),
      'services[0].name',
      'is the name of several services: rename them by hand',
    ],
    [
      'is written in a form of its own',
      '? services\n: - name: API\n    url: http://a/\n',
      '',
      'is written in a form that can only be read here: edit line 1 by hand',
    ],
  ])('%s', (_, text, path, message) => {
    expect(applyEdits(text, [set(field('API', 'critical'), undefined, false)])).toMatchObject({
      ok: false,
      reason: 'unchangeable',
      problem: { path, message },
    });
  });

  it('is not changed through the place of a service, which may be that of another by now', () => {
    expect(applyEdits(alike, [set(['services', 0, 'url'], 'http://1/', 'http://x/')])).toMatchObject({
      ok: false,
      problem: { path: 'services[0]', message: 'is to be named by its name, as its place may change' },
    });
  });
});
