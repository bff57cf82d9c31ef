/** What the settings window is shown of a file, and what it may ask about a service that is not in it yet. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../main/config/edit.ts';
import { asJson } from '../../../main/config/edit-model.ts';
import { loadConfiguration } from '../../../main/config/load.ts';
import { checkDraft } from '../../../main/config/service-draft.ts';
import { effectiveSettings, readSettings } from '../../../main/config/settings.ts';
import { createConfigFolder } from '../../support/config-folder.ts';
import { configurationOf } from '../../support/config-text.ts';

const text = `# Ours.
services:
  - name: A
    url: http://a/
    timeout: 10
    headers: {X-Key: "\${KEY}", X-Version: 1.10, Authorization: Bearer literal}
    body: {ping: true}
  - name: B
    url: http://b/
    interval: 30s
monitoring:
  check_interval: 1m
  heartbeat_url: https://user:password@hc-ping.com/a-secret
dashboard:
  token: a-secret-of-many-letters
  port: 0
x-anything: [1, two]
`;

async function settingsOf(content: string | undefined, dotenv?: string) {
  await using folder = await createConfigFolder();
  if (content !== undefined) await folder.write('config.yaml', content);
  if (dotenv !== undefined) await folder.write('.env', dotenv);
  return readSettings({ file: folder.at('config.yaml'), environment: {} });
}

describe('the settings of a file', () => {
  it('are its values as they are written, without its secrets', async () => {
    const settings = await settingsOf(text, 'KEY=of-the-environment');
    expect(settings.raw).toEqual({
      services: [
        {
          name: 'A',
          url: 'http://a/',
          timeout: 10,
          headers: { 'X-Key': `\${KEY}`, 'X-Version': '1.10', Authorization: 'Bearer literal' },
          body: { ping: true },
        },
        { name: 'B', url: 'http://b/', interval: '30s' },
      ],
      monitoring: { check_interval: '1m', heartbeat_url: { secret: true, hint: 'https://hc-ping.com' } },
      dashboard: { token: { secret: true, hint: 'set' }, port: 0 },
      'x-anything': [1, 'two'],
    });
    expect(JSON.stringify({ ...settings, configuration: undefined })).not.toMatch(
      /a-secret|password|of-the-environment/,
    );
  });

  it('say what the program makes of it, and of which content that is', async () => {
    await using folder = await createConfigFolder();
    await folder.write('.env', 'KEY=x');
    const file = await folder.write('config.yaml', text);
    const [settings, loaded] = [await readSettings({ file, environment: {} }), await loadConfiguration(file, {})];
    if (!loaded.ok) throw new Error('not valid');
    expect(settings).toMatchObject({ file, revision: loaded.revision, problems: [], warnings: loaded.warnings });
    expect(settings.warnings.map(({ path }) => path)).toEqual(['services[0].body']);
    expect(settings.configuration).toEqual(loaded.configuration);
  });

  it('are shown as far as they can be read, with all that is wrong with them', async () => {
    const settings = await settingsOf('services:\n  - name: A\n    url: http://a/\n    timeout: soon\n');
    expect(settings.raw).toEqual({ services: [{ name: 'A', url: 'http://a/', timeout: 'soon' }] });
    expect(settings.problems).toMatchObject([{ line: 4, column: 14, path: 'services[0].timeout' }]);
    expect(settings.configuration).toBeUndefined();
  });

  it.each([
    ['is not YAML', 'services: ['],
    ['is a list', '- a\n'],
    ['is missing', undefined],
  ])('are empty when the file %s', async (_, content) => {
    const settings = await settingsOf(content);
    expect(settings.raw).toEqual({});
    expect(settings.problems.length).toBeGreaterThan(0);
  });

  it.each([
    ['at the top level', 'heartbeat_url: https://hc-ping.com/a-secret'],
    ['of variables alone', `heartbeat_url: \${A_SECRET_NAME}`],
    ['misspelt', 'monitoring:\n  heartbeatUrl: https://hc-ping.com/a-secret'],
    ['of Slack, where it does not belong', 'slack:\n  bot_token: xoxb-a-secret'],
    [
      'of Slack, in a header',
      'services:\n  - name: A\n    url: http://a/\n    headers: {Authorization: Bearer xoxb-a-secret}',
    ],
    ['that is a number', 'dashboard:\n  token: 12345678901234567890'],
  ])('hide a secret %s', async (_, content) => {
    const { raw } = await settingsOf(content);
    expect(JSON.stringify(raw)).toMatch(/"secret":true/);
    expect(JSON.stringify(raw)).not.toMatch(/a-secret|A_SECRET_NAME|12345678/i);
  });

  it('are what edits are compared with', async () => {
    const { raw } = await settingsOf(`${text}x-infinite: .inf\n`);
    const edits = Object.entries(raw).map(([key, was]) => ({
      kind: 'set' as const,
      path: [key],
      was,
      value: asJson(was),
    }));
    expect(applyEdits(`${text}x-infinite: .inf\n`, edits)).toMatchObject({ ok: true });
  });
});

describe('the effective settings', () => {
  it('are the numbers behind the worst case of each service', async () => {
    const configuration = await configurationOf(
      'services:\n  - {name: A, url: "http://a/"}\n  - {name: B, url: "http://b/", timeout: 40, failure_threshold: 3}\n',
    );
    expect(effectiveSettings(configuration)).toEqual([
      {
        name: 'A',
        checkIntervalMs: 20_000,
        intervalMs: 17_000,
        failureThreshold: 2,
        recoveryThreshold: 2,
        retryIntervalMs: 2_000,
        timeoutMs: 10_000,
        sendingMs: 1_000,
        alertWithinMs: 30_000,
        worstCaseMs: 30_000,
        kept: true,
        shortened: true,
      },
      expect.objectContaining({ name: 'B', intervalMs: 1_000, timeoutMs: 40_000, worstCaseMs: 46_000, kept: false }),
    ]);
  });
});

describe('a draft of a service', () => {
  const check = async (
    service: Parameters<typeof checkDraft>[0]['service'],
    content = text,
    monitoring?: { readonly default_timeout: number },
  ) => {
    await using folder = await createConfigFolder();
    await folder.write('config.yaml', content);
    await folder.write('.env', 'KEY=of-the-environment');
    const draft = { service, file: folder.at('config.yaml'), environment: {} };
    return checkDraft(monitoring === undefined ? draft : { ...draft, monitoring });
  };

  it('is what it would be in the file, with the variables and the defaults of now', async () => {
    expect(await check({ name: 'New', url: 'https://new/', headers: { K: `\${KEY}` } })).toMatchObject({
      ok: true,
      service: { name: 'New', headers: { K: 'of-the-environment' }, timeoutMs: 10_000, checkIntervalMs: 60_000 },
    });
    expect(await check({ name: 'New', url: 'https://new/' }, text, { default_timeout: 3 })).toMatchObject({
      service: { timeoutMs: 3_000, checkIntervalMs: 20_000 },
    });
  });

  it('does not need the rest of the file to be right, or to be there', async () => {
    for (const content of ['monitoring:\n  check_interval: soon\nslack: no\n', 'services: [', '']) {
      expect(await check({ name: 'New', url: 'https://new/' }, content)).toMatchObject({ ok: true });
    }
    const missing = { file: join(import.meta.dirname, 'none.yaml'), environment: {} };
    expect(await checkDraft({ service: { name: 'New', url: 'https://new/' }, ...missing })).toMatchObject({ ok: true });
  });

  it('has the problems of the file, with their places within it', async () => {
    const draft = {
      name: 'New',
      url: 'new',
      timeout: 'soon',
      headers: { K: `\${NONE}` },
      expect: { json: [{ path: '$$', equals: 1 }] },
      unknown: 1,
    };
    const checked = await check(draft);
    if (checked.ok) throw new Error('it is right');
    expect(checked.problems.map(({ path }) => path).toSorted()).toEqual([
      'expect.json[0].path',
      'timeout',
      'unknown',
      'url',
    ]);
    expect(checked.problems).toContainEqual(
      expect.objectContaining({ path: 'timeout', message: 'expected seconds as a number greater than 0, got "soon"' }),
    );
    const resolved = await check({ name: 'New', url: 'http://new/', headers: { K: `\${NONE}` } });
    expect(resolved).toMatchObject({ ok: false, problems: [{ path: 'headers.K' }] });
    expect(await check('New')).toMatchObject({ ok: false, problems: [{ path: '' }] });
  });

  it('keeps the secrets of the service that it is a draft of', async () => {
    const saved = 'services:\n  - name: A\n    url: http://a/\n    headers: {Authorization: Bearer xoxb-a-secret}\n';
    const mark = { secret: true, hint: 'set' };
    expect(await check({ name: 'A', url: 'http://other/', headers: { Authorization: mark } }, saved)).toMatchObject({
      ok: true,
      service: { url: 'http://other/', headers: { Authorization: 'Bearer xoxb-a-secret' } },
    });
  });
});
