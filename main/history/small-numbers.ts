/** Whole numbers as bytes: small ones take one byte, for they are the rule (LEB128). */

export function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

export type NumberReader = {
  /** 0 beyond the end. */
  next(): number;
  readonly isAtEnd: boolean;
};

export function createNumberReader(bytes: Uint8Array): NumberReader {
  let position = 0;
  return {
    next() {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[position] ?? 0;
        position += 1;
        value += (byte & 0x7f) * scale;
        if (byte < 0x80) return value;
      }
    },
    get isAtEnd() {
      return position >= bytes.length;
    },
  };
}
