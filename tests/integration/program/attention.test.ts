import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';
import { readable } from '../../support/slack-rules.ts';
import { createSlackServer, type SlackServer } from '../../support/slack-server.ts';
import { createSlackSocketServer, type SlackSocketServer } from '../../support/slack-socket-server.ts';
import type { StoredMessage } from '../../support/slack-workspace.ts';

const pace = 'monitoring:\n  check_interval: 1\n  retry_interval: 0.2\n  default_timeout: 2\n';

let folder: string;
let config: string;
let service: Server;
let slack: SlackServer;
let presses: SlackSocketServer;
let url: string;
let status = 200;
let beats = 0;
const running: Headless[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asl-monitor-'));
  config = join(folder, 'config.yaml');
  status = 200;
  beats = 0;
  service = createServer((request, response) => {
    if (request.url?.startsWith('/ping/')) beats += 1;
    response.writeHead(request.url === '/api' ? status : 200).end();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  presses = await createSlackSocketServer();
  slack = await createSlackServer({ socketMode: presses });
});

afterEach(async () => {
  for (const program of running.splice(0)) if (program.process.exitCode === null) await program.stop('SIGKILL');
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await slack.close();
  await presses.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function configure(more = ''): Promise<void> {
  const services = `services:\n  - {name: API, url: "${url}/api", runbook: "https://wiki.example/api"}\n  - {name: Web, url: "${url}/web"}\n`;
  await writeFile(config, `${services}${pace}slack:\n  channel: "#alerts"\n${more}`);
}

function start(environment: Readonly<Record<string, string>> = {}): Headless {
  const program = startHeadless(['--config', config, '--json'], {
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_API_URL: slack.url,
    ...environment,
  });
  running.push(program);
  return program;
}

const buttonsOf = ({ blocks }: Pick<StoredMessage, 'blocks'>) =>
  JSON.stringify(blocks).match(/"action_id":"(\w+)"/g) ?? [];
const root = () => slack.messages[0];
const replies = () => slack.messages.slice(1).map((message) => readable(message).split('\n')[0]);
const incidentFile = () => {
  const [name = ''] = readdirSync(join(folder, 'incidents'));
  return JSON.parse(readFileSync(join(folder, 'incidents', name), 'utf8'));
};

describe('buttons in Slack', () => {
  it('acknowledge and snooze an outage, with who pressed in its incident and in its message', async () => {
    await configure();
    const program = start({ SLACK_APP_TOKEN: 'xapp-test' });
    await program.event('cycle');
    status = 503;
    const { id } = await program.event('incident.opened');
    await slack.until(() => root() !== undefined);
    expect(buttonsOf(root() ?? { blocks: [] })).toEqual(['"action_id":"acknowledge"', '"action_id":"snooze_1h"']);
    await presses.until(() => presses.connections > 0);

    const press = (action: string) => presses.press({ action, value: String(id), user: { id: 'U1', name: 'ana' } });
    await presses.acked(press('acknowledge'));
    await program.event('alert.delivered', ({ kind }) => kind === 'acknowledged');
    expect(replies()).toEqual(['‖ API: acknowledged by ana']);
    expect(readable(root() ?? { text: '', blocks: [], attachments: [] })).toMatch(/Acknowledged by ana/);
    expect(buttonsOf(root() ?? { blocks: [] })).toEqual(['"action_id":"snooze_1h"']);
    expect(incidentFile().details.acknowledged).toMatchObject({ by: 'ana', via: 'slack' });

    await presses.acked(press('snooze_1h'));
    const silence = await program.event('silence.started');
    expect(silence).toMatchObject({ kind: 'snooze', by: 'ana', scope: { services: ['API'] } });
    await program.event('alert.delivered', ({ kind }) => kind === 'silenced');
    expect(replies()).toEqual(['‖ API: acknowledged by ana', '‖ API: snoozed for 1 h by ana']);

    status = 200;
    await program.event('incident.resolved');
    await program.event('alert.delivered', ({ kind }) => kind === 'resolved');
    expect(root()?.text).toMatch(/^● API is up again/);
    expect(slack.messages).toHaveLength(3);
  });

  it('are absent without the token for them', async () => {
    await configure();
    const program = start();
    await program.event('cycle');
    status = 503;
    await slack.until(() => root() !== undefined);
    expect(buttonsOf(root() ?? { blocks: [] })).toEqual([]);
    expect(slack.requests.some(({ method }) => method === 'apps.connections.open')).toBe(false);
  });
});

describe('a maintenance window', () => {
  it('keeps Slack silent until it ends by itself, and then says what is still down', async () => {
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    await configure(`maintenance:\n  - {name: Move, services: [API], start: "${at(-60_000)}", end: "${at(12_000)}"}\n`);
    const program = start();
    await program.event('silence.started', ({ kind, name }) => kind === 'maintenance' && name === 'Move');
    status = 503;
    const decision = await program.event('decision', ({ cause }) => cause === 'silenced');
    expect(decision).toMatchObject({ alerted: false, sentence: 'not alerted: the service is in maintenance (Move)' });
    expect(slack.messages).toEqual([]);
    const end = await program.event('silence.ended');
    expect(end.down).toEqual(['API']);
    await program.event('alert.delivered', ({ kind }) => kind === 'opened');
    expect(readable(root() ?? { text: '', blocks: [], attachments: [] })).toContain(
      'It went down during a maintenance window that is over now',
    );
    expect(program.events.findIndex(({ event }) => event === 'silence.ended')).toBeLessThan(
      program.events.findIndex(({ event }) => event === 'alert.delivered'),
    );
  });
});

describe('when Slack cannot be reached with an alert owed', () => {
  it('says so after ten seconds with the number owed, and that it is over', async () => {
    await configure();
    await slack.disappear();
    const program = start();
    await program.event('cycle');
    status = 503;
    await program.event('incident.opened');
    const trouble = await program.event('notifier.unreachable');
    expect(trouble).toMatchObject({ notifier: 'slack', owed: 1 });
    await slack.appear();
    await program.event('notifier.reachable');
    await slack.until(() => root() !== undefined);
  });
});

describe('a dead man’s switch', () => {
  it('is told of every full cycle', async () => {
    await writeFile(
      config,
      `services:\n  - {name: API, url: "${url}/api"}\n${pace}  heartbeat_url: "${url}/ping/secret-id"\nslack:\n  enabled: false\n`,
    );
    const program = start();
    expect(await program.event('heartbeat')).toMatchObject({ ok: true });
    const cycles = () => program.events.filter(({ event }) => event === 'cycle').length;
    await program.event('cycle', () => beats >= 3);
    // The last one may still be on its way.
    expect(beats).toBeGreaterThanOrEqual(cycles() - 2);
    expect(program.lines.join('\n')).not.toContain('secret-id');
  });
});
