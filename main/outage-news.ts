/** Keeps the events of an outage few: while many services fail or recover, each change of one lists them all. */
import type { ProgramEvent } from './event-json.ts';
import type { Cancel, Clock } from './monitor/ports.ts';

export type OutageNews = {
  /** Passes every event on at once, but for the updates of an outage: of those that come close together only the latest. */
  tell(event: ProgramEvent): void;
  /** Passes on what waits; nothing waits from then on. */
  close(): void;
};

type Waiting = { readonly latest: ProgramEvent; readonly cancel: Cancel };

/** Soon enough for whoever reads along; what an outage tells grows with it, and at this pace it stays little. */
const gatherMs = 500;

export function createOutageNews(clock: Clock, listen: (event: ProgramEvent) => void): OutageNews {
  /** By the outage's id. */
  const waiting = new Map<string, Waiting>();
  let closed = false;

  function passOn(outageId: string): void {
    const update = waiting.get(outageId);
    if (update === undefined) return;
    waiting.delete(outageId);
    update.cancel();
    listen(update.latest);
  }

  function wait(outageId: string, latest: ProgramEvent): void {
    const before = waiting.get(outageId);
    const cancel = before?.cancel ?? clock.wakeAt(clock.monotonicMs() + gatherMs, () => passOn(outageId));
    waiting.set(outageId, { latest, cancel });
  }

  return {
    tell(event) {
      if (event.type === 'outage.updated' && !closed) wait(event.outage.id, event);
      else {
        // The end comes last, and after what led to it.
        if (event.type === 'outage.resolved') passOn(event.outage.id);
        listen(event);
      }
    },
    close() {
      closed = true;
      for (const outageId of [...waiting.keys()]) passOn(outageId);
    },
  };
}
