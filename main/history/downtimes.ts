import { type Connection, integer, text } from './connection.ts';
import { type Incidents, keyOf } from './incidents.ts';
import type { KnownServices } from './services.ts';

/** Whole epoch milliseconds; without `to` it is down still. */
export type Downtime = { readonly from: number; readonly to?: number };

/**
 * When services were down whose incidents are open or ended after that time, by the service's id: of that service or of
 * all. Read without the incidents themselves.
 */
export function readDowntimes(
  connection: Connection,
  services: KnownServices,
  incidents: Incidents,
  endedAfter: number,
  only?: number,
): ReadonlyMap<number, readonly Downtime[]> {
  const found = new Map<number, Downtime[]>();
  const add = (service: number, downtime: Downtime): void => {
    const known = found.get(service);
    if (known === undefined) found.set(service, [downtime]);
    else known.push(downtime);
  };
  const newer = new Set(incidents.notStored().map(({ id }) => keyOf(id)));
  for (const { key, service, started_at, ended_at } of endedRows(connection, endedAfter, only)) {
    if (newer.has(text(key))) continue;
    add(integer(service), { from: integer(started_at), to: integer(ended_at) });
  }
  for (const { service, startedAt, endedAt } of incidents.inMemory()) {
    const id = services.get(service)?.id;
    if (id === undefined || (only !== undefined && id !== only)) continue;
    if (endedAt === undefined) add(id, { from: Math.round(startedAt) });
    else if (endedAt > endedAfter) add(id, { from: Math.round(startedAt), to: Math.round(endedAt) });
  }
  return found;
}

function endedRows(connection: Connection, endedAfter: number, only: number | undefined) {
  const columns = 'SELECT key, service, started_at, ended_at FROM';
  if (only !== undefined)
    return connection.all(`${columns} incidents WHERE service = ? AND ended_at > ?`, only, endedAfter);
  // One search in the index for each service, instead of all incidents there ever were.
  const each = 'services CROSS JOIN incidents ON incidents.service = services.id AND ended_at > ?';
  return connection.all(`${columns} ${each}`, endedAfter);
}
