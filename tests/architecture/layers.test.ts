import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Which folders a file of a folder may import from, beside its own; the longest matching prefix counts. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'main/monitor': [],
  'main/probe': ['main/monitor'],
  'main/config': ['main/monitor'],
  'main/history': ['main/monitor'],
  'main/notify': ['main/monitor'],
  'main/demo': ['main/monitor'],
  'main/dashboard': ['main/monitor', 'preload'],
  'main/window': ['main/monitor', 'main/config', 'main/history', 'main/notify', 'main/probe', 'main', 'preload'],
  main: [
    'main/shell',
    'main/monitor',
    'main/probe',
    'main/config',
    'main/history',
    'main/notify',
    'main/demo',
    'main/window',
    'main/dashboard',
    'preload',
    '.',
  ],
  'main/shell': [
    'main/monitor',
    'main/config',
    'main/history',
    'main/notify',
    'main/demo',
    'main/window',
    'main/dashboard',
    'main',
    'preload',
    '.',
  ],
  preload: ['main/monitor'],
  renderer: ['preload', 'main/monitor'],
};

type Import = { readonly file: string; readonly target: string; readonly isOfTypes: boolean };

function imports(): readonly Import[] {
  return globSync(['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,tsx}'], { cwd: root }).flatMap((path) => {
    const file = path.split(sep).join('/');
    const source = readFileSync(join(root, path), 'utf8');
    const found = source.matchAll(/(?:(import|export)\s+(type\s)?[^;'"]*?from\s+|import\s*\(\s*|import\s+)'([^']+)'/g);
    return [...found].map(([, , type, target = '']) => ({ file, target, isOfTypes: type !== undefined }));
  });
}

const folderOf = (file: string): string =>
  Object.keys(allowed)
    .filter((folder) => posix.dirname(file) === folder || posix.dirname(file).startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0] ?? posix.dirname(file);

const resolved = ({ file, target }: Pick<Import, 'file' | 'target'>): string => {
  const path = relative(root, join(root, dirname(file), target))
    .split(sep)
    .join('/');
  return path.includes('/') ? path : './x';
};

describe('who may import whom', () => {
  it('finds imports to judge', () => {
    expect(imports().length).toBeGreaterThan(20);
  });

  it('keeps every folder to the folders that its row names', () => {
    const violations = imports()
      .filter(({ target }) => target.startsWith('.'))
      .filter((one) => {
        const [from, to] = [folderOf(one.file), folderOf(resolved(one))];
        return from !== to && !(allowed[from] ?? []).includes(to);
      })
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(violations).toEqual([]);
  });

  it('hands the core everything: it imports no package and nothing of Node', () => {
    const violations = imports()
      .filter(({ file, target }) => file.startsWith('main/monitor/') && !target.startsWith('./'))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(violations).toEqual([]);
  });

  it('lets the window know the other side by its types alone', () => {
    const outside = imports().filter((one) => folderOf(one.file) === 'renderer' && one.target.startsWith('.'));
    const beyond = outside.filter((one) => folderOf(resolved(one)) !== 'renderer');
    expect(beyond.length).toBeGreaterThan(5);
    expect(beyond.filter(({ isOfTypes }) => !isOfTypes).map(({ file, target }) => `${file} imports ${target}`)).toEqual(
      [],
    );
  });

  it('lets nothing but the entry of the desktop know its shell', () => {
    const violations = imports()
      .filter(({ file }) => folderOf(file) !== 'main/shell' && file !== 'main/index.ts')
      .filter((one) => one.target.startsWith('.') && folderOf(resolved(one)) === 'main/shell')
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(violations).toEqual([]);
  });

  it('lets only main/shell and the bridge of the desktop know Electron', () => {
    const violations = imports()
      .filter(
        ({ file, target }) => /^electron($|[-/])/.test(target) && !/^(main\/shell\/|preload\/desktop\.ts)/.test(file),
      )
      .filter(({ target }) => !target.startsWith('electron-log'))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(violations).toEqual([]);
  });
});
