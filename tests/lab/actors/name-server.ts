/** A DNS server of one page: addresses from a table, no IPv6, and the ways in which name servers fail. */
import { createSocket } from 'node:dgram';
import type { NameMode } from './orders.ts';

const noSuchName = 3;
const serverFailure = 2;
const typeA = 1;

export function createNameServer() {
  let mode: NameMode = 'normal';
  let table: Readonly<Record<string, string>> = {};

  /** Undefined where none is given. */
  function answerTo(query: Buffer): Buffer | undefined {
    if (mode === 'silent') return undefined;
    const { name, type, end } = questionOf(query);
    const address = table[name];
    const code =
      mode === 'nxdomain' || (mode === 'normal' && address === undefined)
        ? noSuchName
        : mode === 'servfail'
          ? serverFailure
          : 0;
    const found = code === 0 && type === typeA && address !== undefined ? address : undefined;
    const header = Buffer.from(query.subarray(0, 12));
    // A response that is recursive, asked for or not.
    header.writeUInt16BE(0x8080 | (query.readUInt16BE(2) & 0x0100) | code, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(found === undefined ? 0 : 1, 6);
    header.writeUInt32BE(0, 8);
    return Buffer.concat([header, query.subarray(12, end), found === undefined ? Buffer.alloc(0) : record(found)]);
  }

  return {
    async open(given: { readonly address: string; readonly table: Readonly<Record<string, string>> }): Promise<null> {
      table = given.table;
      const socket = createSocket('udp4');
      socket.on('message', (query, from) => {
        const answer = answerTo(query);
        if (answer !== undefined) socket.send(answer, from.port, from.address);
      });
      // An answer to a laptop that is not there any more.
      socket.on('error', () => {});
      await new Promise<void>((resolve) => socket.bind(53, given.address, resolve));
      return null;
    },
    setMode(given: { readonly mode: NameMode }): null {
      mode = given.mode;
      return null;
    },
  };
}

function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** Points back to the question's name; nobody may keep it. */
function record(address: string): Buffer {
  const head = Buffer.from([0xc0, 0x0c, 0, typeA, 0, 1, 0, 0, 0, 0, 0, 4]);
  return Buffer.concat([head, Buffer.from(address.split('.').map(Number))]);
}
