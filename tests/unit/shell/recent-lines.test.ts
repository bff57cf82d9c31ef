import { expect, it } from 'vitest';
import { createRecentLines } from '../../../main/shell/recent-lines.ts';

it('keeps the last lines, in their order', () => {
  const recent = createRecentLines(2);
  expect(recent.lines()).toEqual([]);
  for (const line of ['one', 'two', 'three']) recent.note(line);
  expect(recent.lines()).toEqual(['two', 'three']);
});
