import { expect, it } from 'vitest';
import { searchWithPatience } from '../../../main/probe/pattern-search.ts';

it('finds what an ordinary expression finds', () => {
  expect(searchWithPatience('^v\\d+\\.\\d+$', 'v12.3')).toBe('found');
  expect(searchWithPatience('a.b', 'a\nb')).toBe('found');
  expect(searchWithPatience('\\p{Lu}', 'é')).toBe('absent');
  expect(searchWithPatience('ready', `${'x'.repeat(64 * 1024)}ready`)).toBe('found');
});

it('gives up on one that would never end, and works again afterwards', () => {
  expect(searchWithPatience('^(\\w+\\s?)*$', `${'word '.repeat(40)}!`)).toBe('gave_up');
  expect(searchWithPatience('ok', 'ok')).toBe('found');
});
