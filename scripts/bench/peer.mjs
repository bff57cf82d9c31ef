/** The same work done by Debian's prometheus and prometheus-blackbox-exporter, as its packagers set them up. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Pool } from 'undici';
import { stringify } from 'yaml';
import { installed, makeFolder, plainEnvironment, removeFolder, startProgram } from './belongings.mjs';
import { farmServices } from './load.mjs';
import { measureSteady } from './steady.mjs';
import { nowMs, wait, waitUntil } from './timing.mjs';
import { usageOf } from './usage.mjs';

/** Where the two programs are, or undefined where they are not installed. */
export function findPeer() {
  const prometheus = installed('prometheus');
  const blackbox = installed('prometheus-blackbox-exporter') ?? installed('blackbox_exporter');
  return prometheus && blackbox ? { prometheus, blackbox } : undefined;
}

export const peerRemedy =
  'skipped: prometheus and prometheus-blackbox-exporter are not installed (Debian: apt-get install prometheus prometheus-blackbox-exporter)';

/**
 * @param {import('../bench.mjs').Context} context
 * @param {{ prometheus: string, blackbox: string }} peer
 * @param {{ services: number, intervalMs: number, warmUpMs: number, windowMs: number }} run
 */
export async function runPeer({ farm, ports }, peer, { services, intervalMs, warmUpMs, windowMs }) {
  const folder = makeFolder();
  const exporter = await startExporter(peer.blackbox, folder, plainEnvironment());
  try {
    await farm.ask('forget');
    const prometheus = await startPrometheus(peer.prometheus, folder, {
      exporter: exporter.port,
      targets: farmServices(ports, services).map(({ url }) => url),
      intervalMs,
    });
    try {
      const programs = [exporter, prometheus];
      const keptBytes = () => sizeOf(join(folder, 'data'));
      return await measureSteady({ farm, programs, keptBytes, services, intervalMs, warmUpMs, windowMs });
    } finally {
      await prometheus.stop();
    }
  } finally {
    await exporter.stop();
    removeFolder(folder);
  }
}

/**
 * The most checks a second of the exporter alone, held to one core: always 64 in the works at once, no one to store them.
 *
 * @param {import('../bench.mjs').Context} context
 * @param {{ blackbox: string }} peer
 * @param {number} windowMs
 */
export async function runExporterLimit({ farm, ports }, peer, windowMs) {
  const folder = makeFolder();
  const exporter = await startExporter(peer.blackbox, folder, { ...plainEnvironment(), GOMAXPROCS: '1' });
  const pool = new Pool(`http://127.0.0.1:${exporter.port}`, { connections: 64 });
  let isOver = false;
  try {
    await farm.ask('forget');
    const targets = farmServices(ports, 1_000).map(
      ({ url }) => `/probe?module=http_2xx&target=${encodeURIComponent(url)}`,
    );
    let done = 0;
    const ask = async () => {
      while (!isOver) {
        const answer = await pool.request({ path: targets[done % targets.length] ?? '', method: 'GET' });
        await answer.body.dump({ limit: 1_000_000 });
        done += 1;
      }
    };
    const asking = Promise.all(Array.from({ length: 64 }, ask));
    await Promise.race([wait(3_000, [farm, exporter]), asking]);
    const [from, before, doneBefore] = [nowMs(), usageOf([exporter.pid]), done];
    await Promise.race([wait(windowMs, [farm, exporter]), asking]);
    const [to, after, doneAfter] = [nowMs(), usageOf([exporter.pid]), done];
    isOver = true;
    await asking;
    return {
      checksPerSecond: (1_000 * (doneAfter - doneBefore)) / (to - from),
      cpuShare: before && after && (after.cpuMs - before.cpuMs) / (after.at - before.at),
    };
  } finally {
    isOver = true;
    await pool.destroy();
    await exporter.stop();
    removeFolder(folder);
  }
}

/** @param {string} command @param {string} folder @param {NodeJS.ProcessEnv} env */
async function startExporter(command, folder, env) {
  const modules = { http_2xx: { prober: 'http', timeout: '5s', http: { preferred_ip_protocol: 'ip4' } } };
  writeFileSync(join(folder, 'blackbox.yml'), stringify({ modules }));
  const port = await freePort();
  const options = [
    `--config.file=${join(folder, 'blackbox.yml')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ];
  const program = await startProgram('blackbox_exporter', command, options, {
    cwd: folder,
    env,
    stdout: 'ignore',
    now: nowMs,
  });
  await untilReady(program, port);
  return { ...program, port };
}

/**
 * @param {string} command
 * @param {string} folder
 * @param {{ exporter: number, targets: readonly string[], intervalMs: number }} work
 */
async function startPrometheus(command, folder, { exporter, targets, intervalMs }) {
  const job = {
    job_name: 'blackbox',
    metrics_path: '/probe',
    params: { module: ['http_2xx'] },
    static_configs: [{ targets }],
    relabel_configs: [
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: `127.0.0.1:${exporter}` },
    ],
  };
  const interval = { scrape_interval: `${intervalMs}ms`, scrape_timeout: '5s' };
  writeFileSync(join(folder, 'prometheus.yml'), stringify({ global: interval, scrape_configs: [job] }));
  mkdirSync(join(folder, 'data'));
  const port = await freePort();
  const options = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ];
  const env = plainEnvironment();
  return startProgram('prometheus', command, options, { cwd: folder, env, stdout: 'ignore', now: nowMs });
}

/** @param {import('./belongings.mjs').Program} program @param {number} port */
async function untilReady(program, port) {
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/-/healthy`).then(
      async (response) => {
        await response.text();
        return response.ok;
      },
      () => false,
    );
  if (await waitUntil(answers, 10_000, [program], 100)) return;
  await program.stop();
  throw new Error('blackbox_exporter did not answer within 10 s');
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** @param {string} folder @returns {number} */
function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}
