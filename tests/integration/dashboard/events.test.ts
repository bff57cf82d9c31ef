import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDashboard, type DashboardOptions } from '../../../main/dashboard/dashboard.ts';
import type { Push } from '../../../preload/snapshot.ts';
import { createFeed, openDashboard, type TestDashboard } from '../../support/dashboard.ts';

/** The machine may be busy: this bounds a failure, not a wait. */
const soon = <T>(fact: () => T | Promise<T>): Promise<T> => vi.waitFor(fact, { timeout: 20_000 });

let dashboard: TestDashboard;

afterEach(() => dashboard.close());

const open = async (more: Partial<DashboardOptions> = {}) => {
  dashboard = await openDashboard(more);
};

type Reader = {
  readonly socket: Socket;
  readonly text: () => string;
  readonly pushes: readonly Push[];
  /** Resolves once the latest push has this time. */
  until(at: number): Promise<void>;
};

/** Follows on a connection of its own. One chunk of the transfer is one event, so a line is never split by its frame. */
function follow(): Reader {
  const socket = dashboard.dial(`GET /${dashboard.token}/events HTTP/1.1\r\nHost: 127.0.0.1:${dashboard.port}\r\n\r\n`);
  const chunks: Buffer[] = [];
  const pushes: Push[] = [];
  let rest = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: ')) pushes.push(JSON.parse(line.slice('data: '.length)));
  });
  return {
    socket,
    text: () => Buffer.concat(chunks).toString(),
    pushes,
    async until(at) {
      while (pushes.at(-1)?.at !== at) await once(socket, 'data');
    },
  };
}

const breath = () => new Promise((resolve) => setImmediate(resolve));

const times = (pushes: readonly Push[]) => pushes.map(({ type, at }) => `${type} ${at}`);

