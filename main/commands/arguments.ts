/** What each command may be asked with. Whoever asks, from wherever, is checked against these. */
import * as z from 'zod/mini';
import { count, field, flag, oneOf, readText, section } from '../config/fields.ts';

const longestName = 200;
const longestNote = 500;
const mostTargets = 1_000;
const shortestSnoozeMs = 1_000;
/** Longer, and a snooze is a service that nobody watches: it is paused in the configuration. */
export const longestSnoozeMs = 7 * 24 * 60 * 60_000;
export const mostListed = 1_000;

const name = shortText(longestName);
const note = shortText(longestNote);
const targets = z
  .array(name, { error: 'expected a list of names' })
  .check(
    z.minLength(1, 'expected at least one: a service, an incident, an outage, group:NAME or all'),
    z.maxLength(mostTargets, `expected at most ${mostTargets}`),
  );
const limit = count(`a whole number from 1 to ${mostListed}`, mostListed);
const by = section({ name, via: oneOf(['slack', 'command', 'window', 'desktop']) });
const forMs = field('milliseconds from 1000 (1 s) to 604800000 (7 days)', (value) =>
  typeof value === 'number' && value >= shortestSnoozeMs && value <= longestSnoozeMs ? Math.round(value) : undefined,
);

function shortText(most: number) {
  return field('text', (value, fault) => {
    const text = readText(value)?.trim();
    return text !== undefined && text.length > most ? fault(`expected at most ${most} characters`) : text;
  });
}

const schemas = {
  status: section({}),
  acknowledge: section({ targets, by, note: z.optional(note) }),
  snooze: section({ targets, by, forMs: z.optional(forMs), note: z.optional(note) }),
  unsnooze: section({ by, targets: z.optional(targets) }),
  incidents: section({ open: z.optional(flag), service: z.optional(name), limit: z.optional(limit) }),
  decisions: section({ service: z.optional(name), limit: z.optional(limit) }),
  testSlack: section({}),
};

export type CommandName = keyof typeof schemas;
export type CommandArguments = { readonly [Name in CommandName]: z.output<(typeof schemas)[Name]> };

/** One schema for each command. */
export const commandArguments: { readonly [Name in CommandName]: z.ZodMiniType<CommandArguments[Name]> } = schemas;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandArguments, name);
}
