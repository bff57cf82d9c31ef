/** What a service is asked: method, headers and body. Their values may be secrets, so no message repeats them. */
import { isHeaderName, isRecord } from './answer-fields.ts';
import { field } from './fields.ts';
import { nearest } from './nearest.ts';
import { kind, show } from './problem.ts';

// An import would read every export of the module, WebSocket too, and so load what is behind it: 2 MB for a list of words.
const { METHODS } = process.getBuiltinModule('node:http');
const methods: readonly string[] = METHODS.filter((method) => method !== 'CONNECT');

export const method = field('an HTTP method such as GET, HEAD or POST', (value, fault) => {
  if (typeof value !== 'string') return undefined;
  const upper = value.toUpperCase();
  if (methods.includes(upper)) return upper;
  const meant = nearest(upper, methods);
  return meant === undefined
    ? undefined
    : fault(`expected an HTTP method such as GET, HEAD or POST, got ${show(value)}, did you mean "${meant}"?`);
});

/** Those that say where a message ends or what becomes of its connection. */
const ownHeaders = [
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

export const headers = field<Readonly<Record<string, string>>>('header names with their values', (value, fault) => {
  if (!isRecord(value)) return undefined;
  const seen = new Map<string, string>();
  const read: Record<string, string> = {};
  for (const [name, wanted] of Object.entries(value)) {
    const lower = name.toLowerCase();
    const before = seen.get(lower);
    seen.set(lower, name);
    if (!isHeaderName(name)) fault('is no name of a header', [name]);
    else if (ownHeaders.includes(lower)) fault('is set by the program itself: remove it', [name]);
    else if (before !== undefined) fault(`is the same header as ${before}: remove one of them`, [name]);
    else if (typeof wanted !== 'string' && typeof wanted !== 'number') {
      fault(`expected text (put it in quotes), got ${kind(wanted)}`, [name]);
    } else read[name] = `${wanted}`;
  }
  return read;
});

/** As it is, or a mapping or list that is sent as JSON. */
export type BodySource = string | Readonly<Record<string, unknown>> | readonly unknown[];

export const body = field<BodySource>('text, or a mapping that is sent as JSON', (value, fault) => {
  if (typeof value === 'string' || Array.isArray(value) || isRecord(value)) return value;
  return fault(`expected text, or a mapping that is sent as JSON, got ${kind(value)}`);
});
