/** A dashboard on a real socket, in front of a window and a program that the test plays. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createDashboard, type Dashboard, type DashboardOptions } from '../../main/dashboard/dashboard.ts';
import type { Feed } from '../../main/dashboard/event-stream.ts';
import type { Push, Snapshot } from '../../preload/snapshot.ts';

export const aSnapshot: Snapshot = {
  type: 'snapshot',
  at: 0,
  head: {
    version: '1.0.0',
    state: 'ok',
    counts: { ok: 0, degraded: 0, down: 0, unknown: 0, paused: 0, services: 0 },
    network: { state: 'online', since: 0 },
    outages: [],
    silences: [],
    notifiers: [],
    slack: 'off',
    configuration: { file: '/config.yaml', revision: 0, problems: [] },
    isDemo: false,
    preferences: {},
  },
  services: [],
  bars: {},
};

/** Tells everybody who follows what the test says; the time of a snapshot is how many there were before. */
export function createFeed(): Feed & {
  push(push: Push): void;
  readonly followers: number;
  readonly snapshots: number;
} {
  const listeners = new Set<(push: Push) => void>();
  let snapshots = 0;
  return {
    follow(listener) {
      listeners.add(listener);
      listener({ ...aSnapshot, at: snapshots });
      snapshots += 1;
      return () => listeners.delete(listener);
    },
    push(push) {
      for (const listener of [...listeners]) listener(push);
    },
    get followers() {
      return listeners.size;
    },
    get snapshots() {
      return snapshots;
    },
  };
}

const script = `/* ${'the same words again and again, '.repeat(200)} */\nconsole.log('window');\n`;

/** What is built, by its path. */
export const built = {
  'browser.html': '<!doctype html><title>Window</title>',
  'index.html': '<!doctype html><title>Desktop</title>',
  'assets/main-1a2b3c4d.js': script,
  'assets/main-5e6f7a8b.css': 'body { margin: 0 }',
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
} as const;

export type Reply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
};

export type Ask = {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
};

export type TestDashboard = Dashboard & {
  readonly port: number;
  readonly token: string;
  readonly feed: ReturnType<typeof createFeed>;
  /** What reached the program: the command and its argument. */
  readonly asked: readonly (readonly [string, unknown])[];
  readonly complaints: readonly string[];
  /** Exactly this path, whatever a browser would make of it. */
  ask(path: string, how?: Ask): Promise<Reply>;
  /** These bytes, on a connection of their own. */
  dial(text?: string): Socket;
};

export async function openDashboard(more: Partial<DashboardOptions> = {}): Promise<TestDashboard> {
  const folder = await mkdtemp(join(tmpdir(), 'asl-window-'));
  for (const [path, content] of Object.entries(built)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const feed = createFeed();
  const asked: [string, unknown][] = [];
  const complaints: string[] = [];
  const dashboard = await createDashboard({
    host: '127.0.0.1',
    port: 0,
    feed,
    rendererDir: folder,
    complain: (message) => complaints.push(message),
    async answer(command, argument) {
      asked.push([command, argument]);
      return { answer: { command } };
    },
    ...more,
  });
  const { port: portText, hostname, pathname } = new URL(dashboard.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const port = Number(portText);
  const token = pathname.slice(1, -1);

  return {
    ...dashboard,
    port,
    token,
    feed,
    asked,
    complaints,
    ask: (path, { method = 'GET', headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const asking = request({ host, port, path, method, headers, agent: false }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const all = Buffer.concat(chunks);
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: all, text: all.toString() });
          });
        });
        asking.on('error', reject);
        asking.end(body);
      }),
    dial(text) {
      const socket = connect(port, host);
      if (text !== undefined) socket.write(text);
      return socket;
    },
    async close() {
      await dashboard.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
