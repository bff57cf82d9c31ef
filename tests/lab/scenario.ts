/** What a scenario is, and at what pace the program is run in it. */
import type { LabService } from './plan.ts';
import type { Stage } from './stage.ts';
import type { SlackBy } from './world.ts';

/** `usual`: the defaults of a configuration that says nothing. `quick`: the same promises, in less of our time. */
export type Pace = 'usual' | 'quick';

export type Scenario = {
  readonly name: string;
  readonly services: readonly LabService[];
  readonly pace: Pace;
  readonly slackBy?: SlackBy;
  readonly play: (stage: Stage) => Promise<void>;
};

export type Timing = { readonly intervalMs: number; readonly timeoutMs: number };

export const monitoring: Readonly<Record<Pace, Readonly<Record<string, number>>>> = {
  usual: {},
  quick: { check_interval: 5, default_timeout: 4, retry_interval: 1 },
};

/** The interval of `usual` is what "told within 30 s" leaves of the 20 s that are asked for. */
export const timing: Readonly<Record<Pace, Timing>> = {
  usual: { intervalMs: 17_000, timeoutMs: 10_000 },
  quick: { intervalMs: 5_000, timeoutMs: 4_000 },
};
