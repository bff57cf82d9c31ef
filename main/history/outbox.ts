import type { Alert } from '../monitor/model.ts';
import type { Conversation, Outbox, OwedAlert } from '../monitor/outbox.ts';
import { type Connection, integer, text } from './connection.ts';
import type { Journal, Write } from './journal.ts';

export type StoredOutbox = Omit<Outbox, 'outage'> & {
  load(): void;
  /** Makes the alert owed to each notifier in force; the result stores that, as a write of the journal. */
  owe(alert: Alert): Write;
  setNotifiers(names: readonly string[]): void;
  wasTold(incidentId: string): boolean;
  /** Whatever is in memory, into a fresh file. */
  saveAll(): void;
};

type Owed = OwedAlert & { readonly alertId: number; readonly reason?: string };

/** What is owed is in memory as well, so that it is told even while the disk takes nothing. */
export function createOutbox(connection: Connection, journal: Journal, first: readonly string[]): StoredOutbox {
  const owed = new Map<number, Owed>();
  /** Those of this run; earlier ones are in the file, whose column `incident` holds the outage's id. */
  const conversations = new Map<string, { notifier: string; outageId: string; conversation: Conversation }>();
  const told = new Set<string>();
  let notifiers = first;
  let lastAlertId = 0;
  let lastId = 0;

  const conversationKey = (notifier: string, outageId: string): string => JSON.stringify([notifier, outageId]);

  function saveAlert(id: number, alert: Alert): void {
    connection.run(
      'INSERT OR IGNORE INTO alerts (id, incident, at, detail) VALUES (?, ?, ?, ?)',
      id,
      alert.incident.id,
      Math.round(alert.at),
      JSON.stringify(alert),
    );
  }

  function saveDelivery({ id, alertId, notifier, attempts, notBefore, reason }: Owed): void {
    connection.run(
      'INSERT INTO deliveries (id, alert, notifier, attempts, not_before, reason) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      alertId,
      notifier,
      attempts,
      notBefore,
      reason ?? null,
    );
  }

  function saveConversation(notifier: string, outageId: string, { channel, messageId }: Conversation): void {
    connection.run(
      'INSERT OR REPLACE INTO conversations (notifier, incident, channel, message) VALUES (?, ?, ?, ?)',
      notifier,
      outageId,
      channel,
      messageId,
    );
  }

  const lastIdOf = (table: 'alerts' | 'deliveries'): number =>
    integer(connection.get(`SELECT coalesce(max(id), 0) AS last FROM ${table}`)?.last);

  function storedConversation(notifier: string, outageId: string): Conversation | undefined {
    const row = connection.get(
      'SELECT channel, message FROM conversations WHERE notifier = ? AND incident = ?',
      notifier,
      outageId,
    );
    return row && { channel: text(row.channel), messageId: text(row.message) };
  }

  return {
    load() {
      lastAlertId = lastIdOf('alerts');
      lastId = lastIdOf('deliveries');
      const rows = connection.all(
        `SELECT deliveries.id, alert, notifier, attempts, not_before, reason, detail
         FROM deliveries JOIN alerts ON alerts.id = alert WHERE settled_at IS NULL ORDER BY deliveries.id`,
      );
      for (const row of rows) {
        const alert: Alert = JSON.parse(text(row.detail));
        owed.set(integer(row.id), {
          id: integer(row.id),
          alertId: integer(row.alert),
          notifier: text(row.notifier),
          alert,
          attempts: integer(row.attempts),
          notBefore: integer(row.not_before),
          ...(row.reason !== null && { reason: text(row.reason) }),
        });
      }
    },
    owe(alert) {
      lastAlertId += 1;
      const alertId = lastAlertId;
      const deliveries = notifiers.map((notifier): Owed => {
        lastId += 1;
        return { id: lastId, alertId, notifier, alert, attempts: 0, notBefore: Math.round(alert.notBefore ?? 0) };
      });
      for (const delivery of deliveries) owed.set(delivery.id, delivery);
      if (deliveries.length > 0) told.add(alert.incident.id);
      return {
        apply() {
          saveAlert(alertId, alert);
          for (const delivery of deliveries) saveDelivery(delivery);
        },
      };
    },
    setNotifiers(names) {
      notifiers = [...new Set(names)];
    },
    wasTold: (incidentId) =>
      told.has(incidentId) ||
      journal.read(
        () =>
          connection.get(
            'SELECT 1 FROM alerts WHERE incident = ? AND EXISTS (SELECT 1 FROM deliveries WHERE alert = alerts.id)',
            incidentId,
          ) !== undefined,
        false,
      ),
    saveAll() {
      for (const delivery of owed.values()) {
        saveAlert(delivery.alertId, delivery.alert);
        saveDelivery(delivery);
      }
      for (const { notifier, outageId, conversation } of conversations.values()) {
        saveConversation(notifier, outageId, conversation);
      }
    },
    owed(notifier) {
      // Nobody outside may hear of what a power cut could still take back.
      journal.sync();
      return [...owed.values()].filter((delivery) => delivery.notifier === notifier);
    },
    conversation: (notifier, outageId) =>
      conversations.get(conversationKey(notifier, outageId))?.conversation ??
      journal.read(() => storedConversation(notifier, outageId), undefined),
    settle(id, at, conversation) {
      const delivery = owed.get(id);
      if (delivery === undefined) return;
      owed.delete(id);
      const { notifier } = delivery;
      const { incident } = delivery.alert;
      const outageId = incident.outage ?? incident.id;
      if (conversation !== undefined) {
        conversations.set(conversationKey(notifier, outageId), { notifier, outageId, conversation });
      }
      journal.put('power', {
        apply() {
          connection.run('UPDATE deliveries SET settled_at = ? WHERE id = ?', Math.round(at), id);
          if (conversation !== undefined) saveConversation(notifier, outageId, conversation);
        },
      });
    },
    postpone(id, notBefore, reason) {
      const delivery = owed.get(id);
      if (delivery === undefined) return;
      const next = { ...delivery, attempts: delivery.attempts + 1, notBefore: Math.round(notBefore), reason };
      owed.set(id, next);
      journal.put('crash', {
        apply: () =>
          void connection.run(
            'UPDATE deliveries SET attempts = ?, not_before = ?, reason = ? WHERE id = ?',
            next.attempts,
            next.notBefore,
            reason,
            id,
          ),
      });
    },
  };
}
