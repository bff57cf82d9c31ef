// Measures the built headless program from outside and prints its figures beside their goals and, where Debian's
// prometheus and prometheus-blackbox-exporter are installed, beside theirs. It fails only when something broke.
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Measures the built program and prints its figures.

Usage: npm run bench -- [options] [section …]        without a section: all of them, about 30 minutes

Sections: start, load, peer, hung, detection, slack, scale, history, window

  --quick            shorter and coarser, about 14 minutes
  --program PATH     measures another build's scripts/asl-monitor.mjs
  --help             this text
`;

/** @typedef {Awaited<ReturnType<typeof prepare>>} Context */

/** @param {{ program: string, isQuick: boolean }} options */
async function prepare({ program, isQuick }) {
  const { startFarm } = await import('./bench/farm.mjs');
  const { startSlack } = await import('./bench/slack.mjs');
  const { nowMs } = await import('./bench/timing.mjs');
  const farm = startFarm('load-farm');
  const slack = await startSlack();
  const begunAt = nowMs();
  return {
    program,
    isQuick,
    farm,
    /** Several, so that the addresses of closed connections never run out. @type {number[]} */
    ports: await farm.ask('open', { ports: 16 }),
    slack,
    /** @param {string} text */
    progress(text) {
      const seconds = Math.round((nowMs() - begunAt) / 1_000);
      console.error(`[${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}] ${text}`);
    },
    close() {
      farm.stop();
      slack.close();
    },
  };
}

/** @typedef {(context: Context, found: import('./bench/report.mjs').Findings) => Promise<void>} Section */

/** @type {Readonly<Record<string, Section>>} */
const sections = {
  async start(context, found) {
    const { runStarts } = await import('./bench/start.mjs');
    found.startFew = await runStarts(context, { services: 5, starts: context.isQuick ? 7 : 15, mostMs: 5_000 });
    found.startHundred = await runStarts(context, { services: 100, starts: context.isQuick ? 2 : 5, mostMs: 25_000 });
    found.startThousand = await runStarts(context, {
      services: 1_000,
      starts: context.isQuick ? 1 : 2,
      mostMs: 45_000,
    });
  },

  async load(context, found) {
    const { runLoad } = await import('./bench/load.mjs');
    const windowMs = context.isQuick ? 60_000 : 180_000;
    found.load = await runLoad(context, { services: 1_000, intervalMs: 20_000, warmUpMs: 45_000, windowMs });
  },

  async peer(context, found) {
    const { findPeer, peerRemedy, runExporterLimit, runPeer } = await import('./bench/peer.mjs');
    const peer = findPeer();
    if (peer === undefined) {
      context.progress(peerRemedy);
      found.peer = 'absent';
      return;
    }
    const windowMs = context.isQuick ? 60_000 : 180_000;
    found.peer = await runPeer(context, peer, { services: 1_000, intervalMs: 20_000, warmUpMs: 45_000, windowMs });
    context.progress('peer: blackbox_exporter alone, at the limit of one core');
    found.exporterLimit = await runExporterLimit(context, peer, 10_000);
  },

  async hung(context, found) {
    const { runHung } = await import('./bench/hung.mjs');
    found.hung = await runHung(context, { cyclesBefore: 2, cyclesDuring: context.isQuick ? 2 : 5 });
  },

  async detection(context, found) {
    const { runDetection } = await import('./bench/detection.mjs');
    const run = context.isQuick
      ? { groups: 4, eachPerGroup: 1, spreadMs: 40_000 }
      : { groups: 4, eachPerGroup: 5, spreadMs: 240_000 };
    found.detection = await runDetection(context, run);
  },

  async slack(context, found) {
    const { runCrowd, runTelling } = await import('./bench/telling.mjs');
    found.telling = await runTelling(context, { outages: context.isQuick ? 12 : 30 });
    found.crowds = {};
    for (const kind of /** @type {const} */ (['refused', 'status-500'])) {
      context.progress(`slack: 300 services fail together, ${kind}`);
      found.crowds[kind] = await runCrowd(context, { services: 300, kind });
    }
  },

  async scale(context, found) {
    const { runLoad } = await import('./bench/load.mjs');
    const { findLimit } = await import('./bench/scale.mjs');
    const run = { intervalMs: 20_000, warmUpMs: 45_000, windowMs: context.isQuick ? 40_000 : 120_000 };
    if (found.load === undefined) {
      context.progress('scale: 1 000 services, to compare the memory with');
      found.scaleBase = await runLoad(context, { ...run, services: 1_000 });
    }
    context.progress('scale: 10 000 services');
    found.scale = await runLoad(context, { ...run, services: 10_000 });
    context.progress('scale: the most checks a second');
    const limit = await findLimit(context, { warmUpMs: 10_000, windowMs: 12_000, tries: context.isQuick ? 3 : 6 });
    if (limit) found.limit = limit;
  },

  async history(context, found) {
    const { runHistory } = await import('./bench/history.mjs');
    const past = { services: 100, intervalMs: 20_000, turns: 60 };
    found.history = await runHistory(
      context,
      context.isQuick ? { ...past, days: 3, incidents: 100 } : { ...past, days: 30, incidents: 400 },
    );
  },

  async window(context, found) {
    const { runWindow } = await import('./bench/window.mjs');
    const past = { services: 100, intervalMs: 20_000 };
    found.window = await runWindow(context, {
      services: 1_000,
      warmUpMs: 30_000,
      restMs: 10_000,
      openings: context.isQuick ? 5 : 15,
      ...(context.isQuick
        ? { rounds: 1, heap: { samples: 3, everyMs: 10_000 }, past: { ...past, days: 3, incidents: 100 } }
        : { rounds: 3, heap: { samples: 21, everyMs: 30_000 }, past: { ...past, days: 30, incidents: 400 } }),
    });
  },
};

/** @param {readonly string[]} names @param {Context} context */
async function measure(names, context) {
  const { withoutPaths } = await import('./bench/belongings.mjs');
  /** @type {import('./bench/report.mjs').Findings} */
  const found = {};
  /** @type {string[]} */
  const broken = [];
  for (const name of names) {
    context.progress(name);
    try {
      await sections[name]?.(context, found);
    } catch (error) {
      broken.push(`${name} broke: ${withoutPaths(error instanceof Error ? error.message : String(error))}`);
      context.progress(broken.at(-1) ?? '');
    }
  }
  const { tables } = await import('./bench/report.mjs');
  const { isUsageKnown } = await import('./bench/usage.mjs');
  const model = cpus()[0]?.model.trim();
  const machine = `${availableParallelism()} cores (${model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`;
  const remarks = [
    ...(context.isQuick ? ['Quick: shorter and coarser than the figures that count.'] : []),
    ...(isUsageKnown ? [] : ['CPU, memory and disk figures need Linux.']),
    ...broken,
  ];
  console.log(
    [`ASL Monitor bench · Node ${process.versions.node} · ${machine}`, ...remarks, '', ...tables(found)].join('\n'),
  );
  return broken.length === 0;
}

async function main() {
  const options = /** @type {const} */ ({
    quick: { type: 'boolean', default: false },
    program: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  let parsed;
  try {
    parsed = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const unknown = positionals.filter((name) => !Object.hasOwn(sections, name));
  if (unknown.length > 0) {
    console.error(`bench: no section "${unknown.join('", "')}"; there are ${Object.keys(sections).join(', ')}`);
    return 2;
  }
  if (Number(process.versions.node.split('.')[0]) < 24) {
    console.error(`bench: Node ${process.versions.node} is too old, 24 is needed; "npm run bench" brings its own`);
    return 2;
  }
  const built = fileURLToPath(new URL('asl-monitor.mjs', import.meta.url));
  const program = values.program === undefined ? built : resolve(values.program);
  if (!existsSync(program) || (program === built && !existsSync(new URL('../out/main/headless.js', import.meta.url)))) {
    console.error(
      `bench: there is nothing to measure at ${values.program ?? 'out/main/headless.js'}; "npm run build" builds the program`,
    );
    return 2;
  }
  const names =
    positionals.length > 0 ? Object.keys(sections).filter((name) => positionals.includes(name)) : Object.keys(sections);
  const context = await prepare({ program, isQuick: values.quick });
  try {
    return (await measure(names, context)) ? 0 : 1;
  } finally {
    context.close();
  }
}

process.exitCode = await main();
