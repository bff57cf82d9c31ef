/** What the desktop application could not begin with: its configuration, or another file. Pure. */
import type { Head } from '../../preload/snapshot.ts';

/** Nothing is watched because of problems, rather than because nobody has named a service yet. */
export function isBrokenFromStart({ desktop, configuration, counts }: Head): boolean {
  return desktop !== undefined && counts.services === 0 && configuration.problems.length > 0;
}

/** Another file than the configuration that keeps the program from beginning, such as its history; undefined where it is that. */
export function fileInTheWay({ configuration: { file, problems } }: Head): string | undefined {
  return problems.find((problem) => problem.file !== '' && problem.file !== file)?.file;
}
