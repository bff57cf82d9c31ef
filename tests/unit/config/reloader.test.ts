import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../../main/config/load.ts';
import { createConfigFolder } from '../../support/config-folder.ts';
import { followReloads } from '../../support/config-reloads.ts';

const withServices = (...names: string[]) =>
  `services:\n${names.map((name) => `  - name: ${name}\n    url: http://${name.toLowerCase()}.example\n`).join('')}`;
const reload = (...services: string[]) => expect.objectContaining({ said: 'reload', services });
const broken = 'services:\n  - name: A\n    url: http://a.example\n    timeout: soon\n';
const rejection = {
  said: 'reject',
  problems: ['config.yaml:4:14 services[0].timeout: expected seconds as a number greater than 0, got "soon"'],
};

describe.concurrent('an edit', () => {
  it('of the file in place is in force within a second', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    for (const name of ['B', 'C', 'D']) {
      const editedAt = performance.now();
      writeFileSync(file, withServices('A', name));
      expect(await reloads.next()).toEqual(reload('A', name));
      expect(performance.now() - editedAt).toBeLessThan(1_000);
    }
  });

  it('by an editor that renames another file over it is noticed, each time', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    for (const name of ['B', 'C', 'D']) {
      writeFileSync(folder.at('.config.yaml.swp'), withServices(name));
      renameSync(folder.at('.config.yaml.swp'), file);
      expect(await reloads.next()).toEqual(reload(name));
    }
    writeFileSync(file, withServices('E'));
    expect(await reloads.next()).toEqual(reload('E'));
  });

  it('that was made between the first loading and the first look is not missed', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    const { revision } = await loadConfiguration(file, {});
    writeFileSync(file, withServices('B'));
    using reloads = await followReloads(file, revision);
    expect(await reloads.next()).toEqual(reload('B'));
  });

  it('by deleting the file and writing it again is one reload and no rejection', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    unlinkSync(file);
    await wait(200);
    writeFileSync(file, withServices('B'));
    expect(await reloads.next()).toEqual(reload('B'));
    expect(reloads.all).toHaveLength(1);
  });

  it('through a symbolic link reaches the file behind it, also when the link is swapped', async () => {
    await using folder = await createConfigFolder();
    mkdirSync(folder.at('one'));
    mkdirSync(folder.at('two'));
    writeFileSync(folder.at('one/config.yaml'), withServices('A'));
    writeFileSync(folder.at('two/config.yaml'), withServices('C'));
    // As Kubernetes mounts a ConfigMap: a link to a file in a linked folder, of which the latter is swapped.
    symlinkSync('one', folder.at('..data'), 'junction');
    symlinkSync(join('..data', 'config.yaml'), folder.at('config.yaml'));
    using reloads = await followReloads(folder.at('config.yaml'));
    writeFileSync(folder.at('one/config.yaml'), withServices('B'));
    expect(await reloads.next()).toEqual(reload('B'));
    symlinkSync('two', folder.at('..new'), 'junction');
    const swappedAt = performance.now();
    renameSync(folder.at('..new'), folder.at('..data'));
    expect(await reloads.next()).toEqual(reload('C'));
    expect(performance.now() - swappedAt).toBeLessThan(1_000);
    writeFileSync(folder.at('two/config.yaml'), withServices('D'));
    expect(await reloads.next()).toEqual(reload('D'));
  });

  it('of .env is in force too, also when there was none before', async () => {
    await using folder = await createConfigFolder();
    const text = `services: [{name: A, url: "http://a.example", headers: {K: "\${KEY}"}}]`;
    await folder.write('.env', 'KEY=one');
    const file = await folder.write('config.yaml', text);
    using reloads = await followReloads(file);
    writeFileSync(folder.at('.env'), 'KEY=two');
    expect(await reloads.next()).toMatchObject({ configuration: { services: [{ headers: { K: 'two' } }] } });
    unlinkSync(folder.at('.env'));
    expect(await reloads.next()).toMatchObject({ said: 'reject' });
    writeFileSync(folder.at('.env'), 'KEY=three');
    expect(await reloads.next()).toMatchObject({ configuration: { services: [{ headers: { K: 'three' } }] } });
  });

  it('that changes nothing, or another file, is none', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    utimesSync(file, new Date(), new Date());
    await wait(200);
    writeFileSync(file, withServices('A'));
    writeFileSync(folder.at('other.yaml'), withServices('X'));
    await wait(800);
    writeFileSync(file, withServices('B'));
    expect(await reloads.next()).toEqual(reload('B'));
    expect(reloads.all).toHaveLength(1);
  });

  it('in a folder that is removed and made again is noticed', async () => {
    await using folder = await createConfigFolder();
    mkdirSync(folder.at('etc'));
    const file = await folder.write('etc/config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    rmSync(folder.at('etc'), { recursive: true });
    expect(await reloads.next()).toMatchObject({ said: 'reject' });
    mkdirSync(folder.at('etc'));
    writeFileSync(file, withServices('B'));
    expect(await reloads.next()).toEqual(reload('B'));
    writeFileSync(file, withServices('C'));
    expect(await reloads.next()).toEqual(reload('C'));
  });
});

describe.concurrent('a file that is written slowly', () => {
  it('is not taken for the half that is already there', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A', 'B', 'C'));
    using reloads = await followReloads(file);
    const text = withServices('A', 'B', 'D');
    // Emptied, then valid without its last services, then broken in the middle of a line.
    for (const length of [0, withServices('A').length, withServices('A', 'B').length + 9]) {
      writeFileSync(file, text.slice(0, length));
      await wait(180);
    }
    writeFileSync(file, text);
    expect(await reloads.next()).toEqual(reload('A', 'B', 'D'));
    expect(reloads.all).toHaveLength(1);
  });

  it('may stay empty for half a second', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    writeFileSync(file, '');
    await wait(500);
    writeFileSync(file, withServices('B'));
    expect(await reloads.next()).toEqual(reload('B'));
    expect(reloads.all).toHaveLength(1);
  });
});

describe.concurrent('a broken edit', () => {
  it('is rejected once with what is wrong, and the next good one is in force', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    writeFileSync(file, broken);
    expect(await reloads.next()).toEqual(rejection);
    // The same again, by another way.
    writeFileSync(folder.at('same'), broken);
    renameSync(folder.at('same'), file);
    await wait(800);
    writeFileSync(file, withServices('B'));
    expect(await reloads.next()).toEqual(reload('B'));
    writeFileSync(file, broken);
    expect(await reloads.next()).toEqual(rejection);
  });

  it('that is taken back only says so', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    writeFileSync(file, broken);
    expect(await reloads.next()).toEqual(rejection);
    writeFileSync(file, withServices('A'));
    expect(await reloads.next()).toEqual({ said: 'restore' });
    writeFileSync(file, broken);
    expect(await reloads.next()).toEqual(rejection);
  });

  it('may be that the file is gone', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    using reloads = await followReloads(file);
    unlinkSync(file);
    expect(await reloads.next()).toEqual({
      said: 'reject',
      problems: [expect.stringMatching(/^config\.yaml: does not exist/)],
    });
  });
});

describe('after closing', () => {
  it('no edit is noticed, and an edit that was being looked at is dropped', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', withServices('A'));
    const reloads = await followReloads(file);
    writeFileSync(file, withServices('B'));
    await wait(150);
    reloads[Symbol.dispose]();
    writeFileSync(file, withServices('C'));
    await wait(800);
    expect(reloads.all).toEqual([]);
  });
});
