import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';
import { createSlackServer, type SlackServer } from '../../support/slack-server.ts';

/** The seed's settings, at a pace that a test can wait for. */
const pace = 'monitoring:\n  check_interval: 1\n  retry_interval: 0.2\n  default_timeout: 2\n';
const slackOn = 'slack:\n  channel: "#alerts"\n  enabled: true\n  mention_channel: true\n';

let folder: string;
let config: string;
let service: Server;
let url: string;
let slack: SlackServer;
let status = 200;
const running: Headless[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asl-monitor-'));
  config = join(folder, 'config.yaml');
  status = 200;
  service = createServer((_, response) => response.writeHead(status).end('hello'));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/health`;
  slack = await createSlackServer();
});

afterEach(async () => {
  for (const program of running.splice(0)) if (program.process.exitCode === null) await program.stop('SIGKILL');
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await slack.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function start(
  args: readonly string[] = ['--json'],
  environment: Readonly<Record<string, string>> = {},
  how?: 'in a shell',
): Headless {
  const program = startHeadless(['--config', config, ...args], environment, how);
  running.push(program);
  return program;
}

const withSlack = () => ({ SLACK_BOT_TOKEN: 'xoxb-test', SLACK_API_URL: slack.url });
const services = (...names: readonly string[]) =>
  `services:\n${names.map((name) => `  - name: "${name}"\n    url: "${url}"\n`).join('')}`;

describe('the program, through an outage', () => {
  it('tells Slack and the incident file of the outage and of its end, and closes with statistics', async () => {
    await writeFile(config, services('API Production') + pace + slackOn);
    const program = start(['--json'], withSlack());
    expect(await program.event('started')).toMatchObject({
      services: 1,
      slack: 'on',
      dashboard: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/),
    });
    expect(await program.event('check')).toMatchObject({ service: 'API Production', ok: true, status_code: 200 });

    status = 503;
    const opened = await program.event('incident.opened');
    expect(opened).toMatchObject({
      service: 'API Production',
      status: 'active',
      end_time: null,
      details: { url, status_code: 503, kind: 'status', consecutive_failures: 2 },
    });
    const file = join(folder, 'incidents', `${opened.id}.json`);
    const root = await slack.nextMessage((message) => message.threadTs === undefined);
    expect(root.mentions).toEqual(['<!channel>']);
    await program.event('alert.delivered');

    status = 200;
    const resolved = await program.event('incident.resolved');
    const reply = await slack.nextMessage((message) => message.threadTs === root.ts);
    expect(reply.mentions).toEqual([]);
    await program.event('alert.delivered', ({ kind }) => kind === 'resolved');
    expect(slack.messages.find(({ ts }) => ts === root.ts)?.edits).toHaveLength(1);

    const { code, tookMs } = await program.stop();
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(2_000);
    expect(program.events.at(-1)).toMatchObject({ event: 'statistics', total: 1, active: 0, resolved: 1 });
    const statistics = await program.event('statistics');
    const [uptime] = statistics.uptime as readonly { readonly service: string; readonly '24h': number }[];
    expect(uptime).toMatchObject({ service: 'API Production', '24h': expect.any(Number) });
    expect(uptime?.['24h']).toBeGreaterThan(0);
    expect(uptime?.['24h']).toBeLessThan(1);
    const document = JSON.parse(await readFile(file, 'utf8'));
    expect(document).toMatchObject({ id: opened.id, status: 'resolved', end_time: resolved.end_time });
    expect(document.id).toMatch(/^API_Production_\d{8}_\d{6}$/);
    expect(document.start_time).toMatch(/\+0[12]:00$/);
    expect(program.complaints()).toBe('');
  });

  it('goes on after a restart: the same incident, no second alert, and its end is told in the same thread', async () => {
    await writeFile(config, services('API') + pace + slackOn);
    status = 500;
    const before = start(['--json'], withSlack());
    const { id } = await before.event('incident.opened');
    const root = await slack.nextMessage();
    await before.event('alert.delivered');
    await before.stop();
    expect(before.events.at(-1)).toMatchObject({ event: 'statistics', total: 1, active: 1 });

    const after = start(['--json'], withSlack());
    await after.event('check', ({ ok }) => ok === false);
    status = 200;
    expect(await after.event('incident.resolved')).toMatchObject({ id });
    const reply = await slack.nextMessage();
    expect(reply.threadTs).toBe(root.ts);
    expect(after.events.filter(({ event }) => event === 'incident.opened')).toEqual([]);
  });

  it('keeps what Slack would not take, over a kill and a restart, and tells it once', async () => {
    await writeFile(config, services('API') + pace + slackOn);
    await slack.disappear();
    const before = start(['--json'], withSlack());
    await before.event('check');
    status = 500;
    const { id } = await before.event('incident.opened');
    await before.event('alert.retry');
    await before.stop('SIGKILL');
    expect(existsSync(join(folder, 'history.db'))).toBe(true);

    await slack.appear();
    const after = start(['--json'], withSlack());
    expect(await after.event('alert.delivered')).toMatchObject({ incident: id, kind: 'opened' });
    const root = await slack.nextMessage();
    expect(root.threadTs).toBeUndefined();
    await after.stop();
    expect(slack.messages).toHaveLength(1);
  });

  it('prints readable lines and the final statistics without --json, and one line that Slack is off', async () => {
    await writeFile(config, services('API') + pace);
    const program = start([]);
    await program.line(/Slack is off: no SLACK_BOT_TOKEN/);
    status = 500;
    await program.line(/DOWN API: .*500/);
    status = 200;
    await program.line(/UP API after /);
    await program.stop('SIGINT');
    const at = program.lines.indexOf('Final statistics:');
    expect(program.lines.slice(at, at + 4)).toEqual([
      'Final statistics:',
      '  - Incidents in all: 1',
      '  - Active incidents: 0',
      '  - Resolved incidents: 1',
    ]);
    expect(program.lines.filter((line) => line.includes('Slack is off'))).toHaveLength(1);
    expect(readFileSync(join(folder, 'logs/monitoring.log'), 'utf8')).toMatch(/DOWN API/);
  });
});

describe('Slack behind a proxy', () => {
  it('is reached through the proxy of the environment', async () => {
    const proxy = createServer();
    const asked = new Promise<string | undefined>((resolve) => {
      proxy.on('connect', (request, socket) => {
        socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
        resolve(request.url);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const https_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    await writeFile(config, services('API') + pace + slackOn);
    const program = start(['--json'], { SLACK_BOT_TOKEN: 'xoxb-test', https_proxy });
    expect(await asked).toBe('slack.com:443');
    expect(await program.event('check')).toMatchObject({ ok: true });
    await program.stop();
    await new Promise((resolve) => proxy.close(resolve));
  });
});

describe('the configuration, while the program runs', () => {
  it('is in force within a second of an edit, also when the editor replaces the file', async () => {
    await writeFile(config, services('API') + pace);
    const program = start();
    await program.event('check', ({ service: name }) => name === 'API');
    await writeFile(`${config}.tmp`, services('API', 'Second') + pace);
    await rename(`${config}.tmp`, config);
    const replacedAt = Date.now();
    const reloaded = await program.event('config.reloaded');
    expect(reloaded).toMatchObject({ services: 2, added: ['Second'], removed: [], changed: [] });
    expect(Date.parse(reloaded.at) - replacedAt).toBeLessThan(1_000);
    await program.event('check', ({ service: name }) => name === 'Second');
  });

  it('stays as it was when an edit is broken, and says once what is wrong and where', async () => {
    await writeFile(config, services('API') + pace);
    const program = start();
    await program.event('check');
    await writeFile(config, `${services('API')}    tiemout: 5\n${pace}`);
    const rejected = await program.event('config.rejected');
    expect(rejected.problems).toMatchObject([{ line: 4, column: 5, path: 'services[0].tiemout' }]);
    const checks = program.events.length;
    await program.event('check', (event) => program.events.indexOf(event) >= checks);
    await writeFile(config, services('API') + pace.replace('check_interval: 1', 'check_interval: 2'));
    await program.event('config.reloaded');
    expect(program.events.filter(({ event }) => event === 'config.rejected')).toHaveLength(1);
  });

  it('goes on without its services when the file is emptied by accident, and ends well where nothing is to be watched', async () => {
    await writeFile(config, services('API') + pace);
    const program = start();
    await program.event('check');
    await writeFile(config, '');
    expect((await program.event('config.rejected')).problems).toMatchObject([
      { message: expect.stringContaining('has no services any more') },
    ]);
    await writeFile(config, 'services: []\n');
    expect(await program.event('config.reloaded')).toMatchObject({ services: 0, removed: ['API'] });
    expect((await program.stop()).code).toBe(0);
    expect(program.events.at(-1)).toMatchObject({ event: 'statistics' });
  });

  it('tells what is owed as soon as a wrong token is corrected', async () => {
    await writeFile(config, services('API') + pace + slackOn);
    await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-wrong\n');
    status = 500;
    const program = start(['--json'], { SLACK_API_URL: slack.url });
    // 15 s and up to a quarter more or less.
    const retry = await program.event('alert.retry');
    expect(Number(retry.retry_in)).toBeGreaterThanOrEqual(11.25);
    const correctedAt = Date.now();
    await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-test\n');
    const delivered = await program.event('alert.delivered');
    expect(Date.parse(delivered.at) - correctedAt).toBeLessThan(10_000);
  });

  it('uses a Slack token that is written to .env later, and then tells what is owed from then on', async () => {
    await writeFile(config, services('API') + pace + slackOn);
    const program = start(['--json'], { SLACK_API_URL: slack.url });
    expect(await program.event('started')).toMatchObject({ slack: 'off' });
    await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-test\n');
    await slack.until(() => slack.requests.some(({ method }) => method === 'auth.test'));
    status = 500;
    await slack.nextMessage();
  });

  it('tells what began and what ended while the token was gone, when it is back', async () => {
    const dotenv = join(folder, '.env');
    await writeFile(dotenv, 'SLACK_BOT_TOKEN=xoxb-test\n');
    await writeFile(config, services('API') + pace + slackOn);
    const program = start(['--json'], { SLACK_API_URL: slack.url });
    status = 500;
    await program.event('alert.delivered', ({ kind }) => kind === 'opened');
    await writeFile(dotenv, '# gone\n');
    await program.event('config.reloaded');
    status = 200;
    await program.event('incident.resolved');
    status = 500;
    await program.event('incident.updated', ({ details }) => Object(details).flaps === 1);
    await writeFile(dotenv, 'SLACK_BOT_TOKEN=xoxb-test\n');
    await program.event('alert.delivered', ({ kind }) => kind === 'reopened');
    status = 200;
    await program.event('alert.delivered', ({ kind, at }) => kind === 'resolved' && at > '');
    await slack.until(() => slack.messages[0]?.text.startsWith('●') === true);
  });

  it('tells what went down while there was no token as soon as there is one', async () => {
    await writeFile(config, services('API') + pace + slackOn);
    const program = start(['--json'], { SLACK_API_URL: slack.url });
    status = 500;
    await program.event('incident.opened');
    await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-test\n');
    const message = await slack.nextMessage();
    expect(message.text).toMatch(/^■ API is down/);
  });
});

describe('starting the program', () => {
  it('exits with 2 and names file, line and column when the configuration is wrong', async () => {
    await writeFile(config, 'services:\n  - name: API\n    url: "ftp://x"\n    timeout: 10x\n');
    const program = start(['--check-config']);
    expect(await program.ended()).toBe(2);
    expect(program.complaints()).toContain('config.yaml:4:14 services[0].timeout: expected');
    expect(program.complaints()).toContain('config.yaml:3:10 services[0].url: expected');
    expect(await start([]).ended()).toBe(2);
  });

  it('prints the effective interval and the worst case of each service with --check-config', async () => {
    await writeFile(config, `${services('API', 'Patient')}    timeout: 40\n`);
    const program = start(['--check-config']);
    expect(await program.ended()).toBe(0);
    expect(program.lines).toEqual([
      '2 services, no problems',
      '  API: checked every 17 s (asked: 20 s), told after 30 s at the latest',
      '  Patient: checked every 1 s (asked: 20 s), told after 44 s at the latest: WARNING, more than alert_within (30 s): ' +
        '1 s interval + 1 × 2 s retry gap + 40 s timeout + 1 s sending = 44 s; lower timeout, failure_threshold or retry_interval, or raise alert_within',
    ]);
  });

  it('exits with 1 for an option that it does not know, and when its history is in use', async () => {
    await writeFile(config, services('API') + pace);
    const strange = start(['--jsn']);
    expect([await strange.ended(), strange.complaints()]).toEqual([1, expect.stringContaining("'--jsn'")]);
    await start().event('check');
    const second = start();
    expect([await second.ended(), second.complaints()]).toEqual([1, expect.stringContaining('in use by another')]);
  });

  // On Windows there are no such signals, and npm has no shell that could swallow one.
  it.skipIf(process.platform === 'win32')('ends when the shell that npm put before it is gone', async () => {
    await writeFile(config, services('API') + pace);
    const program = start(['--json'], { npm_lifecycle_event: 'headless' }, 'in a shell');
    await program.event('check');
    program.process.kill('SIGKILL');
    await program.ended();
    expect(program.events.at(-1)).toMatchObject({ event: 'statistics' });
  });

  it('stops within two seconds with every service hanging, an alert under way and Slack silent', async () => {
    service.removeAllListeners('request');
    await writeFile(config, services('A', 'B', 'C') + pace + slackOn);
    slack.misbehave(Array.from({ length: 20 }, () => ({ silent: true }) as const));
    const program = start(['--json'], withSlack());
    await program.event('incident.opened');
    await slack.until(() => slack.requests.some(({ method }) => method === 'chat.postMessage'));
    const { code, tookMs } = await program.stop();
    expect({ code, complaints: program.complaints() }).toEqual({ code: 0, complaints: '' });
    expect(tookMs).toBeLessThan(2_000);
    expect(program.events.at(-1)).toMatchObject({ event: 'statistics' });
  });
});
