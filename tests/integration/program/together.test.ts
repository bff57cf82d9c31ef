import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';
import { createSlackServer, type SlackServer } from '../../support/slack-server.ts';

const names = ['API', 'Shop', 'Mail'];

let folder: string;
let slack: SlackServer;
let servers: Server[];
let program: Headless;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asl-monitor-'));
  slack = await createSlackServer();
  servers = await Promise.all(
    names.map(async () => {
      const server = createServer((_, response) => response.end('hello'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const services = servers.map((server, index) => {
    const { port } = server.address() as AddressInfo;
    return `  - {name: ${names[index]}, url: "http://127.0.0.1:${port}/"}\n`;
  });
  const settings =
    'monitoring: {check_interval: 1, retry_interval: 0.3, default_timeout: 2}\nslack: {channel: "#alerts"}\n';
  const config = join(folder, 'config.yaml');
  await writeFile(config, `services:\n${services.join('')}${settings}`);
  program = startHeadless(['--config', config, '--json'], { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_API_URL: slack.url });
  for (const name of names) await program.event('check', ({ service, ok }) => service === name && ok === true);
});

afterEach(async () => {
  if (program.process.exitCode === null) await program.stop('SIGKILL');
  for (const server of servers) server.close();
  await slack.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('tells of services that die together in one message, which lists them all, and of their end once', async () => {
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(
    servers.map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
  for (const name of names)
    await program.event('alert.delivered', ({ service, kind }) => service === name && kind === 'opened');
  const opened = await program.event('outage.opened');
  const told = await program.event('outage.updated', ({ down }) => Object(down).length === 3);
  expect(told).toMatchObject({ id: opened.id, explanation: { kind: 'host', value: '127.0.0.1' } });
  expect(told.down).toEqual(expect.arrayContaining(names));
  const roots = () => slack.messages.filter(({ threadTs }) => threadTs === undefined);
  expect(roots().map(({ text }) => text)).toEqual([expect.stringMatching(/^■ 3 services are down: /)]);

  await Promise.all(
    servers.map((server, index) => new Promise<void>((resolve) => server.listen(ports[index], '127.0.0.1', resolve))),
  );
  const resolved = await program.event('outage.resolved');
  expect(resolved).toMatchObject({ id: opened.id, down: [], incidents: expect.arrayContaining([opened.id]) });
  for (const name of names)
    await program.event('alert.delivered', ({ service, kind }) => service === name && kind === 'resolved');
  expect(roots().map(({ text }) => text)).toEqual([expect.stringMatching(/^● 3 services are up again after /)]);
  expect(slack.messages.filter(({ broadcast }) => broadcast)).toHaveLength(1);
  for (const id of resolved.incidents as readonly string[]) {
    const document = JSON.parse(await readFile(join(folder, 'incidents', `${id}.json`), 'utf8'));
    expect(document).toMatchObject({ status: 'resolved', details: { outage: opened.id, uncertain: null } });
  }
});

it.skipIf(process.platform === 'win32')(
  'knows that it was stopped, and takes nothing of that time for an outage',
  async () => {
    for (const server of servers) server.prependListener('request', (_, response) => response.socket?.destroy());
    program.process.kill('SIGSTOP');
    // Longer than a busy machine would be late.
    await wait(9_000);
    for (const server of servers) server.removeAllListeners('request').on('request', (_, response) => response.end());
    program.process.kill('SIGCONT');
    for (const name of names) {
      const fits = ({ service, to }: { readonly service?: string; readonly to?: unknown }) =>
        service === name && to !== null;
      const segment = await program.event('not_observed', fits);
      expect(segment.reason).toBe('asleep');
      const seconds = (Date.parse(String(segment.to)) - Date.parse(String(segment.from))) / 1_000;
      expect(seconds).toBeGreaterThan(8);
    }
    await program.stop();
    const { uptime } = await program.event('statistics');
    expect(uptime).toEqual(names.map((service) => expect.objectContaining({ service, '24h': 1 })));
    expect(program.events.filter(({ event }) => event === 'incident.opened')).toEqual([]);
  },
);

it('says when it was not running, and why a failed check led to no alert', async () => {
  await program.stop();
  const config = join(folder, 'config.yaml');
  const [first] = servers;
  let failures = 1;
  first?.removeAllListeners('request').on('request', (_, response) => {
    response.statusCode = failures > 0 ? 500 : 200;
    failures -= 1;
    response.end();
  });
  program = startHeadless(['--config', config, '--json']);
  const absence = await program.event('not_observed');
  expect(absence).toMatchObject({ reason: 'not_running', from: expect.any(String), to: expect.any(String) });
  expect(absence.service).toBeUndefined();
  expect(await program.event('decision')).toMatchObject({
    service: 'API',
    alerted: false,
    cause: 'below_threshold',
    sentence: 'not alerted: 1 of 2 failures in a row',
    kind: 'status',
  });
  await program.event('state', ({ from, to }) => from === 'failing' && to === 'up');
});
