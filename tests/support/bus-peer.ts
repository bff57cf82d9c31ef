import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

/** What is said in a body: the signature, and its bytes as the wire has them. */
export type Said = { readonly signature: string; readonly body: Buffer };

export type BusPeer = {
  own(name: string): void;
  release(name: string): void;
  /** What it says to whoever asks from now on, or nothing at all. */
  answer(said: Said | { readonly error: string } | 'nothing'): void;
  /** To everybody who wants it, or to one. */
  signal(path: string, name: string, member: string, said?: Said, destination?: string): void;
  close(): void;
};

export const nothing: Said = { signature: '', body: Buffer.alloc(0) };
export const truth = (value: boolean): Said => ({ signature: 'b', body: word(value ? 1 : 0) });
export const inVariant = ({ signature, body }: Said): Said => ({
  signature: 'v',
  body: Buffer.concat([Buffer.from(`\x01${signature}\0`, 'latin1'), Buffer.alloc(1), body]),
});
export const text = (value: string): Said => ({
  signature: 's',
  body: Buffer.concat([word(Buffer.byteLength(value)), Buffer.from(`${value}\0`)]),
});

export function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const types = { call: 1, answer: 2, error: 3, signal: 4 } as const;
type Field = readonly [code: number, type: 'o' | 's' | 'u' | 'g', value: string | number];

/** A program of the desktop, with a name on the bus: a tray, a locker, or one that means no good. */
export async function connectPeer(path: string): Promise<BusPeer> {
  const socket = createConnection({ path });
  await once(socket, 'connect');
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.())).toString('hex')}\r\n`);
  await once(socket, 'data');
  socket.write('BEGIN\r\n');
  let serial = 0;
  let said: Parameters<BusPeer['answer']>[0] = 'nothing';
  let unread: Buffer = Buffer.alloc(0);

  function ask(member: string, said: Said = nothing): void {
    serial += 1;
    const fields: readonly Field[] = [
      [1, 'o', daemon.path],
      [2, 's', daemon.name],
      [3, 's', member],
      [6, 's', daemon.name],
    ];
    socket.write(message('call', serial, fields, said));
  }

  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (;;) {
      if (unread.length < 16) return;
      const length = 16 + Math.ceil(unread.readUInt32LE(12) / 8) * 8 + unread.readUInt32LE(4);
      if (unread.length < length) return;
      const message = unread.subarray(0, length);
      unread = unread.subarray(length);
      if (message[1] === types.call) reply(message.readUInt32LE(8), senderOf(message));
    }
  });

  function reply(to: number, destination: string): void {
    if (said === 'nothing') return;
    serial += 1;
    const fields: Field[] = [
      [5, 'u', to],
      [6, 's', destination],
    ];
    if ('error' in said) socket.write(message('error', serial, [...fields, [4, 's', said.error]], nothing));
    else socket.write(message('answer', serial, fields, said));
  }

  ask('Hello');
  await once(socket, 'data');
  return {
    // With no flags: whoever has the name keeps it.
    own: (name) => ask('RequestName', { signature: 'su', body: Buffer.concat([padded(text(name).body, 4), word(0)]) }),
    release: (name) => ask('ReleaseName', text(name)),
    answer(next) {
      said = next;
    },
    signal(path, name, member, content = nothing, destination) {
      serial += 1;
      const fields: Field[] = [
        [1, 'o', path],
        [2, 's', name],
        [3, 's', member],
        ...(destination === undefined ? [] : [[6, 's', destination] as const]),
      ];
      socket.write(message('signal', serial, fields, content));
    },
    close: () => socket.destroy(),
  };
}

const daemon = { path: '/org/freedesktop/DBus', name: 'org.freedesktop.DBus' } as const;

export function message(type: keyof typeof types, serial: number, fields: readonly Field[], said: Said): Buffer {
  const { signature, body } = said;
  const all: readonly Field[] = signature === '' ? fields : [...fields, [8, 'g', signature]];
  let header: Buffer = Buffer.alloc(0);
  for (const [code, kind, value] of all) {
    const bytes =
      typeof value === 'number'
        ? word(value)
        : kind === 'g'
          ? Buffer.from(`${String.fromCharCode(value.length)}${value}\0`, 'latin1')
          : text(value).body;
    header = Buffer.concat([
      padded(header, 8),
      Buffer.from(`${String.fromCharCode(code)}\x01${kind}\0`, 'latin1'),
      bytes,
    ]);
  }
  const start = [Buffer.from([0x6c, types[type], 0, 1]), word(body.length), word(serial), word(header.length)];
  return Buffer.concat([...start, padded(header, 8), body]);
}

function padded(bytes: Buffer, alignment: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}

/** The seventh field, a text. */
function senderOf(bytes: Buffer): string {
  const at = bytes.indexOf(Buffer.from('\x07\x01s\0', 'latin1'));
  const length = bytes.readUInt32LE(at + 4);
  return bytes.toString('utf8', at + 8, at + 8 + length);
}

/** A bus that lets everybody in and then says just these bytes. */
export function sayAfterAdmission(socket: Socket, bytes: Buffer): void {
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    if (chunk.includes('AUTH')) socket.write('OK 1234deadbeef\r\n');
    if (chunk.includes('BEGIN')) socket.write(bytes);
  });
}
