/** What is done about outages from the window. */

import type { Handlers } from '../../preload/contract.ts';
import type { Commands } from '../commands/commands.ts';
import type { Engine } from '../monitor/engine.ts';
import type { Actor, Service } from '../monitor/model.ts';
import { noSuchService } from './refusal.ts';

export type CareDependencies = {
  readonly commands: Pick<Commands, 'acknowledge' | 'snooze' | 'unsnooze'>;
  readonly engine: Pick<Engine, 'checkNow'>;
  readonly services: () => readonly Service[];
  /** Who sits at the window. */
  readonly by: Actor;
};

export type CareHandlers = Pick<Handlers, 'acknowledge' | 'snooze' | 'unsnooze' | 'checkNow'>;

export function createCareHandlers({ commands, engine, services, by }: CareDependencies): CareHandlers {
  return {
    acknowledge({ targets, note }) {
      const { acknowledged } = commands.acknowledge({ targets: [...targets], by, ...noted(note) });
      return { services: acknowledged.map(({ service }) => service) };
    },
    snooze({ targets, forMs, note }) {
      const time = forMs === undefined ? {} : { forMs: Math.round(forMs) };
      const { silence, services } = commands.snooze({ targets: [...targets], by, ...time, ...noted(note) });
      return { services, ...(silence.until === undefined ? {} : { until: silence.until }) };
    },
    unsnooze: ({ targets }) => ({ ended: commands.unsnooze({ targets: [...targets], by }).ended.length }),
    checkNow({ services: wanted }) {
      const known = new Map(services().map((service) => [service.name, service]));
      const meant = (wanted ?? [...known.keys()]).map((name) => {
        const service = known.get(name);
        if (service === undefined) throw noSuchService(name);
        return service;
      });
      engine.checkNow(wanted);
      return { started: meant.filter(({ paused }) => !paused).length };
    },
  };
}

function noted(note: string | undefined): { readonly note?: string } {
  return note === undefined ? {} : { note };
}
