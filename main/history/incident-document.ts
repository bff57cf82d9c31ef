/** An incident as its JSON file tells it, to people, to scripts, and to a history that lost its database. */
import type { Acknowledgement, Incident, Phases } from '../monitor/model.ts';

/** ISO 8601 in local time with its offset, so that a person reads the clock on the wall and a script the instant. */
export function localTime(at: number): string {
  const date = new Date(at);
  const offset = -date.getTimezoneOffset();
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const local = new Date(at + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

const seconds = (ms: number): number => Math.round(ms) / 1_000;
/** Phases on a fast network are fractions of a millisecond. */
const fineSeconds = (ms: number): number => Math.round(ms * 1_000) / 1_000_000;

/** The text of `<id>.json`. */
export function incidentDocument(incident: Incident): string {
  return `${JSON.stringify(incidentFields(incident), undefined, 2)}\n`;
}

/** The seed's fields, and in `details` what else is known. Times without a value are null, durations are seconds. */
export function incidentFields(incident: Incident): object {
  const { endedAt, failure, phases } = incident;
  return {
    id: incident.id,
    service: incident.service,
    start_time: localTime(incident.startedAt),
    end_time: endedAt === undefined ? null : localTime(endedAt),
    duration_seconds: endedAt === undefined ? null : seconds(endedAt - incident.startedAt),
    status: endedAt === undefined ? 'active' : 'resolved',
    details: {
      url: incident.url,
      error: failure.sentence,
      status_code: incident.statusCode ?? null,
      response_time: fineSeconds(incident.responseMs),
      consecutive_failures: incident.consecutiveFailures,
      kind: failure.kind,
      critical: incident.critical,
      phase: failure.phase,
      phases: phaseSeconds(phases),
      address: incident.address ?? null,
      opened_time: localTime(incident.openedAt),
      end_reason: incident.end ?? null,
      flaps: incident.flaps,
      outage: incident.outage ?? null,
      uncertain: incident.doubt ?? null,
      end_not_before: incident.endedNotBefore === undefined ? null : localTime(incident.endedNotBefore),
      acknowledged: incident.acknowledged === undefined ? null : acknowledgementFields(incident.acknowledged),
      told: incident.untold !== true,
    },
  };
}

function acknowledgementFields({ by, at, note }: Acknowledgement): object {
  return { by: by.name, via: by.via, time: localTime(at), note: note ?? null };
}

const phaseNames = {
  dnsMs: 'dns',
  tcpMs: 'tcp',
  tlsMs: 'tls',
  firstByteMs: 'first_byte',
  bodyMs: 'body',
} as const satisfies Record<keyof Phases, string>;

/** By the names that people know them by. */
export function phaseSeconds(phases: Phases): Readonly<Record<string, number>> {
  const named: Record<string, number> = {};
  for (const [key, name] of phaseEntries()) {
    const ms = phases[key];
    if (ms !== undefined) named[name] = fineSeconds(ms);
  }
  return named;
}

export function phasesFrom(named: Readonly<Record<string, unknown>>): Phases {
  const phases: Partial<Record<keyof Phases, number>> = {};
  for (const [key, name] of phaseEntries()) {
    const value = named[name];
    if (typeof value === 'number') phases[key] = value * 1_000;
  }
  return phases;
}

const phaseKeys = ['dnsMs', 'tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs'] as const;
const phaseEntries = (): readonly (readonly [keyof Phases, string])[] => phaseKeys.map((key) => [key, phaseNames[key]]);
