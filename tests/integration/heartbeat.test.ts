import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProgramEvent } from '../../main/event-json.ts';
import { eventJson } from '../../main/event-json.ts';
import { createHeartbeat, type Heartbeat } from '../../main/heartbeat.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const secret = '7c1e-my-secret-uuid';
const path = `/ping/${secret}`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const well: Answer = (_, response) => response.end('OK');
const status =
  (code: number): Answer =>
  (_, response) =>
    response.writeHead(code).end();
const never: Answer = () => undefined;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A dead man's switch that answers as it is told to, and remembers what it was asked. */
async function startSwitch() {
  const requests: IncomingMessage[] = [];
  let answer = well;
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    if (server.listening) await once(server.close(), 'close');
  };
  closers.push(close);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    close,
    answerWith(next: Answer) {
      answer = next;
    },
  };
}

/** A heartbeat with everything that it says, of which no word may be secret. */
function build(url?: string) {
  const clock = createFakeClock();
  const lines: string[] = [];
  const events: ProgramEvent[] = [];
  const heartbeat = createHeartbeat({
    clock,
    log: { info: (line) => lines.push(`INFO ${line}`), warning: (line) => lines.push(`WARNING ${line}`) },
    listen: (event) => events.push(event),
    userAgent: 'asl-monitor/test',
  });
  closers.push(() => heartbeat.close());
  heartbeat.configure(url);
  return { heartbeat, clock, lines, events };
}

/** When all that was sent has an end. */
const settled = (heartbeat: Heartbeat, isSettled: (state: ReturnType<Heartbeat['state']>) => boolean) =>
  vi.waitFor(() => expect(isSettled(heartbeat.state())).toBe(true), { timeout: 10_000, interval: 5 });
const isWell = (state: ReturnType<Heartbeat['state']>) => state?.lastOkAt !== undefined && state.reason === undefined;
const isFailing = (state: ReturnType<Heartbeat['state']>) => state?.failingSince !== undefined;

