/**
 * Messages of the D-Bus wire protocol as bytes: as much of it as asking a few questions takes. Pure.
 *
 * By the D-Bus specification, sections "Type System", "Marshaling (Wire Format)" and "Message Protocol".
 */

import { type BusReader, type BusValue, padding, readBus } from './bus-reader.ts';

/** Arguments are texts, which is all that is ever asked with. */
export type BusCall = {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args?: readonly string[];
};

/** A field that it does not have is empty. */
export type BusMessage = {
  readonly type: 'call' | 'answer' | 'error' | 'signal';
  /** Of the call that it answers, or 0. */
  readonly replySerial: number;
  readonly sender: string;
  readonly interface: string;
  readonly member: string;
  readonly errorName: string;
  /** Undefined where it holds a type that nobody here asks for, or is not what it says it is. */
  readonly body: readonly BusValue[] | undefined;
};

/** To everybody who wants it. */
export type Signal = {
  readonly sender: string;
  readonly interface: string;
  readonly member: string;
  readonly values: readonly BusValue[];
};

/** The bus itself answers here. */
export const bus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** Of how many bytes the length of a message can be told. */
export const prefixBytes = 16;
/** The longest that the protocol allows. */
const longestMessageBytes = 2 ** 27;

const types = [undefined, 'call', 'answer', 'error', 'signal'] as const;
/** Nobody is started for a question. */
const noAutoStart = 0x2;
const fields = {
  path: 1,
  interface: 2,
  member: 3,
  errorName: 4,
  replySerial: 5,
  destination: 6,
  sender: 7,
  signature: 8,
} as const;

/** `serial` must not be 0, and not be used twice on a connection. */
export function encodeCall({ destination, path, interface: name, member, args = [] }: BusCall, serial: number): Buffer {
  const header = joined(8, [
    field(fields.path, 'o', text(path)),
    field(fields.interface, 's', text(name)),
    field(fields.member, 's', text(member)),
    field(fields.destination, 's', text(destination)),
    ...(args.length === 0 ? [] : [field(fields.signature, 'g', signature('s'.repeat(args.length)))]),
  ]);
  const body = joined(4, args.map(text));
  const start = Buffer.alloc(prefixBytes);
  start.set([0x6c, types.indexOf('call'), noAutoStart, 1]);
  start.writeUInt32LE(body.length, 4);
  start.writeUInt32LE(serial, 8);
  start.writeUInt32LE(header.length, 12);
  return joined(8, [Buffer.concat([start, header]), body]);
}

/** Each part begins at a multiple of so many bytes, also one that is empty. */
function joined(alignment: number, parts: readonly Buffer[]): Buffer {
  return parts.reduce((all, part) => Buffer.concat([all, Buffer.alloc(padding(all.length, alignment)), part]), none);
}

const none = Buffer.alloc(0);

function field(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), signature(type), value]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length - 1);
  return Buffer.concat([length, bytes]);
}

function signature(value: string): Buffer {
  return Buffer.from(`${String.fromCharCode(value.length)}${value}\0`, 'latin1');
}

/** The whole length in bytes, told from the first `prefixBytes` of it; undefined where this is no message. */
export function messageLength(prefix: Buffer): number | undefined {
  const read = readBus(prefix, 4);
  if (read === undefined || prefix[3] !== 1) return undefined;
  const bodyBytes = read.number();
  read.number();
  const fieldBytes = read.number();
  const length = prefixBytes + fieldBytes + padding(fieldBytes, 8) + bodyBytes;
  return length <= longestMessageBytes ? length : undefined;
}

/** A message as long as `messageLength` says; undefined where its header cannot be read. */
export function decodeMessage(bytes: Buffer): BusMessage | undefined {
  try {
    const type = types[bytes[1] ?? 0];
    const read = readBus(bytes, 12);
    if (type === undefined || read === undefined) return undefined;
    const header = headerOf(read);
    const text = (code: number): string => {
      const value = header.get(code);
      return typeof value === 'string' ? value : '';
    };
    const replySerial = header.get(fields.replySerial);
    return {
      type,
      replySerial: typeof replySerial === 'number' ? replySerial : 0,
      sender: text(fields.sender),
      interface: text(fields.interface),
      member: text(fields.member),
      errorName: text(fields.errorName),
      body: bodyOf(read, text(fields.signature)),
    };
  } catch {
    return undefined;
  }
}

/** By their numbers. */
function headerOf(read: BusReader): ReadonlyMap<number, BusValue> {
  const values = new Map<number, BusValue>();
  const end = read.number() + prefixBytes;
  while (read.at() < end) {
    read.align(8);
    const code = read.byte();
    values.set(code, read.value('v'));
  }
  read.align(8);
  return values;
}

function bodyOf(read: BusReader, signature: string): readonly BusValue[] | undefined {
  try {
    return (signature.match(/a*./gs) ?? []).map((type) => read.value(type));
  } catch {
    return undefined;
  }
}
