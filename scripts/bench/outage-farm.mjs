/**
 * Services that turn bad on order, each in its own way and on its own port, in one process of their own. Ports lie below
 * those that systems give to outgoing connections, so that nobody takes the port of a service that refuses.
 */
import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { serveCommands } from './farm.mjs';
import { nowMs } from './timing.mjs';

/** @typedef {import('node:net').Socket} Socket */
/** @typedef {import('./certificates.mjs').Pair} Pair */
/** @typedef {{ readonly good: Pair, readonly expired: Pair }} Certificates */
/**
 * @typedef {object} Service
 * @property {string} kind
 * @property {import('node:net').Server} server
 * @property {number} port
 * @property {boolean} isBad
 * @property {number | undefined} badSince monotonic time at which it turned bad
 * @property {number[]} arrivals monotonic times of its requests
 * @property {number} goodInRow
 */

/** @type {Map<string, Service>} */
const services = new Map();
let nextPort = 20_000 + Math.floor(Math.random() * 8_000);

/** @param {Socket} socket @param {string} status @param {string} body */
function answer(socket, status, body, header = '') {
  socket.end(
    `HTTP/1.1 ${status}\r\n${header}Content-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** @param {Socket} socket */
function answerWell(socket) {
  answer(socket, '200 OK', 'all is well\n');
}

/** @param {Socket} socket */
function drip(socket) {
  socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n');
  const timer = setInterval(() => socket.write('.'), 500);
  socket.once('close', () => clearInterval(timer));
}

/** @param {Socket} socket */
function answerLate(socket) {
  const timer = setTimeout(() => answerWell(socket), 8_000 + Math.random() * 1_500);
  socket.once('close', () => clearTimeout(timer));
}

const hang = () => {};

/** What one that has turned bad does with a request; those not named here are bad in another way. */
const badAnswers = {
  /** @param {Socket} socket */
  'status-500': (socket) => answer(socket, '500 Internal Server Error', 'out of order\n'),
  /** @param {Socket} socket */
  reset: (socket) => void socket.resetAndDestroy(),
  hung: hang,
  dripping: drip,
  /** @param {Socket} socket */
  'unknown-host': (socket) => answer(socket, '302 Found', '', 'Location: http://name.invalid/\r\n'),
  /** @param {Socket} socket */
  'wrong-content': (socket) => answer(socket, '200 OK', 'it works!\n'),
};

/** @param {Service} service @returns {(socket: Socket) => void} */
function behaviour(service) {
  if (service.kind === 'slow') return answerLate;
  if (service.kind === 'flaky') return flicker(service);
  const bad = Object.entries(badAnswers).find(([kind]) => kind === service.kind)?.[1];
  return service.isBad && bad ? bad : answerWell;
}

/** Fails one request in four, never two with fewer than two good ones between them. @param {Service} service */
function flicker(service) {
  service.goodInRow += 1;
  if (service.goodInRow <= 2 || Math.random() >= 0.25) return answerWell;
  service.goodInRow = 0;
  return [badAnswers['status-500'], badAnswers.reset, hang][Math.floor(Math.random() * 3)] ?? answerWell;
}

/** @param {Service} service @param {Socket} socket */
function serve(service, socket) {
  let begun = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    begun += chunk.toString('latin1');
    if (begun.length > 16_384) socket.destroy();
    if (!begun.endsWith('\r\n\r\n')) return;
    begun = '';
    service.arrivals.push(nowMs());
    behaviour(service)(socket);
  });
}

/** @param {string} kind @param {Certificates | undefined} certificates */
async function open(kind, certificates) {
  const isTls = kind === 'expired-certificate' && certificates !== undefined;
  const server = isTls ? createTlsServer(certificates.good) : createServer();
  const port = await listen(server);
  /** @type {Service} */
  const service = { kind, server, port, isBad: false, badSince: undefined, arrivals: [], goodInRow: 0 };
  server.on(isTls ? 'secureConnection' : 'connection', (socket) => serve(service, socket));
  server.on('tlsClientError', () => {});
  return { service, url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}/` };
}

/** @param {import('node:net').Server} server @returns {Promise<number>} */
async function listen(server) {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const port = nextPort;
    nextPort += 1;
    const isListening = await new Promise((resolve) => {
      const refuse = () => resolve(false);
      server.once('error', refuse).listen(port, '127.0.0.1', () => {
        server.off('error', refuse);
        resolve(true);
      });
    });
    if (isListening) return port;
  }
  throw new Error('no free port between 20000 and 32000');
}

/** @param {Service} service @param {Certificates | undefined} certificates */
function turnBad(service, certificates) {
  service.badSince = nowMs();
  service.isBad = true;
  if (service.kind === 'refused') service.server.close();
  if (service.kind === 'expired-certificate' && certificates && 'setSecureContext' in service.server) {
    const server = /** @type {import('node:tls').Server} */ (service.server);
    server.setSecureContext(certificates.expired);
  }
}

/** @type {Certificates | undefined} */
let certificates;

serveCommands({
  /** @param {{ services: { name: string, kind: string }[], certificates?: Certificates }} order */
  async open(order) {
    certificates = order.certificates;
    /** @type {Record<string, string>} */
    const urls = {};
    for (const { name, kind } of order.services) {
      const { service, url } = await open(kind, certificates);
      services.set(name, service);
      urls[name] = url;
    }
    return urls;
  },

  /** Turns services bad later, each at its monotonic time. @param {{ moments: [string, number][] }} order */
  async spoil({ moments }) {
    for (const [name, at] of moments) {
      const service = services.get(name);
      if (service) setTimeout(turnBad, Math.max(0, at - nowMs()), service, certificates);
    }
  },

  /** Turns services good again. @param {{ names: string[] }} order */
  async mend({ names }) {
    for (const name of names) {
      const service = services.get(name);
      if (!service) continue;
      service.isBad = false;
      service.badSince = undefined;
      if (!service.server.listening) service.server.listen(service.port, '127.0.0.1');
    }
  },

  /** Since when which service is bad, and when each was asked. */
  async look() {
    return Object.fromEntries([...services].map(([name, { badSince, arrivals }]) => [name, { badSince, arrivals }]));
  },
});
