import type { Alert } from '../monitor/model.ts';
import type { OwedAlert, Sending } from '../monitor/outbox.ts';
import { type Connection, integer, type Row, text } from './connection.ts';

export type Owed = OwedAlert & { readonly alertId: number; readonly reason?: string };

/** One alert to one notifier: owed, or accepted at `settledAt` (epoch milliseconds). */
export type Delivery = Pick<Owed, 'id' | 'alertId' | 'notifier' | 'attempts' | 'reason'> & {
  readonly settledAt?: number;
};

export type StoredAlert = { readonly id: number; readonly alert: Alert };

export type Deliveries = ReturnType<typeof createDeliveries>;

/** The tables of alerts and of what is owed of them to whom. What writes is called within a write of the journal. */
export function createDeliveries(connection: Connection) {
  function saveSending(id: number, sending: Sending | undefined): void {
    // The time stays: it says when the notifier sent last.
    if (sending === undefined) connection.run('UPDATE deliveries SET sending_key = NULL WHERE id = ?', id);
    else {
      connection.run(
        'UPDATE deliveries SET sending_key = ?, sending_at = ?, sending_tells = ? WHERE id = ?',
        sending.key,
        sending.at,
        Number(sending.tells),
        id,
      );
    }
  }

  const rows = (where: string, ...values: readonly number[]): readonly Owed[] =>
    connection
      .all(
        `SELECT deliveries.id, alert, notifier, attempts, not_before, reason, detail,
           sending_key, sending_at, sending_tells
         FROM deliveries JOIN alerts ON alerts.id = alert WHERE ${where}`,
        ...values,
      )
      .map(owedFrom);

  return {
    load: (): readonly Owed[] => rows('settled_at IS NULL ORDER BY deliveries.id'),
    byId: (id: number): Owed | undefined => rows('deliveries.id = ?', id)[0],
    lastId: (table: 'alerts' | 'deliveries'): number =>
      integer(connection.get(`SELECT coalesce(max(id), 0) AS last FROM ${table}`)?.last),
    /** Of the latest few hundred deliveries: older ones matter to nobody. */
    lastSendingAt(notifier: string): number | undefined {
      const row = connection.get(
        `SELECT max(sending_at) AS last FROM (
           SELECT sending_at FROM deliveries WHERE notifier = ? ORDER BY id DESC LIMIT 500)`,
        notifier,
      );
      return typeof row?.last === 'number' ? row.last : undefined;
    },
    isOwedOrTold: (incidentId: string): boolean =>
      connection.get(
        'SELECT 1 FROM alerts WHERE incident = ? AND EXISTS (SELECT 1 FROM deliveries WHERE alert = alerts.id)',
        incidentId,
      ) !== undefined,
    notifiersOf: (incidentId: string): readonly string[] =>
      connection
        .all(
          'SELECT DISTINCT notifier FROM alerts JOIN deliveries ON deliveries.alert = alerts.id WHERE incident = ?',
          incidentId,
        )
        .map(({ notifier }) => text(notifier)),
    alertsOf: (incidentIds: readonly string[]): readonly StoredAlert[] =>
      connection
        .all(
          'SELECT id, detail FROM alerts WHERE incident IN (SELECT value FROM json_each(?)) ORDER BY id',
          JSON.stringify(incidentIds),
        )
        .map(({ id, detail }) => ({ id: integer(id), alert: alertFrom(detail) })),
    ofAlerts: (alertIds: readonly number[]): readonly Delivery[] =>
      connection
        .all(
          `SELECT id, alert, notifier, attempts, reason, settled_at FROM deliveries
           WHERE alert IN (SELECT value FROM json_each(?)) ORDER BY id`,
          JSON.stringify(alertIds),
        )
        .map(deliveryFrom),
    saveAlert(id: number, alert: Alert): void {
      connection.run(
        'INSERT OR IGNORE INTO alerts (id, incident, at, detail) VALUES (?, ?, ?, ?)',
        id,
        alert.incident.id,
        Math.round(alert.at),
        JSON.stringify(alert),
      );
    },
    save({ id, alertId, notifier, attempts, notBefore, reason, sending }: Owed): void {
      connection.run(
        'INSERT INTO deliveries (id, alert, notifier, attempts, not_before, reason) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        alertId,
        notifier,
        attempts,
        notBefore,
        reason ?? null,
      );
      if (sending !== undefined) saveSending(id, sending);
    },
    saveSending,
    saveSettled: (id: number, at: number): void =>
      void connection.run('UPDATE deliveries SET settled_at = ? WHERE id = ?', Math.round(at), id),
    remove: (id: number): void => void connection.run('DELETE FROM deliveries WHERE id = ?', id),
    savePostponed: ({ id, attempts, notBefore, reason }: Owed): void =>
      void connection.run(
        'UPDATE deliveries SET attempts = ?, not_before = ?, reason = ? WHERE id = ?',
        attempts,
        notBefore,
        reason ?? null,
        id,
      ),
  };
}

function alertFrom(detail: Row[string] | undefined): Alert {
  return JSON.parse(text(detail));
}

function deliveryFrom(row: Row): Delivery {
  return { ...knownFrom(row), ...(row.settled_at !== null && { settledAt: integer(row.settled_at) }) };
}

function knownFrom(row: Row): Omit<Delivery, 'settledAt'> {
  return {
    id: integer(row.id),
    alertId: integer(row.alert),
    notifier: text(row.notifier),
    attempts: integer(row.attempts),
    ...(row.reason !== null && { reason: text(row.reason) }),
  };
}

function owedFrom(row: Row): Owed {
  return {
    ...knownFrom(row),
    alert: alertFrom(row.detail),
    notBefore: integer(row.not_before),
    ...(row.sending_key !== null && {
      sending: { key: text(row.sending_key), at: integer(row.sending_at), tells: integer(row.sending_tells) === 1 },
    }),
  };
}
