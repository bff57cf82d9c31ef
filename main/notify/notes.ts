/** Notes: alerts that say what people do with an outage, and what becomes of it meanwhile. Which go together, and which come too late. Pure. */
import { type Alert, type AlertKind, assertNever } from '../monitor/model.ts';
import type { OwedAlert } from '../monitor/outbox.ts';
import { isNoteKind } from './report.ts';

/** Notes with the same mark come of one act, and are told in one reply. */
export function markOf({ kind, incident, silence }: Alert): string {
  switch (kind) {
    case 'acknowledged':
      return `${kind} ${incident.acknowledged?.at}`;
    case 'silenced':
      return `${kind} ${silence?.id}`;
    case 'reminder':
    case 'still_down':
      return `${kind} ${incident.remindedAt}`;
    case 'opened':
    case 'reopened':
    case 'resolved':
    case 'changed':
      return kind;
    default:
      return assertNever(kind);
  }
}

/** Of one outage's rows, in order: the notes that a later row has made untrue or needless before anybody heard of them. */
export function staleNotes(rows: readonly OwedAlert[]): readonly OwedAlert[] {
  return rows.filter((row, at) => {
    const { alert } = row;
    if (!isNoteKind(alert.kind) || alert.kind === 'acknowledged') return false;
    const later = rows.slice(at + 1).map((one) => one.alert);
    // What is only to be shown is shown with whatever comes next, and must not hold it up.
    if (alert.quiet === true) return later.some(({ incident }) => incident.id === alert.incident.id);
    return later.some((next) => isOverBy(alert, next) || replaces(alert, next));
  });
}

function isOverBy({ incident }: Alert, next: Alert): boolean {
  return next.kind === 'resolved' && next.incident.id === incident.id;
}

const answersReminder: ReadonlySet<AlertKind> = new Set(['reminder', 'still_down', 'acknowledged', 'silenced']);

function replaces({ kind, silence, incident }: Alert, next: Alert): boolean {
  if (kind === 'reminder') return answersReminder.has(next.kind);
  if (kind === 'silenced') return next.kind === 'still_down' && next.silence?.id === silence?.id;
  if (kind === 'still_down') return next.kind === 'still_down';
  return next.kind === kind && next.incident.id === incident.id;
}
