/** One state for everything that is watched. Pure. */
import type { ServiceOverview } from './attention.ts';

/** What the tray shows, from well to worst: `unknown` where nothing can be said, `paused` where nothing is to be. */
export type AggregateState = 'ok' | 'degraded' | 'down' | 'unknown' | 'paused';

/**
 * `down`: an incident is open. `degraded`: a service fails but is not confirmed, recovers, or is slow. `unknown`: what
 * is watched is not observed, or nothing of it was seen yet. `paused`: everything is paused or silenced. Silenced and
 * paused services do not colour the others.
 */
export function aggregate(services: readonly ServiceOverview[]): AggregateState {
  const heard = services.filter((one) => one.silence === undefined && one.unobserved?.reason !== 'paused');
  if (heard.length === 0) return services.length === 0 ? 'unknown' : 'paused';
  if (heard.some(({ incident }) => incident !== undefined)) return 'down';
  const seen = heard.filter(({ unobserved }) => unobserved === undefined);
  if (seen.some(({ status, slow }) => status === 'failing' || status === 'recovering' || slow)) return 'degraded';
  return seen.some(({ status }) => status === 'up') ? 'ok' : 'unknown';
}
