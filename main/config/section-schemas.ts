/** Every section beside `services`. */
import * as z from 'zod/mini';
import { status } from './answer-fields.ts';
import { days, instant, timeOfDay, timeZone } from './calendar-fields.ts';
import type { Fault } from './fields.ts';
import {
  count,
  duration,
  emptyable,
  field,
  flag,
  oneOf,
  oneOrMany,
  readText,
  section,
  text,
  texts,
  threshold,
  url,
  urlExpected,
} from './fields.ts';
import { kind, show } from './problem.ts';

/** May hold variables, so that what it is can only be said later. A secret: never shown. */
export const heartbeatUrl = field(
  urlExpected,
  (value, fault) => readText(value) ?? fault(`expected ${urlExpected}, got ${kind(value)}`),
);

export const monitoring = section({
  check_interval: z.optional(duration),
  failure_threshold: z.optional(threshold),
  recovery_threshold: z.optional(threshold),
  default_timeout: z.optional(duration),
  retry_interval: z.optional(duration),
  alert_within: z.optional(duration),
  max_concurrent: z.optional(count('a whole number from 1 to 10000', 10_000)),
  heartbeat_url: z.optional(heartbeatUrl),
});

const channel = field('a channel such as "#asl-alerts"', (value, fault) => {
  if (value === null)
    return fault('expected a channel such as "#asl-alerts", got nothing: without quotes a # begins a comment');
  return typeof value === 'string' && /^[#@]?[^\s#@]+$/.test(value) ? value : undefined;
});

const mentionExpected = '@channel, @here, the ID of a member (U…) or of a user group (S…)';

/** As Slack's own notation names them: `channel`, `here`, `everyone`, `U…`, `W…` or `S…`. */
function readMention(value: unknown, fault: Fault): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, broadcast, id] =
    /^<?(?:[@!]?(channel|here|everyone)|(?:@|!subteam\^)?([UWS][A-Z\d]{5,}))(?:\|[^>]*)?>?$/.exec(value) ?? [];
  if (broadcast !== undefined || id !== undefined) return broadcast ?? id;
  if (!value.startsWith('@')) return undefined;
  return fault(
    `expected ${mentionExpected}, got ${show(value)}: Slack calls nobody by name; copy the ID from the profile`,
  );
}

export const slack = section({
  enabled: z.optional(flag),
  channel: z.optional(channel),
  mention_channel: z.optional(flag),
  mention: z.optional(oneOrMany(mentionExpected, readMention)),
  language: z.optional(oneOf(['en', 'fr'], 'en or fr')),
});

const loudness = section({
  notifications: z.optional(flag),
  sound: z.optional(flag),
  during_quiet_hours: z.optional(flag),
});

const quietHours = section({ from: timeOfDay, to: timeOfDay, days: z.optional(days) });

export const desktop = section({
  enabled: z.optional(flag),
  notifications: z.optional(flag),
  sound: z.optional(flag),
  quiet_hours: z.optional(z.nullable(quietHours)),
  save_battery: z.optional(flag),
  severities: z.optional(
    emptyable(section({ critical: z.optional(emptyable(loudness)), normal: z.optional(emptyable(loudness)) })),
  ),
});

/** The address of a page, asked over HTTP, or a host and port that is only connected to; text alone is either of them. */
const canary = z.pipe(
  z.transform((value) => {
    if (typeof value !== 'string') return value;
    return /^https?:/i.test(value) ? { url: value } : { host: value };
  }),
  section({
    url: z.optional(url),
    host: z.optional(
      field('a URL, or a host and port such as 1.1.1.1:443', (value) => {
        const [, port] = (typeof value === 'string' && /^(?:[\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(value)) || [];
        return typeof value === 'string' && Number(port) >= 1 && Number(port) <= 65_535 ? value : undefined;
      }),
    ),
    expected_status: z.optional(status),
    contains: z.optional(texts),
  }),
);

export const connectivity = section({
  enabled: z.optional(flag),
  canaries: z.optional(
    z.nullable(z.array(canary, { error: (issue) => `expected a list of canaries, got ${show(issue.input)}` })),
  ),
});

export const maintenanceEntry = section({
  name: z.optional(text),
  services: z.optional(texts),
  groups: z.optional(texts),
  tags: z.optional(texts),
  start: z.optional(instant),
  end: z.optional(instant),
  days: z.optional(days),
  from: z.optional(timeOfDay),
  to: z.optional(timeOfDay),
  timezone: z.optional(timeZone),
});

const retentionDays = count('a whole number of days, at least 1', 36_500);

export const history = section({
  raw_days: z.optional(retentionDays),
  rollup_days: z.optional(retentionDays),
  database: z.optional(text),
});

export const logLevels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;

export const logging = section({
  level: z.optional(oneOf(logLevels)),
  file: z.optional(text),
  incidents_dir: z.optional(text),
});

const shortestToken = 16;

export const dashboard = section({
  enabled: z.optional(flag),
  host: z.optional(
    oneOf(['127.0.0.1', '::1', 'localhost'], '127.0.0.1, ::1 or localhost (the dashboard is for this machine only)'),
  ),
  port: z.optional(count('a port from 0 (any free one) to 65535', 65_535, 0)),
  // A secret: never shown.
  token: z.optional(
    field(`a token of at least ${shortestToken} letters, digits, "-" or "_"`, (value, fault) => {
      const token = readText(value);
      if (token !== undefined && /^[\w-]{16,}$/.test(token)) return token;
      return fault(`expected a token of at least ${shortestToken} letters, digits, "-" or "_"`);
    }),
  ),
});
