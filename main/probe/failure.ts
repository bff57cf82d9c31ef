/** What the error codes of Node, OpenSSL and undici mean to people. Pure. */
import type { Failure, FailureKind, Phase, Phases } from '../monitor/model.ts';
import { formatDuration, formatPhases, quote } from './wording.ts';

/** The circumstances of a failure. `place` is what sentences call the other end. */
export type Scene = { readonly phase: Phase; readonly place: string; readonly phases: Phases };

type Reading = readonly [kind: FailureKind, sentence: (place: string) => string];

const lookups: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host',
  EAI_NONAME: 'no such host',
  ENODATA: 'the name has no address',
  EAI_NODATA: 'the name has no address',
  EAI_AGAIN: 'no name server answered',
  EAI_FAIL: 'the name server failed',
};

const connections: Readonly<Record<string, Reading>> = {
  ECONNREFUSED: ['refused', (place) => `${place} refused the connection`],
  EHOSTUNREACH: ['unreachable', (place) => `no route to ${place}`],
  EHOSTDOWN: ['unreachable', (place) => `the host of ${place} is down`],
  ENETUNREACH: ['unreachable', (place) => `the network of ${place} cannot be reached`],
  ENETDOWN: ['unreachable', (place) => `the network is down on the way to ${place}`],
  EADDRNOTAVAIL: ['unreachable', (place) => `this machine has no address from which to reach ${place}`],
  EACCES: ['unreachable', (place) => `this machine does not permit a connection to ${place}`],
  EPERM: ['unreachable', (place) => `this machine does not permit a connection to ${place}`],
  EMFILE: ['unreachable', (place) => `this machine has too many open files to connect to ${place}`],
  ENFILE: ['unreachable', (place) => `this machine has too many open files to connect to ${place}`],
  ENOBUFS: ['unreachable', (place) => `this machine has no memory left to connect to ${place}`],
};

const broken: Readonly<Record<Phase, (place: string) => string>> = {
  dns: (place) => `the lookup of ${place} was broken off`,
  tcp: (place) => `${place} broke off the connection`,
  tls: (place) => `${place} broke off the TLS handshake`,
  first_byte: (place) => `${place} closed the connection without an answer`,
  body: (place) => `${place} closed the connection before the end of its answer`,
};

/** Codes after which the connection is simply gone. */
const resets = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET']);

/** Parts of OpenSSL's codes (`ERR_SSL_…`), most telling first. */
const handshakes: readonly (readonly [part: string, Reading])[] = [
  ['WRONG_VERSION_NUMBER', ['protocol', (place) => `${place} does not speak TLS; should the URL begin with http://?`]],
  ['PACKET_LENGTH', ['protocol', (place) => `${place} does not speak TLS; should the URL begin with http://?`]],
  ['HTTP_REQUEST', ['protocol', (place) => `${place} does not speak TLS; should the URL begin with http://?`]],
  ['UNRECOGNIZED_NAME', ['tls_name', (place) => `${place} has no certificate for the name in the URL`]],
  ['CERTIFICATE_REQUIRED', ['protocol', (place) => `${place} demands a client certificate`]],
  ['NO_APPLICATION_PROTOCOL', ['protocol', (place) => `${place} offers no HTTP/1.1 over TLS`]],
  ['PROTOCOL_VERSION', ['protocol', (place) => `${place} accepts no TLS version from 1.2 on`]],
  ['UNSUPPORTED_PROTOCOL', ['protocol', (place) => `${place} accepts no TLS version from 1.2 on`]],
  ['HANDSHAKE_FAILURE', ['protocol', (place) => `${place} refused the TLS handshake (handshake failure)`]],
];

