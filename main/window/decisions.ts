/** The log of decisions, as the window shows it. Pure. */

import type { DecisionView } from '../../preload/past.ts';
import type { LoggedDecision } from '../history/decisions.ts';
import { frenchDecision } from './french-decisions.ts';

export function decisionView(decision: LoggedDecision): DecisionView {
  const { sentence, ...rest } = decision;
  return { ...rest, sentence: { en: sentence, fr: frenchDecision(decision) } };
}