describe('a heartbeat that is taken', () => {
  it('asks the address once for each cycle, under its own name, and says so the first time', async () => {
    const deadMan = await startSwitch();
    const { heartbeat, clock, lines, events } = build(`${deadMan.origin}${path}?from=laptop`);
    heartbeat.beat();
    await settled(heartbeat, isWell);
    expect(deadMan.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${path}?from=laptop`]);
    expect(deadMan.requests[0]?.headers['user-agent']).toBe('asl-monitor/test');
    expect(heartbeat.state()).toEqual({ origin: deadMan.origin, lastOkAt: clock.wallMs() });
    clock.advance(20_000);
    heartbeat.beat();
    await settled(heartbeat, (state) => state?.lastOkAt === clock.wallMs());
    expect(deadMan.requests).toHaveLength(2);
    expect(events).toEqual([{ type: 'heartbeat', at: clock.wallMs() - 20_000, ok: true }]);
    expect(lines).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('by any status from 200 to 299, and a body without end is not read', async () => {
    const deadMan = await startSwitch();
    deadMan.answerWith((_, response) => {
      response.writeHead(202);
      const timer = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const { heartbeat } = build(`${deadMan.origin}${path}`);
    heartbeat.beat();
    await settled(heartbeat, isWell);
    await vi.waitFor(() => expect(deadMan.requests[0]?.socket.destroyed).toBe(true), { timeout: 10_000 });
  });

  it('where a redirect leads', async () => {
    const [deadMan, other] = [await startSwitch(), await startSwitch()];
    deadMan.answerWith((_, response) => response.writeHead(302, { location: `${other.origin}/moved` }).end());
    const { heartbeat } = build(`${deadMan.origin}${path}`);
    heartbeat.beat();
    await settled(heartbeat, isWell);
    expect(other.requests.map(({ url }) => url)).toEqual(['/moved']);
  });

  it('with the credentials of its address', async () => {
    const deadMan = await startSwitch();
    const { heartbeat } = build(`http://me:p%40ss%2@127.0.0.1:${deadMan.port}${path}`);
    heartbeat.beat();
    await settled(heartbeat, isWell);
    expect(deadMan.requests[0]?.headers.authorization).toBe(`Basic ${btoa('me:p%40ss%2')}`);
    heartbeat.configure(`http://me:p%40ss@127.0.0.1:${deadMan.port}${path}`);
    heartbeat.beat();
    await settled(heartbeat, isWell);
    expect(deadMan.requests[1]?.headers.authorization).toBe(`Basic ${btoa('me:p@ss')}`);
    expect(heartbeat.state()?.origin).toBe(deadMan.origin);
  });
});

describe('a heartbeat that fails', () => {
  it('is told once, with what to do, and once more when it works again', async () => {
    const deadMan = await startSwitch();
    const { heartbeat, clock, lines, events } = build(`${deadMan.origin}${path}`);
    heartbeat.beat();
    await settled(heartbeat, isWell);
    const lastOkAt = clock.wallMs();
    for (const code of [500, 404]) {
      deadMan.answerWith(status(code));
      clock.advance(20_000);
      heartbeat.beat();
      await settled(heartbeat, (state) => state?.reason === `status ${code}`);
    }
    const failingSince = lastOkAt + 20_000;
    expect(heartbeat.state()).toEqual({ origin: deadMan.origin, lastOkAt, failingSince, reason: 'status 404' });
    deadMan.answerWith(well);
    clock.advance(20_000);
    heartbeat.beat();
    await settled(heartbeat, isWell);
    expect(lines).toEqual([
      `WARNING heartbeat: ${deadMan.origin} was not told that this monitor runs: status 500; check monitoring.heartbeat_url and the way there, or the alarm is raised for this monitor`,
      `INFO heartbeat: ${deadMan.origin} is told again that this monitor runs`,
    ]);
    expect(events).toEqual([
      { type: 'heartbeat', at: lastOkAt, ok: true },
      { type: 'heartbeat', at: failingSince, ok: false, reason: 'status 500' },
      { type: 'heartbeat', at: clock.wallMs(), ok: true },
    ]);
  });

  it('hangs: it is given up after ten seconds, and beats that come meanwhile are dropped', async () => {
    const deadMan = await startSwitch();
    deadMan.answerWith(never);
    const { heartbeat, clock } = build(`${deadMan.origin}${path}`);
    heartbeat.beat();
    await vi.waitFor(() => expect(deadMan.requests).toHaveLength(1), { timeout: 10_000 });
    clock.advance(9_999);
    heartbeat.beat();
    heartbeat.beat();
    expect(heartbeat.state()).toEqual({ origin: deadMan.origin });
    clock.advance(1);
    await settled(heartbeat, isFailing);
    expect(heartbeat.state()?.reason).toBe('no answer within 10 s');
    expect(deadMan.requests).toHaveLength(1);
    deadMan.answerWith(well);
    heartbeat.beat();
    await settled(heartbeat, isWell);
    expect(deadMan.requests).toHaveLength(2);
  });

  it.each<[string, Answer, string]>([
    ['breaks off', (request) => request.socket.resetAndDestroy(), 'the connection broke'],
    ['is refused for want of the right', status(403), 'status 403'],
    ['leads nowhere', (_, response) => response.writeHead(302, { location: path }).end(), 'it redirects without end'],
    [
      'leads to no address of the web',
      (_, response) => response.writeHead(302, { location: `ftp://127.0.0.1${path}` }).end(),
      'it could not be asked',
    ],
    ['is answered in no HTTP', (request) => request.socket.end(`${secret}\r\n\r\n`), 'its answer is not HTTP'],
  ])('%s', async (_, answer, reason) => {
    const deadMan = await startSwitch();
    deadMan.answerWith(answer);
    const { heartbeat, events } = build(`${deadMan.origin}${path}`);
    heartbeat.beat();
    await settled(heartbeat, isFailing);
    expect(heartbeat.state()?.reason).toBe(reason);
    expect(events).toMatchObject([{ ok: false, reason }]);
  });

  it('finds nobody at the address', async () => {
    const deadMan = await startSwitch();
    await deadMan.close();
    const { heartbeat } = build(`${deadMan.origin}${path}`);
    heartbeat.beat();
    await settled(heartbeat, isFailing);
    expect(heartbeat.state()?.reason).toBe('the connection was refused');
  });

  it('says nothing of the address but its origin', async () => {
    const deadMan = await startSwitch();
    const { heartbeat, clock, lines, events } = build(
      `http://me:${secret}@127.0.0.1:${deadMan.port}${path}?key=${secret}`,
    );
    const answers = [
      status(500),
      well,
      never,
      well,
      status(302),
      ((_, response) => response.writeHead(302, { location: `x:${secret}` }).end()) satisfies Answer,
    ];
    const said: unknown[] = [];
    for (const answer of answers) {
      deadMan.answerWith(answer);
      const { length } = deadMan.requests;
      heartbeat.beat();
      await vi.waitFor(() => expect(deadMan.requests.length).toBe(length + 1), { timeout: 10_000 });
      if (answer === never) clock.advance(10_000);
      await settled(heartbeat, answer === well ? isWell : isFailing);
      said.push(heartbeat.state());
    }
    await deadMan.close();
    heartbeat.beat();
    await settled(heartbeat, (state) => state?.reason === 'the connection was refused');
    said.push(heartbeat.state(), lines, events, events.map(eventJson));
    expect(lines.length).toBeGreaterThan(3);
    expect(JSON.stringify(said)).toContain(deadMan.origin);
    expect(JSON.stringify(said)).not.toMatch(/secret|ping|me:|key/);
  });
});

describe('the address of a heartbeat', () => {
  it('may be absent: then there is nothing to beat for', () => {
    const { heartbeat, events, clock } = build();
    heartbeat.beat();
    expect([heartbeat.state(), events, clock.pending]).toEqual([undefined, [], 0]);
  });

  it('that is replaced takes what was under way and what was known with it', async () => {
    const [deadMan, other] = [await startSwitch(), await startSwitch()];
    deadMan.answerWith(never);
    const { heartbeat, events } = build(`${deadMan.origin}${path}`);
    heartbeat.beat();
    await vi.waitFor(() => expect(deadMan.requests).toHaveLength(1), { timeout: 10_000 });
    heartbeat.configure(`${deadMan.origin}${path}`);
    expect(deadMan.requests[0]?.socket.destroyed).toBe(false);
    heartbeat.configure(`${other.origin}${path}`);
    expect(heartbeat.state()).toEqual({ origin: other.origin });
    heartbeat.beat();
    await settled(heartbeat, isWell);
    await vi.waitFor(() => expect(deadMan.requests[0]?.socket.destroyed).toBe(true), { timeout: 10_000 });
    expect(events).toMatchObject([{ ok: true }]);
    heartbeat.configure(undefined);
    expect(heartbeat.state()).toBeUndefined();
  });

  it('is let go of at the end, without a word', async () => {
    const deadMan = await startSwitch();
    deadMan.answerWith(never);
    const { heartbeat, clock, lines, events } = build(`${deadMan.origin}${path}`);
    heartbeat.beat();
    await vi.waitFor(() => expect(deadMan.requests).toHaveLength(1), { timeout: 10_000 });
    heartbeat.close();
    await vi.waitFor(() => expect(deadMan.requests[0]?.socket.destroyed).toBe(true), { timeout: 10_000 });
    heartbeat.beat();
    expect([lines, events, clock.pending]).toEqual([[], [], 0]);
    expect(deadMan.requests).toHaveLength(1);
  });
});
