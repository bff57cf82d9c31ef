import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns';
import { once } from 'node:events';
import type { MakeResolver } from '../../main/probe/direct-lookup.ts';
import { parseAddress } from '../../main/probe/networks.ts';

/** Addresses of both families, an error, or no answer; `lost`: that many questions are lost before. */
export type NameAnswer =
  | 'silent'
  | 'no-such-name'
  | 'servfail'
  | { readonly addresses: readonly string[]; readonly lost?: number };

export type NameServer = {
  /** From now on. What is not named does not exist. */
  answer(zone: Readonly<Record<string, NameAnswer>>): void;
  /** "4 shop.example", in the order in which they came. */
  readonly questions: readonly string[];
  /** Resolvers that ask nobody else. */
  readonly makeResolver: MakeResolver;
  close(): void;
};

/** A name server on loopback, over UDP, good or bad as it is told. */
export async function startNameServer(): Promise<NameServer> {
  const socket = createSocket('udp4');
  const questions: string[] = [];
  const lost = new Map<string, number>();
  let zone: Readonly<Record<string, NameAnswer>> = {};

  socket.on('message', (message, from) => {
    const { name, type, end } = readQuestion(message);
    const question = `${type === 1 ? 4 : 6} ${name}`;
    questions.push(question);
    const answer = zone[name] ?? 'no-such-name';
    if (answer === 'silent') return;
    const reply = (code: number, addresses: readonly string[]) => {
      const head = Buffer.from(message.subarray(0, end));
      head.writeUInt16BE(0x8180 | code, 2);
      head.writeUInt16BE(addresses.length, 6);
      head.writeUInt32BE(0, 8);
      socket.send(Buffer.concat([head, ...addresses.map((address) => record(type, address))]), from.port, from.address);
    };
    if (answer === 'no-such-name') return reply(3, []);
    if (answer === 'servfail') return reply(2, []);
    const lostSoFar = lost.get(question) ?? 0;
    lost.set(question, lostSoFar + 1);
    if (lostSoFar < (answer.lost ?? 0)) return;
    reply(
      0,
      answer.addresses.filter((address) => address.includes(':') === (type === 28)),
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();

  return {
    answer(next) {
      zone = next;
      lost.clear();
    },
    questions,
    makeResolver(options) {
      const resolver = new Resolver(options);
      resolver.setServers([`127.0.0.1:${port}`]);
      return resolver;
    },
    close: () => void socket.close(),
  };
}

function readQuestion(message: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

function record(type: number, address: string): Buffer {
  const bytes = parseAddress(address) ?? [];
  return Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length, ...bytes]);
}
