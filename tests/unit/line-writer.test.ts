import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createLineWriter } from '../../main/line-writer.ts';

/** A writer whose reader reads only when the test says so. */
function aSlowReader() {
  const read: string[] = [];
  let next: (() => void) | undefined;
  const output = new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      next = () => {
        read.push(...chunk.trimEnd().split('\n'));
        done();
      };
    },
  });
  const lines = createLineWriter(output, (count) => `${count} lost`);
  const long = (name: string) => `${name} ${'x'.repeat(1024 * 1024)}`;
  return {
    output,
    lines,
    /** What the reader has seen, as the first word of each line. */
    seen: () => read.map((line) => line.split(' x')[0]),
    /** Lines of a mebibyte, each in a turn of its own. */
    async say(...names: readonly string[]) {
      for (const name of names) {
        lines.write(long(name));
        await turn();
      }
    },
    /** The reader takes that many writes. */
    async take(count: number) {
      for (let taken = 0; taken < count && next !== undefined; taken += 1) {
        const take = next;
        next = undefined;
        take();
        await turn();
      }
    },
  };
}

describe('lines for a reader who does not read', () => {
  it('are kept up to four mebibytes, and afterwards a line says how many are missing', async () => {
    const { lines, say, take, seen } = aSlowReader();
    await say('a', 'b', 'c', 'd', 'e', 'f');
    await take(2);
    await say('g');
    expect(seen()).toEqual(['a', 'b']);
    await take(1);
    await say('h');
    await take(10);
    expect(seen()).toEqual(['a', 'b', 'c', 'd', '3 lost', 'h']);
    lines.write('i');
    await turn();
    await take(10);
    expect(seen().at(-1)).toBe('i');
  });

  it('are said to be missing as soon as the reader has caught up, though nothing more happens', async () => {
    const { say, take, seen } = aSlowReader();
    await say('a', 'b', 'c', 'd', 'e', 'f');
    await take(10);
    expect(seen()).toEqual(['a', 'b', 'c', 'd', '2 lost']);
  });

  it('go on being written together, in order, and at once when asked', async () => {
    const { lines, take, seen } = aSlowReader();
    lines.write('a');
    lines.write('b');
    lines.flush();
    lines.write('c');
    await take(1);
    expect(seen()).toEqual(['a', 'b']);
    await take(1);
    expect(seen()).toEqual(['a', 'b', 'c']);
  });

  it('are nobody’s any more when the reader has gone', async () => {
    const { output, lines, say } = aSlowReader();
    await say('a');
    output.destroy(new Error('EPIPE'));
    await turn();
    const write = vi.spyOn(output, 'write');
    await say('b', 'c');
    lines.write('d');
    lines.flush();
    expect(write).not.toHaveBeenCalled();
  });
});
