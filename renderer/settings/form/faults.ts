/** What can be seen to be wrong while somebody types; the program has the last word. */
import type { Json, JsonObject } from '../../../preload/settings.ts';
import { at, type FieldPath } from './json.ts';

export type FaultKind =
  | 'required'
  | 'name_taken'
  | 'name_too_long'
  | 'url'
  | 'duration'
  | 'count'
  | 'status'
  | 'pattern'
  | 'json_path'
  | 'json'
  | 'header_name'
  | 'header_own'
  | 'header_twice'
  | 'days_before'
  | 'network'
  | 'channel'
  | 'mention'
  | 'host'
  | 'time'
  | 'same_time'
  | 'moment'
  | 'end_before_start'
  | 'time_zone'
  | 'no_scope'
  | 'no_canary';

export type Fault = { readonly path: FieldPath; readonly fault: FaultKind };

/** What `faultOf` finds at each of the paths where anything stands. */
export function faultsAt(
  draft: JsonObject,
  paths: readonly FieldPath[],
  faultOf: (value: Json) => FaultKind | undefined,
): readonly Fault[] {
  return paths.flatMap((path): readonly Fault[] => {
    const value = at(draft, path);
    const fault = value === undefined || value === null ? undefined : faultOf(value);
    return fault === undefined ? [] : [{ path, fault }];
  });
}
