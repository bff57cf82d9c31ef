/** Edits of the real file: whole or not at all, beside editors, links, permissions and disks as machines have them. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { EditResult } from '../../../main/config/edit-file.ts';
import { editConfiguration } from '../../../main/config/edit-file.ts';
import type { Edit } from '../../../main/config/edit-model.ts';
import { loadConfiguration } from '../../../main/config/load.ts';
import { readSettings } from '../../../main/config/settings.ts';
import { add, field, remove, sample, set } from '../../support/config-edits.ts';
import { createConfigFolder } from '../../support/config-folder.ts';
import { followReloads } from '../../support/config-reloads.ts';

const text = `services:
  - name: A # mine
    url: http://a/
    timeout: 10
slack:
  enabled: true
`;
const slower = set(field('A', 'timeout'), 10, 20);

/** What an editor does while the program is about to write: called when the new content is being judged. */
function meanwhile(act: (time: number) => void) {
  let times = 0;
  return {
    get MEANWHILE(): string {
      times += 1;
      act(times);
      return '';
    },
  };
}

const problemsOf = (result: EditResult) =>
  !result.ok && result.reason === 'invalid'
    ? result.problems.map(({ line, path, message }) => ({ line, path, message }))
    : result;

describe('an edit of the file', () => {
  it('is written, is in force at once, and leaves nothing else behind', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    await folder.write('.env', 'KEY=x');
    using reloads = await followReloads(file);
    const result = await editConfiguration({ file, edits: [slower], environment: {} });
    expect(readFileSync(file, 'utf8')).toBe(text.replace('timeout: 10', 'timeout: 20'));
    expect(result).toEqual({
      ok: true,
      revision: (await loadConfiguration(file, {})).revision,
      warnings: [],
      removed: [],
      removedWindows: [],
    });
    expect(result).toMatchObject({ revision: (await readSettings({ file, environment: {} })).revision });
    expect(await reloads.next()).toMatchObject({ configuration: { services: [{ timeoutMs: 20_000 }] } });
    expect(await readdir(folder.path)).toEqual(['.env', 'config.yaml']);
  });

  it('is undone to the last byte', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', `\ufeff${sample}`);
    const edits = [remove({ name: 'Example', url: 'https://example.com/' })];
    const result = await editConfiguration({ file, edits, environment: {} });
    if (!result.ok) throw new Error('refused');
    expect(readFileSync(file, 'utf8')).not.toContain('name: Example');
    const back = result.removed.map((removed): Edit => ({ kind: 'restore_service', removed }));
    expect(await editConfiguration({ file, edits: back, environment: {} })).toMatchObject({ ok: true });
    expect(readFileSync(file, 'utf8')).toBe(`\ufeff${sample}`);
  });

  it('that changes nothing does not touch the file', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    const { ino, mtimeMs } = statSync(file);
    expect(
      await editConfiguration({ file, edits: [set(['slack', 'enabled'], true, true)], environment: {} }),
    ).toMatchObject({ ok: true });
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });
  });

  it('tells the warnings of what it has written', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    const result = await editConfiguration({
      file,
      edits: [set(field('A', 'body'), undefined, 'ping')],
      environment: {},
    });
    expect(result).toMatchObject({ ok: true, warnings: [{ file, line: 5, path: 'services[0].body' }] });
  });
});

describe('an edit that is refused leaves the file as it is', () => {
  const refused = async (content: string, edits: readonly Edit[]) => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', content);
    const result = await editConfiguration({ file, edits, environment: {} });
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(await readdir(folder.path)).toEqual(['config.yaml']);
    return result;
  };

  it('because it would be wrong', async () => {
    const edits = [set(field('A', 'timeout'), 10, 'soon'), set(['slack', 'chanel'], undefined, '#x'), slower];
    expect(problemsOf(await refused(text, edits.slice(0, 2)))).toEqual([
      { line: 4, path: 'services[0].timeout', message: 'expected seconds as a number greater than 0, got "soon"' },
      { line: 7, path: 'slack.chanel', message: 'unknown key, did you mean "channel"?' },
    ]);
    expect(problemsOf(await refused(text, [add({ name: 'B', url: 'b' })]))).toMatchObject([
      { path: 'services[1].url' },
    ]);
  });

  it('because a variable that it needs is not there', async () => {
    expect(problemsOf(await refused(text, [set(field('A', 'headers'), undefined, { K: `\${NONE}` })]))).toMatchObject([
      { path: 'services[0].headers.K', message: expect.stringContaining('NONE is not set') },
    ]);
  });

  it('because only the person can make it', async () => {
    const shared = `x-t: &t 10\n${text.replace('timeout: 10', 'timeout: *t')}`;
    expect(problemsOf(await refused(shared, [slower]))).toEqual([
      { line: 5, path: 'services[0].timeout', message: 'is shared with other places as &t: edit line 5 by hand' },
    ]);
  });

  it('because the file has something else by now', async () => {
    expect(await refused(text, [set(['slack', 'enabled'], true, false), set(field('A', 'timeout'), 5, 20)])).toEqual({
      ok: false,
      reason: 'conflict',
      conflicts: [{ edit: 1, now: 10 }],
    });
  });

  it('because the file is broken, and says all that is wrong with it', async () => {
    expect(problemsOf(await refused(`${text}slack:\n  - [\n`, [slower]))).toEqual([
      { line: 7, path: 'slack', message: 'is already given on line 5: remove one of them' },
      { line: 9, path: '', message: expect.stringMatching(/^not valid YAML/) },
    ]);
    expect(problemsOf(await refused('- a\n', [slower]))).toMatchObject([
      { line: 1, message: expect.stringMatching(/^expected a mapping/) },
    ]);
  });

  it('because there is none, or it is no text', async () => {
    await using folder = await createConfigFolder();
    const none = await editConfiguration({ file: folder.at('config.yaml'), edits: [slower], environment: {} });
    expect(problemsOf(none)).toMatchObject([{ message: expect.stringMatching(/^does not exist/) }]);
    expect(existsSync(folder.at('config.yaml'))).toBe(false);
    const file = await folder.write('config.yaml', new Uint8Array([0xff, 0xfe, 0x20]));
    expect(problemsOf(await editConfiguration({ file, edits: [slower], environment: {} }))).toMatchObject([
      { message: 'is in UTF-16: save it as UTF-8' },
    ]);
  });
});