/** Turns whatever was thrown or emitted into a failure; an unknown error keeps its message. */
export function failureOf(error: unknown, scene: Scene): Failure {
  const { phase, place } = scene;
  if (error instanceof AggregateError) return failureOfMany(error, scene);
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const as = (kind: FailureKind, sentence: string): Failure => ({ kind, phase, sentence });

  if (code === 'ERR_INVALID_URL') return as('protocol', `the URL of ${place} is not one`);
  if (code.startsWith('UND_ERR_INVALID') || code.startsWith('UND_ERR_REQ') || code === 'UND_ERR_NOT_SUPPORTED') {
    return as('protocol', `the request cannot be sent: ${message}`);
  }
  if (phase === 'dns') return as('dns', `DNS lookup of ${place} failed: ${lookups[code] ?? message} (${code})`);
  const connection = connections[code];
  if (connection !== undefined) return as(connection[0], connection[1](place));
  if (code === 'ETIMEDOUT') return timeoutFailure(scene);
  if (message === 'bad upgrade') return as('protocol', `${place} switched to another protocol (101), unasked`);
  if (resets.has(code)) return as('reset', broken[phase](place));
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return as('reset', broken.body(place));
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return as('too_large', `the headers of ${place} are longer than 64 KiB`);
  if (error instanceof Error && error.name === 'HTTPParserError') {
    const isCutOff = message.includes('Invalid EOF state');
    return isCutOff ? as('reset', broken.body(place)) : as('protocol', garbled(error, message, scene));
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    const reading = handshakes.find(([part]) => code.includes(part))?.[1];
    if (reading !== undefined) return as(reading[0], reading[1](place));
    return as('protocol', `TLS with ${place} failed: ${tlsReason(error, message)}`);
  }
  return as('protocol', `${place}: ${message}${code === '' ? '' : ` (${code})`}`);
}

/** The deadline of an attempt passed, or with no `afterMs`, the system's own patience ended. */
export function timeoutFailure(scene: Scene, afterMs?: number): Failure {
  const { phase, place, phases } = scene;
  const after = afterMs === undefined ? '' : ` after ${formatDuration(afterMs)}`;
  const finished = formatPhases(phases);
  switch (phase) {
    case 'dns':
      return { kind: 'dns', phase, sentence: `DNS lookup of ${place} timed out${after}` };
    case 'tcp':
      return { kind: 'timeout_connect', phase, sentence: `connection to ${place} timed out${after}${finished}` };
    case 'tls':
      return { kind: 'timeout_tls', phase, sentence: `TLS handshake with ${place} timed out${after}${finished}` };
    case 'first_byte':
      return { kind: 'timeout_response', phase, sentence: `answer of ${place} timed out${after}${finished}` };
    case 'body':
      return { kind: 'timeout_response', phase, sentence: `body from ${place} was not complete${after}${finished}` };
  }
}

/** Every address of the host failed: the failure that says most stands for all. */
function failureOfMany(error: AggregateError, scene: Scene): Failure {
  const failures = error.errors.map((one: unknown) => failureOfOne(one, scene));
  const telling = failures.find(isTelling) ?? failures[0];
  if (telling === undefined) return failureOf(new Error(error.message), scene);
  const sentences = [...new Set(failures.map((failure) => failure.sentence))];
  return { ...telling, sentence: sentences.join('; ') };
}

/** Where several addresses were tried, the one whose failure stands for all, as "10.1.2.3:443"; else undefined. */
export function tellingPeer(error: unknown, scene: Scene): string | undefined {
  if (!(error instanceof AggregateError)) return undefined;
  return peerOf(error.errors.find((one: unknown) => isTelling(failureOfOne(one, scene))) ?? error.errors[0]);
}

function failureOfOne(error: unknown, scene: Scene): Failure {
  return failureOf(error, { ...scene, place: peerOf(error) ?? scene.place });
}

/** Many machines have no IPv6: that a network is missing says less than what the other address answered. */
function isTelling({ kind }: Failure): boolean {
  return kind !== 'unreachable';
}

function peerOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('address' in error) || !('port' in error)) return undefined;
  const address = String(error.address);
  return address.includes(':') ? `[${address}]:${error.port}` : `${address}:${error.port}`;
}

function garbled(error: unknown, message: string, { phase, place }: Scene): string {
  const data = typeof error === 'object' && error !== null && 'data' in error ? String(error.data ?? '') : '';
  const reason = /\(([^()]+)\)$/u.exec(message)?.[1] ?? message;
  if (phase === 'body') return `the body from ${place} breaks the HTTP protocol: ${reason}`;
  if (data.startsWith('\u0015\u0003')) return `${place} speaks TLS; should the URL begin with https://?`;
  const seen = data === '' ? reason : quote(data);
  return `${place} answered with something that is not HTTP: ${seen}`;
}

function tlsReason(error: unknown, message: string): string {
  return typeof error === 'object' && error !== null && 'reason' in error ? String(error.reason) : message;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code ?? '') : '';
}
