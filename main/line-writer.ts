/** Lines for a pipe or a terminal, many in one write. */

export type LineWriter = {
  write(line: string): void;
  /** Writes what is left at once. */
  flush(): void;
};

export type Output = {
  /** Bytes that the reader has not taken yet. */
  readonly writableLength: number;
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
};

/** What waits for a reader that has stopped reading. */
const mostWaitingBytes = 4 * 1024 * 1024;

/**
 * A reader that has gone away, one that has stopped reading, or a full disk behind a redirection must neither end the
 * monitoring nor fill the memory: what cannot be written is dropped.
 */
export function createLineWriter(output: Output): LineWriter {
  let pending = '';
  let broken = false;
  output.on('error', () => {
    broken = true;
  });

  function flush(): void {
    const text = pending;
    pending = '';
    if (!broken && text !== '' && output.writableLength < mostWaitingBytes) output.write(text);
  }

  return {
    write(line) {
      if (pending === '') setImmediate(flush);
      pending += `${line}\n`;
    },
    flush,
  };
}