describe('a file that has a problem already', () => {
  const faulty = `${text}  unknown: 1\n`;
  const edit = async (edits: readonly Edit[]) => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', faulty);
    return { result: await editConfiguration({ file, edits, environment: {} }), text: readFileSync(file, 'utf8') };
  };

  it('is edited elsewhere all the same, and mended by an edit', async () => {
    expect(await edit([slower])).toMatchObject({ result: { ok: true }, text: faulty.replace('10', '20') });
    expect(await edit([set(['slack', 'unknown'], 1, undefined)])).toMatchObject({ result: { ok: true }, text });
  });

  it('gets no other problem, and is told of the new one only', async () => {
    const { result, text: after } = await edit([set(['slack', 'other'], undefined, 1)]);
    expect(problemsOf(result)).toMatchObject([{ path: 'slack.other' }]);
    expect(after).toBe(faulty);
  });

  it('may have it at another place afterwards', async () => {
    const two = 'services:\n  - name: A\n    url: http://a/\n  - name: B\n    url: b\n';
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', two);
    const result = await editConfiguration({ file, edits: [remove({ name: 'A', url: 'http://a/' })], environment: {} });
    expect(result).toMatchObject({ ok: true });
    expect(readFileSync(file, 'utf8')).toBe('services:\n  - name: B\n    url: b\n');
  });
});

describe('an editor that writes at the same time', () => {
  it('is not overwritten: both changes are there', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    const environment = meanwhile((time) => {
      if (time === 1) writeFileSync(file, text.replace('enabled: true', 'enabled: false # by hand'));
    });
    expect(await editConfiguration({ file, edits: [slower], environment })).toMatchObject({ ok: true });
    expect(readFileSync(file, 'utf8')).toBe(
      text.replace('10', '20').replace('enabled: true', 'enabled: false # by hand'),
    );
    expect(await readdir(folder.path)).toEqual(['config.yaml']);
  });

  it('is told of when both meant the same value', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    const environment = meanwhile((time) => {
      if (time === 1) writeFileSync(file, text.replace('10', '15'));
    });
    expect(await editConfiguration({ file, edits: [slower], environment })).toEqual({
      ok: false,
      reason: 'conflict',
      conflicts: [{ edit: 0, now: 15 }],
    });
    expect(readFileSync(file, 'utf8')).toBe(text.replace('10', '15'));
  });

  it('and never rests is left alone after three attempts', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    let last = 0;
    const environment = meanwhile((time) => {
      last = time;
      writeFileSync(file, `${text}# ${time}\n`);
    });
    expect(await editConfiguration({ file, edits: [slower], environment })).toEqual({
      ok: false,
      reason: 'unwritable',
      message: `${file} is changed by another program again and again: save again when it is done`,
    });
    expect(last).toBe(3);
    expect(readFileSync(file, 'utf8')).toBe(`${text}# 3\n`);
    expect(await readdir(folder.path)).toEqual(['config.yaml']);
  });
});

describe('edits at the same time', () => {
  it('are all there, one after the other, also through a link', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    symlinkSync(file, folder.at('link.yaml'));
    const names = Array.from({ length: 20 }, (_, index) => `Service ${index}`);
    const results = await Promise.all(
      names.map((name, index) =>
        editConfiguration({
          file: index % 2 === 0 ? file : folder.at('link.yaml'),
          edits: [add({ name, url: 'http://x/' })],
          environment: {},
        }),
      ),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    const { configuration } = await readSettings({ file, environment: {} });
    expect(configuration?.services.map(({ name }) => name).toSorted()).toEqual(['A', ...names].toSorted());
  });

  it('of the same value are one success and one conflict', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    const [one, other] = await Promise.all(
      [20, 30].map((timeout) =>
        editConfiguration({ file, edits: [set(field('A', 'timeout'), 10, timeout)], environment: {} }),
      ),
    );
    expect(one).toMatchObject({ ok: true });
    expect(other).toMatchObject({ ok: false, reason: 'conflict', conflicts: [{ now: 20 }] });
  });
});

