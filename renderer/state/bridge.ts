/** The way to the program: what the desktop's preload, or the browser's, has put on the page. */
import type { Answer, AskError, Bridge, CommandName, WindowCommands } from '../../preload/contract.ts';
import { language } from '../words/dictionary.ts';

declare global {
  // An interface, since only one can be added to.
  interface Window {
    readonly aslMonitor: Bridge;
  }
}

export const bridge = window.aslMonitor;

/** Asks the program. Rejects with an `AskError`; `errorText` says it to people. */
export function ask<Name extends CommandName>(
  name: Name,
  ...args: Parameters<WindowCommands[Name]>
): Promise<Answer<Name>> {
  return bridge.ask(name, ...args);
}

/** Why something could not be done, in the window's language. */
export function errorText(error: unknown): string {
  if (isAskError(error)) return error.message[language.peek()];
  return error instanceof Error ? error.message : String(error);
}

export function isAskError(error: unknown): error is AskError {
  return (
    typeof error === 'object' && error !== null && 'kind' in error && 'message' in error && !(error instanceof Error)
  );
}
