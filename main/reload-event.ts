import type { Configuration } from './config/configuration.ts';
import { compareServices } from './config/rename.ts';
import type { ProgramEvent } from './event-json.ts';

export type ReloadEvent = Extract<ProgramEvent, { readonly type: 'config.reloaded' }>;

/** What another configuration means for the services. */
export function reloadEvent(at: number, before: Configuration, next: Configuration): ReloadEvent {
  const { added, removed, changed, renamed } = compareServices(before.services, next.services);
  return {
    type: 'config.reloaded',
    at,
    services: next.services.length,
    added: added.map(({ name }) => name),
    removed: removed.map(({ name }) => name),
    changed: changed.map(({ to }) => to.name),
    renamed: renamed.map(({ from, to }) => ({ from: from.name, to: to.name })),
  };
}
