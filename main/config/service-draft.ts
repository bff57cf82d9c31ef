import { resolve } from 'node:path';
import type { Service } from '../monitor/model.ts';
import type { Json } from './edit-model.ts';
import { at, isList } from './edit-model.ts';
import { withKeptSecrets } from './edit-secrets.ts';
import type { Environment } from './environment.ts';
import { environmentOf } from './load.ts';
import type { Problem } from './problem.ts';
import { formatPath } from './problem.ts';
import { resolveConfiguration } from './resolve.ts';
import { validate } from './schema.ts';
import { writtenIn } from './settings.ts';
import { readSources } from './source.ts';

export type ServiceDraft = {
  /** As it would be written. */
  readonly service: Json;
  readonly file: string;
  /** The process's own variables; those of `.env` beside the file are read. */
  readonly environment: Environment;
  /** The section as the form has it; absent: as it is in the file. */
  readonly monitoring?: Json;
};

export type DraftCheck =
  | { readonly ok: true; readonly service: Service }
  /** Their paths are within the service: `timeout`, `expect.json[0].path`. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a service that is not in the file yet would be if it were; by the rules of the file itself. Never rejects. */
export async function checkDraft({ service, file, environment, monitoring }: ServiceDraft): Promise<DraftCheck> {
  const path = resolve(file);
  const sources = await readSources(path);
  const written = writtenIn(sources.configuration);
  const services = at(written, 'services');
  const name = at(service, 'name');
  const saved = isList(services) ? services.find((one) => at(one, 'name') === name) : undefined;
  const value = {
    services: [withKeptSecrets(service, saved, ['services', 0]) ?? service],
    monitoring: monitoring ?? at(written, 'monitoring') ?? null,
  };
  const { input, findings } = validate(value);
  const resolution = resolveConfiguration(input, value, path, environmentOf(sources, path, environment), false);
  const own = [...findings, ...resolution.findings].filter(({ path: [section] }) => section === 'services');
  const [checked] = resolution.configuration.services;
  if (checked !== undefined && own.length === 0) return { ok: true, service: checked };
  const problems = own.map(({ path: place, message }) => ({ file: path, path: formatPath(place.slice(2)), message }));
  return { ok: false, problems };
}
