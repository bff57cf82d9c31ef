import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import packageJson from '../../../package.json' with { type: 'json' };

const folder = join(import.meta.dirname, '../../../.github/workflows');

const step = z.looseObject({
  uses: z.optional(z.string()),
  run: z.optional(z.string()),
  with: z.optional(z.record(z.string(), z.unknown())),
});
const job = z.looseObject({
  'runs-on': z.string(),
  'timeout-minutes': z.number(),
  permissions: z.record(z.string(), z.string()),
  needs: z.optional(z.union([z.string(), z.array(z.string())])),
  strategy: z.optional(z.looseObject({ matrix: z.object({ os: z.array(z.string()) }) })),
  steps: z.array(step),
});
const workflow = z.looseObject({
  permissions: z.strictObject({}),
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }),
  defaults: z.object({ run: z.object({ shell: z.string() }) }),
  jobs: z.record(z.string(), job),
});

const read = (name: string) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const { jobs, ...rest } = workflow.parse(parse(text));
  return { text, jobs, steps: Object.values(jobs).flatMap(({ steps }) => steps), ...rest };
};
const names = globSync('*.{yml,yaml}', { cwd: folder }).map((path) => basename(path));
const release = read('release.yml');

describe.each(names)('%s', (name) => {
  const { text, jobs, steps, defaults } = read(name);

  it('begins with no rights, and a job takes those that it needs', () => {
    const granted = Object.entries(jobs).map(([id, { permissions }]) => [id, permissions]);
    const expected = granted.map(([id]) => [id, { contents: id === 'draft' ? 'write' : 'read' }]);
    expect(granted).toEqual(expected);
  });

  it('hangs for an hour at the most', () => {
    const minutes = Object.values(jobs).map((one) => one['timeout-minutes']);
    expect(Math.max(...minutes)).toBeLessThanOrEqual(60);
    expect(Math.min(...minutes)).toBeGreaterThan(0);
  });

  it('uses what others wrote by its commit, with the version beside it for people', () => {
    const used = text.match(/^ *-? *uses: .*$/gm) ?? [];
    expect(used).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    expect(used.filter((line) => !/ uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('runs on machines that it names, and in one shell', () => {
    const machines = Object.values(jobs).flatMap(
      ({ 'runs-on': machine, strategy }) => strategy?.matrix.os ?? [machine],
    );
    expect(machines.filter((machine) => !/^(ubuntu|macos|windows)-[\d.]+$/.test(machine))).toEqual([]);
    expect(defaults.run.shell).toBe('bash');
  });

  it('leaves no credentials where the code that it runs would find them', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    expect(checkouts.map((one) => one.with?.['persist-credentials'])).toEqual(checkouts.map(() => false));
  });

  it('puts nothing into a command that somebody else may write: what changes comes by the environment', () => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
  });

  it('installs what package-lock.json says', () => {
    const installs = steps.flatMap(({ run }) => run?.match(/npm (ci|install|i)\b.*/g) ?? []);
    expect(new Set(installs)).toEqual(new Set(['npm ci']));
  });

  it('asks for scripts that there are', () => {
    const asked = steps.flatMap(({ run }) =>
      [...(run ?? '').matchAll(/npm run ([\w-]+)/g)].map(([, script]) => script),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((script) => !Object.keys(packageJson.scripts).includes(`${script}`))).toEqual([]);
  });
});

describe('a release', () => {
  const needs = (id: string) => [release.jobs[id]?.needs ?? []].flat();

  it('is checked and tested before it is packaged, and whole before anybody sees it', () => {
    expect(needs('package')).toEqual(['check', 'test']);
    expect(needs('draft')).toEqual(['package']);
    expect(release.concurrency['cancel-in-progress']).toBe(false);
  });

  it.each(['test', 'package'])('%s: on all three systems', (id) => {
    const machines = release.jobs[id]?.strategy?.matrix.os.map((os) => os.replace(/-.*/, ''));
    expect(machines).toEqual(['ubuntu', 'macos', 'windows']);
  });

  it('is tested on Electron itself', () => {
    const commands = release.jobs.test?.steps.map(({ run }) => run);
    expect(commands).toContain('node node_modules/electron/install.js');
  });

  it('sees secrets in the one step that signs, and there by the environment', () => {
    const holders = release.steps.filter((one) => JSON.stringify(one).includes('secrets.'));
    expect(holders).toHaveLength(1);
    const [{ env, ...rest } = {}] = holders;
    expect(JSON.stringify(env)).toContain('secrets.');
    expect(JSON.stringify(rest)).not.toContain('secrets.');
    expect(read('ci.yml').text).not.toContain('secrets.');
  });

  it('has a checksum for every file', () => {
    expect(release.jobs.draft?.steps.some(({ run }) => run?.includes('sha256sum -- *'))).toBe(true);
  });
});
