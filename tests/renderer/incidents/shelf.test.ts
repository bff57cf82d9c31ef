import { describe, expect, it } from 'vitest';
import type { IncidentPage, IncidentRow } from '../../../preload/past.ts';
import { inPlace, refreshed, type Shelf, shelfOf, withPage } from '../../../renderer/incidents/shelf.ts';
import { at, ids, incident } from './rows.ts';

/** Ended one after the other, the later ones of these names first. */
const over = (...services: readonly string[]): readonly IncidentRow[] =>
  services.map((service) => {
    const minute = service.charCodeAt(0) - 'a'.charCodeAt(0);
    return incident({ service, from: at(24, 9, minute), to: at(24, 9, minute, 30) });
  });

const page = (incidents: readonly IncidentRow[], total: number, next?: string): IncidentPage => ({
  incidents,
  total,
  ...(next === undefined ? {} : { next }),
});

const open = incident({ service: 'shop', from: at(24, 12) });
const ended = incident({ service: 'shop', from: at(24, 12), to: at(24, 12, 5) });

const shelf: Shelf = shelfOf({ open: page([open], 1), over: page(over('f', 'e'), 6, 'e') });

describe('the pages of the list', () => {
  it('are appended one after the other until all of it is there', () => {
    expect(shelf).toMatchObject({ total: 7, openTotal: 1, next: 'e' });
    const longer = withPage(shelf, page(over('d', 'c'), 6, 'c'));
    expect(ids(longer.over)).toEqual(['f', 'e', 'd', 'c']);
    expect(longer.next).toBe('c');
    const all = withPage(longer, page(over('b', 'a'), 6));
    expect(ids(all.over)).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
    expect(all).not.toHaveProperty('next');
  });

  it('show nothing twice that was there before', () => {
    expect(ids(withPage(shelf, page(over('e', 'd'), 6, 'd')).over)).toEqual(['f', 'e', 'd']);
  });
});

describe('news', () => {
  const longer = withPage(shelf, page(over('d', 'c'), 6, 'c'));

  it('come to the top, and the pages below stay', () => {
    const fresh = { open: page([], 0), over: page([ended, ...over('f', 'e', 'd')], 7, 'd') };
    const now = refreshed(longer, fresh);
    expect(ids(now.open)).toEqual([]);
    expect(ids(now.over)).toEqual(['shop', 'f', 'e', 'd', 'c']);
    expect(now).toMatchObject({ total: 7, openTotal: 0, next: 'c' });
  });

  it('forget the pages below when so much is new that something between would be missing', () => {
    const now = refreshed(longer, { over: page(over('z', 'y'), 26, 'y') });
    expect(ids(now.over)).toEqual(['z', 'y']);
    expect(now.next).toBe('y');
  });

  it('are all there is when they come on one page', () => {
    const now = refreshed(longer, { over: page(over('f'), 1) });
    expect(ids(now.over)).toEqual(['f']);
    expect(now).not.toHaveProperty('next');
  });
});

describe('while somebody points at the list', () => {
  it('an incident that ends stays where it is, and says that it is over', () => {
    const latest = refreshed(shelf, { open: page([], 0), over: page([ended, ...over('f', 'e')], 7, 'e') });
    const { shelf: held, waiting } = inPlace(shelf, latest);
    expect(held.open).toEqual([ended]);
    expect(ids(held.over)).toEqual(['f', 'e']);
    expect(waiting).toEqual([]);
    expect(held.openTotal).toBe(0);
  });

  it('one that begins waits', () => {
    const begun = incident({ service: 'mail', from: at(24, 13) });
    const { shelf: held, waiting } = inPlace(
      shelf,
      refreshed(shelf, { open: page([begun, open], 2), over: page(over('f', 'e'), 6, 'e') }),
    );
    expect(ids(held.open)).toEqual(['shop']);
    expect(ids(waiting)).toEqual(['mail']);
  });

  it('older ones come as one scrolls', () => {
    const { shelf: held, waiting } = inPlace(shelf, withPage(shelf, page(over('d', 'c'), 6, 'c')));
    expect(ids(held.over)).toEqual(['f', 'e', 'd', 'c']);
    expect(held.next).toBe('c');
    expect(waiting).toEqual([]);
  });
});
