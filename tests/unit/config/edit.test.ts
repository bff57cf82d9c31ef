/** Keys of sections and of services: what an edit changes in the file, line by line. */
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../main/config/edit-model.ts';
import { changesBy, edited, field, linesFrom, sample, seedFile, set } from '../../support/config-edits.ts';

type Row = readonly [title: string, text: string, edits: readonly Edit[], changes: readonly string[]];

const rows: readonly Row[] = [
  [
    'a number',
    sample,
    [set(['monitoring', 'check_interval'], 20, 30)],
    ['-  check_interval: 20', '+  check_interval: 30'],
  ],
  [
    'a text in quotes keeps them',
    sample,
    [set(['slack', 'channel'], '#asl-alerts', '#ops')],
    ['-  channel: "#asl-alerts"', '+  channel: "#ops"'],
  ],
  [
    'a text that needs quotes gets them',
    sample,
    [set(field('IANA', 'name'), 'IANA', 'IANA: names')],
    ['-  - name: IANA', '+  - name: "IANA: names"'],
  ],
  [
    'a duration that becomes text',
    seedFile,
    [set(['monitoring', 'check_interval'], 20, '30s')],
    ['-  check_interval: 20', '+  check_interval: 30s'],
  ],
  [
    'a key that goes leaves the comment above it',
    sample,
    [set(['monitoring', 'failure_threshold'], 2, undefined)],
    ['-  failure_threshold: 2'],
  ],
  [
    'the key of one service, and not the same line of another',
    seedFile,
    [set(field('Web Application', 'timeout'), 10, 5)],
    ['-    timeout: 10', '+    timeout: 5'],
  ],
  [
    'a key that is not there yet goes behind the last one',
    seedFile,
    [set(field('API Production', 'group'), undefined, 'Core')],
    ['+    group: Core'],
  ],
  [
    'a list is written on one line',
    seedFile,
    [set(field('API Production', 'tags'), undefined, ['public', 'a, b', '#x', 2])],
    ['+    tags: [public, "a, b", "#x", 2]'],
  ],
  [
    'a list of mappings, or of long texts, takes a line for each',
    seedFile,
    [
      set(field('API Production', 'expect'), undefined, {
        json: [{ path: '$.a', equals: null }],
        contains: ['a text that is too long to be read at a glance'],
      }),
    ],
    [
      '+    expect:',
      '+      json:',
      '+        - path: $.a',
      '+          equals: null',
      '+      contains:',
      '+        - a text that is too long to be read at a glance',
    ],
  ],
  [
    'text of several lines is a block of them',
    seedFile,
    [set(field('API Production', 'body'), undefined, '{\n  "ping": true\n\n}\n')],
    ['+    body: |', '+      {', '+        "ping": true', '+', '+      }'],
  ],
  [
    'a section that is nowhere in the file goes to the end, behind a blank line',
    seedFile,
    [set(['logging', 'level'], undefined, 'DEBUG')],
    ['+', '+logging:', '+  level: DEBUG'],
  ],
  [
    'a section that has lost its last key goes with it',
    seedFile,
    [
      set(['slack', 'channel'], '#asl-alerts', undefined),
      set(['slack', 'enabled'], true, undefined),
      set(['slack', 'mention_channel'], true, undefined),
    ],
    ['-slack:', '-  channel: "#asl-alerts"', '-  enabled: true', '-  mention_channel: true', '-'],
  ],
  [
    'a section that still has comments stays for them',
    seedFile,
    [
      set(['monitoring', 'check_interval'], 20, undefined),
      set(['monitoring', 'failure_threshold'], 2, undefined),
      set(['monitoring', 'default_timeout'], 10, undefined),
    ],
    ['-  check_interval: 20', '-  failure_threshold: 2', '-  default_timeout: 10'],
  ],
  [
    'a section that goes as a whole leaves the comment above it',
    '# Ours.\nslack:\n  # On.\n  enabled: true\n\n# Theirs.\nmonitoring:\n  check_interval: 20\n',
    [set(['slack'], { enabled: true }, undefined)],
    ['-slack:', '-  # On.', '-  enabled: true'],
  ],
  [
    'several edits at once, each at its place',
    sample,
    [
      set(['monitoring', 'check_interval'], 20, 30),
      set(field('Wikipedia', 'critical'), false, true),
      set(['slack', 'enabled'], true, false),
      set(field('Wikipedia', 'name'), 'Wikipedia', 'Encyclopedia'),
    ],
    [
      '-  - name: Wikipedia',
      '+  - name: Encyclopedia',
      '-    critical: false',
      '+    critical: true',
      '-  check_interval: 20',
      '+  check_interval: 30',
      '-  enabled: true',
      '+  enabled: false',
    ],
  ],
  ['an edit that changes nothing', sample, [set(['slack', 'enabled'], true, true)], []],
];

describe('an edit of a key', () => {
  it.each(rows)('%s', (_, text, edits, changes) => {
    expect(changesBy(text, ...edits)).toEqual(changes);
  });
});

