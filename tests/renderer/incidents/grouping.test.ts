import { describe, expect, it } from 'vitest';
import { lastedOf, type Section, sectionsOf } from '../../../renderer/incidents/grouping.ts';
import { at, incident } from './rows.ts';

/** The list as one reads it. */
function read(sections: readonly Section[]): readonly (readonly [day: string, ...entries: string[]])[] {
  return sections.map(({ day, entries }) => [
    day === undefined ? 'open' : String(new Date(day).getDate()),
    ...entries.map((entry) => (entry.type === 'incident' ? entry.row.service : entry.services.join('+'))),
  ]);
}

describe('the list of incidents', () => {
  it('has what is open first, then each day with what began on it', () => {
    const open = [incident({ service: 'shop', from: at(20, 8) })];
    const over = [
      incident({ service: 'mail', from: at(24, 23, 59), to: at(25, 0, 5) }),
      incident({ service: 'search', from: at(24, 0, 0), to: at(24, 0, 1) }),
      incident({ service: 'docs', from: at(23, 23, 59, 59), to: at(24, 9) }),
    ];
    expect(read(sectionsOf(open, over))).toEqual([
      ['open', 'shop'],
      ['24', 'mail', 'search'],
      ['23', 'docs'],
    ]);
  });

  it('shows an outage once, where its latest member stands', () => {
    const over = [
      incident({ service: 'late', from: at(24, 0, 2), to: at(24, 1), outage: 'gateway' }),
      incident({ service: 'other', from: at(24, 0, 1), to: at(24, 0, 30) }),
      incident({ service: 'first', from: at(23, 23, 50), to: at(24, 0, 40), outage: 'gateway' }),
    ];
    const sections = sectionsOf([], over);
    expect(read(sections)).toEqual([['24', 'first+late', 'other']]);
    expect(sections[0]?.entries[0]).toMatchObject({
      type: 'outage',
      id: 'gateway',
      startedAt: at(23, 23, 50).getTime(),
      endedAt: at(24, 1).getTime(),
    });
  });

  it('keeps an outage with what is open until the last of its services is well again', () => {
    const open = [incident({ service: 'shop', from: at(24, 9), outage: 'gateway' })];
    const over = [incident({ service: 'mail', from: at(24, 9, 0, 1), to: at(24, 9, 5), outage: 'gateway' })];
    const [section, ...others] = sectionsOf(open, over);
    expect(others).toEqual([]);
    expect(section).not.toHaveProperty('day');
    expect(section?.entries[0]).not.toHaveProperty('endedAt');
    expect(section?.entries[0]).toMatchObject({ services: ['shop', 'mail'] });
  });

  it('says what failed where that is the same for all, and else which kinds of failure there were', () => {
    const alike = sectionsOf(
      [],
      ['a', 'b'].map((service) => incident({ service, from: at(24), to: at(25), outage: 'one' })),
    );
    expect(alike[0]?.entries[0]).toMatchObject({ sentence: { en: '10.1.2.3:443 refused the connection' } });
    const different = sectionsOf(
      [],
      [
        incident({ service: 'b', from: at(24, 1), to: at(25), outage: 'one', kind: 'status' }),
        incident({ service: 'a', from: at(24), to: at(25), outage: 'one' }),
      ],
    );
    expect(different[0]?.entries[0]).not.toHaveProperty('sentence');
    expect(different[0]?.entries[0]).toMatchObject({ kinds: ['refused', 'status'] });
  });

  it('counts an outage as acknowledged only once every service that is still down is', () => {
    const ana = incident({ service: 'a', from: at(24), outage: 'one', acknowledgedBy: 'Ana' });
    const nobody = incident({ service: 'b', from: at(24, 0, 1), outage: 'one' });
    const over = incident({ service: 'c', from: at(24), to: at(24, 2), outage: 'one' });
    expect(sectionsOf([nobody, ana], [over])[0]?.entries[0]).not.toHaveProperty('acknowledged');
    expect(sectionsOf([ana], [over])[0]?.entries[0]).toMatchObject({ acknowledged: { by: { name: 'Ana' } } });
  });
});

describe('how long an incident lasted', () => {
  it('is not known while it lasts', () => {
    expect(lastedOf(incident({ service: 'a', from: at(24) }))).toBeUndefined();
  });

  it('lies between two times where nobody saw the end', () => {
    const unseen = incident({ service: 'a', from: at(24, 9), to: at(24, 10), endedNotBefore: at(24, 9, 3) });
    expect(lastedOf(unseen)).toEqual({ leastMs: 3 * 60_000, mostMs: 60 * 60_000 });
    expect(lastedOf(incident({ service: 'a', from: at(24, 9), to: at(24, 10) }))).toEqual({
      leastMs: 60 * 60_000,
      mostMs: 60 * 60_000,
    });
  });
});
