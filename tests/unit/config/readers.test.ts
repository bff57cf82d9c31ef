import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readYaml } from '../../../main/config/yaml-reading.ts';

const root = join(import.meta.dirname, '../../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const samples = [...readme.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');

/** Spellings over which readers of YAML disagree most easily. */
const quirks = [
  'a: 010',
  'a: 0o17\nb: 0x1F',
  'a: 1_000',
  'a: 22:30',
  'a: yes\nb: NO\nc: on',
  'a: ~\nb: null\nc:',
  'a: 1e3\nb: .5\nc: -0',
  'a: 2024-11-06',
  "a: \"x\\u00e9\"\nb: 'it''s'",
  'a: >\n  one\n  two\nb: |\n  one\n  two',
  'base: &base {a: 1, b: 2}\nother:\n  <<: *base\n  b: 3',
  'a: "#not a comment" # a comment',
];

describe('the quick reader and the one that explains', () => {
  it.each([...samples, readFileSync(join(root, 'config.yaml'), 'utf8'), ...quirks])('read the same from %j', (text) => {
    expect(readYaml(text)).toEqual({ ok: true, value: parse(text, { merge: true }) });
  });
});
