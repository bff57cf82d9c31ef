/** What alerts said of services, beyond what their incidents keep. */
import type { ServiceFacts } from './outage-members.ts';

const most = 2_000;

/** Lasts as long as the program; the oldest make room. */
export function createServiceMemory() {
  const facts = new Map<string, ServiceFacts>();
  return {
    remember(incidentId: string, { name, runbook }: ServiceFacts): void {
      if (runbook === undefined) return;
      facts.delete(incidentId);
      facts.set(incidentId, { name, runbook });
      const [oldest] = facts.keys();
      if (facts.size > most && oldest !== undefined) facts.delete(oldest);
    },
    recall: (incidentId: string): ServiceFacts | undefined => facts.get(incidentId),
  };
}
