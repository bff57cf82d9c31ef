import { computed } from '@preact/signals';
import type { Weekday } from '../../../main/monitor/calendar.ts';
import { locale } from '../../words/locale.ts';
import { weekdays } from '../maintenance/weekly-hours.ts';

/** 2024-01-01 was a Monday. */
const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 24 * 60 * 60_000;

function named(length: 'short' | 'long') {
  return computed((): Readonly<Record<Weekday, string>> => {
    const format = new Intl.DateTimeFormat(locale.value, { weekday: length, timeZone: 'UTC' });
    const [mon = '', tue = '', wed = '', thu = '', fri = '', sat = '', sun = ''] = weekdays.map((_, index) =>
      format.format(mondayMs + index * dayMs),
    );
    return { mon, tue, wed, thu, fri, sat, sun };
  });
}

/** "Mon", as the person's language has it. */
export const shortDays = named('short');
/** "Monday". */
export const longDays = named('long');
