import { describe, expect, it } from 'vitest';
import {
  append,
  type Check,
  type Chunk,
  createChunk,
  readCheck,
  recordsPerChunk,
  visitRecords,
} from '../../../main/history/check-records.ts';
import { failureKinds, type Observation, unobservedReasons } from '../../../main/monitor/model.ts';

const noon = Date.UTC(2026, 2, 1, 12);

function good(
  startedAt: number,
  overrides: { durationMs?: number; slow?: boolean; statusCode?: number } = {},
): Observation {
  return { startedAt, durationMs: 12.34, phases: {}, ok: true, slow: false, ...overrides };
}

function checksIn(chunk: Chunk, only?: number): (Check & { service: number })[] {
  const found: (Check & { service: number })[] = [];
  visitRecords(chunk.bytes, chunk.length, only, (service, at, code, ticks, record) =>
    found.push({ service, ...readCheck(chunk.bytes, record, at, code, ticks) }),
  );
  return found;
}

describe('raw checks in their packed form', () => {
  it('read as they were written, every kind of outcome', () => {
    const chunk = createChunk(noon);
    append(chunk, 1, good(noon, { statusCode: 204 }));
    append(chunk, 0xff_fffe, good(noon + 1, { slow: true, durationMs: 3_000.01 }));
    for (const kind of failureKinds) {
      const failure = { kind, phase: 'tcp', sentence: 'told elsewhere' } as const;
      append(chunk, 300, { startedAt: noon + 2, durationMs: 0, phases: {}, statusCode: 599, ok: false, failure });
    }
    expect(checksIn(chunk)).toEqual([
      { service: 1, at: noon, outcome: 'ok', statusCode: 204, durationMs: 12.34 },
      { service: 0xff_fffe, at: noon + 1, outcome: 'slow', durationMs: 3_000.01 },
      ...failureKinds.map((outcome) => ({ service: 300, at: noon + 2, outcome, statusCode: 599, durationMs: 0 })),
    ]);
  });

  it('tell of one that does not count why, whatever it saw, and never take the one for the other', () => {
    const chunk = createChunk(noon);
    const failure = { kind: 'dns', phase: 'dns', sentence: 'told elsewhere' } as const;
    const failed: Observation = { startedAt: noon, durationMs: 5, phases: {}, ok: false, failure };
    for (const reason of unobservedReasons) append(chunk, 300, failed, reason);
    append(chunk, 300, good(noon, { statusCode: 511 }), 'captive_portal');
    append(chunk, 300, failed);
    expect(checksIn(chunk)).toEqual([
      ...unobservedReasons.map((reason) => ({
        service: 300,
        at: noon,
        outcome: 'unobserved',
        reason,
        durationMs: 5,
      })),
      { service: 300, at: noon, outcome: 'unobserved', reason: 'captive_portal', statusCode: 511, durationMs: 12.34 },
      { service: 300, at: noon, outcome: 'dns', durationMs: 5 },
    ]);
  });

  it('lie on disk under numbers that never change', () => {
    const reasons = ['paused', 'offline', 'dns', 'captive_portal', 'vpn', 'asleep', 'not_running'] as const;
    const chunk = createChunk(noon);
    for (const reason of reasons) append(chunk, 1, good(noon), reason);
    const numbers: number[] = [];
    visitRecords(chunk.bytes, chunk.length, undefined, (_, __, code) => numbers.push(code));
    expect(numbers).toEqual([16, 17, 18, 19, 20, 21, 22]);
  });

  it('are found by their service', () => {
    const chunk = createChunk(noon);
    for (let at = 0; at < 6; at += 1) append(chunk, at % 3, good(noon + at));
    expect(checksIn(chunk, 1).map(({ at }) => at - noon)).toEqual([1, 4]);
  });

  it('may have begun hours before or after the first of them, for clocks are set', () => {
    const chunk = createChunk(noon);
    const hours = [0, 2, -2, 3, -3];
    expect(hours.map((hour) => append(chunk, 1, good(noon + hour * 3_600_000)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(checksIn(chunk).map(({ at }) => (at - noon) / 3_600_000)).toEqual([0, 2, -2]);
  });

  it('take no more than their number, and know when the last of them was over', () => {
    const chunk = createChunk(noon);
    const taken = Array.from({ length: recordsPerChunk + 1 }, (_, i) =>
      append(chunk, 1, good(noon + i, { durationMs: 100 - i })),
    );
    expect([taken.filter(Boolean).length, taken.at(-1), chunk.endedAt]).toEqual([recordsPerChunk, false, noon + 100]);
  });

  it('read as the longest that can be told when they took longer', () => {
    const chunk = createChunk(noon);
    append(chunk, 1, good(noon, { durationMs: 600_000, statusCode: 5_000 }));
    expect(checksIn(chunk)).toMatchObject([{ durationMs: 167_772.15, statusCode: 1_023 }]);
  });
});
