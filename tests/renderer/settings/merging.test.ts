import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../preload/settings.ts';
import { merged } from '../../../renderer/settings/form/merging.ts';

const base: JsonObject = { timeout: 10, group: 'Web', expect: { contains: 'a', matches: 'm' }, tags: ['x'] };

describe('a form whose file is changed meanwhile', () => {
  it('shows what the file has now where nobody touched the form', () => {
    const theirs = { ...base, timeout: 20, interval: '1m' };
    expect(merged(base, theirs, base)).toEqual({ draft: theirs, conflicts: [] });
  });

  it('keeps what was typed, and takes over the rest of what the file has', () => {
    const theirs: JsonObject = { ...base, group: 'Shop' };
    const mine: JsonObject = { ...base, timeout: 5 };
    expect(merged(base, theirs, mine)).toEqual({ draft: { ...base, group: 'Shop', timeout: 5 }, conflicts: [] });
  });

  it('shows both where both changed the same key, and loses neither', () => {
    const theirs: JsonObject = { ...base, timeout: 20 };
    const mine: JsonObject = { ...base, timeout: 5 };
    expect(merged(base, theirs, mine)).toEqual({ draft: mine, conflicts: [{ path: ['timeout'], theirs: 20 }] });
  });

  it('sees no conflict where both want the same', () => {
    const both: JsonObject = { ...base, timeout: 20 };
    expect(merged(base, both, { ...both, expect: { matches: 'm', contains: 'a' } })).toEqual({
      draft: both,
      conflicts: [],
    });
  });

  it('looks inside mappings, so that two keys of one do not stand in each other’s way', () => {
    const theirs: JsonObject = { ...base, expect: { contains: 'b', matches: 'm' } };
    const mine: JsonObject = { ...base, expect: { contains: 'a', matches: 'n' } };
    expect(merged(base, theirs, mine)).toEqual({
      draft: { ...base, expect: { contains: 'b', matches: 'n' } },
      conflicts: [],
    });
  });

  it('says so when one removed what the other changed', () => {
    const { expect: _, ...without } = base;
    const theirs: JsonObject = { ...base, expect: { contains: 'b', matches: 'm' } };
    const merging = merged(base, theirs, without);
    expect(merging.conflicts).toEqual([{ path: ['expect', 'contains'], theirs: 'b' }]);
    expect(merging.draft.expect).toBeUndefined();
    expect(merged(base, without, { ...base, expect: { contains: 'b', matches: 'm' } }).conflicts).toEqual([
      { path: ['expect', 'contains'] },
    ]);
  });

  it('takes lists as a whole', () => {
    const merging = merged(base, { ...base, tags: ['x', 'y'] }, { ...base, tags: ['x', 'z'] });
    expect(merging.conflicts).toEqual([{ path: ['tags'], theirs: ['x', 'y'] }]);
    expect(merging.draft.tags).toEqual(['x', 'z']);
  });

  it('does not look into a secret', () => {
    const one: JsonObject = { key: { secret: true, hint: 'a…' } };
    const other: JsonObject = { key: { secret: true, hint: 'b…' } };
    expect(merged(one, other, { key: 'new' })).toEqual({
      draft: { key: 'new' },
      conflicts: [{ path: ['key'], theirs: other.key }],
    });
  });
});
