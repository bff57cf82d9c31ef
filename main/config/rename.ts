import { isDeepStrictEqual } from 'node:util';
import type { Service } from '../monitor/model.ts';

export type Step<S extends Service = Service> = { readonly from: S; readonly to: S };

/** What a reload does to the services; each of them is in exactly one of these. */
export type ServiceChanges<S extends Service = Service> = {
  readonly added: readonly S[];
  readonly removed: readonly S[];
  /** Of the same name; what is asked or expected has changed if the fingerprints differ. */
  readonly changed: readonly Step<S>[];
  /** Of another name but the same fingerprint; other settings may have changed too. */
  readonly renamed: readonly Step<S>[];
  /** The objects of before. */
  readonly unchanged: readonly S[];
};

/**
 * Compares by name. A service that is gone and a new one are the same under another name when what is asked and
 * expected of them is the same, and the same of no other that came or went.
 */
export function compareServices<S extends Service>(previous: readonly S[], next: readonly S[]): ServiceChanges<S> {
  const before = new Map(previous.map((service) => [service.name, service]));
  const changed: Step<S>[] = [];
  const unchanged: S[] = [];
  const came: S[] = [];
  for (const to of next) {
    const from = before.get(to.name);
    before.delete(to.name);
    if (from === undefined) came.push(to);
    else if (isDeepStrictEqual(from, to)) unchanged.push(from);
    else changed.push({ from, to });
  }
  const gone = [...before.values()];
  const onlyGone = onlyOnes(gone);
  const onlyCame = onlyOnes(came);
  const renamed: Step<S>[] = [];
  for (const [fingerprint, to] of onlyCame) {
    const from = onlyGone.get(fingerprint);
    if (from !== undefined) renamed.push({ from, to });
  }
  const moved = new Set(renamed.flatMap(({ from, to }) => [from, to]));
  return {
    added: came.filter((service) => !moved.has(service)),
    removed: gone.filter((service) => !moved.has(service)),
    changed,
    renamed,
    unchanged,
  };
}

/** By fingerprint, without those that share theirs. */
function onlyOnes<S extends Service>(services: readonly S[]): ReadonlyMap<string, S> {
  const byFingerprint = Map.groupBy(services, ({ fingerprint }) => fingerprint);
  return new Map(
    [...byFingerprint].flatMap(([fingerprint, [first, second]]) => (first && !second ? [[fingerprint, first]] : [])),
  );
}
