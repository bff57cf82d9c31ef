/** Numbers and dates as the person reads them: in the window's language, by the region of their system where it fits. */
import { computed } from '@preact/signals';
import { language, languageOf } from './dictionary.ts';

/** The system's own locale where it speaks the window's language, since it also knows 12 or 24 hours. */
export const locale = computed(() => {
  const wanted = language.value;
  return navigator.languages.find((tag) => languageOf(tag) === wanted) ?? (wanted === 'fr' ? 'fr-FR' : 'en-GB');
});

const numbers = computed(() => new Intl.NumberFormat(locale.value));
const oneDigit = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }));

export const formatNumber = (value: number): string => numbers.value.format(value);
export const formatTenths = (value: number): string => oneDigit.value.format(value);

const tenths = computed(
  () => new Intl.NumberFormat(locale.value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
/** With its tenth even where that is 0: "2.0". */
export const formatOneTenth = (value: number): string => tenths.value.format(value);

const percents = computed(() =>
  [0, 1, 2, 3].map(
    (digits) =>
      new Intl.NumberFormat(locale.value, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  ),
);

/**
 * A fraction such as 0.99954 as "99.95 %": never rounded up to a hundred, since 100 % says that nothing happened.
 */
export function formatUptime(fraction: number): string {
  const formats = percents.value;
  if (fraction >= 1) return formats[0]?.format(1) ?? '';
  const digits = fraction > 0.999 ? 3 : 2;
  const scale = 10 ** (digits + 2);
  return formats[digits]?.format(Math.floor(fraction * scale) / scale) ?? '';
}

const times = computed(() => new Intl.DateTimeFormat(locale.value, { hour: '2-digit', minute: '2-digit' }));
const exactTimes = computed(
  () => new Intl.DateTimeFormat(locale.value, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
);
const days = computed(
  () => new Intl.DateTimeFormat(locale.value, { weekday: 'short', day: 'numeric', month: 'short' }),
);
const years = computed(
  () => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short', year: 'numeric' }),
);
const wholes = computed(
  () =>
    new Intl.DateTimeFormat(locale.value, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }),
);

/** "14:02". */
export const formatTime = (at: number): string => times.value.format(at);
/** "14:02:31". */
export const formatExactTime = (at: number): string => exactTimes.value.format(at);
/** "Tue, 24 Nov". */
export const formatDay = (at: number): string => days.value.format(at);
/** "24 Nov 2026". */
export const formatDate = (at: number): string => years.value.format(at);
/** "Tue, 24 Nov 2026, 14:02:31 CET": what a short form stands for. */
export const formatWhole = (at: number): string => wholes.value.format(at);

/** As short as it is clear: the time today, with the day before that, with the year in another one. */
export function formatMoment(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  if (then.toDateString() === today.toDateString()) return formatTime(at);
  if (then.getFullYear() === today.getFullYear()) return `${formatDay(at)}, ${formatTime(at)}`;
  return `${formatDate(at)}, ${formatTime(at)}`;
}
