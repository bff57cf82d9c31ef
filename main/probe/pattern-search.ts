/** Regular expressions that cannot hold up the program. */
import { type Context, createContext, Script } from 'node:vm';
import type { PatternSearch } from '../monitor/expectation.ts';

/** Generous for 1 MiB of text and an honest expression; a backtracking one is stopped here. */
const patienceMs = 100;

let room: { readonly context: Context; readonly search: Script } | undefined;
const compiled = new Map<string, RegExp>();

/**
 * Searches with a time limit: a backtracking expression may need longer than the universe has, and the text is a
 * stranger's. V8 can interrupt an expression only from inside `vm`, hence the detour; it costs some microseconds.
 */
export const searchWithPatience: PatternSearch = (source, text) => {
  room ??= {
    context: createContext({ pattern: undefined, text: '' }),
    search: new Script('pattern.test(text)'),
  };
  let pattern = compiled.get(source);
  if (pattern === undefined) {
    try {
      pattern = new RegExp(source, 'su');
    } catch {
      return 'absent';
    }
    if (compiled.size >= 500) compiled.clear();
    compiled.set(source, pattern);
  }
  room.context.pattern = pattern;
  room.context.text = text;
  try {
    return room.search.runInContext(room.context, { timeout: patienceMs }) === true ? 'found' : 'absent';
  } catch {
    return 'gave_up';
  } finally {
    room.context.text = '';
  }
};
