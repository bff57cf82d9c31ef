/** Days as the person at this page lives them; those around a change of the clocks are shorter or longer. Pure. */

/** Midnight before a time, or that of so many days later; epoch milliseconds. */
export function startOfDay(at: number, days = 0): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** `2026-11-24`. */
export function dayName(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

export function isDayName(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && dayName(startOfNamedDay(text)) === text;
}

export function startOfNamedDay(name: string): number {
  return new Date(...dateOf(name)).getTime();
}

export function startOfNextNamedDay(name: string): number {
  const [year, month, day] = dateOf(name);
  return new Date(year, month, day + 1).getTime();
}

/** 0 for Monday. */
export function weekdayOf(name: string): number {
  return (new Date(startOfNamedDay(name)).getDay() + 6) % 7;
}

function dateOf(name: string): readonly [year: number, month: number, day: number] {
  const [year = 0, month = 1, day = 1] = name.split('-').map(Number);
  return [year, month - 1, day];
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
