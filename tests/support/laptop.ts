import { createEngine } from '../../main/monitor/engine.ts';
import type { MonitorEvent } from '../../main/monitor/events.ts';
import type { MaintenanceWindow } from '../../main/monitor/maintenance.ts';
import type { Service } from '../../main/monitor/model.ts';
import { createFakeClock } from './fake-clock.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { createScriptedProbe } from './scripted-probe.ts';
import { createScriptedSurroundings } from './scripted-surroundings.ts';

/** The whole core, with time, the services and the network of its machine in the test's hand. */
export function laptop({ ledger = createMemoryLedger(), clock = createFakeClock() } = {}) {
  const network = createScriptedProbe(clock);
  const surroundings = createScriptedSurroundings(clock);
  const events: MonitorEvent[] = [];
  const engine = createEngine({
    clock,
    probe: network.probe,
    ledger,
    surroundings,
    listen: (event) => void events.push(event),
  });
  const began = clock.monotonicMs();
  return {
    clock,
    network,
    ledger,
    surroundings,
    engine,
    events,
    watch: (...services: readonly Service[]) => engine.watch({ services, maxConcurrent: 64 }),
    /** The same with maintenance windows. */
    watchWith: (maintenance: readonly MaintenanceWindow[], ...services: readonly Service[]) =>
      engine.watch({ services, maxConcurrent: 64, maintenance }),
    /** Seconds since this laptop was switched on. */
    elapsed: () => (clock.monotonicMs() - began) / 1_000,
    startsOf: (name: string) => network.startsOf(name).map((at) => (at - began) / 1_000),
    news: () => events.filter(({ type }) => type.startsWith('incident')).map(({ type }) => type),
    statuses: () => events.flatMap((event) => (event.type === 'state' ? [`${event.from} > ${event.to}`] : [])),
    /** Alerts in order, as "opened API". */
    told: () => ledger.alerts.map(({ kind, service }) => `${kind} ${service.name}`),
  };
}
