// `npm run bench:desktop`: what the desktop costs with its window unloaded, beside the least that lives in a tray. On real
// Electron where its runtime is there, else the same main code on the stand-in, without Chromium.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { electronRuntime } from '../tests/support/desktop/runtime.ts';
import { median } from './bench/figures.mjs';
import { isUsageKnown, usageOf } from './bench/usage.mjs';

const services = 100;
const warmUpMs = 20_000;
const windowMs = 60_000;
/** Memory breathes with the collector: what counts is its middle. */
const sampleMs = 2_000;
const root = join(import.meta.dirname, '..');
const runtime = electronRuntime();
if (!isUsageKnown) {
  console.error('bench:desktop reads /proc, which only Linux has.');
  process.exit(1);
}

let firstCheckAt;
const server = createServer((_request, response) => {
  firstCheckAt ??= performance.now();
  response.end('here');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();
const folder = await mkdtemp(join(tmpdir(), 'asl-bench-desktop-'));
const config = join(folder, 'config.yaml');
const entries = Array.from(
  { length: services },
  (_, at) => `  - {name: S${at}, url: "http://127.0.0.1:${port}/${at}"}`,
);
await writeFile(config, `services:\n${entries.join('\n')}\nslack: {enabled: false}\n`);

try {
  const empty = await measure('empty', [join(import.meta.dirname, 'bench-desktop/empty.mjs')]);
  const desktop = await measure('desktop', [
    runtime === undefined ? join(root, 'out/main/index.js') : root,
    `--config=${config}`,
    '--hidden',
  ]);
  const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  const percent = (share) => `${(share * 100).toFixed(2)} %`;
  console.log(
    `${services} services every 17 s, ${windowMs / 1_000} s, window unloaded; ${runtime === undefined ? 'stand-in, without Chromium' : 'Electron'}`,
  );
  console.table({
    'start to the tray (goal 1.5 s)': { desktop: seconds(desktop.trayMs), 'empty tray': seconds(empty.trayMs) },
    'start to the first check (goal 1 s)': { desktop: seconds(desktop.checkMs), 'empty tray': '' },
    'CPU of one core (goal 0.5 %)': { desktop: percent(desktop.cpuShare), 'empty tray': percent(empty.cpuShare) },
    memory: { desktop: megabytes(desktop.residentBytes), 'empty tray': megabytes(empty.residentBytes) },
    'memory beyond the empty one (goal 25 MB)': {
      desktop: megabytes(desktop.residentBytes - empty.residentBytes),
      'empty tray': '',
    },
  });
} finally {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

function seconds(ms) {
  return ms === undefined ? 'not known' : `${(ms / 1_000).toFixed(2)} s`;
}

/** Runs it for as long as it takes, and ends it. */
async function measure(name, args) {
  firstCheckAt = undefined;
  const userData = `--user-data-dir=${join(folder, name)}`;
  const startedAt = performance.now();
  const hooks = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    new URL('../tests/support/desktop/register.ts', import.meta.url).href,
  ];
  const child =
    runtime === undefined
      ? spawn(process.execPath, [...hooks, ...args, userData], {
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
          cwd: folder,
        })
      : spawn(runtime, [...(process.getuid() === 0 ? ['--no-sandbox'] : []), userData, ...args], {
          stdio: 'ignore',
          cwd: folder,
        });
  try {
    const trayMs = runtime === undefined ? await trayTime(child, startedAt) : undefined;
    await wait(warmUpMs);
    const before = usageOf([child.pid]);
    const resident = [];
    for (let left = windowMs; left > 0; left -= sampleMs) {
      await wait(sampleMs);
      resident.push(usageOf([child.pid]).residentBytes);
    }
    const after = usageOf([child.pid]);
    return {
      trayMs,
      checkMs: firstCheckAt === undefined ? undefined : firstCheckAt - startedAt,
      cpuShare: (after.cpuMs - before.cpuMs) / (after.at - before.at),
      residentBytes: median(resident),
    };
  } finally {
    child.kill('SIGKILL');
  }
}

/** Asked of the stand-in; real Electron has nobody who could be asked without a cost of its own. */
async function trayTime(child, startedAt) {
  for (let id = 1; ; id += 1) {
    const answer = new Promise((resolve) => child.once('message', resolve));
    child.send({ id, deed: { do: 'look' } });
    const { answer: sight } = await answer;
    if (sight?.tray !== undefined) return performance.now() - startedAt;
    await wait(20);
  }
}
