import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const module = JSON.stringify(new URL('../../main/line-writer.ts', import.meta.url).href);

/** Writes ten mebibytes in many turns, says so on standard error, and one line more once nobody talks to it any more. */
const program = `
  import { setImmediate as turn } from 'node:timers/promises';
  import { createLineWriter } from ${module};
  const lines = createLineWriter(process.stdout, (count) => 'lost ' + count);
  for (let count = 0; count < 10_240; count += 1) {
    lines.write('line ' + 'x'.repeat(1_024));
    if (count % 10 === 9) await turn();
  }
  process.stderr.write('written');
  process.stdin.on('end', () => lines.write('last')).resume();
`;

// On Windows a pipe that nobody reads stops whoever writes.
it.skipIf(process.platform === 'win32')(
  'what a pipe did not take is counted in a line of its own, where it is missing',
  async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
    await once(child.stderr, 'data');
    const closed = once(child, 'close');
    const read: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      read.push(line);
      if (line.startsWith('lost')) child.stdin.end();
    }
    expect(await closed).toEqual([0, null]);
    const whole = read.filter((line) => line === `line ${'x'.repeat(1_024)}`).length;
    expect(whole).toBeGreaterThan(4_000);
    expect(whole).toBeLessThan(8_000);
    expect(read.slice(whole)).toEqual([`lost ${10_240 - whole}`, 'last']);
  },
);
