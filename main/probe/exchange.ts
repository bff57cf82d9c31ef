/** One request and its answer, by undici, over a connection of its own. */
import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import type { Failure } from '../monitor/model.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';
import type { Connector } from './connection.ts';
import { failureOf } from './failure.ts';
import { advance, type Progress } from './progress.ts';
import { prepareForUndici } from './quiet-socket.ts';
import type { ProbeRequest } from './request.ts';

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Told what comes in, in this order; after `end` or `failed`, nothing more. */
export type AnswerListener = {
  head(statusCode: number, reason: string, headers: AnswerHeaders): void;
  data(chunk: Buffer): void;
  end(): void;
  failed(failure: Failure): void;
};

const maxHeaderBytes = 64 * 1024;

/**
 * Sends the request and passes the answer on as it comes. The caller decides when it has seen enough: `Cancel` closes
 * the connection, and the listener is not called any more. May call the listener before it returns.
 */
export function exchange(
  connect: Connector,
  clock: Clock,
  request: ProbeRequest,
  timeoutMs: number,
  progress: Progress,
  listener: AnswerListener,
): Cancel {
  let isOver = false;
  let socket: Socket | undefined;
  let cancelConnect: Cancel | undefined;

  const fail = (failure: Failure) => {
    if (isOver) return;
    isOver = true;
    socket?.destroy();
    listener.failed(failure);
  };

  // undici wants to connect by itself: handed a connection that is already open, it may read before it has a request.
  const client = new Client(request.origin, {
    pipelining: 1,
    allowH2: false,
    // One deadline spans the whole attempt; undici's own are coarse and know only parts of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: maxHeaderBytes,
    connect(_options, give) {
      cancelConnect = connect(request, timeoutMs, progress, (failure, opened) => {
        if (failure !== undefined || opened === undefined) {
          if (failure !== undefined) fail(failure);
          return;
        }
        socket = opened;
        advance(progress, 'first_byte', clock.monotonicMs());
        prepareForUndici(opened, () => {
          const sentence = `${progress.place} sends without end`;
          fail({ kind: 'too_large', phase: progress.phase, sentence });
        });
        give(null, opened);
      });
    },
  });

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart() {},
    onResponseStart(_controller, statusCode, headers, reason) {
      if (isOver || statusCode < 200) return;
      progress.statusCode = statusCode;
      advance(progress, 'body', clock.monotonicMs());
      listener.head(statusCode, reason ?? '', headers);
    },
    onResponseData(_controller, chunk) {
      if (!isOver) listener.data(chunk);
    },
    onResponseEnd() {
      if (isOver) return;
      isOver = true;
      // Closed here and now, undici has no reason left to close it with an error of its own.
      socket?.destroy();
      listener.end();
    },
    onResponseError(_controller, error) {
      fail(failureOf(error, progress));
    },
  };
  client.dispatch(
    {
      path: request.target,
      method: request.method,
      headers: request.headers as string[],
      body: request.body ?? null,
      reset: true,
    },
    handler,
  );

  return () => {
    isOver = true;
    cancelConnect?.();
    socket?.destroy();
  };
}
