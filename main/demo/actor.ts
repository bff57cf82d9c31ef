/** One local service that misbehaves on command, over real sockets. */
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Certificate } from './certificate.ts';
import type { Act } from './schedule.ts';

export type Actor = {
  /** Stays the same while the service refuses connections. */
  readonly url: string;
  /** From now on the service behaves so; a request that hangs already goes on hanging. */
  perform(act: Act): Promise<void>;
  close(): Promise<void>;
};

const host = '127.0.0.1';
/** Longer than the demo's `max_response_time`, well within its timeout. */
const slowAnswerMs = 1_500;

/** Takes a free port on loopback. With a certificate it speaks TLS. */
export async function startActor(certificate?: Certificate): Promise<Actor> {
  let act: Act = 'well';
  const answer = (_request: IncomingMessage, response: ServerResponse) => respond(act, response);
  const server = certificate === undefined ? createServer(answer) : createSecureServer(certificate, answer);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server, 0);

  async function refuse(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    // Not `closeAllConnections`, which does not know those that are still in a TLS handshake.
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return {
    url: `${certificate === undefined ? 'http' : 'https'}://${host}:${port}/health`,
    async perform(next) {
      act = next;
      if (act === 'refuse') await refuse();
      // Another program may have taken the port meanwhile; the service then stays down until the next change.
      else if (!server.listening) await listen(server, port).catch(() => undefined);
    },
    close: refuse,
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function respond(act: Act, response: ServerResponse): void {
  switch (act) {
    case 'well':
    case 'bad_certificate':
    case 'refuse':
      response.end('ok\n');
      return;
    case 'error_503':
      response.writeHead(503).end('the database does not answer\n');
      return;
    case 'slow': {
      const timer = setTimeout(() => response.end('ok, at last\n'), slowAnswerMs);
      response.once('close', () => clearTimeout(timer));
      return;
    }
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
  }
}
