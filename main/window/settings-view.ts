/** The settings as the window shows them. Pure. */
import type { Settings, TokenSource } from '../../preload/settings.ts';
import type { Configuration } from '../config/configuration.ts';
import { type Environment, resolveSlackAppToken, resolveSlackToken } from '../config/environment.ts';
import type { Settings as Read } from '../config/settings.ts';
import { dotenvBeside } from '../config/source.ts';
import type { Service } from '../monitor/model.ts';
import type { Canary } from '../monitor/surroundings.ts';
import { cadenceView } from './checks.ts';
import { problemView } from './sentences.ts';

export type SettingsFacts = {
  /** What is in force, and what an empty file means. */
  readonly inForce: Configuration;
  readonly empty: Configuration;
  /** The process's own variables, and these with those of `.env`. */
  readonly processEnvironment: Environment;
  readonly environment: Environment;
  /** Slack's tokens that the system's keychain has, by the names of their variables; absent where there is none. */
  readonly keychain?: () => Environment;
  /** Those that were opened at the start. */
  readonly opened: { readonly history: string; readonly incidents: string };
  readonly defaultCanaries: readonly Canary[];
};

export function settingsView(read: Read, facts: SettingsFacts): Settings {
  const { file, revision, problems, warnings, raw, configuration } = read;
  const { inForce, empty, opened, defaultCanaries } = facts;
  return {
    file,
    revision,
    problems: problems.map(problemView),
    warnings: warnings.map(problemView),
    raw,
    defaults: defaultsOf(empty),
    cadences: cadencesOf((configuration ?? inForce).services),
    slack: tokenSources(facts),
    places: { configuration: file, dotenv: dotenvBeside(file), ...opened, log: inForce.logging.file },
    defaultCanaries: defaultCanaries.map(canaryText),
  };
}

const seconds = (ms: number): number => ms / 1_000;

function defaultsOf({ monitoring, maxConcurrent }: Configuration): Settings['defaults'] {
  return {
    checkInterval: seconds(monitoring.checkIntervalMs),
    failureThreshold: monitoring.failureThreshold,
    recoveryThreshold: monitoring.recoveryThreshold,
    timeout: seconds(monitoring.defaultTimeoutMs),
    retryInterval: seconds(monitoring.retryIntervalMs),
    alertWithin: seconds(monitoring.alertWithinMs),
    maxConcurrent,
  };
}

function cadencesOf(services: readonly Service[]): Settings['cadences'] {
  return Object.fromEntries(services.map((service) => [service.name, cadenceView(service)]));
}

function tokenSources(facts: SettingsFacts): Settings['slack'] {
  const token = sourceOf(resolveSlackToken, facts);
  const appToken = sourceOf(resolveSlackAppToken, facts);
  return { ...(token === undefined ? {} : { token }), ...(appToken === undefined ? {} : { appToken }) };
}

/** A variable of the process comes before one of `.env`, and either before what is kept. */
function sourceOf(
  find: (environment: Environment) => string | undefined,
  { processEnvironment, environment, keychain }: SettingsFacts,
): TokenSource | undefined {
  if (find(processEnvironment) !== undefined) return 'environment';
  if (find(environment) !== undefined) return 'dotenv';
  return keychain !== undefined && find(keychain()) !== undefined ? 'keychain' : undefined;
}

function canaryText(canary: Canary): string {
  return canary.kind === 'http' ? canary.url : `${canary.host}:${canary.port}`;
}
