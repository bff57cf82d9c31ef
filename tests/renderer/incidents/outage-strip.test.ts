import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../renderer/incidents/phase-parts.ts';
import { stripOf } from '../../../renderer/incidents/strip.ts';
import { at, incident } from './rows.ts';

describe('the members of an outage on one axis', () => {
  it('stand in the order in which they failed, from the first failure to the last recovery', () => {
    const members = [
      incident({ service: 'late', from: at(24, 9, 5), to: at(24, 9, 10) }),
      incident({ service: 'first', from: at(24, 9), to: at(24, 9, 5) }),
    ];
    const strip = stripOf(members, at(30).getTime());
    expect([strip.from, strip.to]).toEqual([at(24, 9).getTime(), at(24, 9, 10).getTime()]);
    expect(strip.bars.map(({ row, from, to }) => [row.service, from, to])).toEqual([
      ['first', 0, 0.5],
      ['late', 0.5, 1],
    ]);
  });

  it('reach until now while they are open', () => {
    const members = [
      incident({ service: 'open', from: at(24, 9) }),
      incident({ service: 'over', from: at(24, 9), to: at(24, 9, 15) }),
    ];
    expect(stripOf(members, at(24, 10).getTime()).bars.map(({ to }) => to)).toEqual([1, 0.25]);
  });

  it('show from when on one may have been over unseen', () => {
    const members = [incident({ service: 'a', from: at(24, 9), to: at(24, 10), endedNotBefore: at(24, 9, 15) })];
    expect(stripOf(members, 0).bars[0]).toMatchObject({ from: 0, to: 1, unsureFrom: 0.25 });
  });

  it('are drawn even when all began and ended in the same moment', () => {
    const [bar] = stripOf([incident({ service: 'a', from: at(24), to: at(24) })], 0).bars;
    expect(bar).toMatchObject({ from: 0, to: 0 });
  });
});

describe('the time of a failed check', () => {
  it('is what its phases took, and what was left until it failed', () => {
    expect(partsOf({ dnsMs: 2, tcpMs: 11 }, 10_013)).toEqual([
      { phase: 'dnsMs', ms: 2 },
      { phase: 'tcpMs', ms: 11 },
      { ms: 10_000 },
    ]);
  });

  it('has nothing left when every phase came to its end', () => {
    expect(partsOf({ firstByteMs: 60, dnsMs: 20, bodyMs: 20 }, 100.5)).toEqual([
      { phase: 'dnsMs', ms: 20 },
      { phase: 'firstByteMs', ms: 60 },
      { phase: 'bodyMs', ms: 20 },
    ]);
  });

  it('is not drawn where nothing is known of it', () => {
    expect(partsOf({}, 0)).toEqual([]);
  });
});