// Windows has neither modes nor links for everybody.
describe.skipIf(process.platform === 'win32')('a file on this system', () => {
  it('keeps its mode and owner', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    chmodSync(file, 0o640);
    if (process.getuid?.() === 0) chownSync(file, 1_234, 1_234);
    const { mode, uid, gid } = statSync(file);
    expect(await editConfiguration({ file, edits: [slower], environment: {} })).toMatchObject({ ok: true });
    expect(statSync(file)).toMatchObject({ mode, uid, gid });
  });

  it('behind a link is changed, and the link stays', async () => {
    await using folder = await createConfigFolder();
    mkdirSync(folder.at('real'));
    const file = await folder.write('real/config.yaml', text);
    symlinkSync('real/config.yaml', folder.at('config.yaml'));
    expect(await editConfiguration({ file: folder.at('config.yaml'), edits: [slower], environment: {} })).toMatchObject(
      { ok: true },
    );
    expect(lstatSync(folder.at('config.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('timeout: 20');
    expect(await readdir(folder.at('real'))).toEqual(['config.yaml']);
  });

  it('that may not be written is not, though its folder may', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    chmodSync(file, 0o444);
    expect(await asAnybody(folder.path, () => editConfiguration({ file, edits: [slower], environment: {} }))).toEqual({
      ok: false,
      reason: 'unwritable',
      message: `${file} may not be written by this user: change its permissions`,
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('in a folder that may not be written says so', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    chmodSync(file, 0o666);
    const result = await asAnybody(folder.path, async () => {
      chmodSync(folder.path, 0o555);
      return editConfiguration({ file, edits: [slower], environment: {} });
    });
    chmodSync(folder.path, 0o755);
    expect(result).toEqual({
      ok: false,
      reason: 'unwritable',
      message: `the folder ${folder.path} may not be written by this user, and the file is replaced as a whole: change its permissions`,
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

/** Does it as a user who is not root, to whom the folder belongs. */
async function asAnybody<T>(folder: string, act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return act();
  const nobody = 65_534;
  chownSync(folder, nobody, nobody);
  process.seteuid?.(nobody);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

describe.skipIf(!canMount())('a disk', () => {
  it('that is full leaves the file as it is', async () => {
    await using folder = await createConfigFolder();
    using disk = mount(folder.path, 'tmpfs', ['-t', 'tmpfs', '-o', 'size=64k']);
    const file = `${disk.path}/config.yaml`;
    writeFileSync(file, text);
    // Down to the last page.
    for (let size = 64; size > 0; size -= 4) {
      try {
        writeFileSync(`${disk.path}/filler-${size}`, new Uint8Array(size * 1_024));
      } catch {
        // Full for this one.
      }
    }
    expect(await editConfiguration({ file, edits: [slower], environment: {} })).toEqual({
      ok: false,
      reason: 'unwritable',
      message: `the disk of ${file} is full: make room, then save again`,
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect((await readdir(disk.path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('that is read-only says so', async () => {
    await using folder = await createConfigFolder();
    using disk = mount(folder.path, 'tmpfs', ['-t', 'tmpfs', '-o', 'size=64k']);
    const file = `${disk.path}/config.yaml`;
    writeFileSync(file, text);
    execFileSync('mount', ['-o', 'remount,ro', disk.path]);
    expect(await editConfiguration({ file, edits: [slower], environment: {} })).toMatchObject({
      reason: 'unwritable',
      message: `${file} is on a read-only file system: mount it writable, or edit the file where it comes from`,
    });
  });

  it('in which the file alone is mounted says so', async () => {
    await using folder = await createConfigFolder();
    const source = await folder.write('source.yaml', text);
    const file = await folder.write('config.yaml', '');
    execFileSync('mount', ['--bind', source, file]);
    try {
      expect(await editConfiguration({ file, edits: [slower], environment: {} })).toMatchObject({
        reason: 'unwritable',
        message: `${file} is held by another program or mounted on its own: close it there, or mount its folder instead`,
      });
      expect(readFileSync(file, 'utf8')).toBe(text);
      expect(await readdir(folder.path)).toEqual(['config.yaml', 'source.yaml']);
    } finally {
      execFileSync('umount', [file]);
    }
  });
});

function mount(folder: string, source: string, options: readonly string[]): Disposable & { readonly path: string } {
  const path = `${folder}/disk`;
  mkdirSync(path, { recursive: true });
  execFileSync('mount', [...options, source, path], { stdio: 'pipe' });
  return { path, [Symbol.dispose]: () => void execFileSync('umount', [path]) };
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    // In a namespace of its own, so that it is gone at once.
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}
