import * as z from 'zod/mini';
import { expectations, status } from './answer-fields.ts';
import {
  duration,
  emptyable,
  field,
  flag,
  oneOrMany,
  readText,
  section,
  text,
  texts,
  threshold,
  url,
} from './fields.ts';
import { body, headers, method } from './request-fields.ts';

const longestName = 200;

const name = field('a name', (value, fault) => {
  if (typeof value === 'number') return fault(`expected a name, got ${value}: put it in quotes`);
  const read = readText(value);
  if (read === undefined) return undefined;
  if (/\p{Cc}/u.test(read)) return fault('expected a name on one line, without control characters');
  return read.length <= longestName
    ? read
    : fault(`expected a name of at most ${longestName} characters, got ${read.length}`);
});

const days = oneOrMany('a number of days such as 21', (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 3_650 ? value : undefined,
);

/** `false` for no warning. */
const expiryWarning = z.pipe(
  z.transform((value) => (value === false || value === 'off' || value === 'no' ? [] : value)),
  days,
);

const tlsSection = section({ verify: z.optional(flag), expiry_warning: z.optional(expiryWarning) });

/** `tls: false` is short for `verify: false`, and `tls: verify`, the default, may be written out. */
const tls = z.pipe(
  z.transform((value) => {
    if (value === null || value === 'verify') return {};
    return typeof value === 'boolean' ? { verify: value } : value;
  }),
  tlsSection,
);

/** All that are given must hold. */
const requires = section({
  interface: z.optional(text),
  route: z.optional(
    field('a network such as 10.8.0.0/16', (value) => {
      const route = readText(value);
      return route !== undefined && /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]*:[\da-f:]*)(?:\/\d{1,3})?$/i.test(route)
        ? route
        : undefined;
    }),
  ),
  canary: z.optional(url),
});

export const serviceSchema = section({
  name,
  url,
  method: z.optional(method),
  headers: z.optional(emptyable(headers)),
  body: z.optional(body),
  expected_status: z.optional(status),
  timeout: z.optional(duration),
  critical: z.optional(flag),
  interval: z.optional(duration),
  failure_threshold: z.optional(threshold),
  recovery_threshold: z.optional(threshold),
  expect: z.optional(emptyable(expectations)),
  follow_redirects: z.optional(flag),
  tls: z.optional(tls),
  group: z.optional(text),
  tags: z.optional(texts),
  runbook: z.optional(url),
  description: z.optional(text),
  paused: z.optional(flag),
  requires: z.optional(requires),
});

export type ServiceInput = z.output<typeof serviceSchema>;
