/** All of them, in the order of the table. */
import type { Scenario } from './scenario.ts';
import { laptopScenarios } from './scenarios-laptop.ts';
import { mixedScenarios } from './scenarios-mixed.ts';
import { outageScenarios } from './scenarios-outages.ts';
import { sleepScenarios } from './scenarios-sleep.ts';

export const scenarios: readonly Scenario[] = [
  ...laptopScenarios,
  ...outageScenarios,
  ...mixedScenarios,
  ...sleepScenarios,
];
