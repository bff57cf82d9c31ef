/** Raw checks as they lie on disk: 11 bytes each, many to a row, so that a row's own cost hardly counts. */
import type { FailureKind, Observation, UnobservedReason } from '../monitor/model.ts';

/** How a check went that counts. */
export type Outcome = 'ok' | 'slow' | FailureKind;

/** A reason may have the name of a kind of failure, as `dns` does: it stands apart. */
type Result =
  | { readonly outcome: Outcome }
  /** It counts neither as good nor as bad. */
  | { readonly outcome: 'unobserved'; readonly reason: UnobservedReason };

export type Check = Result & {
  /** Epoch milliseconds at which it began. */
  readonly at: number;
  readonly statusCode?: number;
  /** To a hundredth of a millisecond; one of more than 167 s reads as 167 s. */
  readonly durationMs: number;
};

/** Five bits on disk: never renumber. From 16 on they are reasons why a check does not count. */
const codes = {
  ok: 0,
  slow: 1,
  dns: 2,
  refused: 3,
  reset: 4,
  unreachable: 5,
  timeout_connect: 6,
  timeout_tls: 7,
  timeout_response: 8,
  tls_expired: 9,
  tls_untrusted: 10,
  tls_name: 11,
  status: 12,
  content: 13,
  protocol: 14,
  too_large: 15,
} as const satisfies Record<Outcome, number>;

/** The same five bits: never renumber. */
const unobservedCodes = {
  paused: 16,
  offline: 17,
  dns: 18,
  captive_portal: 19,
  vpn: 20,
  asleep: 21,
  not_running: 22,
} as const satisfies Record<UnobservedReason, number>;

const results = new Map<number, Result>();
for (const [outcome, code] of Object.entries(codes)) {
  if (isOutcome(outcome)) results.set(code, { outcome });
}
for (const [reason, code] of Object.entries(unobservedCodes)) {
  if (isReason(reason)) results.set(code, { outcome: 'unobserved', reason });
}

function isOutcome(name: string): name is Outcome {
  return Object.hasOwn(codes, name);
}

function isReason(name: string): name is UnobservedReason {
  return Object.hasOwn(unobservedCodes, name);
}

/** Good answers, in time or slow, have the codes up to this one. */
export const lastGoodCode = codes.slow;

/** Whether a check with this code is part of sums and charts. */
export const isCounted = (code: number): boolean => code < unobservedCodes.paused;

/** Durations are counted in ticks of 10 µs. */
export const ticksPerMs = 100;

/**
 * Eight rows of 44 records fill a page of 4 096 bytes but for a few. Larger rows would leave more of it empty, since
 * the last row of a flush is seldom full; smaller ones would spend more on themselves.
 */
export const recordsPerChunk = 44;

/**
 * Service 3, milliseconds after the base 3, outcome and status 2 (5 and 10 bits), ticks 3. The base, 6 bytes, stands
 * before them all. Lowest byte first.
 */
const recordBytes = 11;
const statusBits = 10;
const largestStatus = 2 ** statusBits - 1;
const headerBytes = 6;
const largest24 = 0xff_ffff;

/** Where in the span of an offset (4.6 h) the first check lies: clocks jump, and slow checks end after quick ones. */
const headroomMs = 0x80_0000;

export type Chunk = {
  readonly base: number;
  readonly bytes: Uint8Array;
  length: number;
  /** When its latest check was over, epoch milliseconds. */
  endedAt: number;
};

export function createChunk(firstAt: number): Chunk {
  const base = Math.max(0, Math.floor(firstAt) - headroomMs);
  const bytes = new Uint8Array(headerBytes + recordsPerChunk * recordBytes);
  for (let index = 0, rest = base; index < headerBytes; index += 1, rest = Math.floor(rest / 256)) {
    bytes[index] = rest % 256;
  }
  return { base, bytes, length: headerBytes, endedAt: 0 };
}

/** Says no, and takes nothing, when the chunk is full or the check lies too far from the first one. */
export function append(
  chunk: Chunk,
  service: number,
  observation: Observation,
  unobserved?: UnobservedReason,
): boolean {
  const offset = Math.round(observation.startedAt) - chunk.base;
  if (chunk.length === chunk.bytes.length || offset < 0 || offset > largest24) return false;
  const { bytes } = chunk;
  const status = Math.min(largestStatus, observation.statusCode ?? 0);
  const code = unobserved === undefined ? codeOf(observation) : unobservedCodes[unobserved];
  const outcome = (code << statusBits) | status;
  const ticks = Math.min(largest24, Math.max(0, Math.round(observation.durationMs * ticksPerMs)));
  let at = chunk.length;
  bytes[at++] = service;
  bytes[at++] = service >>> 8;
  bytes[at++] = service >>> 16;
  bytes[at++] = offset;
  bytes[at++] = offset >>> 8;
  bytes[at++] = offset >>> 16;
  bytes[at++] = outcome;
  bytes[at++] = outcome >>> 8;
  bytes[at++] = ticks;
  bytes[at++] = ticks >>> 8;
  bytes[at++] = ticks >>> 16;
  chunk.length = at;
  chunk.endedAt = Math.max(chunk.endedAt, Math.round(observation.startedAt + observation.durationMs));
  return true;
}

function codeOf(observation: Observation): number {
  if (!observation.ok) return codes[observation.failure.kind];
  return observation.slow ? codes.slow : codes.ok;
}

/** With which each record of the service begins: a row that does not hold them holds no check of it. */
export const markOf = (service: number): Uint8Array => Uint8Array.of(service, service >>> 8, service >>> 16);

/** `record` is where in the bytes it stands, for `readCheck`. */
export type Visit = (service: number, at: number, code: number, ticks: number, record: number) => void;

/** All records of a row, or only those of one service. Knows its way without making an object of each. */
export function visitRecords(bytes: Uint8Array, length: number, only: number | undefined, visit: Visit): void {
  let base = 0;
  for (let index = headerBytes - 1; index >= 0; index -= 1) base = base * 256 + (bytes[index] ?? 0);
  for (let record = headerBytes; record + recordBytes <= length; record += recordBytes) {
    const service = read24(bytes, record);
    if (only !== undefined && service !== only) continue;
    visit(
      service,
      base + read24(bytes, record + 3),
      read16(bytes, record + 6) >>> statusBits,
      read24(bytes, record + 8),
      record,
    );
  }
}

export function readCheck(bytes: Uint8Array, record: number, at: number, code: number, ticks: number): Check {
  const status = read16(bytes, record + 6) & largestStatus;
  const result = results.get(code) ?? { outcome: 'protocol' };
  const durationMs = ticks / ticksPerMs;
  return status === 0 ? { ...result, at, durationMs } : { ...result, at, statusCode: status, durationMs };
}

function read16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function read24(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
}
