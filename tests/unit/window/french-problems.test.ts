import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSources } from '../../../main/config/load.ts';
import { frenchProblem } from '../../../main/window/french-problems.ts';

/** Every complaint that is known to the letter; what the reader of YAML says in its own words stays English. */
function complaints(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '../config/complaints.test.ts'), 'utf8');
  const quoted = text.matchAll(/(['"`])config\.yaml(?::\d+(?::\d+)?)?(?: [\w[\].$"\\ -]*?[\w\]])?: (.*?[^\\])\1,?/g);
  return [...new Set([...quoted].map(([, mark = '', message = '']) => message.replaceAll(`\\${mark}`, mark)))];
}

/** What `main/config` says where an edit cannot be made. */
const obstacles = [
  'cannot be changed here alone: edit line 12 by hand',
  'has a tag of its own: edit line 12 by hand',
  'is merged in with <<: edit line 12 by hand',
  'is shared with other places as &usual: edit line 12 by hand',
  'is written in a form that can only be read here: edit line 12 by hand',
  'is no mapping of sections: mend it by hand',
  'is no list: mend it by hand',
  'is to be a list',
  'is the name of several services: rename them by hand',
  'is to be named by its name, as its place may change',
  'is a secret that is not known here: write it out',
  'would be larger than 8 MiB: remove something',
  '/etc/asl.yaml is changed by another program again and again: save again when it is done',
  'the folder /etc may not be written by this user, and the file is replaced as a whole: change its permissions',
  '/etc/asl.yaml may not be written by this user: change its permissions',
  '/etc/asl.yaml is on a read-only file system: mount it writable, or edit the file where it comes from',
  'the disk of /etc/asl.yaml is full: make room, then save again',
  '/etc/asl.yaml is held by another program or mounted on its own: close it there, or mount its folder instead',
  '/etc/asl.yaml is gone: put it back, then save again',
  '/etc/asl.yaml cannot be written: EIO',
];

const english = /\b(expected|got|the|is|was|not|of|your|and|to|it|must|with|unknown|remove|such|missing)\b/;

describe('what is wrong with a configuration, in French', () => {
  it('finds complaints to translate', () => {
    expect(complaints().length).toBeGreaterThan(100);
  });

  it.each(complaints())('%s', (message) => {
    const french = frenchProblem(message);
    const plain = message.startsWith('not valid YAML: ');
    expect(french).not.toBe(message);
    // What somebody wrote, names of keys, and the words of others stay.
    const prose = french.replace(
      /«[^»]*»|"[^"]*"|\{[^}]*\}|\([^)]*\)|connues : .*|avec [\w, …]+|from et to|YAML incorrect : .*/g,
      '',
    );
    if (!plain) expect(prose).not.toMatch(english);
  });

  it.each([
    ['missing', { kind: 'missing' }],
    ['too large', { kind: 'unusable', message: 'is larger than 8 MiB: this is no configuration' }],
    ['a folder', { kind: 'unusable', message: 'is a folder: name the file in it' }],
    ['forbidden', { kind: 'unusable', message: 'may not be read by this user: change its permissions' }],
    ['broken', { kind: 'unusable', message: 'cannot be read: EIO' }],
    ['UTF-16', { kind: 'bytes', bytes: new Uint8Array([0xff, 0xfe, 0x20]) }],
    ['binary', { kind: 'bytes', bytes: new Uint8Array([0, 1, 2]) }],
    ['Latin-1', { kind: 'bytes', bytes: new Uint8Array([0x23, 0x0a, 0x20, 0xe9, 0x20]) }],
    ['two documents', { kind: 'bytes', bytes: Buffer.from('services: []\n---\nservices: []\n') }],
    ['indented with tabs', { kind: 'bytes', bytes: Buffer.from('services:\n\t- name: x\n') }],
    ['nested too deep', { kind: 'bytes', bytes: Buffer.from(`x-a: ${'['.repeat(80)}${']'.repeat(80)}\n`) }],
  ] as const)('a file that is %s', async (_, configuration) => {
    const sources = { configuration, dotenv: { kind: 'missing' }, revision: '1' } as const;
    const loaded = await loadSources(sources, '/etc/asl/config.yaml', {});
    const messages = loaded.ok ? [] : loaded.problems.map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expect(frenchProblem(message)).not.toBe(message);
  });

  it.each(obstacles)('an edit that cannot be made: %s', (message) => {
    expect(frenchProblem(message)).not.toBe(message);
    expect(frenchProblem(message)).not.toMatch(/\b(?:the|is|was|by hand|again|cannot|file)\b/);
  });

  it('keeps what somebody wrote as it is, and says so as French is set', () => {
    expect(frenchProblem('expected seconds as a number greater than 0, got "10x"')).toBe(
      'attendu\u202f: des secondes, un nombre supérieur à 0\u202f; donné\u202f: «\u202f10x\u202f»',
    );
    expect(frenchProblem('no service has the group "Core", did you mean "core"?')).toBe(
      'aucun service n’est dans ce groupe, «\u202fCore\u202f»\u202f; vouliez-vous dire «\u202fcore\u202f»\u202f?',
    );
  });
});
