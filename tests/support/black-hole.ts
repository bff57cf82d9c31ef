import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * A port of 127.0.0.1 that swallows every packet: its process sleeps for good, and its queue is full. Undefined where the
 * system answers all the same.
 */
export async function digBlackHole(): Promise<{ port: number; close(): void } | undefined> {
  const sleeper = `const s = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(s.address().port) + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;
  const child: ChildProcess = spawn(process.execPath, ['-e', sleeper], { stdio: ['ignore', 'pipe', 'inherit'] });
  const sockets: Socket[] = [];
  const close = () => {
    for (const socket of sockets) socket.destroy();
    child.kill('SIGKILL');
  };
  const [line]: unknown[] = child.stdout === null ? [] : await once(child.stdout, 'data');
  const port = Number(String(line));
  for (let tries = 0; tries < 8; tries += 1) {
    const socket = connect({ port, host: '127.0.0.1' });
    sockets.push(socket);
    const isAnswered = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), 300);
      const tell = () => {
        clearTimeout(timer);
        resolve(true);
      };
      socket.on('connect', tell).on('error', tell);
    });
    if (!isAnswered) return { port, close };
  }
  close();
  return undefined;
}
