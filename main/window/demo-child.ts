/** The demo beside this program, as a program of its own: started once, and ended with this one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { Environment } from '../config/environment.ts';
import { Refusal } from './refusal.ts';

export type DemoChild = {
  /** The address of its window. Rejects with a `Refusal` that says why there is none; then it may be tried again. */
  start(): Promise<string>;
  close(): void;
};

/** How a program is started: an executable and its first arguments. */
export type Program = readonly [string, ...(readonly string[])];

export type DemoChildDependencies = {
  readonly program: Program;
  readonly environment: Environment;
  /** Milliseconds from its start to the address of its window. */
  readonly startWithinMs?: number;
};

const started = z.object({ event: z.literal('started'), dashboard: z.nullable(z.string()) });
const usualMs = 20_000;
/** What it says when it fails: its last words are enough. */
const longestComplaint = 500;

export function createDemoChild({ program, environment, startWithinMs = usualMs }: DemoChildDependencies): DemoChild {
  let running: { readonly child: ChildProcess; readonly url: Promise<string> } | undefined;

  function begin(): Promise<string> {
    const [command, ...args] = program;
    const child = spawn(command, [...args, '--demo', '--port', '0', '--json'], {
      env: { ...environment },
      // The channel tells it when this program is gone, however that went.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      windowsHide: true,
    });
    const url = addressOf(child, startWithinMs);
    const mine = { child, url };
    running = mine;
    const forget = () => {
      if (running === mine) running = undefined;
    };
    child.once('exit', forget);
    url.catch(() => {
      forget();
      child.kill();
    });
    return url;
  }

  return {
    start: () => running?.url ?? begin(),
    close() {
      running?.child.kill();
      running = undefined;
    },
  };
}

/** Reads what it prints for as long as it runs: it would wait for somebody who does. */
function addressOf(child: ChildProcess, withinMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(cannotStart(why));
    };
    const timer = setTimeout(() => fail(`it has not begun within ${withinMs / 1_000} s`), withinMs);
    child.once('error', (error) => fail(error.message));
    child.once('close', (code) => fail(complaint.trim() === '' ? `it ended with code ${code}` : complaint.trim()));
    child.stderr?.on('data', (chunk) => {
      complaint = `${complaint}${chunk}`.slice(-longestComplaint);
    });
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const dashboard = dashboardIn(line);
      if (dashboard === undefined) return;
      if (dashboard === null) return fail('it has no window');
      clearTimeout(timer);
      resolve(dashboard);
    });
  });
}

/** Of the event `started`; undefined for every other line. */
function dashboardIn(line: string): string | null | undefined {
  if (!line.includes('"started"')) return undefined;
  try {
    const event: unknown = JSON.parse(line);
    const told = started.safeParse(event);
    return told.success ? told.data.dashboard : undefined;
  } catch {
    return undefined;
  }
}

function cannotStart(why: string): Refusal {
  return new Refusal('refused', {
    en: `the demo cannot be started: ${why}`,
    fr: `la démonstration ne peut pas démarrer : ${why}`,
  });
}
