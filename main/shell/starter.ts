/** Whoever has started the desktop application out of a checkout, and starts it anew when it asks for that. Pure. */
import type { Environment } from '../config/environment.ts';

/** The exit code that asks for it; see scripts/start/desktop.mjs. */
export const startAgainCode = 75;

/** Whether it is still there: an orphan has to start itself. */
export function hasStarter({ ASL_MONITOR_STARTER: starter }: Environment, parent: number): boolean {
  return starter !== undefined && starter !== '' && Number(starter) === parent;
}
