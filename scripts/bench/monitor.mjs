/** The program that is measured, run from outside: a configuration, a data folder, and one JSON object a line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { makeFolder, plainEnvironment, removeFolder, startProgram } from './belongings.mjs';
import { nowMs } from './timing.mjs';

export const builtProgram = fileURLToPath(new URL('../asl-monitor.mjs', import.meta.url));

const databaseName = 'history.db';

/**
 * @typedef {object} Setup
 * @property {string} program path of `asl-monitor.mjs`
 * @property {readonly object[]} services as in the configuration
 * @property {object} monitoring as in the configuration
 * @property {string} slackUrl
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(event: any) => void} [onEvent] hears every event but `check`, which are too many
 * @property {boolean} [hasDashboard] serves the window as well
 */

/** @typedef {Awaited<ReturnType<typeof startMonitor>>} Monitor */

/**
 * A folder with a configuration in it, in which the program may be run as often as wanted.
 *
 * @param {Setup} setup
 */
export function prepareMonitor(setup) {
  const folder = makeFolder();
  const configuration = {
    services: setup.services,
    monitoring: setup.monitoring,
    slack: { enabled: true, channel: '#asl-alerts', mention_channel: true },
    // Everything here happens on loopback: no other network is asked whether it is there.
    connectivity: { enabled: false },
  };
  writeFileSync(join(folder, 'config.yaml'), stringify(configuration, { aliasDuplicateObjects: false }));
  return {
    /** What the program finds there when it starts: its history, and the files of its incidents. */
    place: { databasePath: join(folder, databaseName), incidentsDir: join(folder, 'incidents') },
    /**
     * Runs the program for as long as `use` takes, and asks it to end then.
     *
     * @template Result
     * @param {(monitor: Monitor) => Promise<Result>} use
     */
    async run(use) {
      const monitor = await startMonitor(setup, folder);
      let result;
      try {
        result = await use(monitor);
      } catch (error) {
        await monitor.stop();
        throw error;
      }
      const code = await monitor.stop();
      if (code !== 0)
        throw new Error(`asl-monitor was asked to end and did so with ${code ?? 'no exit code, by force'}`);
      return result;
    },
    remove: () => removeFolder(folder),
  };
}

/**
 * One run in a folder of its own.
 *
 * @template Result
 * @param {Setup} setup
 * @param {(monitor: Monitor) => Promise<Result>} use
 */
export async function runMonitor(setup, use) {
  const prepared = prepareMonitor(setup);
  try {
    return await prepared.run(use);
  } finally {
    prepared.remove();
  }
}

/** @param {Setup} setup @param {string} folder */
async function startMonitor(setup, folder) {
  const dashboard = setup.hasDashboard === true ? ['--port', '0'] : ['--no-dashboard'];
  const options = ['--config', join(folder, 'config.yaml'), '--data-dir', folder, '--json', ...dashboard];
  const env = { ...plainEnvironment(), SLACK_API_URL: setup.slackUrl, SLACK_BOT_TOKEN: 'xoxb-0-bench', ...setup.env };
  const program = await startProgram('asl-monitor', process.execPath, [setup.program, ...options], {
    cwd: folder,
    env,
    stdout: 'pipe',
    now: nowMs,
  });
  const output = { checks: 0 };
  /** @type {PromiseWithResolvers<string>} */
  const address = Promise.withResolvers();
  let begun = '';
  program.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    const lines = (begun + text).split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) {
      if (line.includes('"event":"check"')) output.checks += 1;
      else if (setup.onEvent || line.includes('"event":"started"')) {
        const event = JSON.parse(line);
        if (event.event === 'started') address.resolve(event.dashboard);
        setup.onEvent?.(event);
      }
    }
  });
  return {
    ...program,
    output,
    database: join(folder, databaseName),
    /** Of the window, once it is served. */
    address: () => Promise.race([address.promise, program.broken]),
  };
}
