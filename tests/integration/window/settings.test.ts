import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startApplication } from '../../../main/app.ts';
import type { Answer, Argument, CommandName } from '../../../preload/contract.ts';
import { follow } from '../../unit/window/stage.ts';

let folder: string;
let file: string;
let url: string;
/** What reached the service, as "GET /path". */
let requests: string[];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'asl-window-')));
  file = join(folder, 'config.yaml');
  requests = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`);
    response.writeHead(request.url === '/broken' ? 503 : 200).end('{"status":"ok"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
});

const written = () => readFile(file, 'utf8');

function configuration(more = ''): string {
  return `# What we watch.
services:
  - name: API # the front door
    url: "${url}/api"
    headers: { Authorization: "Bearer \${API_TOKEN}" }
  - name: Web
    url: ${url}/web
slack: { enabled: false }
${more}`;
}

/** The program on that file, and what its window answers and is told. */
async function start(content = configuration(), environment: Readonly<Record<string, string>> = {}) {
  await writeFile(file, content);
  const log = { debug() {}, info() {}, warning() {}, error() {}, configure() {} };
  const started = await startApplication({
    configFile: file,
    version: '1.2.3',
    environment: { API_TOKEN: 'tok-3n', ...environment },
    log,
    listen: () => undefined,
  });
  if (!started.ok) throw new Error(JSON.stringify(started.problems));
  const { window, close } = started.application;
  onTestFinished(async () => void (await close()));
  return {
    follower: follow(window.feed),
    async answered<Name extends CommandName>(name: Name, argument: Argument<Name>): Promise<Answer<Name>> {
      const outcome = await window.ask(name, argument);
      if ('error' in outcome) throw new Error(`${outcome.error.kind}: ${outcome.error.message.en}`);
      // What comes back has the type that the handler promised.
      return outcome.answer as Answer<Name>;
    },
  };
}

describe('the settings', () => {
  it('show the file as it is written, what holds without it, and where everything is', async () => {
    await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-1-secret\n');
    const { answered } = await start(configuration('monitoring: { check_interval: 5s }\n'), {
      SLACK_APP_TOKEN: 'xapp-1',
    });
    const settings = await answered('settings', undefined);
    expect(settings).toMatchObject({
      file,
      problems: [],
      raw: {
        services: [{ name: 'API', headers: { Authorization: `Bearer \${API_TOKEN}` } }, { name: 'Web' }],
        monitoring: { check_interval: '5s' },
      },
      defaults: {
        checkInterval: 20,
        failureThreshold: 2,
        recoveryThreshold: 2,
        timeout: 10,
        retryInterval: 2,
        alertWithin: 30,
        maxConcurrent: 64,
      },
      cadences: { API: { intervalMs: 5_000, worstCaseMs: 18_000, kept: true }, Web: { checkIntervalMs: 5_000 } },
      slack: { token: 'dotenv', appToken: 'environment' },
      places: {
        configuration: file,
        dotenv: join(folder, '.env'),
        history: join(folder, 'history.db'),
        incidents: join(folder, 'incidents'),
        log: join(folder, 'logs', 'monitoring.log'),
      },
    });
    expect(settings.defaultCanaries.length).toBeGreaterThan(1);
    expect(JSON.stringify(settings)).not.toMatch(/tok-3n|xoxb-1-secret|xapp-1/);
  });

  it('land in the file with its comments, and come back as a push', async () => {
    const { answered, follower } = await start();
    const before = await written();
    const result = await answered('editSettings', {
      edits: [
        { kind: 'set', path: { service: 'Web', field: ['critical'] }, value: false },
        { kind: 'add_service', service: { name: 'Mail', url: `${url}/mail` }, after: 'API' },
      ],
    });
    expect(result).toMatchObject({ ok: true, removed: [] });
    const after = await written();
    expect(after).toContain('  - name: API # the front door\n');
    for (const line of before.split('\n')) expect(after.split('\n')).toContain(line);
    await vi.waitFor(() => {
      expect(follower.changes().find(({ order }) => order !== undefined)).toMatchObject({
        order: ['API', 'Mail', 'Web'],
      });
    });
    const views = follower.changes().flatMap(({ services = [] }) => services);
    expect(views.find(({ name, critical }) => name === 'Web' && !critical)).toBeDefined();
    await vi.waitFor(() => expect(requests).toContain('GET /mail -'));
  });

  it('overwrite nothing that somebody else wrote meanwhile', async () => {
    const { answered } = await start();
    await writeFile(file, configuration().replace('name: Web', 'name: Web\n    critical: false'));
    const result = await answered('editSettings', {
      edits: [{ kind: 'set', path: { service: 'Web', field: ['critical'] }, value: true }],
    });
    expect(result).toEqual({ ok: false, reason: 'conflict', conflicts: [{ edit: 0, now: false }] });
    expect(await written()).toContain('critical: false');
  });

  it('refuse what is not valid, with its place and in both languages', async () => {
    const { answered } = await start();
    const before = await written();
    const result = await answered('editSettings', {
      edits: [{ kind: 'set', path: { service: 'Web', field: ['timeout'] }, value: '10x' }],
    });
    expect(result).toMatchObject({
      ok: false,
      reason: 'invalid',
      problems: [
        {
          file,
          path: 'services[1].timeout',
          message: {
            en: 'expected seconds as a number greater than 0, got "10x"',
            fr: expect.stringMatching(/^attendu/),
          },
        },
      ],
    });
    expect(await written()).toBe(before);
  });

  it('say what is wrong with a file that somebody broke, and go on with what was in force', async () => {
    const { answered, follower } = await start();
    await writeFile(file, 'services:\n  - name: API\n    url: nonsense\n');
    await vi.waitFor(() => {
      const heads = follower.changes().flatMap(({ head }) => head ?? []);
      expect(heads.at(-1)?.configuration.problems).toMatchObject([
        { line: 3, path: 'services[0].url', message: { fr: expect.stringMatching(/^attendu/) } },
      ]);
    });
    expect(await answered('settings', undefined)).toMatchObject({
      problems: [{ line: 3 }],
      cadences: { Web: { intervalMs: 17_000 } },
    });
    await writeFile(file, configuration());
    await vi.waitFor(() => {
      const heads = follower.changes().flatMap(({ head }) => head ?? []);
      expect(heads.at(-1)?.configuration.problems).toEqual([]);
    });
  });
});

describe('pausing a service', () => {
  it('is an edit of the file, and taken back without a trace', async () => {
    const { answered, follower } = await start();
    const before = await written();
    expect(await answered('pause', { service: 'Web', paused: true })).toMatchObject({ ok: true });
    expect(await written()).toBe(before.replace(`${url}/web\n`, `${url}/web\n    paused: true\n`));
    await vi.waitFor(() => {
      const views = follower.changes().flatMap(({ services = [] }) => services);
      expect(views.find(({ unobserved }) => unobserved?.reason === 'paused')).toMatchObject({
        name: 'Web',
        state: 'paused',
      });
    });
    expect(await answered('pause', { service: 'Web', paused: true })).toMatchObject({ ok: true });
    expect(await answered('pause', { service: 'Web', paused: false })).toMatchObject({ ok: true });
    expect(await written()).toBe(before);
    await expect(answered('pause', { service: 'Gone', paused: true })).rejects.toThrow(/^missing: /);
  });
});

describe('testing a service before it is saved', () => {
  it('makes one check, with variables, and records nothing of it', async () => {
    const { answered, follower } = await start();
    const service = {
      name: 'Draft',
      url: `${url}/draft`,
      headers: { Authorization: `Basic \${API_TOKEN}` },
      timeout: 2,
      expect: { json: { status: 'ok' } },
    };
    const result = await answered('testService', { service });
    expect(result).toMatchObject({
      ok: true,
      check: { statusCode: 200, address: new URL(url).host, durationMs: expect.any(Number) },
      cadence: { timeoutMs: 2_000 },
    });
    expect(requests.filter((line) => line.includes('/draft'))).toEqual(['GET /draft Basic tok-3n']);
    expect(JSON.stringify(result)).not.toContain('tok-3n');
    expect(await written()).toBe(configuration());
    expect(JSON.stringify(follower.pushes)).not.toContain('Draft');
    expect(await answered('decisions', {})).toEqual([]);
  });

  it('shows a failure whole, in both languages', async () => {
    const { answered } = await start();
    expect(await answered('testService', { service: { name: 'Draft', url: `${url}/broken` } })).toMatchObject({
      ok: true,
      check: {
        statusCode: 503,
        failure: {
          kind: 'status',
          sentence: {
            en: 'expected status 200, got 503 Service Unavailable',
            fr: 'statut 503 Service Unavailable au lieu de 200',
          },
        },
      },
    });
  });

  it('says what is wrong with it without any check, with paths of its own', async () => {
    const { answered } = await start();
    expect(await answered('testService', { service: { name: 'Draft', url: 'nonsense', timeout: 0 } })).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ path: 'url' }),
        expect.objectContaining({ path: 'timeout' }),
      ]),
    });
  });
});

describe('the request of a service', () => {
  it('names its variables and tells none of their values', async () => {
    const { answered } = await start();
    const { curl } = await answered('service', { name: 'API' });
    expect(curl).toContain(`-H 'Authorization: Bearer '"\${API_TOKEN}"`);
    expect(curl).not.toContain('tok-3n');
  });
});
