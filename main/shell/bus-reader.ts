/** Values of the D-Bus wire protocol, out of the bytes of a message. Pure. */

/** What a variant holds stands for the variant. */
export type BusValue = string | boolean | number | readonly string[];

export type BusReader = {
  at(): number;
  align(alignment: number): void;
  byte(): number;
  number(): number;
  /** One complete type; throws where it is not known here, or the bytes are none of it. */
  value(type: string): BusValue;
};

/** So many bytes are missing to a multiple of the alignment. */
export const padding = (length: number, alignment: number): number => (alignment - (length % alignment)) % alignment;

/** From that byte of a message on; undefined where its first byte names no byte order. */
export function readBus(bytes: Buffer, from: number): BusReader | undefined {
  const order = bytes[0];
  if (order !== 0x6c && order !== 0x42) return undefined;
  let at = from;

  function align(alignment: number): void {
    at += padding(at, alignment);
  }

  function byte(): number {
    at += 1;
    return bytes.readUInt8(at - 1);
  }

  function number(): number {
    align(4);
    at += 4;
    return order === 0x6c ? bytes.readUInt32LE(at - 4) : bytes.readUInt32BE(at - 4);
  }

  function characters(length: number): string {
    const end = at + length;
    if (bytes.readUInt8(end) !== 0) throw unreadable();
    const value = bytes.toString('utf8', at, end);
    at = end + 1;
    return value;
  }

  function texts(): readonly string[] {
    const end = number() + at;
    const values: string[] = [];
    while (at < end) values.push(characters(number()));
    if (at !== end) throw unreadable();
    return values;
  }

  function value(type: string): BusValue {
    switch (type) {
      case 's':
      case 'o':
        return characters(number());
      case 'g':
        return characters(byte());
      case 'b':
        return truth(number());
      case 'u':
        return number();
      case 'as':
        return texts();
      case 'v':
        return within(characters(byte()));
      default:
        throw unreadable();
    }
  }

  /** One in another may go on for ever. */
  function within(type: string): BusValue {
    if (type === 'v') throw unreadable();
    return value(type);
  }

  return { at: () => at, align, byte, number, value };
}

function truth(value: number): boolean {
  if (value > 1) throw unreadable();
  return value === 1;
}

function unreadable(): Error {
  return new Error('not a value of a known type');
}
