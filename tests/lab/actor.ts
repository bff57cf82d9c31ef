/** Starts an actor within a namespace and asks things of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer, Given, Order } from './actors/orders.ts';

export type Actor = {
  /** Rejects when the order fails or the actor ends. */
  ask<O extends Order>(order: O, given: Given<O>): Promise<Answer<O>>;
  stop(): Promise<void>;
};

type Waiting = { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void };

const main = join(import.meta.dirname, 'actors/main.ts');
const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function startActor(namespace: string): Actor {
  // `ip netns exec` becomes what it starts, so that the child's id is the actor's own.
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, main], { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let complaints = '';
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    child.once('close', () => {
      isOver = true;
      running.delete(child);
      for (const { reject } of waiting.values()) reject(new Error(`the actor in ${namespace} ended: ${complaints}`));
      resolve();
    });
  });
  child.once('error', (error) => {
    complaints += error.message;
  });
  child.stdin.on('error', () => {});
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-2_000);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, answer, error } = JSON.parse(line) as { id: number; answer: never; error?: string };
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(answer);
    else one?.reject(new Error(`${namespace}: ${error}`));
  });

  return {
    ask(order, given) {
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        if (isOver) return reject(new Error(`the actor in ${namespace} ended: ${complaints}`));
        waiting.set(id, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id, order, given })}\n`);
      });
    },
    async stop() {
      child.kill('SIGKILL');
      await over;
    },
  };
}
