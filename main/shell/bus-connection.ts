/**
 * One connection to a D-Bus message bus: it asks, and hears the signals that it asked for.
 *
 * By the D-Bus specification, sections "Authentication Protocol" and "Message Bus Specification". An own client, since
 * those that exist end the whole program over a message that they cannot read, and leave a question without an answer for
 * ever when the bus goes away.
 */
import { createConnection } from 'node:net';
import {
  type BusCall,
  type BusMessage,
  bus,
  decodeMessage,
  encodeCall,
  messageLength,
  prefixBytes,
  type Signal,
} from './bus-messages.ts';
import type { BusValue } from './bus-reader.ts';

export type BusAnswer =
  | { readonly kind: 'answer'; readonly values: readonly BusValue[] }
  /** Such as `org.freedesktop.DBus.Error.NameHasNoOwner`. */
  | { readonly kind: 'error'; readonly name: string }
  | { readonly kind: 'none'; readonly reason: string };

export type BusConnection = {
  /** Never rejects, and has an answer in time, whatever the other end does. Starts no program for it. */
  ask(call: BusCall): Promise<BusAnswer>;
  close(): void;
};

export type BusConnectionOptions = {
  /** As `busSockets` gives them. */
  readonly socket: string;
  readonly uid: number;
  /** Rules for the signals that are wanted, as the specification's section "Match Rules" has them. */
  readonly matches: readonly string[];
  /** How long an answer may take, milliseconds. */
  readonly patienceMs: number;
  /** Only those whose content can be read. */
  readonly onSignal: (signal: Signal) => void;
  /** The bus is gone, or never let this program in; called once, and not after `close`. */
  readonly onEnd: (reason: string, wasAdmitted: boolean) => void;
};

/** Longer messages than anybody here asks for are let pass without being kept. */
const longestKeptBytes = 2 ** 20;
const longestLineBytes = 2 ** 14;

/**
 * What is asked before the bus has let this program in waits until then. Keeps no process alive, and does nothing while
 * nobody says anything.
 */
export function connectToBus(options: BusConnectionOptions): BusConnection {
  const { socket: path, uid, matches, patienceMs, onSignal, onEnd } = options;
  const socket = createConnection({ path });
  socket.unref();
  const waiting = new Map<number, (answer: BusAnswer) => void>();
  let held: Buffer[] = [];
  let unread: Buffer = Buffer.alloc(0);
  let passBytes = 0;
  let isAdmitted = false;
  let isOver = false;
  let lastSerial = 0;
  const admission = setTimeout(() => end('it does not let this program in'), patienceMs);
  admission.unref();

  socket.on('error', (error) => end(error.message));
  socket.on('close', () => end('it has closed the connection'));
  socket.on('data', hear);
  // A byte for the credentials, then who we are: by its number, written in digits, in hexadecimal.
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}\r\n`);
  void ask({ ...bus, member: 'Hello' });
  for (const match of matches) void ask({ ...bus, member: 'AddMatch', args: [match] });

  function end(why: string): void {
    if (isOver) return;
    const reason = `the session's bus is out of reach: ${why}`;
    leave(reason);
    onEnd(reason, isAdmitted);
  }

  function leave(reason: string): void {
    isOver = true;
    clearTimeout(admission);
    socket.destroy();
    for (const answer of [...waiting.values()]) answer({ kind: 'none', reason });
  }

  function hear(chunk: Buffer): void {
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    if (!isAdmitted) readLine();
    let isMore = isAdmitted;
    while (isMore && !isOver) isMore = readMessage();
  }

  function readLine(): void {
    const at = unread.indexOf('\r\n');
    if (at < 0) {
      if (unread.length > longestLineBytes) end('it does not speak as a bus does');
      return;
    }
    const line = unread.toString('latin1', 0, at);
    unread = unread.subarray(at + 2);
    if (!line.startsWith('OK ')) {
      end('it does not let this program in');
      return;
    }
    isAdmitted = true;
    clearTimeout(admission);
    socket.write(Buffer.concat([Buffer.from('BEGIN\r\n'), ...held]));
    held = [];
  }

  /** Whether there may be another one. */
  function readMessage(): boolean {
    const passed = Math.min(passBytes, unread.length);
    passBytes -= passed;
    unread = unread.subarray(passed);
    if (unread.length < prefixBytes) return false;
    const length = messageLength(unread);
    if (length === undefined) {
      end('it does not speak as a bus does');
      return false;
    }
    if (length > longestKeptBytes) {
      passBytes = length;
      return true;
    }
    if (unread.length < length) return false;
    const message = decodeMessage(unread.subarray(0, length));
    unread = unread.subarray(length);
    if (message !== undefined) take(message);
    return true;
  }

  function take({ type, replySerial, errorName, body: values, ...origin }: BusMessage): void {
    const answer = waiting.get(replySerial);
    if (type === 'signal' && values !== undefined) onSignal({ ...origin, values });
    else if (type === 'error') answer?.({ kind: 'error', name: errorName });
    else if (type === 'answer' && values !== undefined) answer?.({ kind: 'answer', values });
    else if (type === 'answer') answer?.({ kind: 'none', reason: 'the answer cannot be read' });
  }

  function ask(call: BusCall): Promise<BusAnswer> {
    if (isOver) return Promise.resolve({ kind: 'none', reason: 'the connection is closed' });
    lastSerial += 1;
    const serial = lastSerial;
    const bytes = encodeCall(call, serial);
    if (isAdmitted) socket.write(bytes);
    else held.push(bytes);
    return new Promise((resolve) => {
      const patience = setTimeout(
        () => answer({ kind: 'none', reason: `${call.destination} does not answer` }),
        patienceMs,
      );
      patience.unref();
      function answer(given: BusAnswer): void {
        clearTimeout(patience);
        waiting.delete(serial);
        resolve(given);
      }
      waiting.set(serial, answer);
    });
  }

  return {
    ask,
    close() {
      if (!isOver) leave('the connection is closed');
    },
  };
}
