import { describe, expect, it } from 'vitest';
import { formatPath } from '../../../main/config/problem.ts';
import { at, equal, parsePath, pathText, withAt } from '../../../renderer/settings/form/json.ts';

describe('the path of a problem', () => {
  it.each([
    { path: ['services', 0, 'timeout'] },
    { path: ['services', 12, 'headers', 'X-Api Key'] },
    { path: ['services', 3, 'expect', 'json', 1, 'path'] },
    { path: ['maintenance', 0, 'days', 2] },
    { path: ['x', '$.a["b"]', 'c'] },
    { path: ['slack'] },
    { path: [] },
  ])('is read as the program writes it: $path', ({ path }) => {
    expect(parsePath(formatPath(path))).toEqual(path);
    expect(pathText(path)).toBe(formatPath(path));
  });

  it('is one key where it is nothing that the program writes', () => {
    expect(parsePath('a b')).toEqual(['a b']);
  });
});

describe('a value by its path', () => {
  const file = { services: [{ name: 'A' }], slack: { channel: '#a' } };

  it('is found, and is not there otherwise', () => {
    expect(at(file, ['services', 0, 'name'])).toBe('A');
    expect(at(file, ['services', 1, 'name'])).toBeUndefined();
    expect(at(file, ['slack', 'channel', 'length'])).toBeUndefined();
    expect(at(file, ['slack', 'toString'])).toBeUndefined();
  });

  it('is put in its place, the others stay in theirs', () => {
    expect(Object.keys(withAt({ a: 1, b: 2, c: 3 }, ['b'], 5))).toEqual(['a', 'b', 'c']);
    expect(withAt({}, ['a', 'b', 'c'], 1)).toEqual({ a: { b: { c: 1 } } });
    expect(withAt({ a: false }, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
  });

  it('takes what it leaves empty along', () => {
    expect(withAt({ a: { b: { c: 1 } }, d: 1 }, ['a', 'b', 'c'], undefined)).toEqual({ d: 1 });
    expect(withAt({ a: { b: { c: 1 } } }, ['a', 'b', 'c'], undefined, 1)).toEqual({ a: {} });
    expect(withAt({ a: { b: { c: 1 } } }, ['a', 'b', 'c'], undefined, 2)).toEqual({ a: { b: {} } });
  });
});

describe('equality', () => {
  it('does not mind the order of keys, or a key that has nothing', () => {
    expect(equal({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
    expect(equal({ a: null }, {})).toBe(true);
    expect(equal(null, undefined)).toBe(true);
  });

  it.each([
    [{ a: 1 }, { a: '1' }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], { 0: 1 }],
    [{ a: 1 }, { a: 1, b: false }],
    ['', undefined],
    [0, false],
  ])('tells %j from %j', (one, other) => {
    expect(equal(one, other)).toBe(false);
    expect(equal(other, one)).toBe(false);
  });
});
