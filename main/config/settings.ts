/** What the settings window shows of the configuration file: what is written there, and what the program makes of it. */
import { resolve } from 'node:path';
import type { Cadence } from '../monitor/cadence.ts';
import { cadence, sendingMs } from '../monitor/cadence.ts';
import type { Configuration } from './configuration.ts';
import type { JsonObject } from './edit-model.ts';
import { asJson, isObject } from './edit-model.ts';
import { withoutSecretValues } from './edit-secrets.ts';
import type { Environment } from './environment.ts';
import { loadSources } from './load.ts';
import type { Problem } from './problem.ts';
import type { Content } from './source.ts';
import { decode, readSources } from './source.ts';
import { parseWritten } from './yaml-reading.ts';

export type Settings = {
  /** Absolute. */
  readonly file: string;
  /** Of the content that is shown. */
  readonly revision: string;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** As written, with marks in the places of secrets; empty while the file cannot be read. */
  readonly raw: JsonObject;
  /** What it means; absent while there are problems. */
  readonly configuration?: Configuration;
};

export type SettingsSource = {
  readonly file: string;
  /** The process's own variables; those of `.env` are read. */
  readonly environment: Environment;
};

/** Never rejects. */
export async function readSettings({ file, environment }: SettingsSource): Promise<Settings> {
  const path = resolve(file);
  const sources = await readSources(path);
  const loaded = await loadSources(sources, path, environment);
  const shown = { file: path, revision: loaded.revision, raw: withoutSecrets(writtenIn(sources.configuration)) };
  return loaded.ok
    ? { ...shown, problems: [], warnings: loaded.warnings, configuration: loaded.configuration }
    : { ...shown, problems: loaded.problems, warnings: [] };
}

/** The content of the file as it is written; empty where it is no mapping, or cannot be read. */
export function writtenIn(content: Content): JsonObject {
  const decoded = content.kind === 'bytes' ? decode(content.bytes) : undefined;
  if (decoded === undefined || 'message' in decoded) return {};
  const parsing = parseWritten(decoded.text.replace(/^\ufeff/, ''));
  const value = parsing.ok ? asJson(parsing.value) : undefined;
  return isObject(value) ? value : {};
}

function withoutSecrets(written: JsonObject): JsonObject {
  const shown = withoutSecretValues(written);
  return isObject(shown) ? shown : {};
}

/** The numbers behind a service's worst case, and the bound that they give; see `main/monitor/cadence.ts`. */
export type EffectiveService = Cadence & {
  readonly name: string;
  readonly checkIntervalMs: number;
  readonly failureThreshold: number;
  readonly recoveryThreshold: number;
  readonly retryIntervalMs: number;
  readonly timeoutMs: number;
  readonly sendingMs: number;
  readonly alertWithinMs: number;
};

/** In the order of the file. */
export function effectiveSettings({ services }: Pick<Configuration, 'services'>): readonly EffectiveService[] {
  return services.map((service) => {
    const { name, checkIntervalMs, failureThreshold, recoveryThreshold, retryIntervalMs, timeoutMs, alertWithinMs } =
      service;
    const asked = { checkIntervalMs, failureThreshold, recoveryThreshold, retryIntervalMs, timeoutMs, alertWithinMs };
    return { name, ...asked, sendingMs, ...cadence(service) };
  });
}
