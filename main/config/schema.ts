/** The shape of the whole file. Everything wrong with it is found at once: each service and each section on its own. */
import * as z from 'zod/mini';
import { isRecord } from './answer-fields.ts';
import { unknownKey } from './fields.ts';
import type { Finding, Path } from './problem.ts';
import { show } from './problem.ts';
import * as sections from './section-schemas.ts';
import type { ServiceInput } from './service-schema.ts';
import { serviceSchema } from './service-schema.ts';

const sectionSchemas = {
  monitoring: sections.monitoring,
  slack: sections.slack,
  desktop: sections.desktop,
  connectivity: sections.connectivity,
  history: sections.history,
  logging: sections.logging,
  dashboard: sections.dashboard,
} as const;

type Sections = { readonly [Key in keyof typeof sectionSchemas]: z.output<(typeof sectionSchemas)[Key]> };
export type MaintenanceInput = z.output<typeof sections.maintenanceEntry>;

/** An entry of a list in the file, with its place there: entries that are wrong are missing here. */
export type Entry<T> = { readonly index: number; readonly input: T };

export type Input = Sections & {
  readonly services: readonly Entry<ServiceInput>[];
  readonly maintenance: readonly Entry<MaintenanceInput>[];
  /** The one at the top level. */
  readonly heartbeat_url: string | undefined;
};

const knownKeys = [
  'services',
  'monitoring',
  'slack',
  'desktop',
  'connectivity',
  'maintenance',
  'history',
  'logging',
  'dashboard',
  'heartbeat_url',
];

/** What is right is in `input`, what is wrong in `findings`; only without findings is the input whole. */
export function validate(value: unknown): { readonly input: Input; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const root = isRecord(value) ? value : {};
  if (value !== null && value !== undefined && !isRecord(value)) {
    findings.push({ path: [], message: `expected a mapping with ${knownKeys.join(', ')}, got ${show(value)}` });
  }
  for (const key of Object.keys(root)) {
    // As in Compose files: a place for anchors.
    if (!knownKeys.includes(key) && !key.startsWith('x-')) {
      findings.push({ path: [key], message: unknownKey(key, knownKeys), atKey: true });
    }
  }
  const read = <Schema extends z.core.$ZodType>(schema: Schema, path: Path, given: unknown) =>
    check(schema, path, given, findings);
  const section = <Key extends keyof Sections>(key: Key) =>
    read(sectionSchemas[key], [key], root[key] ?? {}) ?? ({} as Sections[Key]);
  const input = {
    services: entries(serviceSchema, root.services, 'services', findings),
    monitoring: section('monitoring'),
    slack: section('slack'),
    desktop: section('desktop'),
    connectivity: section('connectivity'),
    maintenance: entries(sections.maintenanceEntry, root.maintenance, 'maintenance', findings),
    history: section('history'),
    logging: section('logging'),
    dashboard: section('dashboard'),
    heartbeat_url: read(z.optional(sections.heartbeatUrl), ['heartbeat_url'], root.heartbeat_url),
  };
  findNamesTakenTwice(root.services, findings);
  return { input, findings };
}

function entries<Schema extends z.core.$ZodType>(schema: Schema, given: unknown, key: string, findings: Finding[]) {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    findings.push({ path: [key], message: `expected a list (each entry begins with "- "), got ${show(given)}` });
    return [];
  }
  const read: Entry<z.output<Schema>>[] = [];
  for (const [index, entry] of given.entries()) {
    const input = check(schema, [key, index], entry, findings);
    if (input !== undefined) read.push({ index, input });
  }
  return read;
}

function check<Schema extends z.core.$ZodType>(
  schema: Schema,
  path: Path,
  given: unknown,
  findings: Finding[],
): z.output<Schema> | undefined {
  const result = z.safeParse(schema, given);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const here = [...path, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
    if (issue.code === 'unrecognized_keys') {
      const messages = issue.message.split('\n');
      for (const [index, key] of issue.keys.entries()) {
        findings.push({ path: [...here, key], message: hint(key) ?? messages[index] ?? 'unknown key', atKey: true });
      }
    } else findings.push({ path: here, message: issue.message });
  }
  return undefined;
}

/** Keys that people write for a reason, and that have a better place. */
function hint(key: string): string | undefined {
  if (!/^(?:slack_)?(?:bot_)?token$/i.test(key)) return undefined;
  return 'a token does not belong into this file: set SLACK_BOT_TOKEN in the environment, or in .env beside the configuration';
}

function findNamesTakenTwice(services: unknown, findings: Finding[]): void {
  if (!Array.isArray(services)) return;
  const taken = new Map<string, number>();
  for (const [index, service] of services.entries()) {
    const name: unknown = isRecord(service) ? service.name : undefined;
    if (typeof name !== 'string') continue;
    const before = taken.get(name);
    if (before === undefined) taken.set(name, index);
    else {
      findings.push({
        path: ['services', index, 'name'],
        message: `${show(name)} is already the name of the service on line {line}: names must differ`,
        refersTo: ['services', before, 'name'],
      });
    }
  }
}
