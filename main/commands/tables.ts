/** Aligned columns, shapes and times for people at a terminal. Pure. */
import { stripVTControlCharacters } from 'node:util';
import type { AggregateState } from '../monitor/aggregate.ts';
import type { Scope, Silence } from '../monitor/model.ts';
import { duration } from '../notify/durations.ts';

export type View = {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly colours: boolean;
};

/** The same shapes as everywhere, which tell the states apart where colours cannot. */
const shapes: Readonly<Record<AggregateState, { readonly shape: string; readonly colour: number }>> = {
  ok: { shape: '●', colour: 36 },
  degraded: { shape: '▲', colour: 33 },
  down: { shape: '■', colour: 31 },
  unknown: { shape: '◌', colour: 90 },
  paused: { shape: '‖', colour: 34 },
};

export function shapeOf(state: AggregateState, { colours }: View): string {
  const { shape, colour } = shapes[state];
  return colours ? `\u001b[${colour}m${shape}\u001b[39m` : shape;
}

const longestCell = 100;

/** Rows whose columns stand below one another, two blanks apart; columns that are empty everywhere are left out. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => width(row[column] ?? ''))),
  );
  return rows.map((row) =>
    widths
      .flatMap((wide, column) => (wide === 0 ? [] : [padded(row[column] ?? '', wide)]))
      .join('  ')
      .trimEnd(),
  );
}

/** A terminal would act on control characters, and a server or a configuration may hold some. */
export function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return line.length > longestCell
    ? `${line
        .slice(0, longestCell - 1)
        .toWellFormed()
        .trimEnd()}…`
    : line;
}

function padded(text: string, wide: number): string {
  return text + ' '.repeat(wide - width(text));
}

const wideCharacters =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu;

/** In cells of a terminal. */
function width(text: string): number {
  const shown = stripVTControlCharacters(text).replace(/[\p{M}\u200b-\u200d]/gu, '');
  return [...shown].length + (shown.match(wideCharacters)?.length ?? 0);
}

/** "14:05" of today, "2024-11-06 14:05" of another day. */
export function clockTime(at: number, { now }: View): string {
  const [day, time = ''] = local(at).split(' ');
  const [today] = local(now).split(' ');
  return day === today ? time : `${day} ${time}`;
}

/** Swedes write dates as ISO does, and in local time. */
function local(at: number): string {
  return new Date(at).toLocaleString('sv').slice(0, 'YYYY-MM-DD HH:MM'.length);
}

/** "4 min": how long ago that was. */
export function since(at: number, { now }: View): string {
  return duration(now - at);
}

/** "until 14:05 (42 min)", or until what else. */
export function untilWhen(until: number | undefined, view: View): string {
  return until === undefined
    ? 'until it is well again'
    : `until ${clockTime(until, view)} (${duration(until - view.now)})`;
}

export function scopeText(scope: Scope): string {
  if (scope === 'everything') return 'everything';
  const { services, groups, tags } = scope;
  return listed([...services, ...groups.map((name) => `group ${name}`), ...tags.map((name) => `tag ${name}`)]);
}

export function listed(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most).map(plain).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** Who silences, and why. */
export function authorText(silence: Silence): string {
  if (silence.kind === 'maintenance')
    return silence.name === undefined ? 'maintenance' : `maintenance ${plain(silence.name)}`;
  const note = silence.note === undefined ? '' : `: ${plain(silence.note)}`;
  return `by ${plain(silence.by.name)}${note}`;
}
