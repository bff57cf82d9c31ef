/** Farms are processes of their own that take orders from the bench and end with it. */
import { fork } from 'node:child_process';
import { own } from './belongings.mjs';

/**
 * Lets a farm obey: an order names one of these functions, and what that gives is sent back.
 *
 * @param {Readonly<Record<string, (order: any) => Promise<unknown>>>} commands
 */
export function serveCommands(commands) {
  process.on('disconnect', () => process.exit());
  // Ctrl+C reaches the whole group: the farm has to outlive what is being measured.
  process.on('SIGINT', () => {});
  process.on(
    'message',
    async (/** @type {{ id: number, command: string, order: unknown }} */ { id, command, order }) => {
      try {
        process.send?.({ id, result: await commands[command]?.(order) });
      } catch (error) {
        process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
      }
    },
  );
}

/**
 * @param {'load-farm' | 'outage-farm'} name
 */
export function startFarm(name) {
  const child = own(fork(new URL(`./${name}.mjs`, import.meta.url), { execArgv: [] }));
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const asked = new Map();
  let lastId = 0;
  let isAsked = false;
  child.on('message', (/** @type {{ id: number, result?: unknown, error?: string }} */ { id, result, error }) => {
    if (error === undefined) asked.get(id)?.resolve(result);
    else asked.get(id)?.reject(new Error(`${name}: ${error}`));
    asked.delete(id);
  });
  /** @type {Promise<never>} */
  const broken = new Promise((_, reject) => {
    child.once('exit', (code, signal) => {
      if (!isAsked) reject(new Error(`${name} ended by itself (${signal ?? code})`));
    });
  });
  broken.catch(() => {});
  return {
    broken,
    /**
     * @param {string} command
     * @param {object} [order]
     * @returns {Promise<any>}
     */
    ask(command, order = {}) {
      lastId += 1;
      const id = lastId;
      const answer = new Promise((resolve, reject) => asked.set(id, { resolve, reject }));
      child.send({ id, command, order });
      return Promise.race([answer, broken]);
    },
    stop() {
      isAsked = true;
      child.disconnect();
    },
  };
}
