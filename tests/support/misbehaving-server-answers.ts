import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export type Behaviour =
  | 'ok'
  | 'status-500'
  | 'wrong-content'
  /** Nobody listens. */
  | 'refuse'
  /** Takes the request, then sends a TCP reset. */
  | 'reset'
  /** Takes the request and never answers. */
  | 'hang'
  /** Answers nothing, not even to a handshake: TLS hangs when the server is a plain one. */
  | 'silent'
  /** Closes at the first byte that it gets, a whole request or not. */
  | 'slam'
  /** One byte of the body a second. */
  | 'drip'
  /** One header a second. */
  | 'drip-headers'
  /** Closes in good order, without a word. */
  | 'close'
  /** Promises more bytes than it sends. */
  | 'cut-body'
  | 'cut-chunks'
  | 'broken-chunks'
  | 'garbage'
  | 'endless-body'
  | 'endless-headers'
  | 'endless-status-line'
  | 'endless-interim'
  | 'gzip-bomb'
  /** 100 and 103 before the real answer. */
  | 'interim'
  | 'switch-protocols'
  | 'redirect-loop'
  | 'redirect-nowhere'
  | { readonly slowMs: number }
  | { readonly redirectTo: string; readonly status?: number }
  /** Says what it was sent. */
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string | Buffer }
  /** These bytes, and with `end` no more after them. */
  | { readonly raw: string; readonly end?: boolean };

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n\r\nok\n';
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
let bomb: Buffer | undefined;

/** The whole answer, where there is one to be sent at once. */
export function answerOf(
  behaviour: Behaviour,
  request: { readonly method: string; readonly target: string },
): string | Buffer | undefined {
  if (typeof behaviour === 'object') {
    if ('raw' in behaviour) return behaviour.end ? undefined : behaviour.raw;
    if ('redirectTo' in behaviour) return redirection(behaviour.status ?? 302, behaviour.redirectTo);
    if ('slowMs' in behaviour) return undefined;
    const body = Buffer.from(behaviour.body);
    const headers = { 'content-length': `${body.length}`, ...behaviour.headers };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = Buffer.from(`HTTP/1.1 ${behaviour.status ?? 200} Answer\r\n${lines.join('')}\r\n`, 'latin1');
    return request.method === 'HEAD' ? head : Buffer.concat([head, body]);
  }
  switch (behaviour) {
    case 'ok':
      return ok;
    case 'status-500':
      return 'HTTP/1.1 500 Internal Server Error\r\ncontent-length: 5\r\n\r\noops\n';
    case 'wrong-content':
      return 'HTTP/1.1 200 OK\r\ncontent-length: 18\r\n\r\nunder construction';
    case 'garbage':
      return 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n';
    case 'cut-chunks':
    case 'cut-body':
    case 'close':
      return undefined;
    case 'broken-chunks':
      return `${chunked}2\r\nok\r\nZZZ\r\nno chunk\r\n`;
    case 'interim':
      return `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n${ok}`;
    case 'switch-protocols':
      return 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n';
    case 'redirect-loop':
      return redirection(302, request.target);
    case 'redirect-nowhere':
      return 'HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n';
    case 'gzip-bomb': {
      bomb ??= gzipSync(Buffer.alloc(64 * 1024 * 1024));
      const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`;
      return Buffer.concat([Buffer.from(head), bomb]);
    }
    default:
      return undefined;
  }
}

/** Everything that takes time, never ends, or ends badly. */
export function misbehave(behaviour: Behaviour, socket: Socket): void {
  if (typeof behaviour === 'object') {
    if ('slowMs' in behaviour) later(socket, behaviour.slowMs, () => socket.write(ok));
    if ('raw' in behaviour) socket.end(behaviour.raw, 'latin1');
    return;
  }
  switch (behaviour) {
    case 'reset':
      socket.resetAndDestroy();
      return;
    case 'close':
      socket.end();
      return;
    case 'cut-body':
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this');
      return;
    case 'cut-chunks':
      socket.end(`${chunked}9\r\nonly this\r\n`);
      return;
    case 'drip':
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      everySecond(socket, 'x');
      return;
    case 'drip-headers':
      socket.write('HTTP/1.1 200 OK\r\n');
      everySecond(socket, 'x-drip: drop\r\n');
      return;
    case 'endless-body':
      flood(socket, 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(65_536));
      return;
    case 'endless-headers':
      flood(socket, 'HTTP/1.1 200 OK\r\n', `x-flood: ${'x'.repeat(8000)}\r\n`);
      return;
    case 'endless-status-line':
      flood(socket, 'HTTP/1.1 200 ', 'x'.repeat(65_536));
      return;
    case 'endless-interim':
      flood(socket, '', 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n'.repeat(1000));
      return;
    default:
      return;
  }
}

function redirection(status: number, location: string): string {
  return `HTTP/1.1 ${status} Elsewhere\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
}

function later(socket: Socket, ms: number, act: () => void): void {
  const timer = setTimeout(act, ms);
  socket.on('close', () => clearTimeout(timer));
}

function everySecond(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 1000);
  socket.on('close', () => clearInterval(timer));
}

/** As fast as the other side takes it, for ever. */
function flood(socket: Socket, start: string, text: string): void {
  socket.write(start);
  const pour = () => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', pour);
  pour();
}
