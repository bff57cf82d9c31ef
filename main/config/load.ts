import { resolve } from 'node:path';
import type { Configuration } from './configuration.ts';
import type { Environment } from './environment.ts';
import { mergeEnvironments } from './environment.ts';
import type { Finding, Problem } from './problem.ts';
import { resolveConfiguration } from './resolve.ts';
import { validate } from './schema.ts';
import type { Sources } from './source.ts';
import { decode, dotenvBeside, problemOf, readSources } from './source.ts';
import type { Diagnosis } from './yaml-diagnosis.ts';
import { hasLossyHeaders, readYaml, refuseExpansion } from './yaml-reading.ts';

export type Parsed =
  | { readonly ok: true; readonly configuration: Configuration; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type Loaded = Parsed & {
  /** The process's variables and those of `.env`, for the Slack token. */
  readonly environment: Environment;
  /** Names the content that was read, see `createReloader`. */
  readonly revision: string;
};

/** Reads the file and `.env` beside it. Never rejects: whatever goes wrong is a problem, and all problems come at once. */
export async function loadConfiguration(file: string, processEnvironment: Environment): Promise<Loaded> {
  const path = resolve(file);
  return loadSources(await readSources(path), path, processEnvironment);
}

/** What the content that was read from the absolute path means. */
export async function loadSources(sources: Sources, file: string, processEnvironment: Environment): Promise<Loaded> {
  const { revision } = sources;
  const warnings: Problem[] = [];
  const environment = environmentOf(sources, file, processEnvironment, warnings);
  const refused = (message: string): Loaded => ({
    ok: false,
    problems: [problemOf(file, message)],
    environment,
    revision,
  });
  const { configuration } = sources;
  if (configuration.kind === 'missing') {
    return refused(
      'does not exist: copy the sample config.yaml to this place, or name another file with --config PATH',
    );
  }
  if (configuration.kind === 'unusable') return refused(configuration.message);
  const decoded = decode(configuration.bytes);
  if ('message' in decoded) return refused(decoded.message);
  let parsed: Parsed;
  try {
    parsed = await parseConfiguration(decoded.text, { file, environment });
  } catch (error) {
    // Whatever slips through must not stop a program that runs well with the configuration it has.
    return refused(`cannot be understood: ${error}`);
  }
  if (!parsed.ok) return { ...parsed, environment, revision };
  return { ...parsed, warnings: [...warnings, ...parsed.warnings], environment, revision };
}

/** The process's variables and those of `.env`; what is wrong with the latter is added to the warnings. */
export function environmentOf(
  sources: Sources,
  file: string,
  processEnvironment: Environment,
  warnings: Problem[] = [],
): Environment {
  return mergeEnvironments(processEnvironment, dotenvText(sources, file, warnings));
}

function dotenvText({ dotenv }: Sources, file: string, warnings: Problem[]): string {
  if (dotenv.kind === 'missing') return '';
  const decoded = dotenv.kind === 'bytes' ? decode(dotenv.bytes) : dotenv;
  if ('text' in decoded) return decoded.text;
  warnings.push(problemOf(dotenvBeside(file), decoded.message));
  return '';
}

export type ParseOptions = {
  /** Absolute path, to which relative paths in the configuration are relative. */
  readonly file: string;
  readonly environment: Environment;
};

/** What the text of a configuration file means, with every place in it where it means nothing. Never rejects. */
export async function parseConfiguration(source: string, { file, environment }: ParseOptions): Promise<Parsed> {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const reading = readYaml(text);
  const refused = (fault: { readonly message: string; readonly offset?: number }): Parsed => {
    const place = fault.offset === undefined ? {} : placeOf(text, fault.offset);
    return { ok: false, problems: [{ ...problemOf(file, `not valid YAML: ${fault.message}`), ...place }] };
  };
  if (!reading.ok && reading.cause === 'limit') return refused(reading);
  let diagnosis: Diagnosis | undefined;
  let value = reading.ok ? reading.value : undefined;
  const problems: Problem[] = [];
  if (!reading.ok || hasLossyHeaders(text, value)) {
    try {
      diagnosis = await diagnose(text, file);
    } catch (error) {
      return refused(reading.ok ? { message: `${error}` } : reading);
    }
    problems.push(...diagnosis.syntax, ...diagnosis.duplicates);
    if (diagnosis.syntax.length > 0) return { ok: false, problems: inOrder(problems) };
    // One reader refuses what the other does not: the stricter one is right.
    if (!reading.ok && problems.length === 0) return refused(reading);
    value = diagnosis.value();
    const expansion = refuseExpansion(value);
    if (expansion !== undefined) return refused(expansion);
  }
  const { input, findings } = validate(value);
  const resolution = resolveConfiguration(input, value, file, environment, findings.length === 0);
  const faults = [...findings, ...resolution.findings];
  const { configuration } = resolution;
  if (faults.length + problems.length + resolution.warnings.length === 0)
    return { ok: true, configuration, warnings: [] };
  diagnosis ??= await diagnose(text, file);
  const located = (found: readonly Finding[]) => inOrder(found.map(diagnosis.locate));
  if (faults.length + problems.length === 0) return { ok: true, configuration, warnings: located(resolution.warnings) };
  return { ok: false, problems: inOrder([...problems, ...located(faults)]) };
}

async function diagnose(text: string, file: string): Promise<Diagnosis> {
  const careful = await import('./yaml-diagnosis.ts');
  return careful.diagnose(text, file);
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}
