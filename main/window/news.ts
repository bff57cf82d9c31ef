/** What the window shows of events that nobody else remembers. */

import type { FileProblem } from '../../preload/snapshot.ts';
import type { ProgramEvent } from '../event-json.ts';
import type { NetworkState } from '../monitor/events.ts';
import type { Explanation } from '../monitor/model.ts';
import { problemView } from './sentences.ts';

export type News = {
  note(event: ProgramEvent): void;
  /** Since when this machine's network is as it is, epoch milliseconds. */
  network(): { readonly state: NetworkState; readonly since: number };
  /** What is wrong with the content of the configuration that was refused last; nothing once another one is in force. */
  problems(): readonly FileProblem[];
  /** How often another content of the configuration was taken or refused. */
  revision(): number;
  /** What explains an outage that is not over. */
  explanationOf(outage: string): Explanation | undefined;
};

/** `readExplanation` tells of outages that began before. */
export function createNews(startedAt: number, readExplanation: (outage: string) => Explanation | undefined): News {
  const explanations = new Map<string, Explanation | undefined>();
  let network: ReturnType<News['network']> = { state: 'online', since: startedAt };
  let problems: readonly FileProblem[] = [];
  let revision = 0;
  return {
    note(event) {
      switch (event.type) {
        case 'network':
          network = { state: event.state, since: event.at };
          break;
        case 'config.rejected':
          problems = event.problems.map(problemView);
          revision += 1;
          break;
        case 'config.reloaded':
          problems = [];
          revision += 1;
          break;
        case 'outage.opened':
        case 'outage.updated':
          explanations.set(event.outage.id, event.outage.explanation);
          break;
        case 'outage.resolved':
          explanations.delete(event.outage.id);
          break;
      }
    },
    network: () => network,
    problems: () => problems,
    revision: () => revision,
    explanationOf(outage) {
      if (!explanations.has(outage)) explanations.set(outage, readExplanation(outage));
      return explanations.get(outage);
    },
  };
}
