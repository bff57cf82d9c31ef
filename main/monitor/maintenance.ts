/** When a maintenance window of the configuration silences the services in its scope. */
import type { Span, WeeklyHours } from './calendar.ts';
import { nextSpan } from './calendar.ts';
import type { Scope, Silence } from './model.ts';

export type MaintenanceWindow = {
  readonly name?: string;
  readonly scope: Scope;
} & (({ readonly kind: 'once' } & Span) | ({ readonly kind: 'recurring' } & WeeklyHours));

/** One time that a window is in force. */
export type Maintenance = Silence & { readonly kind: 'maintenance'; readonly until: number };

/**
 * The one in force at `at` (epoch milliseconds), else the next one; undefined when there is none to come. Its id is the
 * same after a restart and after an edit that only puts names in another order; windows that are equal share it.
 */
export function nextOccurrence(window: MaintenanceWindow, at: number): Maintenance | undefined {
  const span = window.kind === 'once' ? onceFrom(window, at) : nextSpan(window, at);
  if (span === undefined) return undefined;
  const { name, scope } = window;
  return {
    id: `maintenance:${fingerprint(window)}:${new Date(span.startsAt).toISOString()}`,
    kind: 'maintenance',
    ...(name === undefined ? {} : { name }),
    scope,
    startedAt: span.startsAt,
    until: span.endsAt,
  };
}

function onceFrom(span: Span, at: number): Span | undefined {
  return at < span.endsAt ? span : undefined;
}

/** Short, whatever the names are: an id travels in the buttons of a message. */
function fingerprint(window: MaintenanceWindow): string {
  const { name, scope } = window;
  const whom =
    scope === 'everything' ? scope : [scope.services, scope.groups, scope.tags].map((names) => names.toSorted());
  const when =
    window.kind === 'once'
      ? [window.startsAt, window.endsAt]
      : [window.fromMinute, window.toMinute, window.days.toSorted(), window.timeZone ?? null];
  return hash(JSON.stringify([name ?? null, whom, when]));
}

/** 64 bits, for texts that nobody chooses so that theirs is that of another. */
function hash(text: string): string {
  let [one, other] = [0x811c9dc5, 0x1000193b];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit ^ (one >>> 15), 0x85ebca6b);
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
