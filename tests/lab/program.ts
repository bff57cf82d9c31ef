/** The built program on the lab's laptop. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export type ProgramEvent = { readonly event: string; readonly at: string; readonly service?: string } & Readonly<
  Record<string, unknown>
>;

export type Program = {
  readonly events: readonly ProgramEvent[];
  /** Resolves as soon as the events so far fulfil the wish; rejects when the program ends or the patience does. */
  until(what: string, holds: (events: readonly ProgramEvent[]) => boolean, patienceMs: number): Promise<void>;
  /** Stops its time, as closing the lid does. */
  sleep(): void;
  wake(): void;
  /** Ends it as its user would; false when it had to be killed or ended badly. */
  stop(): Promise<boolean>;
};

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function startProgram(setup: {
  readonly namespace: string;
  /** Path of `asl-monitor.mjs`. */
  readonly program: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}): Program {
  const { namespace, program, folder, environment } = setup;
  const args = ['--config', 'config.yaml', '--json', '--no-dashboard'];
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, program, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', TZ: 'Europe/Paris', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const events: ProgramEvent[] = [];
  const waiting = new Set<() => void>();
  let complaints = '';
  let isOver = false;
  const over = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      isOver = true;
      running.delete(child);
      for (const look of waiting) look();
      resolve(code);
    });
  });
  child.once('error', (error) => {
    complaints += error.message;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4_000);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line));
    for (const look of waiting) look();
  });

  /** A signal that meets `ip`, or a process that has handed its work to another, would prove nothing. */
  function signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    const command = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
    if (!command.includes('asl-monitor.mjs')) throw new Error(`process ${child.pid} is not the program: ${command}`);
    child.kill(name);
  }

  return {
    events,
    until: (what, holds, patienceMs) =>
      new Promise((resolve, reject) => {
        const finish = (error?: Error) => {
          clearTimeout(timer);
          waiting.delete(look);
          if (error === undefined) resolve();
          else reject(error);
        };
        const look = () => {
          if (holds(events)) finish();
          else if (isOver) finish(new Error(`the program ended before ${what}: ${complaints}`));
        };
        const timer = setTimeout(
          () => finish(new Error(`no ${what} within ${patienceMs / 1_000} s: ${complaints}`)),
          patienceMs,
        );
        waiting.add(look);
        look();
      }),
    sleep: () => signal('SIGSTOP'),
    wake: () => signal('SIGCONT'),
    async stop() {
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const code = await over;
      clearTimeout(timer);
      return code === 0;
    },
  };
}
