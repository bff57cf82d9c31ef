/** What the window asks about the past. */

import type { Handlers } from '../../preload/contract.ts';
import type { Readers } from '../history/readers.ts';
import { decisionView } from './decisions.ts';
import { incidentRow } from './incidents.ts';

export type PastDependencies = { readonly history: Pick<Readers, 'incidents' | 'decisions'> };

const usualLimit = 50;

export type PastHandlers = Pick<Handlers, 'decisions' | 'incidents'>;

export function createPastHandlers({ history }: PastDependencies): PastHandlers {
  return {
    decisions: ({ service, limit = usualLimit }) =>
      history.decisions({ limit, ...(service === undefined ? {} : { service }) }).map(decisionView),
    incidents({ service, state, limit = usualLimit }) {
      const query = { limit, openOnly: state === 'open', ...(service === undefined ? {} : { service }) };
      const incidents = history.incidents(query).map(incidentRow);
      return { incidents, total: incidents.length };
    },
  };
}
