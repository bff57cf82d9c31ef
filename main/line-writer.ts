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
  on(event: 'drain', listener: () => void): unknown;
};

/** What waits for a reader that has stopped reading. */
const mostWaitingBytes = 4 * 1024 * 1024;
/** After a loss nothing more is written until so little is left, so that one who is slow misses one stretch and not many. */
const caughtUpBytes = mostWaitingBytes / 2;

/**
 * A reader that has gone away, one that has stopped reading, or a full disk behind a redirection must neither end the
 * monitoring nor fill the memory: what cannot be written is dropped. Where the reader goes on, `wordLoss` gives the line
 * that says in its place how many are missing.
 */
export function createLineWriter(output: Output, wordLoss: (lines: number) => string): LineWriter {
  let pending: string[] = [];
  let lost = 0;
  let broken = false;
  output.on('error', () => {
    broken = true;
  });
  output.on('drain', flush);

  function flush(): void {
    const lines = pending;
    pending = [];
    if (broken || lines.length + lost === 0) return;
    if (output.writableLength >= (lost > 0 ? caughtUpBytes : mostWaitingBytes)) {
      lost += lines.length;
      return;
    }
    if (lost > 0) lines.unshift(wordLoss(lost));
    lost = 0;
    output.write(`${lines.join('\n')}\n`);
  }

  return {
    write(line) {
      if (pending.length === 0) setImmediate(flush);
      pending.push(line);
    },
    flush,
  };
}
