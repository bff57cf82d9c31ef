import type { ServiceStatus } from '../monitor/model.ts';
import type { Health } from '../monitor/ports.ts';
import { type Connection, integer, type Row, text } from './connection.ts';

export type KnownService = {
  /** Stays when the name changes. */
  readonly id: number;
  name: string;
  /** When its first check began; absent while it is known from files only. */
  firstSeenAt?: number;
  fingerprint?: string;
  health?: Health;
};

/** All services that were ever seen, in memory: looked up with every check. */
export type KnownServices = {
  load(): void;
  get(name: string): KnownService | undefined;
  nameOf(id: number): string;
  all(): readonly KnownService[];
  /** Keeps one that is known; a new one is to be stored by `save`. */
  add(name: string): KnownService;
  rename(service: KnownService, to: string): void;
  save(service: KnownService): void;
  saveAll(): void;
  readonly size: number;
};

export function createKnownServices(connection: Connection): KnownServices {
  const byName = new Map<string, KnownService>();
  const byId = new Map<number, KnownService>();
  let lastId = 0;

  function keep(service: KnownService): KnownService {
    byName.set(service.name, service);
    byId.set(service.id, service);
    lastId = Math.max(lastId, service.id);
    return service;
  }

  function save({ id, name, firstSeenAt, fingerprint, health }: KnownService): void {
    connection.run(
      `INSERT OR REPLACE INTO services (id, name, first_seen_at, fingerprint, status, since, failures, successes,
       first_failure_at, first_success_at, incident) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      name,
      firstSeenAt ?? null,
      fingerprint ?? null,
      health === undefined ? null : statuses.indexOf(health.status),
      whole(health?.since),
      whole(health?.failures),
      whole(health?.successes),
      whole(health?.firstFailureAt),
      whole(health?.firstSuccessAt),
      health?.incidentId ?? null,
    );
  }

  return {
    load() {
      for (const row of connection.all('SELECT * FROM services')) {
        const service = keep({ id: integer(row.id), name: text(row.name) });
        if (row.first_seen_at !== null) service.firstSeenAt = integer(row.first_seen_at);
        if (row.fingerprint !== null) service.fingerprint = text(row.fingerprint);
        const health = healthOf(row);
        if (health !== undefined) service.health = health;
      }
    },
    get: (name) => byName.get(name),
    nameOf: (id) => byId.get(id)?.name ?? '',
    all: () => [...byId.values()],
    add: (name) => byName.get(name) ?? keep({ id: lastId + 1, name }),
    rename(service, to) {
      byName.delete(service.name);
      service.name = to;
      byName.set(to, service);
    },
    save,
    saveAll() {
      for (const service of byId.values()) save(service);
    },
    get size() {
      return byId.size;
    },
  };
}

/** Their places are what lies on disk: never reorder. */
const statuses: readonly ServiceStatus[] = ['pending', 'up', 'failing', 'down', 'recovering'];

const whole = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value));

function healthOf(row: Row): Health | undefined {
  const status = typeof row.status === 'number' ? statuses[row.status] : undefined;
  if (status === undefined) return undefined;
  return {
    status,
    since: integer(row.since),
    failures: integer(row.failures),
    successes: integer(row.successes),
    ...(row.first_failure_at !== null && { firstFailureAt: integer(row.first_failure_at) }),
    ...(row.first_success_at !== null && { firstSuccessAt: integer(row.first_success_at) }),
    ...(row.incident !== null && { incidentId: text(row.incident) }),
  };
}
