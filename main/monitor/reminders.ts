/** Who reminds people of what is still down. */
import { tellTogether } from './amending.ts';
import type { House } from './house.ts';
import { outageIdOf } from './incident-id.ts';
import type { Incident } from './model.ts';
import type { Watch } from './watch.ts';

/** A critical incident that nobody acknowledged is told again this often. */
export const reminderEveryMs = 30 * 60_000;
/** Whoever was not seen to be down for this long may be well by now. */
const freshMs = 90_000;

/** Owes one reminder for each outage in which somebody should act and nobody has said that they do. */
export function remind(house: House): void {
  const now = house.clock.wallMs();
  const due = [...house.watches.values()].flatMap((watch) => {
    const { incident } = watch.standing;
    return incident !== undefined && isNeglected(house, watch, incident) ? [{ watch, incident }] : [];
  });
  for (const group of Map.groupBy(due, ({ incident }) => outageIdOf(incident)).values()) {
    const incidents = group.map(({ incident }) => incident);
    const reminded = incidents.flatMap(({ remindedAt }) => remindedAt ?? []);
    const since = reminded.length > 0 ? Math.max(...reminded) : Math.min(...incidents.map(({ openedAt }) => openedAt));
    if (now - since < reminderEveryMs) continue;
    const amended = group.map(({ watch, incident }) => ({ watch, incident: { ...incident, remindedAt: now } }));
    tellTogether(house, amended, () => ({ kind: 'reminder' }));
  }
}

function isNeglected(house: House, watch: Watch, incident: Incident): boolean {
  if (!incident.critical || incident.acknowledged || incident.silence || incident.untold) return false;
  const fresh = Math.max(freshMs, 2 * watch.cadence.intervalMs + watch.service.timeoutMs);
  const isSeen = watch.lastBadAt !== undefined && house.clock.monotonicMs() - watch.lastBadAt < fresh;
  return isSeen && watch.blind === undefined && watch.standing.health.status === 'down';
}
