/** The whole picture at one moment. What did not change since the last one is the same object again. */
import { isDeepStrictEqual } from 'node:util';
import type { Head, ServiceView, Uptime } from '../../preload/snapshot.ts';
import { type ServiceState, type Surroundings, serviceState, statusWith } from '../commands/status.ts';
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
type Painted = Ingredients & { readonly state: ServiceState; readonly view: ServiceView };

export function createPainter(deps: PictureDependencies): Painter {
  let painted = new Map<string, Painted>();
  let lastHead: Head | undefined;

  function paintServices({ services }: Overview): readonly Painted[] {
    const overviews = new Map(services.map((one) => [one.service, one]));
    const next = new Map<string, Painted>();
    for (const service of deps.services()) {
      const { name } = service;
      const overview = overviews.get(name);
      if (overview === undefined) continue;
      const certificateValidTo = deps.certificateValidTo(name);
      next.set(name, paintService({ service, overview, certificateValidTo, uptime: deps.uptime(name) }));
    }
    painted = next;
    return [...next.values()];
  }

  function paintService(ingredients: Ingredients): Painted {
    const before = painted.get(ingredients.service.name);
    if (before !== undefined && areSame(before, ingredients)) return before;
    const state = serviceState(ingredients.overview);
    const view = serviceView(ingredients.service, state, ingredients);
    const isEqual = before !== undefined && isDeepStrictEqual(before.view, view);
    return { ...ingredients, state, view: isEqual ? before.view : view };
  }

  return {
    paint() {
      const overview = deps.overview();
      const services = paintServices(overview);
      const states = services.map(({ state }) => state);
      const head = headOf(statusWith(states, overview, deps.surroundings()), deps.circumstances());
      if (lastHead === undefined || !isDeepStrictEqual(lastHead, head)) lastHead = head;
      return { head: lastHead, services: services.map(({ view }) => view) };
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
