import { outageIdOf } from '../monitor/incident-id.ts';
import type { Alert } from '../monitor/model.ts';
import type { Outbox, Sending } from '../monitor/outbox.ts';
import { type AlertOnRecord, createAlertRecord } from './alert-record.ts';
import type { Connection } from './connection.ts';
import { createConversations } from './conversations.ts';
import { createDeliveries, type Owed } from './deliveries.ts';
import type { Journal, Write } from './journal.ts';
import { createNotes } from './notes.ts';

export type StoredOutbox = Omit<Outbox, 'outage'> & {
  load(): void;
  /**
   * Makes the alert owed to each notifier in force, and to those not in force now that have told of its incident before:
   * what they began they end, should they come back. The result stores that, as a write of the journal.
   */
  owe(alert: Alert): Write;
  setNotifiers(names: readonly string[]): void;
  hasAudience(): boolean;
  wasTold(incidentId: string): boolean;
  /** What was to be told of these incidents, in the order in which it became owed, and to whom it was or is to be told. */
  alertsOf(incidentIds: readonly string[]): readonly AlertOnRecord[];
  /** Whatever is in memory, into a fresh file. */
  saveAll(): void;
};

/** What is owed is in memory as well, so that it is told even while the disk takes nothing. */
export function createOutbox(connection: Connection, journal: Journal, first: readonly string[]): StoredOutbox {
  const deliveries = createDeliveries(connection);
  const conversations = createConversations(connection, journal);
  const notes = createNotes(connection, journal);
  const owed = new Map<number, Owed>();
  const record = createAlertRecord(deliveries, journal, () => [...owed.values()]);
  /** Of this run: to whom something of an incident was owed. */
  const told = new Map<string, Set<string>>();
  /** By notifier: when the last message of this run left. */
  const lastSending = new Map<string, number>();
  let notifiers = first;
  let lastAlertId = 0;
  let lastId = 0;

  const stillOwed = (ids: readonly number[]): readonly Owed[] => ids.flatMap((id) => owed.get(id) ?? []);

  function mark(rows: readonly Owed[], sending: Sending | undefined): void {
    for (const { sending: _, ...row } of rows) owed.set(row.id, sending === undefined ? row : { ...row, sending });
  }

  function noteTold(incidentId: string, rows: readonly Owed[]): void {
    const before = told.get(incidentId) ?? [];
    told.set(incidentId, new Set([...before, ...rows.map(({ notifier }) => notifier)]));
  }

  function audienceOf({ kind, incident }: Alert): readonly string[] {
    if (kind === 'opened') return notifiers;
    const before = journal.read(() => deliveries.notifiersOf(incident.id), []);
    return [...new Set([...notifiers, ...(told.get(incident.id) ?? []), ...before])];
  }

  return {
    load() {
      lastAlertId = deliveries.lastId('alerts');
      lastId = deliveries.lastId('deliveries');
      for (const row of deliveries.load()) owed.set(row.id, row);
    },
    owe(alert) {
      lastAlertId += 1;
      const alertId = lastAlertId;
      const rows = audienceOf(alert).map((notifier): Owed => {
        lastId += 1;
        return { id: lastId, alertId, notifier, alert, attempts: 0, notBefore: Math.round(alert.notBefore ?? 0) };
      });
      for (const row of rows) owed.set(row.id, row);
      if (rows.length > 0) noteTold(alert.incident.id, rows);
      record.noteOwed(alertId, alert);
      return {
        apply() {
          deliveries.saveAlert(alertId, alert);
          for (const row of rows) deliveries.save(row);
        },
        stored: () => record.noteStored(alertId),
      };
    },
    hasAudience: () => notifiers.length > 0,
    setNotifiers(names) {
      notifiers = [...new Set(names)];
    },
    wasTold: (incidentId) => told.has(incidentId) || journal.read(() => deliveries.isOwedOrTold(incidentId), false),
    alertsOf: record.of,
    saveAll() {
      for (const row of owed.values()) {
        deliveries.saveAlert(row.alertId, row.alert);
        deliveries.save(row);
      }
      conversations.saveAll();
      notes.saveAll();
    },
    owed(notifier) {
      // Nobody outside may hear of what a power cut could still take back.
      journal.sync();
      return [...owed.values()].filter((row) => row.notifier === notifier);
    },
    row: (id) => owed.get(id) ?? journal.read(() => deliveries.byId(id), undefined),
    conversation: conversations.of,
    sharing: conversations.sharing,
    sending(key, time, ids, later = []) {
      const at = Math.round(time);
      const [tells, begins] = [stillOwed(ids), stillOwed(later)];
      mark(tells, { key, at, tells: true });
      mark(begins, { key, at, tells: false });
      for (const { notifier } of [...tells, ...begins]) lastSending.set(notifier, at);
      journal.put('power', {
        apply() {
          for (const { id } of tells) deliveries.saveSending(id, { key, at, tells: true });
          for (const { id } of begins) deliveries.saveSending(id, { key, at, tells: false });
        },
      });
    },
    notSent(ids) {
      const rows = stillOwed(ids).filter(({ sending }) => sending !== undefined);
      if (rows.length === 0) return;
      mark(rows, undefined);
      journal.put('crash', {
        apply() {
          for (const { id } of rows) deliveries.saveSending(id, undefined);
        },
      });
    },
    lastSendingAt: (notifier) =>
      lastSending.get(notifier) ?? journal.read(() => deliveries.lastSendingAt(notifier), undefined),
    settle(ids, at, conversation) {
      const rows = stillOwed(ids);
      if (rows.length === 0) return;
      for (const row of rows) {
        owed.delete(row.id);
        record.noteSettled(row, at);
      }
      const talks =
        conversation === undefined
          ? []
          : [...Map.groupBy(rows, ({ notifier }) => notifier)].map(([notifier, own]) =>
              conversations.put(
                notifier,
                own.map(({ alert }) => outageIdOf(alert.incident)),
                conversation,
              ),
            );
      journal.put('power', {
        apply() {
          for (const { id } of rows) deliveries.saveSettled(id, at);
          for (const save of talks) save();
        },
        stored() {
          for (const { id } of rows) record.noteSettledStored(id);
        },
      });
    },
    spare(ids) {
      const rows = stillOwed(ids);
      if (rows.length === 0) return;
      for (const { id } of rows) {
        owed.delete(id);
        record.noteSpared(id);
      }
      journal.put('crash', {
        apply() {
          for (const { id } of rows) deliveries.remove(id);
        },
        stored() {
          for (const { id } of rows) record.noteSettledStored(id);
        },
      });
    },
    converse(notifier, outageIds, conversation) {
      if (outageIds.length > 0) journal.put('power', { apply: conversations.put(notifier, outageIds, conversation) });
    },
    postpone(ids, notBefore, reason) {
      const rows = stillOwed(ids).map((row) => {
        return { ...row, attempts: row.attempts + 1, notBefore: Math.round(notBefore), reason };
      });
      if (rows.length === 0) return;
      for (const row of rows) owed.set(row.id, row);
      journal.put('crash', {
        apply() {
          for (const row of rows) deliveries.savePostponed(row);
        },
      });
    },
    note: notes.note,
    noted: notes.noted,
  };
}
