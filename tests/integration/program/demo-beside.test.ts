import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';

let folder: string;
let program: Headless;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asl-monitor-'));
  await writeFile(join(folder, 'config.yaml'), 'services: []\nslack: { enabled: false }\n');
  program = startHeadless(['--config', join(folder, 'config.yaml')]);
});

afterEach(async () => {
  if (program.process.exitCode === null && program.process.signalCode === null) await program.stop('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function startDemo(): Promise<URL> {
  const address = (await program.line(/^Dashboard: /)).slice('Dashboard: '.length);
  const response = await fetch(new URL('api/startDemo', address), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
  });
  const { answer } = JSON.parse(await response.text());
  return new URL(answer.url);
}

/** The first thing that a window at that address is told. */
async function firstPush(address: URL): Promise<string> {
  const events = await fetch(new URL('events', address));
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return first?.value ?? '';
}

const isOpen = (address: URL): Promise<boolean> =>
  fetch(address).then(
    () => true,
    () => false,
  );

describe('the demo from the window of a program that watches nothing yet', () => {
  it('opens at an address of its own, once', async () => {
    const address = await startDemo();
    expect(await firstPush(address)).toMatch(/^data: \{"type":"snapshot".*"isDemo":true/);
    expect((await startDemo()).href).toBe(address.href);
    await program.stop();
    await vi.waitFor(async () => expect(await isOpen(address)).toBe(false), { timeout: 10_000 });
  });

  it('ends with a program that is killed', async () => {
    const address = await startDemo();
    expect(await isOpen(address)).toBe(true);
    await program.stop('SIGKILL');
    await vi.waitFor(async () => expect(await isOpen(address)).toBe(false), { timeout: 10_000 });
  });
});
