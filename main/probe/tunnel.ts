/** Asks a proxy for a way through to a host (RFC 9110, section 9.3.6). */
import type { Socket } from 'node:net';
import type { Failure } from '../monitor/model.ts';
import type { ProxyServer } from './proxy.ts';
import { formatAddress, quote } from './wording.ts';

const maxHeadBytes = 16 * 1024;

/**
 * Sends CONNECT over a fresh connection to the proxy and reads the head of its answer. Errors of the socket itself are
 * the caller's to hear. Calls `done` once.
 */
export function openTunnel(
  socket: Socket,
  proxy: ProxyServer,
  host: string,
  port: number,
  done: (failure: Failure | undefined) => void,
): void {
  const authority = formatAddress(host, port);
  let head = Buffer.alloc(0);
  const finish = (problem: string | undefined, kind: Failure['kind'] = 'protocol') => {
    socket.off('readable', onReadable).off('end', onEnd);
    done(problem === undefined ? undefined : { kind, phase: 'tcp', sentence: `${proxy.place} ${problem}` });
  };
  const onEnd = () => finish(`closed the connection when asked for a tunnel to ${authority}`, 'reset');
  const onReadable = () => {
    for (let chunk: Buffer | null = socket.read(); chunk !== null; chunk = socket.read()) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) {
        if (head.length <= maxHeadBytes) continue;
        finish('sent endless headers instead of a tunnel', 'too_large');
        return;
      }
      const rest = head.subarray(end + 4);
      if (rest.length > 0) socket.unshift(rest);
      finish(problemWith(head.subarray(0, end).toString('latin1'), authority));
      return;
    }
  };
  socket.on('readable', onReadable).on('end', onEnd);
  const authorization = proxy.authorization === undefined ? '' : `proxy-authorization: ${proxy.authorization}\r\n`;
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${authorization}\r\n`);
}

function problemWith(head: string, authority: string): string | undefined {
  const line = head.split('\r\n', 1)[0] ?? '';
  const status = /^HTTP\/1\.\d (\d{3})(?: (.*))?$/u.exec(line);
  if (status === null) return `answered with something that is not HTTP: ${quote(line)}`;
  const code = Number(status[1]);
  if (code >= 200 && code < 300) return undefined;
  if (code === 407) return `wants a user and password; put them into its URL: http://user:password@proxy:port`;
  return `refused a tunnel to ${authority}: ${code} ${status[2] ?? ''}`.trimEnd();
}
