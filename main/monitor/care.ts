/** What people do about outages, done: see `attention.ts`. */
import { aggregate } from './aggregate.ts';
import { tellTogether } from './amending.ts';
import { type Attention, AttentionError, type ServiceOverview, type SnoozeWish } from './attention.ts';
import type { House } from './house.ts';
import type { Actor, Incident, Silence } from './model.ts';
import { isInScope } from './scope.ts';
import { alarmed, begin, end, reconcile } from './silencing.ts';
import type { Watch } from './watch.ts';

const longestNote = 500;

export function createAttention(house: House): Attention {
  const { clock, silences, watches } = house;

  function acknowledge(ids: readonly string[], by: Actor, note?: string): readonly Incident[] {
    const wanted = new Set(ids);
    const at = clock.wallMs();
    const acknowledged = { by, at, ...(note === undefined || note === '' ? {} : { note: note.slice(0, longestNote) }) };
    const amended = [...watches.values()].flatMap((watch) => {
      const { incident } = watch.standing;
      const isMeant = incident !== undefined && wanted.has(incident.id) && incident.acknowledged === undefined;
      return isMeant ? [{ watch, incident: { ...incident, acknowledged } }] : [];
    });
    tellTogether(house, amended, ({ silence }) => ({
      kind: 'acknowledged',
      ...(silence === undefined ? {} : { quiet: true }),
    }));
    for (const { incident } of amended)
      house.listen({ type: 'incident.acknowledged', service: incident.service, at, incident });
    return amended.map(({ incident }) => incident);
  }

  function snooze({ scope, forMs, by, note }: SnoozeWish): Silence {
    const startedAt = clock.wallMs();
    if (![...watches.values()].some(({ service }) => isInScope(scope, service)))
      throw new AttentionError(
        'nothing that is watched is meant: name a service, a group or a tag of the configuration',
      );
    if (forMs === undefined && alarmed(house, { scope }).length === 0)
      throw new AttentionError(
        'nothing of it is down, so that there is no recovery to wait for: give a time such as 1h',
      );
    const silence: Silence = {
      kind: 'snooze',
      id: newId(startedAt),
      scope,
      startedAt,
      ...(forMs === undefined ? {} : { until: startedAt + forMs }),
      by,
      ...(note === undefined || note === '' ? {} : { note: note.slice(0, longestNote) }),
    };
    begin(house, silence);
    reconcile(house);
    return silence;
  }

  function newId(startedAt: number): string {
    const stamp = new Date(startedAt).toISOString().replace(/[-:]|\.\d+/g, '');
    for (let copy = 1; ; copy += 1) {
      const id = copy === 1 ? `snooze_${stamp}` : `snooze_${stamp}_${copy}`;
      if (!silences.isKnown(id)) return id;
    }
  }

  return {
    acknowledge,
    snooze,
    unsnooze(ids, by) {
      const meant = silences.all().filter(({ id, kind }) => kind === 'snooze' && ids.includes(id));
      for (const silence of meant) end(house, silence, by);
      return meant;
    },
    overview() {
      const services = [...watches.values()].map((watch) => overviewOf(house, watch));
      const cycleAt = house.cycle.lastAt();
      return {
        state: aggregate(services),
        services,
        silences: silences.all(),
        ...(cycleAt === undefined ? {} : { lastCycleAt: cycleAt }),
      };
    },
  };
}

function overviewOf({ silences }: House, { service, standing, blind, isSlow }: Watch): ServiceOverview {
  const { health, incident } = standing;
  const silence = silences.of(service);
  return {
    service: service.name,
    url: service.url,
    critical: service.critical,
    status: health.status,
    since: health.since,
    slow: isSlow,
    ...(service.group === undefined ? {} : { group: service.group }),
    ...(blind === undefined ? {} : { unobserved: blind }),
    ...(silence === undefined ? {} : { silence }),
    ...(incident === undefined ? {} : { incident }),
  };
}
