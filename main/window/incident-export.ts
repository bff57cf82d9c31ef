/** Incidents as files that people open in a spreadsheet, and scripts read. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { IncidentQuery } from '../../preload/past.ts';
import { incidentFields, localTime } from '../history/incident-document.ts';
import type { IncidentReaders } from '../history/incident-readers.ts';
import type { Incident } from '../monitor/model.ts';
import { shownUrl } from './urls.ts';

type PageOf = IncidentReaders['incidentPage'];

const pageLength = 500;

/** All that fit, a page at a time: checks go on meanwhile. Named by the day on this machine. */
export async function incidentsFile(
  pageOf: PageOf,
  query: IncidentQuery,
  format: 'csv' | 'json',
  now: number,
): Promise<{ readonly name: string; readonly text: string }> {
  const { limit: most = Number.POSITIVE_INFINITY, ...wanted } = query;
  const incidents: Incident[] = [];
  for (let before = wanted.before; ; ) {
    const limit = Math.min(pageLength, most - incidents.length);
    const page = pageOf({ ...wanted, limit, ...(before === undefined ? {} : { before }) });
    incidents.push(...page.incidents);
    before = page.next;
    if (before === undefined || incidents.length >= most) break;
    await breathe();
  }
  const name = `incidents_${localTime(now).slice(0, 10)}.${format}`;
  return { name, text: format === 'csv' ? incidentsCsv(incidents) : incidentsJson(incidents) };
}

/** Incidents as the files of the incidents folder have them. */
export function incidentsJson(incidents: readonly Incident[]): string {
  return `${JSON.stringify(incidents.map(shown).map(incidentFields), undefined, 2)}\n`;
}

/** RFC 4180, in UTF-8 without a byte order mark. Times are ISO 8601 with an offset, durations seconds. */
export function incidentsCsv(incidents: readonly Incident[]): string {
  const rows = incidents.map(shown).map((incident) => columns.map(({ cell }) => cell(incident)));
  return [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(quotedCell).join(',')}\r\n`).join('');
}

function shown(incident: Incident): Incident {
  return { ...incident, url: shownUrl(incident.url) };
}

type Column = { readonly name: string; readonly cell: (incident: Incident) => string };

const seconds = (ms: number): string => String(Math.round(ms) / 1_000);
const time = (at: number | undefined): string => (at === undefined ? '' : localTime(at));

const columns: readonly Column[] = [
  { name: 'id', cell: ({ id }) => id },
  { name: 'service', cell: ({ service }) => service },
  { name: 'url', cell: ({ url }) => url },
  { name: 'critical', cell: ({ critical }) => String(critical) },
  { name: 'status', cell: ({ endedAt }) => (endedAt === undefined ? 'active' : 'resolved') },
  { name: 'start_time', cell: ({ startedAt }) => localTime(startedAt) },
  { name: 'opened_time', cell: ({ openedAt }) => localTime(openedAt) },
  { name: 'end_time', cell: ({ endedAt }) => time(endedAt) },
  { name: 'end_not_before', cell: ({ endedNotBefore }) => time(endedNotBefore) },
  {
    name: 'duration_seconds',
    cell: ({ startedAt, endedAt }) => (endedAt === undefined ? '' : seconds(endedAt - startedAt)),
  },
  { name: 'end_reason', cell: ({ end }) => end ?? '' },
  { name: 'kind', cell: ({ failure }) => failure.kind },
  { name: 'error', cell: ({ failure }) => failure.sentence },
  { name: 'status_code', cell: ({ statusCode }) => String(statusCode ?? '') },
  { name: 'response_seconds', cell: ({ responseMs }) => seconds(responseMs) },
  { name: 'address', cell: ({ address }) => address ?? '' },
  { name: 'consecutive_failures', cell: ({ consecutiveFailures }) => String(consecutiveFailures) },
  { name: 'flaps', cell: ({ flaps }) => String(flaps) },
  { name: 'outage', cell: ({ outage }) => outage ?? '' },
  { name: 'uncertain', cell: ({ doubt }) => doubt ?? '' },
  { name: 'acknowledged_by', cell: ({ acknowledged }) => acknowledged?.by.name ?? '' },
  { name: 'acknowledged_time', cell: ({ acknowledged }) => time(acknowledged?.at) },
  { name: 'acknowledged_note', cell: ({ acknowledged }) => acknowledged?.note ?? '' },
];

/** A spreadsheet would run what begins like a formula, and a server may have written it. */
function quotedCell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
