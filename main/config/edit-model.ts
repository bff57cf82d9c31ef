/** What can be changed in a configuration file, as wishes that know what the person saw. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Undefined stands for a key that is not there. */
export type Maybe = Json | undefined;

/** A field of a section such as `['monitoring', 'check_interval']`, or of the service that has this name. */
export type EditPath =
  | readonly (string | number)[]
  | { readonly service: string; readonly field: readonly (string | number)[] };

/**
 * One wish. `was` is what the person saw (absent: the key was not there); where the file has something else by now, or
 * a service stands at another place, nothing is written.
 */
export type Edit =
  /** Without `value` the key goes, and with it a section that has become empty and holds no comments. */
  | { readonly kind: 'set'; readonly path: EditPath; readonly was?: Json; readonly value?: Json }
  /** Behind the service `after`; without it at the end, with null at the beginning. */
  | { readonly kind: 'add_service'; readonly service: JsonObject; readonly after?: string | null }
  | { readonly kind: 'remove_service'; readonly name: string; readonly was: JsonObject }
  | { readonly kind: 'restore_service'; readonly removed: Removed }
  | {
      readonly kind: 'move_service';
      readonly name: string;
      readonly after: string | null;
      readonly wasAfter: string | null;
    }
  /** Maintenance windows need no name, so their places count, from 0; `at` is the one that it will have. */
  | { readonly kind: 'add_window'; readonly window: JsonObject; readonly at?: number }
  | { readonly kind: 'remove_window'; readonly at: number; readonly was: Json }
  | { readonly kind: 'restore_window'; readonly removed: RemovedWindow }
  | { readonly kind: 'move_window'; readonly at: number; readonly was: Json; readonly to: number };

/** The lines of something that was removed, with their comments; opaque, to be handed back as they are. */
type RemovedLines = {
  readonly text: string;
  /** How many lines that stayed lie between them and what they stood behind. */
  readonly gap?: number;
};

/** `after` is the service before it in the file as it was; null: it was the first. */
export type Removed = RemovedLines & { readonly after: string | null };
export type RemovedWindow = RemovedLines & { readonly at: number };

/** `edit` is its place in the list that was given; `now` is what the file has instead; absent: nothing. */
export type Conflict = { readonly edit: number; readonly now?: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` does not know of lists that are read-only. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Of a mapping; nothing is inherited. */
export function at(value: Maybe, key: string | number): Maybe {
  if (typeof key === 'number') return isList(value) ? value[key] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Values of YAML as JSON has them: it knows no infinite numbers. */
export function asJson(value: unknown): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : numberText(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asJson(entry)]));
}

function numberText(value: number): string {
  return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
}
