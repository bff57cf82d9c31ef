/** The built program, run again and again in one folder and killed in between. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type ProgramEvent = { readonly event: string; readonly at: string; readonly service?: string } & Readonly<
  Record<string, unknown>
>;

export type Life = {
  readonly startedAt: number;
  /** Resolves when it ends, whatever ends it; with the time and what it said last. */
  readonly over: Promise<{ readonly at: number; readonly code: number | null; readonly lastWords: string }>;
  /** At once, and resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it as its user would; by force if that takes too long. */
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();
const longestStopMs = 10_000;

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function startLife(setup: {
  /** Path of `asl-monitor.mjs`. */
  readonly program: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onEvent: (event: ProgramEvent) => void;
}): Life {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [setup.program, '--config', 'config.yaml', '--json', '--no-dashboard'], {
    cwd: setup.folder,
    env: { PATH: process.env.PATH ?? '', TZ: 'Europe/Paris', ...setup.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let lastWords = '';
  const over = new Promise<{ at: number; code: number | null; lastWords: string }>((resolve) => {
    child.once('error', (error) => {
      lastWords += error.message;
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve({ at: Date.now(), code, lastWords });
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = eventOf(line);
    if (event !== undefined) setup.onEvent(event);
  });
  return {
    startedAt,
    over,
    async kill() {
      child.kill('SIGKILL');
      await over;
    },
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), longestStopMs);
      await over;
      clearTimeout(timer);
    },
  };
}

/** The last line of one that was killed may be half of one. */
function eventOf(line: string): ProgramEvent | undefined {
  try {
    return JSON.parse(line) as ProgramEvent;
  } catch {
    return undefined;
  }
}
