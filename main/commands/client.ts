/** Asks the program that runs for a data folder. */
import { connect, type Socket } from 'node:net';
import { type CommandAddress, commandAddresses, isPrivate } from './address.ts';

export type Answer =
  | { readonly ok: true; readonly result: unknown }
  /** `absent`: nothing runs there. */
  | { readonly ok: false; readonly error: string; readonly absent?: true };

export type Question = {
  readonly dataDir: string;
  readonly command: string;
  readonly arguments: object;
  readonly timeoutMs: number;
  readonly addresses?: readonly CommandAddress[];
};

/** Never rejects. */
export async function ask(question: Question): Promise<Answer> {
  const { dataDir, addresses = commandAddresses(dataDir) } = question;
  for (const { path, privateFolder } of addresses) {
    // Where others may write, somebody else may listen in place of the program.
    if (privateFolder !== undefined && !isPrivate(privateFolder)) continue;
    const answer = await askAt(path, question);
    if (answer !== undefined) return answer;
  }
  return { ok: false, absent: true, error: `no ASL Monitor runs for ${dataDir}` };
}

/** Undefined where nobody listens. */
function askAt(path: string, { command, arguments: args, timeoutMs }: Question): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(path);
    const timer = setTimeout(() => {
      decide({ ok: false, error: `ASL Monitor did not answer within ${Math.round(timeoutMs / 1_000)} s: try again` });
    }, timeoutMs);
    const decide = (answer: Answer | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => socket.write(`${JSON.stringify({ command, arguments: args })}\n`));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => decide(answerFrom(Buffer.concat(chunks).toString())));
    socket.on('close', () => decide(answerFrom(Buffer.concat(chunks).toString())));
    onError(socket, (code, message) => {
      // What closes a socket on unread bytes resets it.
      if (code === 'ECONNRESET' || code === 'EPIPE') decide(answerFrom(Buffer.concat(chunks).toString()));
      else if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTSOCK') decide(undefined);
      else if (code === 'EACCES' || code === 'EPERM') {
        decide({
          ok: false,
          error: `this user may not talk to the ASL Monitor at ${path}: run the command as its user`,
        });
      } else decide({ ok: false, error: `the ASL Monitor at ${path} cannot be asked: ${message}` });
    });
  });
}

function onError(socket: Socket, call: (code: unknown, message: string) => void): void {
  socket.on('error', (error) => call('code' in error ? error.code : undefined, error.message));
}

function answerFrom(text: string): Answer {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'ok' in value) {
      if (value.ok === true) return { ok: true, result: 'result' in value ? value.result : undefined };
      if ('error' in value && typeof value.error === 'string') return { ok: false, error: value.error };
    }
  } catch {
    // Said below.
  }
  return { ok: false, error: 'ASL Monitor closed the connection without an answer: it is ending, or busy; try again' };
}
