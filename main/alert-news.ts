/** What becomes of alerts on their way, in the log and in the events. */
import type { ProgramEvent } from './event-json.ts';
import type { Log } from './log.ts';
import { outageIdOf } from './monitor/incident-id.ts';
import type { Clock } from './monitor/ports.ts';
import type { DeliveredNews, RetryNews } from './notify/dispatcher.ts';

type Deps = { readonly clock: Clock; readonly log: Log; readonly listen: (event: ProgramEvent) => void };

export function createAlertNews({ clock, log, listen }: Deps) {
  /** The cause that each notifier's latest failure had. */
  const troubles = new Map<string, string>();
  let possibleDuplicates = 0;

  return {
    delivered({ alert, notifier, deliveredAt, latencyMs, attempts, possibleDuplicate }: DeliveredNews): void {
      const { kind, incident } = alert;
      const { service, id } = incident;
      if (troubles.delete(notifier)) log.info(`${notifier}: alerts are delivered again`);
      log.info(`${notifier}: told "${kind}" of ${id} after ${(latencyMs / 1_000).toFixed(1)} s`);
      if (possibleDuplicate) {
        possibleDuplicates += 1;
        log.warning(`${notifier}: "${kind}" of ${id} may be in the channel twice (${possibleDuplicates} so far)`);
      }
      listen({
        type: 'alert.delivered',
        at: deliveredAt,
        service,
        incident: id,
        outage: outageIdOf(incident),
        notifier,
        kind,
        latencyMs,
        attempts,
        ...(possibleDuplicate && { possibleDuplicate }),
      });
    },
    retried({ alert, notifier, reason, remedy, uncertain, inMs, attempts }: RetryNews): void {
      const { kind, incident } = alert;
      // The same cause is one line in the log, however many alerts wait for it and however often they are tried.
      if (troubles.get(notifier) !== reason) {
        const advice = remedy === undefined ? '' : `; ${remedy}`;
        log.warning(`${notifier}: ${reason}${advice}; ${incident.id} is kept and tried again`);
      }
      troubles.set(notifier, reason);
      listen({
        type: 'alert.retry',
        at: clock.wallMs(),
        service: incident.service,
        incident: incident.id,
        notifier,
        kind,
        reason,
        ...(remedy === undefined ? {} : { remedy }),
        ...(uncertain && { uncertain }),
        inMs,
        attempts,
      });
    },
  };
}
