import { describe, expect, it } from 'vitest';
import type { Span, Weekday, WeeklyHours } from '../../../main/monitor/calendar.ts';
import { nextSpan, weekdays } from '../../../main/monitor/calendar.ts';
import { localMinutes, spansByWalking } from './calendar-oracle.ts';

const hourMs = 3_600_000;
const minute = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

/** `from-to days zone`, such as `22:00-07:00 mon,tue Europe/Paris`. */
function hours(text: string): WeeklyHours {
  const [times = '', days = '', timeZone] = text.split(' ');
  const [from = '', to = ''] = times.split('-');
  return {
    fromMinute: minute(from),
    toMinute: minute(to),
    days: days === 'daily' ? weekdays : (days.split(',') as Weekday[]),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** The span as people write it, in UTC. */
function spanAt(text: string, at: string): string | undefined {
  const span = nextSpan(hours(text), Date.parse(at));
  const shown = (time: number) => new Date(time).toISOString().slice(0, 16);
  return span && `${shown(span.startsAt)} to ${shown(span.endsAt)}`;
}

describe('hours that come back every week', () => {
  it.each([
    [
      'before they begin, the next ones',
      '09:00-17:00 daily UTC',
      '2026-06-03T08:59:59.999Z',
      '2026-06-03T09:00 to 2026-06-03T17:00',
    ],
    ['as they begin, these', '09:00-17:00 daily UTC', '2026-06-03T09:00Z', '2026-06-03T09:00 to 2026-06-03T17:00'],
    [
      'a moment before they end, these',
      '09:00-17:00 daily UTC',
      '2026-06-03T16:59:59.999Z',
      '2026-06-03T09:00 to 2026-06-03T17:00',
    ],
    [
      'as they end, the next ones',
      '09:00-17:00 daily UTC',
      '2026-06-03T17:00Z',
      '2026-06-04T09:00 to 2026-06-04T17:00',
    ],
    [
      'after those of the only day, those of next week',
      '09:00-17:00 wed UTC',
      '2026-06-03T17:00Z',
      '2026-06-10T09:00 to 2026-06-10T17:00',
    ],
    [
      'past midnight, those that began the day before',
      '22:00-07:00 fri UTC',
      '2026-06-06T06:59Z',
      '2026-06-05T22:00 to 2026-06-06T07:00',
    ],
    [
      'past midnight, not those of a day that is not named',
      '22:00-07:00 fri UTC',
      '2026-06-05T06:59Z',
      '2026-06-05T22:00 to 2026-06-06T07:00',
    ],
    ['a whole day ends at 24:00', '00:00-24:00 sat UTC', '2026-06-06T23:59Z', '2026-06-06T00:00 to 2026-06-07T00:00'],
    [
      'a whole day does not reach into the next',
      '00:00-24:00 sat UTC',
      '2026-06-07T00:00Z',
      '2026-06-13T00:00 to 2026-06-14T00:00',
    ],
    [
      'from 24:00 they begin where the day ends',
      '24:00-02:00 sat UTC',
      '2026-06-06T12:00Z',
      '2026-06-07T00:00 to 2026-06-07T02:00',
    ],
    [
      'from 24:00 almost to 24:00 they end two dates later',
      '24:00-23:59 sat UTC',
      '2026-06-07T23:58Z',
      '2026-06-07T00:00 to 2026-06-07T23:59',
    ],
    [
      'the same time of day on the next day is a day later',
      '08:00-08:00 sat UTC',
      '2026-06-06T12:00Z',
      '2026-06-06T08:00 to 2026-06-07T08:00',
    ],
    ['they pass the end of a year', '23:00-01:00 thu UTC', '2026-12-31T23:30Z', '2026-12-31T23:00 to 2027-01-01T01:00'],
    ['they are there on leap days', '10:00-11:00 tue UTC', '2028-02-28T12:00Z', '2028-02-29T10:00 to 2028-02-29T11:00'],
    [
      'the day is that of the zone',
      '00:00-01:00 mon Pacific/Kiritimati',
      '2026-06-06T12:00Z',
      '2026-06-07T10:00 to 2026-06-07T11:00',
    ],
    ['before 1970 as well', '10:00-11:00 wed UTC', '1969-12-31T09:00Z', '1969-12-31T10:00 to 1969-12-31T11:00'],
  ])('%s', (_, text, at, expected) => {
    expect(spanAt(text, at)).toBe(expected);
  });

  it('never come where there are no days', () => {
    expect(nextSpan({ ...hours('09:00-17:00 daily UTC'), days: [] }, 0)).toBeUndefined();
  });

  it('are those of the machine without a time zone', () => {
    const at = new Date(2026, 6, 14, 12).getTime();
    expect(nextSpan(hours('22:00-07:00 daily'), at)).toEqual({
      startsAt: new Date(2026, 6, 14, 22).getTime(),
      endsAt: new Date(2026, 6, 15, 7).getTime(),
    });
  });

  it('are refused in a time zone that nobody knows', () => {
    expect(() => nextSpan(hours('22:00-07:00 daily Europe/Pariss'), 0)).toThrow(RangeError);
  });
});

describe('where the clocks are put forward', () => {
  // Paris: 2026-03-29, 02:00 becomes 03:00, which is 01:00 UTC.
  it.each([
    ['hours around it are an hour shorter', '01:00-05:00 sun Europe/Paris', '2026-03-29T00:00 to 2026-03-29T03:00'],
    [
      'a skipped start is an hour later, and nothing is lost',
      '02:30-05:00 sun Europe/Paris',
      '2026-03-29T01:30 to 2026-03-29T04:00',
    ],
    ['a skipped end is an hour later', '01:30-02:30 sun Europe/Paris', '2026-03-29T00:30 to 2026-03-29T01:30'],
    [
      'with both skipped they are an hour later',
      '02:15-02:45 sun Europe/Paris',
      '2026-03-29T01:15 to 2026-03-29T01:45',
    ],
    ['they end after they begin', '02:45-03:15 sun Europe/Paris', '2026-03-29T01:45 to 2026-03-29T02:15'],
    ['a whole day has 23 hours', '00:00-24:00 sun Europe/Paris', '2026-03-28T23:00 to 2026-03-29T22:00'],
  ])('%s', (_, text, expected) => {
    expect(spanAt(text, '2026-03-28T12:00Z')).toBe(expected);
  });

  it('by half an hour, a skipped time is half an hour later', () => {
    // Lord Howe: 2026-10-04, 02:00 becomes 02:30, which is 15:30 UTC on the day before.
    expect(spanAt('02:10-02:20 sun Australia/Lord_Howe', '2026-10-03T00:00Z')).toBe(
      '2026-10-03T15:40 to 2026-10-03T15:50',
    );
  });

  it('at midnight, the day begins at one', () => {
    // Santiago: 2026-09-06, 00:00 becomes 01:00, which is 04:00 UTC. Cairo: 2026-04-24, the same at 22:00 UTC.
    expect(spanAt('00:00-24:00 sun America/Santiago', '2026-09-05T12:00Z')).toBe(
      '2026-09-06T04:00 to 2026-09-07T04:00',
    );
    expect(spanAt('00:00-24:00 sat America/Santiago', '2026-09-05T12:00Z')).toBe(
      '2026-09-05T04:00 to 2026-09-06T04:00',
    );
    expect(spanAt('00:00-03:00 fri Africa/Cairo', '2026-04-23T12:00Z')).toBe('2026-04-23T22:00 to 2026-04-24T01:00');
  });
});

describe('where the clocks are put back', () => {
  // Paris: 2026-10-25, 03:00 becomes 02:00, which is 01:00 UTC.
  it.each([
    ['hours around it are an hour longer', '01:00-05:00 sun Europe/Paris', '2026-10-24T23:00 to 2026-10-25T04:00'],
    ['they begin at the first of two', '02:30-05:00 sun Europe/Paris', '2026-10-25T00:30 to 2026-10-25T04:00'],
    ['they end at the last of two', '01:30-02:30 sun Europe/Paris', '2026-10-24T23:30 to 2026-10-25T01:30'],
    [
      'what comes twice is there from the first to the last',
      '02:15-02:45 sun Europe/Paris',
      '2026-10-25T00:15 to 2026-10-25T01:45',
    ],
    ['a whole day has 25 hours', '00:00-24:00 sun Europe/Paris', '2026-10-24T22:00 to 2026-10-25T23:00'],
  ])('%s', (_, text, expected) => {
    expect(spanAt(text, '2026-10-24T12:00Z')).toBe(expected);
  });
});

const zones = [
  'UTC',
  'Europe/Paris',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Nuuk',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Chatham',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];

const windows = [
  '00:00-24:00 daily',
  '00:00-24:00 sun',
  '00:00-00:30 daily',
  '23:30-00:15 daily',
  '23:00-24:00 daily',
  '24:00-01:30 sat',
  '00:15-00:45 fri,sat,sun',
  '01:10-01:50 daily',
  '01:30-03:30 daily',
  '02:00-03:00 daily',
  '02:10-02:20 daily',
  '02:45-03:05 daily',
  '22:00-07:00 fri,sat',
  '03:00-02:45 daily',
];

/** Days of 2026 on which the clocks change, each once. */
function changesOf(zone: string): readonly number[] {
  const noons = Array.from({ length: 366 }, (_, day) => Date.UTC(2026, 0, 1, 12) + day * 24 * hourMs);
  const offset = (at: number) => localMinutes(zone, at) - at / 60_000;
  return noons.filter((noon, day) => day > 0 && offset(noon) !== offset(noon - 24 * hourMs));
}

describe('for every quarter of an hour around a change of the clocks in 2026', () => {
  it.each(zones)('hours in %s are those that a walk through the whole time finds', (zone) => {
    const changes = changesOf(zone);
    for (const around of changes.length === 0 ? [Date.UTC(2026, 11, 31, 12)] : changes) {
      const [from, to] = [around - 42 * hourMs, around + 30 * hourMs];
      for (const text of windows) {
        const wanted = hours(`${text} ${zone}`);
        const spans = spansByWalking(wanted, from - 3 * 24 * hourMs, to + 9 * 24 * hourMs);
        for (let at = from; at <= to; at += hourMs / 4) {
          const expected = spans.find(({ endsAt }: Span) => endsAt > at);
          const found = nextSpan(wanted, at);
          // Not toEqual for each: there are tens of thousands of them.
          if (found?.startsAt !== expected?.startsAt || found?.endsAt !== expected?.endsAt)
            expect({ text, at: new Date(at), found }).toEqual({ text, at: new Date(at), found: expected });
        }
      }
    }
  });

  it('there is such a change in most of these zones', () => {
    expect(zones.filter((zone) => changesOf(zone).length > 0).length).toBeGreaterThan(14);
  });
});
