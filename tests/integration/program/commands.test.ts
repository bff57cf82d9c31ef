import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';
import { createSlackServer, type SlackServer } from '../../support/slack-server.ts';

const pace = 'monitoring:\n  check_interval: 1\n  retry_interval: 0.2\n  default_timeout: 2\n';

let folder: string;
let config: string;
let service: Server;
let slack: SlackServer;
let url: string;
let status = 200;
const running: Headless[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asl-monitor-'));
  config = join(folder, 'config.yaml');
  status = 200;
  service = createServer((request, response) => response.writeHead(request.url === '/well' ? 200 : status).end());
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  slack = await createSlackServer();
  await writeFile(
    config,
    `services:\n  - {name: API Production, url: "${url}/", group: Core}\n  - {name: Web, url: "${url}/well"}\n${pace}slack:\n  channel: "#alerts"\n`,
  );
});

afterEach(async () => {
  for (const program of running.splice(0)) if (program.process.exitCode === null) await program.stop('SIGKILL');
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await slack.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const withSlack = () => ({ SLACK_BOT_TOKEN: 'xoxb-test', SLACK_API_URL: slack.url });

function start(...args: readonly string[]): Headless {
  const program = startHeadless(['--config', config, '--json', ...args], withSlack());
  running.push(program);
  return program;
}

/** Runs one command to its end. */
async function command(...args: readonly string[]) {
  const asked = startHeadless([...args, '--config', config], withSlack());
  running.push(asked);
  const code = await asked.ended();
  return { code, lines: asked.lines, json: () => JSON.parse(asked.lines.join('\n')), complaints: asked.complaints() };
}

describe('commands to the program that runs', () => {
  it('look at an outage, take it, and keep it quiet until it is over', async () => {
    const program = start();
    await program.event('cycle');
    const calm = await command('status');
    expect(calm).toMatchObject({ code: 0, complaints: '' });
    expect(calm.lines[0]).toBe('● All 2 services are well.');

    status = 503;
    const { id } = await program.event('incident.opened');
    await program.event('alert.delivered');
    expect((await command('status', '--json')).json()).toMatchObject({
      state: 'down',
      counts: { services: 2, ok: 1, down: 1 },
      services: [
        { name: 'API Production', group: 'Core', state: 'down', incident: id },
        { name: 'Web', state: 'ok' },
      ],
      outages: [{ id, services: ['API Production'] }],
      notifiers: [{ name: 'slack', owed: 0 }],
    });

    const taken = await command('ack', 'api production', '--by', 'Ana', '--note', 'rolling back');
    expect(taken).toMatchObject({ code: 0, lines: ['Acknowledged: API Production'] });
    expect(await program.event('incident.acknowledged')).toMatchObject({
      id,
      details: { acknowledged: { by: 'Ana', via: 'command', note: 'rolling back' } },
    });
    expect((await command('status')).lines[0]).toMatch(/^■ One outage: API Production, for .+ Acknowledged by Ana at /);
    expect((await command('incidents', '--open', '--json')).json()).toMatchObject({
      incidents: [{ id, acknowledged: { by: { name: 'Ana', via: 'command' }, note: 'rolling back' } }],
    });
    expect((await command('decisions', '--service', 'API Production', '--json')).json()).toMatchObject({
      decisions: expect.arrayContaining([expect.objectContaining({ alerted: true, incident: id })]),
    });

    const snoozed = (await command('snooze', 'group:Core', '--for', '1h', '--json')).json();
    expect(snoozed).toMatchObject({ services: ['API Production'], silence: { kind: 'snooze' } });
    expect((await command('status', '--json')).json()).toMatchObject({
      state: 'ok',
      counts: { paused: 1 },
      silences: [{ id: snoozed.silence.id }],
    });
    expect(await command('unsnooze', snoozed.silence.id)).toMatchObject({ code: 0 });
    await program.event('silence.ended');

    await command('snooze', id as string);
    status = 200;
    await program.event('incident.resolved');
    expect((await command('status', '--json')).json()).toMatchObject({ state: 'ok', silences: [], outages: [] });

    const { code, tookMs } = await program.stop();
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(2_000);
    expect(program.complaints()).toBe('');
  });

  it('say what is wrong, and change nothing', async () => {
    const program = start();
    await program.event('cycle');
    const unknown = await command('ack', 'Wbe');
    expect(unknown).toMatchObject({ code: 1, lines: [] });
    expect(unknown.complaints).toBe('asl-monitor: nothing here is called "Wbe": did you mean "Web"?\n');
    const well = await command('ack', 'Web', '--json');
    expect(well.code).toBe(1);
    expect(well.json()).toEqual({ error: 'nothing of "Web" is down: there is nothing to acknowledge' });
    expect((await command('snooze', 'Web')).complaints).toContain('give a time such as 1h');
    expect((await command('unsnooze')).complaints).toContain('there is no snooze');
  });

  it('find it after it was killed and started again', async () => {
    const killed = start();
    await killed.event('cycle');
    await killed.stop('SIGKILL');
    const gone = await command('status');
    expect(gone.code).toBe(1);
    expect(gone.complaints).toContain(
      `no ASL Monitor runs for ${folder}: start it with "asl-monitor --config ${config}"`,
    );
    const program = start();
    await program.event('cycle');
    expect((await command('status')).code).toBe(0);
  });

  it('send a test message, whether it runs or not', async () => {
    expect(await command('test-slack')).toMatchObject({ code: 0, complaints: '' });
    await slack.nextMessage(({ text }) => text.startsWith('This is a test of ASL Monitor'));
    const program = start();
    await program.event('cycle');
    expect((await command('test-slack', '--json')).json()).toMatchObject({ ok: true, channel: '#alerts' });
    await slack.nextMessage(({ text }) => text.startsWith('This is a test of ASL Monitor'));
  });
});
