import { z } from 'zod';
import { type Failure, type FailureKind, failureKinds, type Incident, type Phase } from '../monitor/model.ts';
import { phasesFrom } from './incident-document.ts';

/** What the configuration knows of a service, for what a file does not say. */
export type Watched = { readonly url: string; readonly critical: boolean };

/** `<Service_Name>_<YYYYMMDD>_<HHMMSS>.json`, perhaps with `_2` where two would collide. */
export const incidentFileName = /^(?<id>(?<service>.*)_(?<day>\d{4}\d\d\d\d)_(?<time>\d\d\d\d\d\d)(?:_\d+)?)\.json$/s;

/**
 * Without an offset a time is local, as the Python tool wrote it. What cannot be understood is as if it were not
 * there: a file that a script has touched still tells most of its story.
 */
const time = z
  .union([z.string().transform((text) => Date.parse(text)), z.number().transform((seconds) => seconds * 1_000)])
  .pipe(z.number())
  .optional()
  .catch(undefined);
const number = z.number().optional().catch(undefined);
const string = z.string().min(1).optional().catch(undefined);

const details = z.object({
  url: string,
  error: string,
  status_code: number,
  response_time: number,
  consecutive_failures: number,
  kind: z.enum(failureKinds).optional().catch(undefined),
  critical: z.boolean().optional().catch(undefined),
  phase: z.enum(['dns', 'tcp', 'tls', 'first_byte', 'body']).optional().catch(undefined),
  phases: z.record(z.string(), z.unknown()).catch({}),
  address: string,
  opened_time: time,
  end_reason: z.enum(['recovered', 'edited', 'removed']).optional().catch(undefined),
  flaps: number,
  outage: string,
  uncertain: string,
  end_not_before: time,
});

const document = z.object({
  service: string,
  start_time: time,
  end_time: time,
  duration_seconds: number,
  status: string,
  details: details.catch(details.parse({})),
});

/**
 * The incident that a file tells of, whether this program or the Python tool wrote it. Throws when the text is no JSON
 * object, or says neither in itself nor in its name when the incident began.
 */
export function readIncident(
  fileName: string,
  text: string,
  watched: (service: string) => Watched | undefined,
): Incident {
  const name = incidentFileName.exec(fileName)?.groups;
  const file = document.parse(JSON.parse(text));
  const service = file.service ?? name?.service ?? fileName;
  const startedAt = file.start_time ?? startFromName(name?.day, name?.time);
  if (startedAt === undefined || Number.isNaN(startedAt)) throw new Error('it has no start_time');
  const known = watched(service);
  const told = file.details;
  const failure = failureFrom(told);
  const endedAt = endOf(file, startedAt);
  return {
    id: name?.id ?? fileName.replace(/\.json$/, ''),
    service,
    url: told.url ?? known?.url ?? '',
    critical: told.critical ?? known?.critical ?? true,
    startedAt,
    openedAt: told.opened_time ?? startedAt,
    ...(endedAt !== undefined && { endedAt, end: told.end_reason ?? 'recovered' }),
    ...endedNotBefore(told, endedAt),
    ...(told.outage !== undefined && { outage: told.outage }),
    ...(told.uncertain !== undefined && { doubt: told.uncertain }),
    failure,
    ...(told.status_code !== undefined && { statusCode: told.status_code }),
    responseMs: (told.response_time ?? 0) * 1_000,
    phases: phasesFrom(told.phases),
    ...(told.address !== undefined && { address: told.address }),
    consecutiveFailures: told.consecutive_failures ?? 1,
    flaps: told.flaps ?? 0,
  };
}

function endOf(file: z.infer<typeof document>, startedAt: number): number | undefined {
  if (file.end_time !== undefined && !Number.isNaN(file.end_time)) return Math.max(startedAt, file.end_time);
  if (file.status !== 'resolved') return undefined;
  return startedAt + Math.max(0, file.duration_seconds ?? 0) * 1_000;
}

function endedNotBefore(
  { end_not_before: earliest }: z.infer<typeof details>,
  endedAt: number | undefined,
): Pick<Incident, 'endedNotBefore'> {
  return earliest !== undefined && endedAt !== undefined && earliest <= endedAt ? { endedNotBefore: earliest } : {};
}

function startFromName(day: string | undefined, time: string | undefined): number | undefined {
  if (day === undefined || time === undefined) return undefined;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  return Date.parse(`${date}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`);
}

function failureFrom({ kind: named, phase, error, status_code }: z.infer<typeof details>): Failure {
  const kind = named ?? kindFrom(error ?? '', status_code);
  const sentence = error ?? (status_code === undefined ? 'No error was recorded' : `HTTP status ${status_code}`);
  return { kind, phase: phase ?? usualPhases[kind], sentence };
}

/** The Python tool wrote only a sentence, in its HTTP library's words. */
function kindFrom(error: string, statusCode: number | undefined): FailureKind {
  if (statusCode !== undefined) return 'status';
  const clue = clues.find(([pattern]) => pattern.test(error));
  return clue?.[1] ?? 'unreachable';
}

const clues: readonly (readonly [RegExp, FailureKind])[] = [
  [/name or service|name resolution|getaddrinfo|nodename|resolve/i, 'dns'],
  [/expired/i, 'tls_expired'],
  [/ssl|tls|certificate/i, 'tls_untrusted'],
  [/refused/i, 'refused'],
  [/reset|aborted|disconnected/i, 'reset'],
  [/connect(ion)? time[d ]*out/i, 'timeout_connect'],
  [/time[d ]*out/i, 'timeout_response'],
  [/status|http \d{3}/i, 'status'],
];

const usualPhases: Readonly<Record<FailureKind, Phase>> = {
  dns: 'dns',
  refused: 'tcp',
  reset: 'first_byte',
  unreachable: 'tcp',
  timeout_connect: 'tcp',
  timeout_tls: 'tls',
  timeout_response: 'first_byte',
  tls_expired: 'tls',
  tls_untrusted: 'tls',
  tls_name: 'tls',
  status: 'first_byte',
  content: 'body',
  protocol: 'first_byte',
  too_large: 'body',
};
