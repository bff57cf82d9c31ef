/**
 * Thousands of healthy services in one process of its own: bare sockets that answer every request at once, so that
 * serving costs a fraction of checking. `/s/<number>` is a service; who asked when is kept and summed up on demand.
 */
import { createServer } from 'node:net';
import { serveCommands } from './farm.mjs';
import { nowMs } from './timing.mjs';

/** @type {number[][]} times of arrival by service */
let arrivals = [];
let reused = 0;

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n';
const answers = { open: `${head}\r\nok\n`, closing: `${head}Connection: close\r\n\r\nok\n` };

/** @param {import('node:net').Socket} socket */
function serve(socket) {
  let requests = 0;
  let begun = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const at = nowMs();
    begun += chunk.toString('latin1');
    if (!begun.endsWith('\r\n\r\n')) {
      if (begun.length > 16_384) socket.destroy();
      return;
    }
    const number = /^GET \/s\/(\d+) /.exec(begun)?.[1];
    const isLast = /\r\nconnection: *close\r\n/i.test(begun);
    begun = '';
    requests += 1;
    if (requests > 1) reused += 1;
    if (number !== undefined) {
      arrivals[Number(number)] ??= [];
      arrivals[Number(number)]?.push(at);
    }
    if (isLast) socket.end(answers.closing);
    else socket.write(answers.open);
  });
}

/** @type {number[]} */
const ports = [];

serveCommands({
  /** @param {{ ports: number }} order */
  async open(order) {
    while (ports.length < order.ports) {
      const server = createServer(serve);
      await new Promise((resolve, reject) => {
        server.once('error', reject).listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, () => resolve(undefined));
      });
      const address = server.address();
      if (address !== null && typeof address === 'object') ports.push(address.port);
    }
    return ports;
  },

  async forget() {
    arrivals = [];
    reused = 0;
  },

  /** When the first service was asked for the first time, and when the last one was. */
  async firsts() {
    const firsts = arrivals.flatMap((times) => times[0] ?? []);
    return { services: firsts.length, first: Math.min(...firsts), last: Math.max(...firsts) };
  },

  /**
   * The intervals that ended in this span of time; one that should have ended and has not counts as unpunctual.
   *
   * @param {{ from: number, to: number, services: number, intervalMs: number }} order
   */
  async intervals({ from, to, services, intervalMs }) {
    const sum = { checks: 0, intervals: 0, punctual: 0, worstMs: 0, reused };
    /** @param {number} ms */
    const count = (ms) => {
      const offMs = Math.abs(ms - intervalMs);
      sum.intervals += 1;
      if (offMs <= intervalMs * 0.05) sum.punctual += 1;
      sum.worstMs = Math.max(sum.worstMs, offMs);
    };
    for (let service = 0; service < services; service += 1) {
      let before;
      for (const at of arrivals[service] ?? []) {
        if (at >= to) break;
        if (at >= from) {
          sum.checks += 1;
          if (before !== undefined) count(at - before);
        }
        before = at;
      }
      if (to - (before ?? from) > intervalMs * 1.05) count(to - (before ?? from));
    }
    return sum;
  },
});
