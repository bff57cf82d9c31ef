/** Variables for `${NAME}` and the Slack tokens: the process's own, then those of `.env` beside the configuration. */
import { parseEnv } from 'node:util';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that is set but empty, as Compose files hand them on, counts as not set. */
export function mergeEnvironments(processEnvironment: Environment, dotenv: string): Environment {
  const merged: Record<string, string | undefined> = { ...parseEnv(dotenv) };
  for (const [name, value] of Object.entries(processEnvironment)) {
    if (value !== undefined && value !== '') merged[name] = value;
  }
  return merged;
}

/** Undefined when there is none: then it comes from the keychain, or Slack is off. */
export function resolveSlackToken(environment: Environment): string | undefined {
  const token = environment.SLACK_BOT_TOKEN?.trim();
  return token === '' ? undefined : token;
}

/** The app-level token, by which buttons in Slack reach this program; undefined where there are to be none. */
export function resolveSlackAppToken(environment: Environment): string | undefined {
  const token = environment.SLACK_APP_TOKEN?.trim();
  return token === '' ? undefined : token;
}

export type Expansion = {
  readonly text: string /** What is wrong, without any value. */;
  readonly faults: readonly string[];
};

/** Puts variables in for `${NAME}`; `$${NAME}` stands for a literal `${NAME}`. */
export function expand(text: string, environment: Environment): Expansion {
  if (!text.includes('${')) return { text, faults: [] };
  const faults = new Set<string>();
  const expanded = text.replace(/\$(\$?)\{([^}]*)(\}?)/g, (whole, doubled: string, name: string, end: string) => {
    if (doubled !== '') return whole.slice(1);
    if (end === '' || !/^[A-Za-z_]\w*$/.test(name)) {
      faults.add(`expected the name of an environment variable between \${ and } (a literal \${ is written $\${)`);
      return '';
    }
    const value = environment[name];
    if (value === undefined || value === '') {
      faults.add(
        `the environment variable ${name} is not set: set it, or add ${name}=… to .env beside the configuration`,
      );
      return '';
    }
    return value;
  });
  return { text: expanded, faults: [...faults] };
}
