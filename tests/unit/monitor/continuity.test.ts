import { describe, expect, it } from 'vitest';
import { createContinuity, lookEveryMs } from '../../../main/monitor/continuity.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function aDay() {
  const clock = createFakeClock();
  const continuity = createContinuity(clock);
  /** Looks as often as is promised, so that what is found is found by the next look. */
  const pass = (ms: number) => {
    const found = [];
    for (let rest = ms; rest > 0; rest -= lookEveryMs) {
      clock.advance(Math.min(rest, lookEveryMs));
      found.push(...continuity.look());
    }
    return found;
  };
  return { clock, continuity, pass };
}

const hour = 3_600_000;

describe('whether time was continuous', () => {
  it('finds nothing in an hour that was', () => {
    expect(aDay().pass(hour)).toEqual([]);
  });

  it('finds a sleep during which the monotonic clock stood still, and from when to when nothing was seen', () => {
    const { clock, pass } = aDay();
    pass(10_000);
    const from = clock.wallMs();
    clock.sleep(8 * hour);
    expect(pass(2_000)).toEqual([{ kind: 'slept', from, to: clock.wallMs() }]);
    expect(pass(60_000)).toEqual([]);
  });

  it('finds that the process was stopped, by the look that did not come', () => {
    const { clock, continuity } = aDay();
    const from = clock.wallMs();
    clock.freeze(40_000);
    expect(continuity.look()).toEqual([{ kind: 'slept', from, to: from + 40_000 }]);
  });

  it('takes a second or two for a busy machine', () => {
    const { clock, continuity } = aDay();
    clock.freeze(lookEveryMs + 3_000);
    expect(continuity.look()).toEqual([]);
  });

  it.each([hour, -hour])('tells a clock that was set by %i ms from a sleep', (byMs) => {
    const { clock, pass } = aDay();
    pass(10_000);
    clock.setWall(clock.wallMs() + byMs);
    expect(pass(2_000)).toEqual([{ kind: 'clock_set', byMs }]);
    expect(pass(60_000)).toEqual([]);
  });

  it('tells both apart when a clock was corrected during a sleep', () => {
    const { clock, pass } = aDay();
    pass(10_000);
    const before = clock.wallMs();
    clock.sleep(2 * hour);
    clock.setWall(clock.wallMs() - hour);
    expect(pass(2_000)).toEqual([
      { kind: 'clock_set', byMs: -hour },
      { kind: 'slept', from: before - hour, to: clock.wallMs() },
    ]);
  });

  it('does not mind a clock that is corrected little by little', () => {
    const { clock, continuity } = aDay();
    const found = Array.from({ length: 1_000 }, () => {
      clock.advance(lookEveryMs);
      clock.setWall(clock.wallMs() + 500);
      return continuity.look();
    });
    expect(found.flat()).toEqual([]);
  });
});
