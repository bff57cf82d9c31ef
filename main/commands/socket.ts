/**
 * Where the running program listens for commands: one line of JSON in, `{command, arguments}`, and one line out,
 * `{ok: true, result}` or `{ok: false, error}`. Only this user may connect.
 */
import { lstatSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { AttentionError } from '../monitor/attention.ts';
import { type CommandAddress, commandAddresses, makePrivate } from './address.ts';

export type CommandSocketOptions = {
  /** The folder by which the program is found. */
  readonly dataDir: string;
  /** Rejects with an `AttentionError` where the wish cannot be met. */
  readonly run: (command: string, args: unknown) => Promise<unknown>;
  readonly warn: (message: string) => void;
  readonly addresses?: readonly CommandAddress[];
  /** For a whole request, and again for the reader of its answer. */
  readonly patienceMs?: number;
};

export type CommandSocket = {
  /** Resolves once it listens, or once it is clear that it cannot; never rejects. */
  readonly ready: Promise<void>;
  /** At once: whoever waits for an answer gets none. */
  close(): void;
};

const largestRequestBytes = 64 * 1024;
const mostConnections = 64;
const usualPatienceMs = 5_000;
/** A pipe or socket on this machine answers at once or not at all. */
const probeMs = 1_000;

/** Starts to listen. Where that cannot be, it warns, and the program goes on without commands. */
export function serveCommands(options: CommandSocketOptions): CommandSocket {
  const { dataDir, warn, addresses = commandAddresses(dataDir) } = options;
  const connections = new Set<Socket>();
  const closed = Promise.withResolvers<void>();
  let isClosed = false;

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    converse(socket, options);
  });
  server.maxConnections = mostConnections;
  // It must never be what keeps the program alive.
  server.unref();

  async function start(): Promise<void> {
    const reasons: string[] = [];
    for (const address of addresses) {
      if (isClosed) return;
      try {
        await listenAt(server, address);
        server.on('error', (error) => warn(`commands are not answered any more: ${error.message}`));
        if (isClosed) server.close();
        return;
      } catch (error) {
        reasons.push(error instanceof Error ? error.message : String(error));
        if (error instanceof OccupiedError) break;
      }
    }
    if (reasons.length === 0)
      reasons.push(`the path of ${dataDir} is too long for a socket, and so is that of the temporary folder`);
    warn(`asl-monitor status and its like cannot reach this program: ${reasons.join('; ')}; everything else works`);
  }

  return {
    ready: Promise.race([start(), closed.promise]),
    close() {
      isClosed = true;
      closed.resolve();
      server.close();
      for (const socket of connections) socket.destroy();
    },
  };
}

class OccupiedError extends Error {}

async function listenAt(server: Server, address: CommandAddress): Promise<void> {
  if (address.privateFolder !== undefined) makePrivate(address.privateFolder);
  try {
    await listen(server, address.path);
  } catch (error) {
    if (!isOneOf(error, ['EADDRINUSE'])) throw error;
    if (await answers(address.path)) {
      throw new OccupiedError(`another ASL Monitor answers at ${address.path}: give this one its own --data-dir`);
    }
    removeStale(address.path);
    await listen(server, address.path);
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // The file appears while `listen` is called, and must never be there with other rights than these.
    const before = process.umask(0o177);
    try {
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    } finally {
      process.umask(before);
    }
  });
}

/** What a program that was killed left behind refuses; one that runs accepts, or says that it is not for this user. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const decide = (isAnswered: boolean) => {
      socket.destroy();
      resolve(isAnswered);
    };
    socket.once('connect', () => decide(true));
    socket.once('error', (error) => decide(!isOneOf(error, ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'])));
    socket.setTimeout(probeMs, () => decide(true));
  });
}

function removeStale(path: string): void {
  if (process.platform === 'win32') return;
  if (!lstatSync(path).isSocket()) throw new Error(`${path} is in the way: it is no socket; move it elsewhere`);
  rmSync(path, { force: true });
}

/** Hears one request and answers it. Whatever the other end does harms nothing. */
function converse(socket: Socket, { run, warn, patienceMs = usualPatienceMs }: CommandSocketOptions): void {
  const chunks: Buffer[] = [];
  let length = 0;
  let isHeard = false;
  let deadline = setTimeout(
    () => answer(refused(`the request was not complete after ${patienceMs / 1_000} s`)),
    patienceMs,
  );

  function answer(line: string): void {
    isHeard = true;
    if (socket.destroyed) return;
    clearTimeout(deadline);
    deadline = setTimeout(() => socket.destroy(), patienceMs);
    socket.end(`${line}\n`);
  }

  function hear(request: Buffer): void {
    isHeard = true;
    clearTimeout(deadline);
    void reply(request, run, warn).then(answer);
  }

  socket.on('error', () => socket.destroy());
  socket.on('close', () => clearTimeout(deadline));
  socket.on('data', (chunk) => {
    // What comes after the request is taken and thrown away: a socket that is closed on unread bytes loses its answer.
    if (isHeard) return;
    const end = chunk.indexOf('\n');
    chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
    length += chunks.at(-1)?.length ?? 0;
    if (length > largestRequestBytes) answer(refused(`the request is larger than ${largestRequestBytes / 1024} kB`));
    else if (end >= 0) hear(Buffer.concat(chunks));
  });
  socket.on('end', () => {
    if (!isHeard) hear(Buffer.concat(chunks));
  });
}

async function reply(
  request: Buffer,
  run: CommandSocketOptions['run'],
  warn: (message: string) => void,
): Promise<string> {
  const wish = parsed(request.toString());
  if (wish === undefined) {
    return refused('expected one line of JSON such as {"command":"status","arguments":{}}');
  }
  try {
    return JSON.stringify({ ok: true, result: await run(wish.command, wish.arguments ?? {}) });
  } catch (error) {
    if (error instanceof AttentionError) return refused(error.message);
    warn(
      `the command ${JSON.stringify(wish.command.slice(0, 60))} failed: ${error instanceof Error ? error.stack : error}`,
    );
    return refused(`the command failed, its log says more: ${error instanceof Error ? error.message : error}`);
  }
}

function parsed(request: string): { readonly command: string; readonly arguments?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(request);
    if (typeof value !== 'object' || value === null || !('command' in value)) return undefined;
    const { command } = value;
    if (typeof command !== 'string') return undefined;
    return 'arguments' in value ? { command, arguments: value.arguments } : { command };
  } catch {
    return undefined;
  }
}

const refused = (error: string): string => JSON.stringify({ ok: false, error });

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
