import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type ProgramLine = { readonly event: string; readonly at: string; readonly service?: string } & Readonly<
  Record<string, unknown>
>;

export type Headless = {
  readonly process: ChildProcess;
  /** All events so far; with `--json` only. */
  readonly events: readonly ProgramLine[];
  /** All lines of standard output so far. */
  readonly lines: readonly string[];
  readonly complaints: () => string;
  /** The first event that fits, whether it came already or is still to come; rejects when the program ends before. */
  event(name: string, fits?: (event: ProgramLine) => boolean): Promise<ProgramLine>;
  line(pattern: RegExp): Promise<string>;
  /** Sends the signal and gives the exit code and how long it took. */
  stop(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly tookMs: number }>;
  /** The exit code, once it has ended by itself. */
  ended(): Promise<number | null>;
};

const program = join(import.meta.dirname, '../../scripts/asl-monitor.mjs');

/** Starts the built program as its user would, without the variables that this test happens to run under. */
export function startHeadless(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  how?: 'in a shell',
): Headless {
  return startScript(program, args, environment, how);
}

/** The same of another script of Node's, at an absolute path. */
export function startScript(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  how?: 'in a shell',
): Headless {
  const { PATH = '', SystemRoot = '' } = process.env;
  const command = [process.execPath, script, ...args];
  // A shell that has something left to do afterwards cannot hand its own process over.
  const [file = '', ...rest] = how === 'in a shell' ? ['sh', '-c', '"$0" "$@"; exit $?', ...command] : command;
  const child = spawn(file, rest, {
    env: { PATH, SystemRoot, TZ: 'Europe/Paris', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const events: ProgramLine[] = [];
  const waiting = new Set<() => void>();
  let complaints = '';
  let isOver = false;
  const closed = once(child, 'close').then(([code]) => {
    isOver = true;
    for (const look of waiting) look();
    return code as number | null;
  });

  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    if (line.startsWith('{')) events.push(JSON.parse(line));
    for (const look of waiting) look();
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });

  function until<T>(what: string, find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined && !isOver) return;
        waiting.delete(look);
        if (found === undefined)
          reject(new Error(`the program ended before ${what}: ${complaints}${lines.join('\n')}`));
        else resolve(found);
      };
      waiting.add(look);
      look();
    });
  }

  return {
    process: child,
    events,
    lines,
    complaints: () => complaints,
    event: (name, fits = () => true) =>
      until(`event ${name}`, () => events.find((event) => event.event === name && fits(event))),
    line: (pattern) => until(`line ${pattern}`, () => lines.find((line) => pattern.test(line))),
    async stop(signal = 'SIGTERM') {
      const asked = performance.now();
      child.kill(signal);
      const code = await closed;
      return { code, tookMs: performance.now() - asked };
    },
    ended: () => closed,
  };
}
