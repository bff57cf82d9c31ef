import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';

let folder: string;
let config: string;
let service: Server;
const running: Headless[] = [];

const services = () => {
  const { port } = service.address() as AddressInfo;
  return `services:\n  - {name: API, url: "http://127.0.0.1:${port}/"}\n`;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asl-monitor-'));
  config = join(folder, 'config.yaml');
  service = createServer((_, response) => response.end('hello'));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  await writeFile(config, services());
});

afterEach(async () => {
  for (const program of running.splice(0)) if (program.process.exitCode === null) await program.stop('SIGKILL');
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function start(...args: readonly string[]): Headless {
  const program = startHeadless(['--config', config, ...args]);
  running.push(program);
  return program;
}

async function addressOf(program: Headless): Promise<string> {
  return (await program.line(/^Dashboard: /)).slice('Dashboard: '.length);
}

const log = () => readFile(join(folder, 'logs/monitoring.log'), 'utf8');

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the dashboard of the program', () => {
  it('opens at the printed address, is nothing without its token, and tells what the program sees', async () => {
    const address = await addressOf(start());
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/$/);
    const page = await fetch(address);
    expect(page.status).toBe(200);
    const html = await page.text();
    const assets = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(assets.length).toBeGreaterThan(2);
    for (const path of assets) expect((await fetch(new URL(path, address))).status).toBe(200);
    expect((await fetch(new URL('/', address))).status).toBe(404);

    const events = await fetch(new URL('events', address));
    const first = await events.body?.pipeThrough(new TextDecoderStream()).getReader().read();
    expect(first?.value).toMatch(/^data: \{"type":"snapshot".*"name":"API"/);

    const asking = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
    const answer = await fetch(new URL('api/checkNow', address), { ...asking, body: '{}' });
    expect([answer.status, await answer.json()]).toEqual([200, { answer: { started: 1 } }]);
    const wrong = await fetch(new URL('api/checkNow', address), { ...asking, body: '{"services":"API"}' });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { error: { kind: 'invalid' } }]);
    expect((await fetch(new URL('api/nothing', address), { ...asking, body: '{}' })).status).toBe(400);
  });

  it('is in the first event with --json, and its token never in the log file', async () => {
    const program = start('--json');
    const { dashboard } = await program.event('started');
    expect(program.events[0]).toMatchObject({ event: 'started', dashboard: expect.stringMatching(/^http:/) });
    await program.event('check');
    expect((await fetch(String(dashboard))).status).toBe(200);
    await fetch(`${dashboard}nowhere`);
    expect((await program.stop()).code).toBe(0);
    expect(await log()).toContain('watches 1 service');
    expect(await log()).not.toContain(new URL(String(dashboard)).pathname.replaceAll('/', ''));
    expect(program.complaints()).toBe('');
  });

  it('is not there with --no-dashboard, nor where the configuration does not want it', async () => {
    const program = start('--json', '--no-dashboard', '--port', '0');
    expect(await program.event('started')).toMatchObject({ dashboard: null });
    await program.stop();
    await writeFile(config, `${services()}dashboard: {enabled: false}\n`);
    const unwanted = start('--json');
    expect(await unwanted.event('started')).toMatchObject({ dashboard: null });
    await unwanted.stop();
    const wanted = start('--json', '--port', '0');
    expect(await wanted.event('started')).toMatchObject({ dashboard: expect.stringMatching(/^http:/) });
  });

  it('is where the configuration says, unless --port says something else; an edit of that waits for the next start', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const section = `dashboard: {host: localhost, port: ${first}, token: my-own-long-random-token}\n`;
    await writeFile(config, services() + section);
    const program = start();
    expect(await addressOf(program)).toBe(`http://localhost:${first}/my-own-long-random-token/`);
    await program.line(/watches 1 service/);
    await writeFile(config, services() + section.replace('my-own', 'her-own'));
    await program.line(/WARNING the section dashboard is read at the start/);
    expect((await fetch(`http://127.0.0.1:${first}/my-own-long-random-token/`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${first}/her-own-long-random-token/`)).status).toBe(404);
    await program.stop();
    const other = start('--port', String(second));
    expect(await addressOf(other)).toBe(`http://localhost:${second}/her-own-long-random-token/`);
  });

  it('is done without when its port is taken, and the log says what to do', async () => {
    const { port } = service.address() as AddressInfo;
    const program = start('--json', '--port', String(port));
    expect(await program.event('started')).toMatchObject({ dashboard: null });
    expect(await program.event('check')).toMatchObject({ ok: true });
    expect((await program.stop()).code).toBe(0);
    expect(await log()).toContain(
      `ERROR there is no dashboard, everything else goes on: another program uses 127.0.0.1:${port}; end that one, or choose another one with --port or dashboard.port`,
    );
  });

  it('shows the demo', async () => {
    const program = startHeadless(['--demo', '--json']);
    running.push(program);
    const { dashboard } = await program.event('started');
    const events = await fetch(`${dashboard}events`);
    const first = await events.body?.pipeThrough(new TextDecoderStream()).getReader().read();
    expect(first?.value).toContain('"isDemo":true');
  });

  it('does not hold up the end: with a window open, a question half asked and an idle connection it takes no 2 s', async () => {
    const program = start('--json');
    const { dashboard } = await program.event('started');
    const events = await fetch(`${dashboard}events`);
    const reader = events.body?.getReader();
    await reader?.read();
    const { port, host, pathname } = new URL(String(dashboard));
    const sockets = [
      '',
      `POST ${pathname}api/settings HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
    ];
    for (const text of sockets) {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
      socket.on('error', () => undefined);
    }
    await fetch(String(dashboard));
    const { code, tookMs } = await program.stop();
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(2_000);
    await expect(
      (async () => {
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read());
      })(),
    ).rejects.toThrow();
    // Nothing that this did to the server got between the events.
    expect([program.complaints(), program.lines.filter((line) => !line.startsWith('{'))]).toEqual(['', []]);
  });
});
