/** Local services on ports of their own, which break in three ways and are mended again. */
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export const failings = ['refused', 'status', 'hung'] as const;
export type Failing = (typeof failings)[number];

export type Service = {
  readonly name: string;
  readonly url: string;
  /** Services with the same host fail together where they fail in the same connecting way. */
  readonly host: string;
  break(how: Failing): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
};

/** Together they are one host's; every second host has one service only. */
const perSharedHost = 3;
/** Below the ports that systems give to outgoing connections, so that nobody takes the port of one that refuses. */
const firstPort = 21_000;
const listenRetryMs = 50;

export async function createServices(count: number): Promise<readonly Service[]> {
  const services: Service[] = [];
  let port = firstPort + (process.pid % 100) * 100;
  for (let host = 1; services.length < count; host += 1) {
    const size = host % 2 === 0 ? 1 : Math.min(perSharedHost, count - services.length);
    for (let index = 0; index < size; index += 1) {
      const name = `Shop ${String(services.length + 1).padStart(3, '0')}`;
      // Only Linux has all of 127.0.0.0/8; elsewhere they are one host's, and more of them fail together.
      const address = process.platform === 'linux' ? `127.0.7.${host}` : '127.0.0.1';
      port = await freePortFrom(port, address);
      services.push(await createService(name, address, port));
      port += 1;
    }
  }
  return services;
}

async function createService(name: string, host: string, port: number): Promise<Service> {
  let failing: Failing | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => {
    if (failing === 'hung') return;
    response.writeHead(failing === 'status' ? 503 : 200, { connection: 'close' }).end(failing ?? 'well');
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });

  async function refuse(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await listen(server, host, port);
  return {
    name,
    host,
    url: `http://${host}:${port}/`,
    async break(how) {
      failing = how;
      if (how === 'refused') await refuse();
    },
    async mend() {
      failing = undefined;
      for (const socket of sockets) socket.destroy();
      // The port may be held for a moment by a connection that is still on its way out.
      while (!server.listening) await listen(server, host, port).catch(() => delay(listenRetryMs));
    },
    close: refuse,
  };
}

async function freePortFrom(first: number, host: string): Promise<number> {
  for (let port = first; port < first + 1_000; port += 1) {
    const server = createServer();
    const isFree = await listen(server, host, port).then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error(`no free port from ${first} on`);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
