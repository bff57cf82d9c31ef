import type { Alert } from '../monitor/model.ts';
import type { Deliveries, Delivery, Owed, StoredAlert } from './deliveries.ts';
import type { Journal } from './journal.ts';

/** Of one that was owed to nobody there are no deliveries. */
export type AlertOnRecord = StoredAlert & { readonly deliveries: readonly Delivery[] };

/** Who was told what, when and after how many attempts; over what is stored lies what the disk has not taken yet. */
export type AlertRecord = {
  noteOwed(id: number, alert: Alert): void;
  /** The disk has it. */
  noteStored(id: number): void;
  noteSettled(row: Owed, at: number): void;
  /** Nobody is told of it: it is on record no more. */
  noteSpared(deliveryId: number): void;
  /** The disk knows that it is settled, or spared. */
  noteSettledStored(deliveryId: number): void;
  /** Of these incidents, in the order in which they became owed. */
  of(incidentIds: readonly string[]): readonly AlertOnRecord[];
};

export function createAlertRecord(
  deliveries: Pick<Deliveries, 'alertsOf' | 'ofAlerts'>,
  journal: Journal,
  owed: () => readonly Owed[],
): AlertRecord {
  const unstored = new Map<number, Alert>();
  const unstoredSettled = new Map<number, Delivery>();
  const unstoredSpared = new Set<number>();

  function alertsOf(incidentIds: readonly string[]): ReadonlyMap<number, Alert> {
    const onDisk = journal.read(() => deliveries.alertsOf(incidentIds), []);
    const inMemory = [
      ...[...unstored].map(([id, alert]) => ({ id, alert })),
      ...owed().map(({ alertId, alert }) => ({ id: alertId, alert })),
    ].filter(({ alert }) => incidentIds.includes(alert.incident.id));
    return new Map([...onDisk, ...inMemory].map(({ id, alert }) => [id, alert]));
  }

  /** Memory knows better: how often it was tried, and whether it was accepted. */
  function deliveriesOf(alertIds: readonly number[]): readonly Delivery[] {
    const onDisk = journal.read(() => deliveries.ofAlerts(alertIds), []);
    const inMemory = [...owed().map(deliveryOf), ...unstoredSettled.values()];
    const all = [
      ...onDisk.filter(({ id }) => !unstoredSpared.has(id)),
      ...inMemory.filter(({ alertId }) => alertIds.includes(alertId)),
    ];
    return [...new Map(all.map((one) => [one.id, one])).values()].sort((a, b) => a.id - b.id);
  }

  return {
    noteOwed: (id, alert) => void unstored.set(id, alert),
    noteStored: (id) => void unstored.delete(id),
    noteSettled: (row, at) => void unstoredSettled.set(row.id, { ...deliveryOf(row), settledAt: Math.round(at) }),
    noteSpared: (id) => void unstoredSpared.add(id),
    noteSettledStored(id) {
      unstoredSettled.delete(id);
      unstoredSpared.delete(id);
    },
    of(incidentIds) {
      const alerts = alertsOf(incidentIds);
      const byAlert = Map.groupBy(deliveriesOf([...alerts.keys()]), ({ alertId }) => alertId);
      return [...alerts]
        .sort(([a], [b]) => a - b)
        .map(([id, alert]) => ({ id, alert, deliveries: byAlert.get(id) ?? [] }));
    },
  };
}

function deliveryOf({ id, alertId, notifier, attempts, reason }: Owed): Delivery {
  return { id, alertId, notifier, attempts, ...(reason === undefined ? {} : { reason }) };
}
