import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDemoChild } from '../../../main/window/demo-child.ts';

/** A program that does what the script says, started as the demo is; `place` is for what it leaves behind. */
function aDemo(script: string, startWithinMs?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'asl-demo-child-'));
  const [program, place] = [join(folder, 'program.mjs'), join(folder, 'place')];
  writeFileSync(program, `import { appendFileSync, existsSync, writeFileSync } from 'node:fs';\n${script}`);
  const demo = createDemoChild({
    program: [process.execPath, program],
    environment: { ...process.env, PLACE: place },
    ...(startWithinMs === undefined ? {} : { startWithinMs }),
  });
  onTestFinished(() => {
    demo.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return { demo, place };
}

const runs = 'setInterval(() => undefined, 1_000);';
const announces = (url: string) => `console.log(JSON.stringify({ event: 'started', dashboard: ${url} }));`;
const notes = "appendFileSync(process.env.PLACE, process.pid + ' ');";

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the demo beside the program', () => {
  it('is the same program with --demo, and tells where its window is', async () => {
    const { demo } = aDemo(`console.log('{"event":"check"}\\nno JSON with "started"');
      ${announces("process.argv.slice(2).join(' ') + ' ' + (process.channel !== undefined)")} ${runs}`);
    expect(await demo.start()).toBe('--demo --port 0 --json true');
  });

  it('is started once, however often it is asked for, and ends with the program', async () => {
    const { demo, place } = aDemo(`${notes} ${announces("'http://127.0.0.1:9/x/'")} ${runs}`);
    expect(await Promise.all([demo.start(), demo.start()])).toEqual(['http://127.0.0.1:9/x/', 'http://127.0.0.1:9/x/']);
    expect(await demo.start()).toBe('http://127.0.0.1:9/x/');
    const pids = readFileSync(place, 'utf8').trim().split(' ').map(Number);
    expect(pids).toHaveLength(1);
    demo.close();
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 5_000 });
  });

  it('is started anew once it has ended by itself', async () => {
    const { demo, place } = aDemo(`${notes} ${announces("'http://x/' + process.pid")}
      if (existsSync(process.env.PLACE + '.stay')) { ${runs} } else writeFileSync(process.env.PLACE + '.stay', '');`);
    const first = await demo.start();
    await vi.waitFor(() => expect(isAlive(Number(readFileSync(place, 'utf8').trim()))).toBe(false), { timeout: 5_000 });
    await vi.waitFor(async () => expect(await demo.start()).not.toBe(first), { timeout: 5_000 });
  });

  it('goes on printing events without anybody waiting for them', async () => {
    const { demo, place } = aDemo(`${announces("'http://x/'")}
      const line = 'x'.repeat(1_000) + '\\n';
      let left = 1_000;
      const print = () => (left-- > 0 ? process.stdout.write(line, print) : writeFileSync(process.env.PLACE, 'all'));
      print(); ${runs}`);
    await demo.start();
    await vi.waitFor(() => expect(existsSync(place)).toBe(true), { timeout: 5_000 });
  });

  it('says why it cannot be started, and can be started later', async () => {
    const { demo } = aDemo(`if (existsSync(process.env.PLACE)) { ${announces("'http://x/'")} ${runs} }
      else { writeFileSync(process.env.PLACE, ''); console.error('asl-monitor: no room left'); process.exitCode = 1; }`);
    await expect(demo.start()).rejects.toMatchObject({
      kind: 'refused',
      sentence: {
        en: 'the demo cannot be started: asl-monitor: no room left',
        fr: 'la démonstration ne peut pas démarrer : asl-monitor: no room left',
      },
    });
    expect(await demo.start()).toBe('http://x/');
  });

  it.each([
    ['has no window', announces('null') + runs, 'it has no window'],
    ['says nothing', runs, 'it has not begun within 0.3 s'],
    ['ends without a word', 'process.exitCode = 3;', 'it ended with code 3'],
  ])('does not leave one running that %s', async (_, script, why) => {
    const { demo, place } = aDemo(`${notes} ${script}`, why.includes('0.3') ? 300 : undefined);
    await expect(demo.start()).rejects.toMatchObject({ message: `the demo cannot be started: ${why}` });
    const pid = existsSync(place) ? Number(readFileSync(place, 'utf8')) : undefined;
    if (pid !== undefined) await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000 });
  });

  it('is refused where the program cannot be started at all', async () => {
    const demo = createDemoChild({ program: [join(tmpdir(), 'no-such-program')], environment: {} });
    await expect(demo.start()).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('ENOENT') });
  });
});