describe('a key that a comment shows', () => {
  it.each<readonly [string, Edit, readonly string[]]>([
    [
      'is put right behind it',
      set(['monitoring', 'retry_interval'], undefined, 5),
      [
        '  #retry_interval: 2',
        '  retry_interval: 5',
        '  # The promise: an outage is told within this time of its beginning.',
      ],
    ],
    [
      'in a service',
      set(field('Example', 'critical'), undefined, false),
      ['    #critical: true', '    critical: false', '    #group: Public pages'],
    ],
    [
      'is put behind all that is switched off with it',
      set(field('Example', 'headers', 'Accept'), undefined, 'text/html'),
      [
        '    #headers:',
        '    #  Accept: text/html',
        `    #  X-Api-Key: \${EXAMPLE_API_KEY}`,
        '    headers:',
        '      Accept: text/html',
        '    #body: {ping: true}',
      ],
    ],
    [
      'may be a whole section',
      set(['history', 'raw_days'], undefined, 7),
      [
        '#history:',
        '#  raw_days: 30',
        '#  rollup_days: 730',
        '#  database: history.db',
        'history:',
        '  raw_days: 7',
        '',
      ],
    ],
  ])('%s', (_, edit, lines) => {
    const { text } = edited(sample, edit);
    expect(linesFrom(text, lines[0] ?? '', lines.length)).toEqual(lines);
  });

  it('is found in a section in which there is nothing else', () => {
    const text =
      'monitoring:\n    # How often.\n    #check_interval: 20\n    # And how long.\n\nslack:\n  enabled: true\n';
    expect(changesBy(text, set(['monitoring', 'check_interval'], undefined, 5))).toEqual(['+    check_interval: 5']);
    expect(linesFrom(edited(text, set(['monitoring', 'check_interval'], undefined, 5)).text, '    #check', 3)).toEqual([
      '    #check_interval: 20',
      '    check_interval: 5',
      '    # And how long.',
    ]);
  });

  it('is not looked for in text that only looks like a comment', () => {
    const text =
      'services:\n  - name: A\n    url: http://a/\n    body: |\n      x\n      #timeout: 3\n    critical: true\n';
    expect(linesFrom(edited(text, set(field('A', 'timeout'), undefined, 5)).text, '    critical', 2)).toEqual([
      '    critical: true',
      '    timeout: 5',
    ]);
  });

  it('finds its place again after it was removed', () => {
    const there = edited(sample, set(['slack', 'language'], undefined, 'fr')).text;
    expect(edited(there, set(['slack', 'language'], 'fr', undefined)).text).toBe(sample);
  });
});

describe('a value of another kind', () => {
  const text = `services:
  - name: A
    url: http://a/
    tls: {verify: false} # our own
    body:
      # The ping.
      ping: true
    expect:
      contains:
        - one # first
        # About two.
        - two
        - three
`;
  it.each<readonly [string, Edit, readonly string[]]>([
    [
      'a mapping becomes a word',
      set(field('A', 'tls'), { verify: false }, false),
      ['-    tls: {verify: false} # our own', '+    tls: false # our own'],
    ],
    [
      'a mapping becomes text',
      set(field('A', 'body'), { ping: true }, 'ping'),
      ['-    body:', '-      # The ping.', '-      ping: true', '+    body: ping'],
    ],
    [
      'a mapping within it',
      set(field('A', 'body', 'ping'), true, { count: 1 }),
      ['-      ping: true', '+      ping:', '+        count: 1'],
    ],
    [
      'text becomes lines',
      set(field('A', 'url'), 'http://a/', 'http://a/\nb'),
      ['-    url: http://a/', '+    url: |-', '+      http://a/', '+      b'],
    ],
    [
      'an entry of a list changes, and the others keep their comments',
      set(field('A', 'expect', 'contains'), ['one', 'two', 'three'], ['one', 'two', 'four']),
      ['-        - three', '+        - four'],
    ],
    [
      'an entry of a list goes with the comment directly above it',
      set(field('A', 'expect', 'contains'), ['one', 'two', 'three'], ['one', 'three']),
      ['-        # About two.', '-        - two'],
    ],
    [
      'an entry of a list moves with its comments',
      set(field('A', 'expect', 'contains'), ['one', 'two', 'three'], ['two', 'one', 'three']),
      ['-        - one # first', '+        - one # first'],
    ],
    [
      'an entry of a list is named by its place',
      set(field('A', 'expect', 'contains', 0), 'one', 'zero'),
      ['-        - one # first', '+        - zero # first'],
    ],
  ])('%s', (_, edit, changes) => {
    expect(changesBy(text, edit)).toEqual(changes);
  });

  it('keeps the comment beside its key', () => {
    const { text: plain } = edited(text, set(field('A', 'tls'), { verify: false }, false));
    expect(changesBy(plain, set(field('A', 'tls'), false, { verify: true }))).toEqual([
      '-    tls: false # our own',
      '+    tls: # our own',
      '+      verify: true',
    ]);
  });
});