describe('the stream of events', () => {
  it('begins with a snapshot and goes on with each change, a line each', async () => {
    await open();
    const reader = follow();
    await soon(() => expect(reader.pushes).toHaveLength(1));
    for (const at of [1, 2, 3]) dashboard.feed.push({ type: 'change', at, order: ['line\nbreak'] });
    await soon(() => expect(times(reader.pushes)).toEqual(['snapshot 0', 'change 1', 'change 2', 'change 3']));
    expect(reader.text()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(reader.text()).toMatch(/content-type: text\/event-stream\r\n/i);
    expect(reader.text()).toMatch(/cache-control: no-store\r\n/i);
    expect(reader.pushes.at(-1)).toEqual({ type: 'change', at: 3, order: ['line\nbreak'] });
  });

  it('shows a sign of life while nothing is new', async () => {
    await open({ limits: { aliveMs: 20 } });
    const reader = follow();
    await soon(() => expect(reader.text().match(/^:$/gm)?.length).toBeGreaterThan(2));
    expect(times(reader.pushes)).toEqual(['snapshot 0']);
  });

  it('is not kept for a reader who has gone', async () => {
    await open();
    const reader = follow();
    await soon(() => expect(dashboard.feed.followers).toBe(1));
    reader.socket.destroy();
    await soon(() => expect(dashboard.feed.followers).toBe(0));
  });
});

describe('a reader who does not read', () => {
  const large = { type: 'change', at: 1, order: ['x'.repeat(10_000)] } as const satisfies Push;

  /** Tells news until the reader is given up. */
  async function floodUntilGivenUp(): Promise<number> {
    let told = 0;
    while (dashboard.feed.followers > 0) {
      dashboard.feed.push({ ...large, at: ++told });
      // What the system takes, it takes meanwhile.
      await breath();
      // Much more than may wait, the buffers of the system included.
      if (told > 20_000) throw new Error('everything is kept for it');
    }
    return told;
  }

  it('is told nothing more, and gets a new snapshot as soon as it has read what there was', async () => {
    await open();
    const [slow, quick] = [follow(), follow()];
    await soon(() => expect([...slow.pushes, ...quick.pushes]).toHaveLength(2));
    quick.socket.destroy();
    await soon(() => expect(dashboard.feed.followers).toBe(1));
    slow.socket.pause();
    const told = await floodUntilGivenUp();
    expect(told).toBeGreaterThan(10);
    // It costs the program nothing any more.
    for (let at = 1; at < 100; at += 1) dashboard.feed.push({ ...large, at: -at });
    expect(dashboard.feed.snapshots).toBe(2);

    slow.socket.resume();
    await soon(() => expect(dashboard.feed.followers).toBe(1));
    dashboard.feed.push({ type: 'change', at: 1_000_000 });
    await soon(() => expect(slow.pushes.at(-1)?.at).toBe(1_000_000));
    const seen = times(slow.pushes);
    // In order, without a gap before the new snapshot, and nothing of what was told meanwhile.
    const again = seen.indexOf('snapshot 2');
    expect(seen.slice(1, again)).toEqual(Array.from({ length: again - 1 }, (_, index) => `change ${index + 1}`));
    expect(seen.slice(again)).toEqual(['snapshot 2', 'change 1000000']);
  });

  it('does not change what the others get', async () => {
    await open();
    const [slow, quick] = [follow(), follow()];
    await soon(() => expect([...slow.pushes, ...quick.pushes]).toHaveLength(2));
    slow.socket.pause();
    let told = 0;
    while (dashboard.feed.followers > 1) {
      dashboard.feed.push({ ...large, at: ++told });
      await quick.until(told);
      if (told > 20_000) throw new Error('everything is kept for it');
    }
    expect(quick.pushes).toHaveLength(told + 1);
    slow.socket.destroy();
  });

  it('does not hold its place for ever', async () => {
    await open({ limits: { stuckMs: 200, aliveMs: 50 } });
    const [stuck, quick] = [follow(), follow()];
    await soon(() => expect([...stuck.pushes, ...quick.pushes]).toHaveLength(2));
    quick.socket.destroy();
    await soon(() => expect(dashboard.feed.followers).toBe(1));
    stuck.socket.pause();
    await floodUntilGivenUp();
    const closed = once(stuck.socket, 'close');
    await new Promise((resolve) => setTimeout(resolve, 600));
    stuck.socket.resume();
    await closed;
    expect(times(stuck.pushes)).not.toContain('snapshot 2');
  });

  it('is not cut while it reads, however little is new', async () => {
    await open({ limits: { stuckMs: 200, aliveMs: 50 } });
    const reader = follow();
    await soon(() => expect(reader.text().match(/^:$/gm)?.length).toBeGreaterThan(10));
    expect(reader.socket.destroyed).toBe(false);
  });
});

describe('a snapshot that is larger than what may wait', () => {
  it('comes once, and changes follow it', async () => {
    const feed = createFeed();
    const bars = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [`service ${index}`, Array(60).fill([0, 0, 'ok'])]),
    );
    await open({
      feed: {
        follow: (listener) => feed.follow((push) => listener(push.type === 'snapshot' ? { ...push, bars } : push)),
      },
    });
    const reader = follow();
    await soon(() => expect(feed.followers).toBe(1));
    feed.push({ type: 'change', at: 1 });
    await soon(() => expect(reader.pushes.at(-1)?.at).toBe(1));
    feed.push({ type: 'change', at: 2 });
    await soon(() => expect(times(reader.pushes)).toEqual(['snapshot 0', 'change 1', 'change 2']));
  });
});

describe('the end', () => {
  it('is at once, with streams open and questions unanswered', async () => {
    let asked = false;
    await open({
      answer() {
        asked = true;
        return new Promise(() => undefined);
      },
    });
    const readers = [follow(), follow(), follow()];
    await soon(() => expect(dashboard.feed.followers).toBe(3));
    const asking = dashboard
      .ask(`/${dashboard.token}/api/a`, { method: 'POST', headers: { 'Content-Type': 'application/json' } })
      .catch((error: Error) => error.message);
    await soon(() => expect(asked).toBe(true));
    const closed = Promise.all(readers.map(({ socket }) => once(socket, 'close')));
    const before = performance.now();
    await dashboard.close();
    expect(performance.now() - before).toBeLessThan(1_000);
    await closed;
    expect(await asking).toMatch(/hang up|ECONNRESET/);
    await soon(() => expect(dashboard.feed.followers).toBe(0));
    const refused = once(connect(dashboard.port, '127.0.0.1'), 'connect');
    await expect(refused).rejects.toThrow('ECONNREFUSED');
  });

  it('may come twice', async () => {
    await open();
    await dashboard.close();
  });
});

describe('a port that is taken', () => {
  it('is an error that names it', async () => {
    await open();
    const options = { host: '127.0.0.1', port: dashboard.port, feed: createFeed(), rendererDir: '.' };
    const second = createDashboard({ ...options, answer: async () => ({ answer: 1 }), complain: () => undefined });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port: dashboard.port });
  });
});
