/** The engine's belongings, shared by its parts. */
import type { Agenda } from './agenda.ts';
import type { Cycle } from './cycle.ts';
import type { Listener } from './events.ts';
import type { Inquiry } from './inquiry.ts';
import type { LossMeter } from './loss.ts';
import type { MaintenanceWindow } from './maintenance.ts';
import type { Actor } from './model.ts';
import type { Outages } from './outages.ts';
import type { Clock, Ledger } from './ports.ts';
import type { Silences } from './silences.ts';
import type { Surroundings } from './surroundings.ts';
import type { Standing, Verdict } from './verdict.ts';
import type { Watch } from './watch.ts';

export type House = {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly listen: Listener;
  readonly watches: Map<string, Watch>;
  readonly agenda: Agenda<Watch>;
  readonly outages: Outages;
  readonly silences: Silences;
  /** The windows of the configuration in force. */
  readonly maintenance: readonly MaintenanceWindow[];
  /** Who ended a silence before its time, by its id. */
  readonly endedBy: Map<string, Actor>;
  readonly surroundings: Surroundings;
  readonly inquiry: Inquiry;
  readonly loss: LossMeter;
  readonly cycle: Cycle;
  /** Whether a failure raises the question at all. */
  readonly isNetworkJudged: () => boolean;
  /** Puts it on record, then tells it; `watch` is that of the service, where there is one. Not `isTold`: it owes no alert. */
  conclude(verdict: Verdict, watch?: Watch, isTold?: boolean): Standing;
  /** Decides anew when a service is due. */
  replan(watch: Watch, now: number): void;
};
