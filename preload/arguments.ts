/** What each command may be asked with, checked on arrival, whoever asks. */
import * as z from 'zod/mini';
import { failureKinds } from '../main/monitor/model.ts';
import type { Argument, CommandName } from './contract.ts';
import type { Json, JsonObject } from './settings.ts';

const longestName = 300;
const longestNote = 500;
const longestSnoozeMs = 7 * 24 * 60 * 60_000;
/** Several times as long as those that Slack gives out. */
const longestToken = 500;
const mostNames = 1_000;
const mostEdits = 2_000;
const mostPoints = 5_000;

const name = z.string().check(z.minLength(1), z.maxLength(longestName));
const text = z.string().check(z.maxLength(longestName));
const note = z.string().check(z.maxLength(longestNote));
const names = z.array(name).check(z.minLength(1), z.maxLength(mostNames));
/** Epoch milliseconds; what JavaScript can make a date of. */
const time = z.number().check(z.minimum(-8.64e15), z.maximum(8.64e15));
const limit = z.int().check(z.minimum(1), z.maximum(1_000));
const json: z.ZodMiniType<Json> = z.json();
const object: z.ZodMiniType<JsonObject> = z.record(z.string(), json);
const keys = z.array(z.union([z.string(), z.int()])).check(z.minLength(1), z.maxLength(20));
const absentOrName = z.nullable(name);
const tokenKind = z.enum(['bot', 'app']);
/** In a list. */
const place = z.int().check(z.minimum(0), z.maximum(mostNames));

const incidentQuery = {
  service: z.exactOptional(name),
  kind: z.exactOptional(z.enum(failureKinds)),
  state: z.exactOptional(z.enum(['open', 'over'])),
  from: z.exactOptional(time),
  to: z.exactOptional(time),
  text: z.exactOptional(text),
  limit: z.exactOptional(limit),
  before: z.exactOptional(name),
};

const edit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('set'),
    path: z.union([keys, z.strictObject({ service: name, field: keys })]),
    was: z.exactOptional(json),
    value: z.exactOptional(json),
  }),
  z.strictObject({ kind: z.literal('add_service'), service: object, after: z.exactOptional(absentOrName) }),
  z.strictObject({ kind: z.literal('remove_service'), name, was: object }),
  z.strictObject({
    kind: z.literal('restore_service'),
    removed: z.strictObject({ text: z.string(), gap: z.exactOptional(z.int()), after: absentOrName }),
  }),
  z.strictObject({ kind: z.literal('move_service'), name, after: absentOrName, wasAfter: absentOrName }),
  z.strictObject({ kind: z.literal('add_window'), window: object, at: z.exactOptional(place) }),
  z.strictObject({ kind: z.literal('remove_window'), at: place, was: json }),
  z.strictObject({
    kind: z.literal('restore_window'),
    removed: z.strictObject({ text: z.string(), gap: z.exactOptional(z.int()), at: place }),
  }),
]);

/** Fails to compile while a command has no schema, or one that lets through what its handler does not take. */
export const argumentSchemas: { readonly [Name in CommandName]: z.ZodMiniType<Argument<Name>> } = {
  acknowledge: z.strictObject({ targets: names, note: z.exactOptional(note) }),
  snooze: z.strictObject({
    targets: names,
    forMs: z.exactOptional(z.number().check(z.minimum(1_000), z.maximum(longestSnoozeMs))),
    note: z.exactOptional(note),
  }),
  unsnooze: z.strictObject({ targets: names }),
  checkNow: z.strictObject({ services: z.exactOptional(names) }),
  pause: z.strictObject({ service: name, paused: z.boolean() }),
  service: z.strictObject({ name }),
  chart: z.strictObject({
    service: name,
    from: time,
    to: time,
    points: z.int().check(z.minimum(1), z.maximum(mostPoints)),
  }),
  decisions: z.strictObject({ service: z.exactOptional(name), limit: z.exactOptional(limit) }),
  incidents: z.strictObject(incidentQuery),
  incident: z.strictObject({ id: name }),
  figures: z.strictObject({ from: time, to: time, timeZone: text }),
  exportIncidents: z.strictObject({ ...incidentQuery, format: z.enum(['csv', 'json']) }),
  settings: z.undefined(),
  editSettings: z.strictObject({ edits: z.array(edit).check(z.minLength(1), z.maxLength(mostEdits)) }),
  testService: z.strictObject({ service: object }),
  testSlack: z.undefined(),
  setPreferences: z.strictObject({
    theme: z.exactOptional(z.enum(['system', 'light', 'dark'])),
    language: z.exactOptional(z.enum(['en', 'fr'])),
  }),
  startDemo: z.undefined(),
  keepToken: z.strictObject({ kind: tokenKind, token: z.string().check(z.minLength(1), z.maxLength(longestToken)) }),
  forgetToken: z.strictObject({ kind: tokenKind }),
  setStartAtLogin: z.strictObject({ enabled: z.boolean() }),
  revealPlace: z.strictObject({ place: z.enum(['configuration', 'dotenv', 'history', 'incidents', 'log']) }),
  testNotification: z.undefined(),
};

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(argumentSchemas, name);
}
