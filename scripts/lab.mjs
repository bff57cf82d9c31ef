// Plays the network lab's scenarios against the built program and prints what became of its promises. It fails when one
// was broken. The lab itself is in tests/lab; it needs Linux, root, ip and nft.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Plays the network lab's scenarios against the built program and prints a table.

Usage: npm run lab -- [options]

  --seeds N          rounds of each scenario, each with other phases; default 3
  --only TEXT        only scenarios whose name contains it; may be given several times
  --parallel N       worlds side by side; default 4
  --program PATH     plays against another build's scripts/asl-monitor.mjs
  --keep PATH        leaves configuration, history, log and events of each round there
  --list             names the scenarios and ends
  --help             this text
`;

for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.on(signal, () => process.exit(code));
}

/** @param {string} text */
function refuse(text) {
  console.error(`lab: ${text}`);
  return 2;
}

async function main() {
  const options = /** @type {const} */ ({
    seeds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: [] },
    parallel: { type: 'string', default: '4' },
    program: { type: 'string' },
    keep: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (Number(process.versions.node.split('.')[0]) < 24)
    return refuse(`Node ${process.versions.node} is too old, 24 is needed; "npm run lab" brings its own`);
  const [rounds, parallel] = [Number(values.seeds), Number(values.parallel)];
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(parallel) || parallel < 1)
    return refuse('--seeds and --parallel expect a whole number greater than 0');
  const { scenarios } = await import('../tests/lab/scenarios.ts');
  const only = values.only;
  const chosen = scenarios.filter(({ name }) => only.length === 0 || only.some((text) => name.includes(text)));
  if (values.list) {
    console.log(chosen.map(({ name }) => name).join('\n'));
    return 0;
  }
  if (chosen.length === 0) return refuse(`no scenario is called "${only.join('", "')}"; --list names them`);
  const { whyNot } = await import('../tests/lab/prerequisites.ts');
  const reason = whyNot();
  if (reason !== undefined) return refuse(reason);
  const built = fileURLToPath(new URL('asl-monitor.mjs', import.meta.url));
  const program = values.program === undefined ? built : resolve(values.program);
  if (!existsSync(program) || (program === built && !existsSync(new URL('../out/main/headless.js', import.meta.url))))
    return refuse(`there is no program at ${values.program ?? 'out/main/headless.js'}; "npm run build" builds it`);
  if (values.keep !== undefined) process.env.LAB_KEEP = resolve(values.keep);

  const { playRounds } = await import('../tests/lab/rounds.ts');
  const { isKept, tableOf } = await import('../tests/lab/table.ts');
  const begunAt = performance.now();
  /** @param {string} text */
  const progress = (text) => {
    const seconds = Math.round((performance.now() - begunAt) / 1_000);
    console.error(`[${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}] ${text}`);
  };
  const rows = await playRounds({ scenarios: chosen, rounds, parallel, program, progress });
  console.log(`\n${tableOf(rows)}`);
  return rows.every(isKept) ? 0 : 1;
}

process.exitCode = await main();
