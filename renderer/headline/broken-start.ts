/** A configuration that the desktop application could not begin with. Pure. */
import type { Head } from '../../preload/snapshot.ts';

/** Nothing is watched, because of the problems of the configuration rather than because nobody has named a service yet. */
export function isBrokenFromStart({ desktop, configuration, counts }: Head): boolean {
  return desktop !== undefined && counts.services === 0 && configuration.problems.length > 0;
}
