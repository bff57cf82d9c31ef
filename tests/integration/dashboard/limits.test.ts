import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DashboardOptions } from '../../../main/dashboard/dashboard.ts';
import { openDashboard, type TestDashboard } from '../../support/dashboard.ts';

/** The machine may be busy: this bounds a failure, not a wait. */
const soon = <T>(fact: () => T | Promise<T>): Promise<T> => vi.waitFor(fact, { timeout: 20_000 });

let dashboard: TestDashboard;

afterEach(() => dashboard.close());

const open = async (more: Partial<DashboardOptions> = {}) => {
  dashboard = await openDashboard(more);
};

const head = (method: string, path: string) =>
  `${method} /${dashboard.token}/${path} HTTP/1.1\r\nHost: 127.0.0.1:${dashboard.port}\r\n`;

/** What comes on the connection until it ends. */
async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  if (!socket.destroyed) await once(socket, 'close');
  return text;
}

async function follow(): Promise<Socket> {
  const socket = dashboard.dial(`${head('GET', 'events')}\r\n`);
  await once(socket, 'data');
  return socket;
}

describe('too much at once', () => {
  it('of event streams is turned away, and let in when one has gone', async () => {
    await open({ limits: { eventStreams: 2 } });
    const [first] = [await follow(), await follow()];
    expect(await dashboard.ask(`/${dashboard.token}/events`)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
    });
    // Looking is not following.
    const { status, headers } = await dashboard.ask(`/${dashboard.token}/events`, { method: 'HEAD' });
    expect([status, headers['content-type'], dashboard.feed.followers]).toEqual([200, 'text/event-stream', 2]);
    first.destroy();
    await soon(() => expect(dashboard.feed.followers).toBe(1));
    const next = await follow();
    expect(dashboard.feed.followers).toBe(2);
    next.destroy();
  });

  it('of questions is turned away, and the others are answered', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    await open({
      limits: { requests: 2 },
      answer: async (command) => {
        await promise;
        return { answer: command };
      },
    });
    const headers = { 'Content-Type': 'application/json' };
    const ask = (command: string) => dashboard.ask(`/${dashboard.token}/api/${command}`, { method: 'POST', headers });
    const waiting = [ask('a'), ask('b')];
    await soon(async () =>
      expect(await dashboard.ask(`/${dashboard.token}/`)).toMatchObject({
        status: 503,
        headers: { 'retry-after': '1' },
      }),
    );
    // A stranger gets no other answer because of it.
    expect(await dashboard.ask('/guess/')).toMatchObject({ status: 404 });
    resolve();
    expect((await Promise.all(waiting)).map(({ text }) => text)).toEqual(['{"answer":"a"}', '{"answer":"b"}']);
    expect(await dashboard.ask(`/${dashboard.token}/`)).toMatchObject({ status: 200 });
  });

  it('of connections is cut, and the others go on', async () => {
    await open({ limits: { connections: 3 } });
    const stream = await follow();
    const idle = dashboard.dial();
    await once(idle, 'connect');
    const last = dashboard.dial();
    await once(last, 'connect');
    expect(await heard(dashboard.dial(`${head('GET', '')}\r\n`))).toBe('');
    expect([stream.destroyed, last.destroyed]).toEqual([false, false]);
    last.destroy();
    await soon(async () => expect(await dashboard.ask(`/${dashboard.token}/`)).toMatchObject({ status: 200 }));
    stream.destroy();
    idle.destroy();
  });
});

describe('a slow one', () => {
  const impatient = { lookMs: 20, headersMs: 100, requestMs: 200 };

  it('that does not finish its headers is cut', async () => {
    await open({ limits: impatient });
    const socket = dashboard.dial(head('GET', ''));
    const drip = setInterval(() => socket.write('X-More: 1\r\n'), 20);
    const text = await heard(socket);
    clearInterval(drip);
    expect(text).toMatch(/^HTTP\/1\.1 408/);
  });

  it('that does not finish its question is cut, and the log is spared', async () => {
    await open({ limits: impatient });
    const socket = dashboard.dial(
      `${head('POST', 'api/settings')}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
    );
    const drip = setInterval(() => socket.write(' '), 20);
    const text = await heard(socket);
    clearInterval(drip);
    expect(text).not.toContain('200 OK');
    expect([dashboard.asked, dashboard.complaints]).toEqual([[], []]);
  });

  it('that goes away in the middle of its question leaves nothing behind', async () => {
    await open();
    const begin = `${head('POST', 'api/settings')}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`;
    const socket = dashboard.dial(begin);
    await once(socket, 'connect');
    await dashboard.ask(`/${dashboard.token}/`);
    socket.destroy();
    await dashboard.ask(`/${dashboard.token}/`);
    expect([dashboard.asked, dashboard.complaints]).toEqual([[], []]);
  });

  it('that has nothing more to ask is cut', async () => {
    await open({ limits: { idleMs: 50 } });
    expect(await heard(dashboard.dial(`${head('GET', '')}\r\n`))).toMatch(/^HTTP\/1\.1 200 OK[\s\S]+Window/);
  });
});
