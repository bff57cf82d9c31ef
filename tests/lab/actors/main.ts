/** The process behind every actor: carries out orders from standard input, and ends with it. */
import { createInterface } from 'node:readline';
import { openDelay } from './delay-line.ts';
import { openEcho } from './echo.ts';
import { createNameServer } from './name-server.ts';
import type { Carrier, Order } from './orders.ts';
import { createSlackActor } from './slack.ts';
import { tryConnect, tryEcho, tryGet, tryResolve } from './trials.ts';
import { createWeb } from './web.ts';

const web = createWeb();
const nameServer = createNameServer();
const slack = createSlackActor();

const carrier: Carrier = {
  'web.open': web.open,
  'web.mode': web.setMode,
  'names.open': nameServer.open,
  'names.mode': nameServer.setMode,
  'echo.open': openEcho,
  'slack.open': slack.open,
  'slack.seen': slack.seen,
  'delay.open': openDelay,
  'try.connect': tryConnect,
  'try.get': tryGet,
  'try.resolve': tryResolve,
  'try.echo': tryEcho,
};

async function carryOut(line: string): Promise<void> {
  const { id, order, given } = JSON.parse(line) as { id: number; order: Order; given: never };
  try {
    say({ id, answer: (await carrier[order](given)) ?? null });
  } catch (error) {
    say({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

process.stdout.on('error', () => process.exit(0));
createInterface({ input: process.stdin })
  .on('line', (line) => void carryOut(line))
  .on('close', () => process.exit(0));
