import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeCall, messageLength } from '../../../main/shell/bus-messages.ts';

const hello = encodeCall(
  {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'Hello',
  },
  1,
);

/** An answer to the call 7 with a text, as a machine writes it whose numbers begin at their large end. */
const fromOtherMachine = Buffer.from(
  [
    '42020001 00000007 00000002 00000027',
    '05017500 00000007 08016700 01730000',
    '07017300 0000000f 6f72672e 66726565 6465736b 746f7000',
    '00000002 6f6b0000',
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);

describe('a message of the bus', () => {
  it('is as long as it says', () => {
    expect(messageLength(hello)).toBe(hello.length);
    expect(messageLength(fromOtherMachine.subarray(0, 16))).toBe(16 + 40 + 7);
  });

  it('is read back as it was written', () => {
    expect(decodeMessage(hello)).toMatchObject({
      type: 'call',
      member: 'Hello',
      interface: 'org.freedesktop.DBus',
      body: [],
    });
    const asked = encodeCall(
      { destination: 'a.b', path: '/a', interface: 'a.b', member: 'Get', args: ['', 'é', 'three'] },
      0xffff_ffff,
    );
    expect(messageLength(asked)).toBe(asked.length);
    expect(decodeMessage(asked)?.body).toEqual(['', 'é', 'three']);
  });

  it('starts nobody, and is numbered', () => {
    expect([hello[1], hello[2], hello[3], hello.readUInt32LE(8)]).toEqual([1, 2, 1, 1]);
  });

  it('may come with its numbers the other way round', () => {
    expect(decodeMessage(fromOtherMachine)).toMatchObject({
      type: 'answer',
      replySerial: 7,
      sender: 'org.freedesktop',
      body: ['ok'],
    });
  });

  it('is none where its first bytes are of no message, or it would be longer than any may be', () => {
    expect(messageLength(Buffer.from('GET / HTTP/1.1\r\n'))).toBeUndefined();
    const otherProtocol = Buffer.from(hello);
    otherProtocol[3] = 2;
    expect(messageLength(otherProtocol)).toBeUndefined();
    const endless = Buffer.from(hello);
    endless.writeUInt32LE(0xffff_ffff, 4);
    expect(messageLength(endless)).toBeUndefined();
  });

  it('never does more than be unreadable, whichever of its bytes is another, or missing', () => {
    for (const original of [hello, fromOtherMachine]) {
      for (let at = 0; at < original.length; at += 1) {
        for (const value of [0, 1, 0x7f, 0xff]) {
          const bytes = Buffer.from(original);
          bytes[at] = value;
          expect(() => decodeMessage(bytes)).not.toThrow();
          expect(() => decodeMessage(bytes.subarray(0, at))).not.toThrow();
        }
      }
    }
  });
});
