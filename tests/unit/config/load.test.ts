import { chmod, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeEnvironments, resolveSlackToken } from '../../../main/config/environment.ts';
import { loadConfiguration } from '../../../main/config/load.ts';
import { formatProblem } from '../../../main/config/problem.ts';
import { createConfigFolder } from '../../support/config-folder.ts';

const text = `services:
  - name: API
    url: http://a.example
    headers: {Authorization: "Bearer \${API_TOKEN}"}
`;

async function complaintsAbout(file: string, cwd: string): Promise<readonly string[]> {
  const loaded = await loadConfiguration(file, {});
  return loaded.ok ? [] : loaded.problems.map((problem) => formatProblem(problem, cwd));
}

describe('a configuration file', () => {
  it('is read with the variables of .env beside it, and those of the process before them', async () => {
    await using folder = await createConfigFolder();
    await folder.write('.env', '# secrets\nAPI_TOKEN="from file"\nSLACK_BOT_TOKEN=xoxb-file\n');
    const file = await folder.write('config.yaml', text);
    const loaded = await loadConfiguration(file, { SLACK_BOT_TOKEN: 'xoxb-process' });
    expect(loaded).toMatchObject({
      ok: true,
      warnings: [],
      configuration: {
        file,
        services: [{ headers: { Authorization: 'Bearer from file' } }],
        logging: { file: folder.at('logs/monitoring.log') },
      },
    });
    expect(resolveSlackToken(loaded.environment)).toBe('xoxb-process');
  });

  it('may be named relative to the working folder', async () => {
    const loaded = await loadConfiguration('config.yaml', {});
    expect(loaded.ok && loaded.configuration.file).toBe(resolve('config.yaml'));
  });

  it('is shown relative to the working folder, or by its name when it is elsewhere', async () => {
    await using folder = await createConfigFolder();
    await mkdir(folder.at('etc'));
    const file = await folder.write('etc/config.yaml', 'services: 5');
    const complaint = ':1:11 services: expected a list (each entry begins with "- "), got 5';
    expect(await complaintsAbout(file, folder.path)).toEqual([
      `${resolve('/etc', 'config.yaml').slice(1)}${complaint}`,
    ]);
    expect(await complaintsAbout(file, folder.at('other'))).toEqual([`config.yaml${complaint}`]);
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffservices: []', 'utf16le'), 'is in UTF-16: save it as UTF-8'],
    ['Latin-1', Buffer.from('# a\n# caf\u00e9\n', 'latin1'), 'is not in UTF-8 (line 2): save it as UTF-8'],
    ['binary data', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), 'is not text but binary data'],
    [
      'far too large',
      Buffer.alloc(9 * 1_024 * 1_024, '# all comment\n'),
      'is larger than 8 MiB: this is no configuration',
    ],
  ])('that is %s is refused', async (_, content, complaint) => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', content);
    expect(await complaintsAbout(file, folder.path)).toEqual([`config.yaml: ${complaint}`]);
  });

  it('that does not exist is refused with what to do', async () => {
    await using folder = await createConfigFolder();
    const complaint =
      'config.yaml: does not exist: copy the sample config.yaml to this place, or name another file with --config PATH';
    expect(await complaintsAbout(folder.at('config.yaml'), folder.path)).toEqual([complaint]);
    expect(await complaintsAbout(folder.at('nowhere/config.yaml'), folder.at('nowhere'))).toEqual([complaint]);
  });

  it('that is a folder is refused', async () => {
    await using folder = await createConfigFolder();
    await mkdir(folder.at('config.yaml'));
    expect(await complaintsAbout(folder.at('config.yaml'), folder.path)).toEqual([
      'config.yaml: is a folder: name the file in it',
    ]);
  });

  // Root may read everything, and Windows has no such permissions.
  it.skipIf(process.getuid === undefined || process.getuid() === 0)('that may not be read is refused', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    await chmod(file, 0);
    expect(await complaintsAbout(file, folder.path)).toEqual([
      'config.yaml: may not be read by this user: change its permissions',
    ]);
  });

  it('has another revision when it or .env has another content, and only then', async () => {
    await using folder = await createConfigFolder();
    const revisions: string[] = [];
    const load = async () => revisions.push((await loadConfiguration(folder.at('config.yaml'), {})).revision);
    await load();
    await folder.write('config.yaml', 'services: []');
    await load();
    await folder.write('config.yaml', 'services: []');
    await load();
    await folder.write('.env', 'A=1');
    await load();
    await folder.write('config.yaml', 'services: [');
    await load();
    expect(revisions[2]).toBe(revisions[1]);
    expect(new Set(revisions).size).toBe(4);
  });
});

describe('a .env file', () => {
  it('that cannot be understood is a warning, and the rest goes on without it', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', 'services: [{name: A, url: "http://a.example"}]');
    await folder.write('.env', Buffer.from('\ufeffSLACK_BOT_TOKEN=xoxb-1', 'utf16le'));
    const loaded = await loadConfiguration(file, {});
    expect(loaded.ok && loaded.warnings.map((problem) => formatProblem(problem, folder.path))).toEqual([
      '.env: is in UTF-16: save it as UTF-8',
    ]);
  });

  it('may begin with a byte order mark and have the line ends of Windows', async () => {
    await using folder = await createConfigFolder();
    const file = await folder.write('config.yaml', text);
    await folder.write('.env', '\ufeffSLACK_BOT_TOKEN=xoxb-1\r\nAPI_TOKEN=t\r\n');
    expect(await loadConfiguration(file, {})).toMatchObject({
      ok: true,
      configuration: { services: [{ headers: { Authorization: 'Bearer t' } }] },
      environment: { SLACK_BOT_TOKEN: 'xoxb-1' },
    });
  });
});

describe('the Slack token', () => {
  it.each([
    [{}, '', undefined],
    [{ SLACK_BOT_TOKEN: '' }, '', undefined],
    [{}, 'SLACK_BOT_TOKEN=   ', undefined],
    [{ SLACK_BOT_TOKEN: ' xoxb-1 ' }, 'SLACK_BOT_TOKEN=xoxb-2', 'xoxb-1'],
    [{ SLACK_BOT_TOKEN: '' }, 'SLACK_BOT_TOKEN="xoxb-2" # of the bot', 'xoxb-2'],
  ])('with %j and %j is %s', (environment, dotenv, token) => {
    expect(resolveSlackToken(mergeEnvironments(environment, dotenv))).toBe(token);
  });
});
