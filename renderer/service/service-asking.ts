/** What is known of one service, asked again whenever a check was made or something was done about it. */
import type { ReadonlySignal } from '@preact/signals';
import type { ServiceDetail } from '../../preload/past.ts';
import type { Bar, ServiceView } from '../../preload/snapshot.ts';
import { type Asked, useAnswer } from '../state/asking.ts';
import { ask } from '../state/bridge.ts';
import { connection } from '../state/world.ts';

/** Differs with each check. */
export function newestOf(bars: readonly Bar[]): string {
  return bars.at(-1)?.join(' ') ?? '';
}

export function useDetail(view: ServiceView, newest: string): ReadonlySignal<Asked<ServiceDetail>> {
  const { name, url, method, incident, silence, unobserved } = view;
  return useAnswer(() => ask('service', { name }), name, [
    newest,
    url,
    method,
    incident?.id,
    incident?.acknowledged?.at,
    silence?.id,
    unobserved?.from,
    connection.value === 'lost',
  ]);
}
