/** What a change of state means for people while its service is silenced, or while there is nobody to tell. */
import type { House } from './house.ts';
import type { Alert, Incident, Silence } from './model.ts';
import type { Change } from './ports.ts';
import { beginDue, endThoseThatWaitFor } from './silencing.ts';
import type { Verdict } from './verdict.ts';
import type { Watch } from './watch.ts';

/** The verdict as the silences in force want it told. */
export function withSilence(house: House, verdict: Verdict, watch: Watch | undefined): Verdict {
  const { change } = verdict;
  if (change?.incident === undefined || change.alert === undefined) return verdict;
  if (change.alert.kind === 'resolved') endThoseThatWaitFor(house, change.service.name);
  else beginDue(house);
  const silence = house.silences.of(watch?.service ?? { tags: [], ...change.service });
  const incident = silencedIncident(change.incident, change.alert, silence, house.ledger.hasAudience());
  const alert = silencedAlert(change.alert, incident, silence ?? incident.silence);
  return replaceIncident(verdict, change, incident, alert);
}

function silencedIncident(
  before: Incident,
  { kind, at }: Alert,
  silence: Silence | undefined,
  hasAudience: boolean,
): Incident {
  const { silence: former, untold, ...incident } = before;
  if (kind === 'resolved') return { ...incident, ...(untold ? { untold } : {}) };
  // Its silence is over and the word on that still to come: this is not the word.
  const inForce = silence ?? (kind === 'changed' ? former : undefined);
  // With nobody to tell, it waits for somebody as it would for the end of a silence.
  if (inForce === undefined && !hasAudience && (kind === 'opened' || untold === true))
    return { ...incident, untold: true };
  if (inForce === undefined) {
    // People hear of it anew: the time until they are reminded begins with it.
    return kind === 'reopened' || untold === true ? { ...incident, remindedAt: at } : incident;
  }
  const isUntold = untold === true || kind === 'opened';
  return { ...incident, silence: inForce, ...(isUntold ? { untold: true } : {}) };
}

function silencedAlert(alert: Alert, incident: Incident, silence: Silence | undefined): Alert | undefined {
  if (incident.untold) return undefined;
  // It went down during a silence, and this is the first that people hear of it.
  const kind = alert.incident.untold === true && alert.kind !== 'resolved' ? 'opened' : alert.kind;
  return { ...alert, kind, incident, ...(silence === undefined ? {} : { quiet: true }) };
}

function replaceIncident(verdict: Verdict, change: Change, incident: Incident, alert: Alert | undefined): Verdict {
  const { standing, news } = verdict;
  const isThis = (other: Incident | undefined): boolean => other?.id === incident.id;
  const { alert: _, ...rest } = change;
  return {
    standing: {
      ...standing,
      ...(isThis(standing.incident) ? { incident } : {}),
      ...(isThis(standing.lastIncident) ? { lastIncident: incident } : {}),
    },
    change: { ...rest, incident, ...(alert === undefined ? {} : { alert }) },
    news: news.map((event) =>
      'incident' in event && event.type !== 'decision' && isThis(event.incident) ? { ...event, incident } : event,
    ),
  };
}
