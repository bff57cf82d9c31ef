/** The whole picture at one moment. What did not change since the last one is the same object again. */
import { isDeepStrictEqual } from 'node:util';
import type { Head, ServiceView, Uptime } from '../../preload/snapshot.ts';
import { type Status, type Surroundings, statusOf } from '../commands/status.ts';
import type { Overview, ServiceOverview } from '../monitor/attention.ts';
import type { Service } from '../monitor/model.ts';
import { type Circumstances, headOf, serviceView } from './projection.ts';

export type Picture = {
  readonly head: Head;
  /** In the order of the configuration. */
  readonly services: readonly ServiceView[];
};

export type PictureDependencies = {
  readonly overview: () => Overview;
  readonly services: () => readonly Service[];
  readonly surroundings: () => Surroundings;
  readonly circumstances: () => Circumstances;
  readonly certificateValidTo: (service: string) => number | undefined;
  readonly uptime: (service: string) => Uptime;
};

export type Painter = {
  paint(): Picture;
  /** Everything is a new object the next time. */
  forget(): void;
};

type Ingredients = {
  readonly service: Service;
  readonly overview: ServiceOverview;
  readonly certificateValidTo: number | undefined;
  readonly uptime: Uptime;
};
type Painted = Ingredients & { readonly view: ServiceView };

export function createPainter(deps: PictureDependencies): Painter {
  let painted = new Map<string, Painted>();
  let lastHead: Head | undefined;

  function views(status: Status, overview: Overview): readonly ServiceView[] {
    const overviews = new Map(overview.services.map((one) => [one.service, one]));
    const states = new Map(status.services.map((one) => [one.name, one]));
    const next = new Map<string, Painted>();
    for (const service of deps.services()) {
      const { name } = service;
      const [one, state] = [overviews.get(name), states.get(name)];
      if (one === undefined || state === undefined) continue;
      const ingredients: Ingredients = {
        service,
        overview: one,
        certificateValidTo: deps.certificateValidTo(name),
        uptime: deps.uptime(name),
      };
      const before = painted.get(name);
      if (before !== undefined && areSame(before, ingredients)) {
        next.set(name, before);
        continue;
      }
      const view = serviceView(service, state, ingredients);
      const isEqual = before !== undefined && isDeepStrictEqual(before.view, view);
      next.set(name, { ...ingredients, view: isEqual ? before.view : view });
    }
    painted = next;
    return [...next.values()].map(({ view }) => view);
  }

  return {
    paint() {
      const overview = deps.overview();
      const status = statusOf(overview, deps.surroundings());
      const head = headOf(status, deps.circumstances());
      if (lastHead === undefined || !isDeepStrictEqual(lastHead, head)) lastHead = head;
      return { head: lastHead, services: views(status, overview) };
    },
    forget() {
      painted = new Map();
      lastHead = undefined;
    },
  };
}

/** Whatever changes of a service comes as a new object, so that nothing need be compared in depth. */
function areSame(before: Ingredients, now: Ingredients): boolean {
  const [a, b] = [before.overview, now.overview];
  return (
    before.service === now.service &&
    before.certificateValidTo === now.certificateValidTo &&
    before.uptime === now.uptime &&
    a.status === b.status &&
    a.since === b.since &&
    a.slow === b.slow &&
    a.unobserved === b.unobserved &&
    a.silence === b.silence &&
    a.incident === b.incident
  );
}
