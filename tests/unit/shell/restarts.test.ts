import { describe, expect, it } from 'vitest';
import { mayHappen, type Times } from '../../../main/shell/frequency.ts';
import { readRestarts, restartLimit, writeRestarts } from '../../../main/shell/restarts.ts';

const minuteMs = 60_000;

/** Whether it started again after each of these crashes, minutes from the first. */
function outcomes(...minutes: readonly number[]): readonly boolean[] {
  let kept: Times = [];
  return minutes.map((minute) => {
    const { allowed, times } = mayHappen(kept, minute * minuteMs, restartLimit);
    kept = readRestarts(writeRestarts(times));
    return allowed;
  });
}

describe('a program that crashes', () => {
  it('starts again three times within ten minutes, and stays down at the fourth', () => {
    expect(outcomes(0, 1, 2, 3)).toEqual([true, true, true, false]);
    expect(outcomes(0, 0, 0, 0, 0)).toEqual([true, true, true, false, false]);
  });

  it('starts again whenever the third last time is ten minutes ago', () => {
    expect(outcomes(0, 4, 8, 9.9)).toEqual([true, true, true, false]);
    expect(outcomes(0, 4, 8, 10, 13, 14)).toEqual([true, true, true, true, false, true]);
  });

  it('counts what it did before somebody set the clock back', () => {
    expect(outcomes(100, 101, 102, 5)).toEqual([true, true, true, false]);
  });
});

describe('the list of restarts', () => {
  it.each(['', 'x', 'null', '[]', '{}', '{"restarts":1}', '{"restarts":["a",null,{}]}', '\0'])(
    'is empty where it is %j',
    (text) => {
      expect(readRestarts(text)).toEqual([]);
    },
  );

  it('is read as it was written', () => {
    expect(readRestarts(writeRestarts([1, 2]))).toEqual([1, 2]);
  });
});
