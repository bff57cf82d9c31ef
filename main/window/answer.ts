/** Runs what a window asks, whatever it asks with: nothing but a checked argument reaches a handler. */

import type * as z from 'zod/mini';
import { argumentSchemas, isCommandName } from '../../preload/arguments.ts';
import type { Answered, Argument, AskError, CommandName, Handlers } from '../../preload/contract.ts';
import { AttentionError } from '../monitor/attention.ts';
import { faultsOf } from './argument-faults.ts';
import { programFailed, Refusal } from './refusal.ts';
import { refusalOf } from './refusal-translations.ts';

/** Never rejects. What is the program's own fault goes to `report` in its own words, and to the window without them. */
export async function answer(
  handlers: Handlers,
  name: string,
  argument: unknown,
  report: (message: string) => void = () => undefined,
): Promise<Answered> {
  if (!isCommandName(name)) {
    return failure('invalid', `there is no command "${name}"`, `il n’y a pas de commande « ${name} »`);
  }
  try {
    return await run(handlers, name, argument);
  } catch (error) {
    return { error: errorOf(error, name, report) };
  }
}

async function run<Name extends CommandName>(handlers: Handlers, name: Name, argument: unknown): Promise<Answered> {
  const schema: z.ZodMiniType<Argument<Name>> = argumentSchemas[name];
  const parsed = schema.safeParse(argument);
  if (!parsed.success) {
    const { en, fr } = faultsOf(parsed.error.issues);
    return failure('invalid', `${name}: ${en}`, `${name} : ${fr}`);
  }
  const handler: (argument: Argument<Name>) => unknown = handlers[name];
  return { answer: await handler(parsed.data) };
}

function errorOf(error: unknown, name: string, report: (message: string) => void): AskError {
  if (error instanceof Refusal) return { kind: error.kind, message: error.sentence };
  if (error instanceof AttentionError) return refusalOf(error.message);
  report(
    `the window asked for ${name}, which failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
  );
  return programFailed;
}

function failure(kind: AskError['kind'], en: string, fr: string): Answered {
  return { error: { kind, message: { en, fr } } };
}
