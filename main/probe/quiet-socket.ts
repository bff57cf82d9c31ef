/** Two habits of undici's HTTP/1 client, corrected at the socket that it is given. */
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';

/** More than 1 MiB of body in the smallest chunks that HTTP knows. */
const maxRawBytes = 8 * 1024 * 1024;

/**
 * Prepares a connected socket for undici.
 *
 * - At each normal end undici makes error objects that nobody reads, and their stack traces are a third of what a
 *   check costs. While this socket's own listeners run, errors are made without one.
 * - undici takes an interim `100 Continue` for a broken answer (its `onHeadersComplete`); any client has to put up with one
 *   (RFC 9110, section 15.2), so it is taken out of the stream.
 * - What undici does not bound is bounded here: endless interim answers, status lines, chunk extensions, trailers.
 */
export function prepareForUndici(socket: Socket, onFlood: () => void): void {
  const read = socket.read;
  let held: Buffer | undefined;
  let isPastInterim = false;

  Object.assign(socket, {
    emit: emitQuietly,
    read(this: Socket, size?: number): Buffer | null {
      const chunk: Buffer | null = read.call(this, size);
      if (chunk === null) return null;
      if (this.bytesRead > maxRawBytes) onFlood();
      if (isPastInterim) return chunk;
      const data = held === undefined ? chunk : Buffer.concat([held, chunk]);
      const rest = afterContinue(data);
      if (rest === undefined) {
        held = data;
        return null;
      }
      held = undefined;
      if (rest.length === 0) return null;
      isPastInterim = true;
      return rest;
    },
  });
}

function emitQuietly(this: Socket, ...event: unknown[]): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return EventEmitter.prototype.emit.apply(this, event as [string, ...unknown[]]);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** What follows all leading answers with status 100; undefined when more bytes are needed to tell. */
function afterContinue(data: Buffer): Buffer | undefined {
  // Any status but 1xx: the ordinary case, and a hot one.
  if (data.length >= 12 && data[9] !== 0x31) return data;
  let rest = data;
  while (rest.length > 0) {
    const seen = rest.subarray(0, 12).toString('latin1');
    if (!/^HTTP\/1\.\d 100$/u.test(seen)) {
      const couldBecome = rest.length < 12 && 'HTTP/1.1 100'.startsWith(seen);
      return couldBecome ? undefined : rest;
    }
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return rest.length > 16 * 1024 ? rest : undefined;
    rest = rest.subarray(end + 4);
  }
  return rest;
}
