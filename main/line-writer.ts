/** Lines for a pipe or a terminal, many in one write. */

export type LineWriter = {
  write(line: string): void;
  /** Writes what is left at once. */
  flush(): void;
};

export type Output = {
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
};

/** A reader that has gone away, or a full disk behind a redirection, must not end the monitoring: what cannot be written is dropped. */
export function createLineWriter(output: Output): LineWriter {
  let pending = '';
  let broken = false;
  output.on('error', () => {
    broken = true;
  });

  function flush(): void {
    const text = pending;
    pending = '';
    if (!broken && text !== '') output.write(text);
  }

  return {
    write(line) {
      if (pending === '') setImmediate(flush);
      pending += `${line}\n`;
    },
    flush,
  };
}
