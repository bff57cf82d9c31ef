// Kills the built program again and again while Slack fails at random, and prints whether everything was told, in order
// and once. It fails when that promise was broken. The parts are in tests/chaos.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Kills the program at random while Slack fails at random, and prints what became of its promises.

Usage: npm run chaos -- [options]

  --kills N          how often it is killed; default 200, about 15 minutes
  --seed S           a whole number, of which the faults, outages and kills follow; default 1
  --history yes|no   whether the token may read the channel (channels:history, channels:read); default no
  --scopes LIST      the token's scopes in full, separated by commas, in place of those that --history gives
  --services N       how many local services are watched; default 48
  --program PATH     another build's scripts/asl-monitor.mjs, which is not built first
  --keep DIR         leaves configuration, history, log, events and evidence in a folder there
  --help             this text
`;

const usualScopes = ['chat:write', 'chat:write.public'];
const readingScopes = ['channels:history', 'channels:read'];

for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.on(signal, () => process.exit(code));
}

/** @param {string} text */
function refuse(text) {
  console.error(`chaos: ${text}`);
  return 2;
}

function build() {
  const cli = fileURLToPath(new URL('../node_modules/electron-vite/bin/electron-vite.js', import.meta.url));
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  execFileSync(process.execPath, [cli, 'build', '--logLevel', 'error'], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function main() {
  const options = /** @type {const} */ ({
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    history: { type: 'string', default: 'no' },
    scopes: { type: 'string' },
    services: { type: 'string', default: '48' },
    program: { type: 'string' },
    keep: { type: 'string' },
    help: { type: 'boolean', default: false },
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
    return refuse(`Node ${process.versions.node} is too old, 24 is needed; "npm run chaos" brings its own`);
  const [kills, seed, services] = [Number(values.kills), Number(values.seed), Number(values.services)];
  if (![kills, seed].every((value) => Number.isInteger(value) && value >= 0))
    return refuse('--kills and --seed expect a whole number');
  if (!Number.isInteger(services) || services < 1) return refuse('--services expects a whole number greater than 0');
  if (values.history !== 'yes' && values.history !== 'no') return refuse('--history expects yes or no');
  const scopes = values.scopes?.split(',') ?? [...usualScopes, ...(values.history === 'yes' ? readingScopes : [])];

  const built = fileURLToPath(new URL('asl-monitor.mjs', import.meta.url));
  const program = values.program === undefined ? built : resolve(values.program);
  if (!existsSync(program)) return refuse(`there is no program at ${values.program}`);
  if (program === built) build();

  const { play } = await import('../tests/chaos/play.ts');
  const { tableOf } = await import('../tests/chaos/table.ts');
  const begunAt = performance.now();
  const played = await play({
    kills,
    seed,
    services,
    scopes,
    program,
    keep: values.keep === undefined ? undefined : resolve(values.keep),
    progress(text) {
      const seconds = Math.round((performance.now() - begunAt) / 1_000);
      console.error(`[${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}] ${text}`);
    },
  });
  console.log(`ASL Monitor chaos · seed ${seed} · ${services} services · ${scopes.join(', ')}\n`);
  console.log(tableOf(played));
  if (values.keep !== undefined) console.log(`\nkept in ${played.kept}`);
  return played.verdict.broken.length === 0 ? 0 : 1;
}

process.exitCode = await main();
