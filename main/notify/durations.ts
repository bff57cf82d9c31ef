/** Lengths of time as people say them. */

/** "45 s", "4 min", "1 h 12 min", "2 d 3 h": what a person would say, rounded to at most two units. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 1) return 'less than 1 s';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return twoUnits(minutes, 60, 'h', 'min');
  return twoUnits(Math.round(minutes / 60), 24, 'd', 'h');
}

function twoUnits(count: number, size: number, large: string, small: string): string {
  const rest = count % size;
  const whole = `${Math.floor(count / size)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}

/** "120 ms", "1.2 s", "10 s": for what takes moments. */
export function milliseconds(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return `${Math.round(ms / 100) / 10} s`;
}
