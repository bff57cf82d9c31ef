import { expect, it } from 'vitest';
import { mayRevive, type Revivals } from '../../../main/shell/revival.ts';

it('lets a window that crashes come back three times a minute, and again when it was quiet for one', () => {
  let revivals: Revivals = [];
  const crash = (at: number): boolean => {
    const answer = mayRevive(revivals, at);
    revivals = answer.revivals;
    return answer.allowed;
  };
  expect([0, 1_000, 2_000, 3_000, 30_000].map(crash)).toEqual([true, true, true, false, false]);
  expect(crash(61_000)).toBe(true);
});
