import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { KeyPair } from './certificates.ts';
import { answerOf, type Behaviour, misbehave } from './misbehaving-server-answers.ts';

export type { Behaviour } from './misbehaving-server-answers.ts';

export type SeenRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type MisbehavingServer = {
  /** Ends with a slash. */
  readonly url: string;
  readonly port: number;
  readonly behaviour: Behaviour;
  /** From now on, for new requests; `refuse` also drops those that wait. The port stays the same. */
  become(behaviour: Behaviour): Promise<void>;
  /** The latest hundred, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Open at this moment. */
  readonly connections: number;
  /** How many bytes clients have let it send so far. */
  readonly bytesSent: number;
  /** Resolves as soon as no connection is open. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

export type MisbehavingServerOptions = {
  readonly behaviour?: Behaviour;
  readonly host?: string;
  readonly port?: number;
  readonly tls?: KeyPair;
};

/** An HTTP/1.1 server on a raw socket, good or bad as it is told, at any moment of its life. */
export async function startMisbehavingServer(options: MisbehavingServerOptions = {}): Promise<MisbehavingServer> {
  const host = options.host ?? '127.0.0.1';
  const sockets = new Set<Socket>();
  const requests: SeenRequest[] = [];
  const waitingForIdle: (() => void)[] = [];
  let behaviour = options.behaviour ?? 'ok';
  let bytesOfClosed = 0;

  const serve = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      bytesOfClosed += socket.bytesWritten;
      if (sockets.size === 0) for (const tell of waitingForIdle.splice(0)) tell();
    });
    if (behaviour === 'silent') {
      socket.resume();
      return;
    }
    if (behaviour === 'slam') {
      socket.once('data', () => socket.end());
      return;
    }
    let received = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      for (let taken = takeRequest(received); taken !== undefined; taken = takeRequest(received)) {
        received = taken.rest;
        requests.push(taken.request);
        if (requests.length > 100) requests.shift();
        const answer = answerOf(behaviour, taken.request);
        if (answer === undefined) misbehave(behaviour, socket);
        else socket.write(answer);
      }
    });
  };

  const server: Server = options.tls ? createTlsServer(options.tls, serve) : createServer(serve);
  server.on('tlsClientError', () => {});
  const listen = async (port: number) => {
    server.listen(port, host);
    await once(server, 'listening');
  };
  const stop = async () => {
    const closed = server.listening ? once(server, 'close') : undefined;
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  if (behaviour === 'refuse') await stop();

  return {
    url: `${options.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    port,
    get behaviour() {
      return behaviour;
    },
    async become(next) {
      const wasRefusing = behaviour === 'refuse';
      behaviour = next;
      if (next === 'refuse') await stop();
      else if (wasRefusing) await listen(port);
    },
    requests,
    get connections() {
      return sockets.size;
    },
    get bytesSent() {
      return [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, bytesOfClosed);
    },
    idle: () => (sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => waitingForIdle.push(resolve))),
    close: stop,
  };
}

function takeRequest(text: string): { request: SeenRequest; rest: string } | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...lines] = text.slice(0, end).split('\r\n');
  const [method = '', target = ''] = line.split(' ');
  const headers = Object.fromEntries(
    lines.map((header) => {
      const colon = header.indexOf(':');
      return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
    }),
  );
  const bodyEnd = end + 4 + Number(headers['content-length'] ?? 0);
  if (text.length < bodyEnd) return undefined;
  return { request: { method, target, headers, body: text.slice(end + 4, bodyEnd) }, rest: text.slice(bodyEnd) };
}
