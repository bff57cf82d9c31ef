import type { Configuration } from '../../main/config/configuration.ts';
import { loadConfiguration } from '../../main/config/load.ts';
import { formatProblem } from '../../main/config/problem.ts';
import { createReloader } from '../../main/config/reloader.ts';

/** What a reloader said, as a person would tell it. */
export type Said =
  | { readonly said: 'reload'; readonly services: readonly string[]; readonly configuration: Configuration }
  | { readonly said: 'reject'; readonly problems: readonly string[] }
  | { readonly said: 'restore' };

export type Reloads = Disposable & {
  /** Everything so far. */
  readonly all: readonly Said[];
  /** The next that was not asked for yet, as soon as it is said. */
  next(): Promise<Said>;
};

/** Loads the file, then listens to what becomes of edits: those since it was loaded, or since the given revision. */
export async function followReloads(file: string, since?: string): Promise<Reloads> {
  const revision = since ?? (await loadConfiguration(file, {})).revision;
  const all: Said[] = [];
  let asked = 0;
  let wake = Promise.withResolvers<void>();
  const say = (said: Said): void => {
    all.push(said);
    wake.resolve();
  };
  const reloader = createReloader({
    file,
    environment: {},
    revision,
    onReload: (configuration) =>
      say({ said: 'reload', services: configuration.services.map(({ name }) => name), configuration }),
    onReject: (problems) => say({ said: 'reject', problems: problems.map((problem) => formatProblem(problem)) }),
    onRestore: () => say({ said: 'restore' }),
  });
  return {
    all,
    async next() {
      for (;;) {
        const said = all[asked];
        if (said !== undefined) {
          asked += 1;
          return said;
        }
        wake = Promise.withResolvers();
        await wake.promise;
      }
    },
    [Symbol.dispose]: () => reloader.close(),
  };
}
