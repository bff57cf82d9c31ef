import { resolve } from 'node:path';
import type { Configuration } from '../../main/config/configuration.ts';
import type { Environment } from '../../main/config/environment.ts';
import type { Parsed } from '../../main/config/load.ts';
import { parseConfiguration } from '../../main/config/load.ts';
import { formatProblem } from '../../main/config/problem.ts';
import type { Service } from '../../main/monitor/model.ts';

const folder = resolve('etc');
export const configFile = resolve(folder, 'config.yaml');

export function parse(text: string, environment: Environment = {}): Promise<Parsed> {
  return parseConfiguration(text, { file: configFile, environment });
}

/** The configuration, or an error that shows what is wrong with the text. */
export async function configurationOf(text: string, environment: Environment = {}): Promise<Configuration> {
  const parsed = await parse(text, environment);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => formatProblem(problem, folder)).join('\n'));
  return parsed.configuration;
}

/** The only service of a file that says nothing but what is given about it, one key on each line. */
export async function serviceOf(keys: string, environment: Environment = {}): Promise<Service> {
  const [service] = (await configurationOf(serviceText(keys), environment)).services;
  if (service === undefined) throw new Error('there is no service');
  return service;
}

/** `keys` begin on line 4, in column 5. */
export function serviceText(keys: string): string {
  return `services:\n  - name: API\n    url: https://api.example.com/\n    ${keys.trim().replaceAll('\n', '\n    ')}\n`;
}

/** What a person would read about the text, a line for each problem. */
export async function complaintsAbout(text: string, environment: Environment = {}): Promise<readonly string[]> {
  const parsed = await parse(text, environment);
  return parsed.ok ? [] : parsed.problems.map((problem) => formatProblem(problem, folder));
}

export async function warningsAbout(text: string, environment: Environment = {}): Promise<readonly string[]> {
  const parsed = await parse(text, environment);
  return parsed.ok ? parsed.warnings.map((problem) => formatProblem(problem, folder)) : [];
}
