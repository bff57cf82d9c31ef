import { weekdays } from '../monitor/calendar.ts';
import type { MaintenanceWindow } from '../monitor/maintenance.ts';
import type { Scope, Service } from '../monitor/model.ts';
import { nearest } from './nearest.ts';
import type { Finding, Path } from './problem.ts';
import { show } from './problem.ts';
import type { Entry, MaintenanceInput } from './schema.ts';

type Names = Readonly<Record<'services' | 'groups' | 'tags', ReadonlySet<string>>>;

/**
 * Each window is either one-off (start and end) or recurring (from and to), for services that exist; which do is not
 * known while some of them are faulty themselves.
 */
export function resolveMaintenance(
  entries: readonly Entry<MaintenanceInput>[],
  services: readonly Service[] | undefined,
  findings: Finding[],
): readonly MaintenanceWindow[] {
  if (entries.length === 0) return [];
  const names: Names | undefined = services && {
    services: new Set(services.map(({ name }) => name)),
    groups: new Set(services.flatMap(({ group }) => group ?? [])),
    tags: new Set(services.flatMap(({ tags }) => tags)),
  };
  return entries.flatMap((entry) => resolveWindow(entry, names, findings) ?? []);
}

function resolveWindow(
  { index, input }: Entry<MaintenanceInput>,
  names: Names | undefined,
  findings: Finding[],
): MaintenanceWindow | undefined {
  const path: Path = ['maintenance', index];
  const fault = (message: string, key?: string): undefined => {
    findings.push({ path: key === undefined ? path : [...path, key], message });
    return undefined;
  };
  for (const key of ['services', 'groups', 'tags'] as const) {
    if (names !== undefined) findUnknown(input[key] ?? [], names[key], [...path, key], findings);
  }
  const named = [input.services, input.groups, input.tags].filter((list) => list !== undefined);
  // Taken for everything, a list that somebody emptied would silence what it never meant.
  if (named.length > 0 && named.every((list) => list.length === 0)) {
    return fault(
      'is for no service: name one, or remove services, groups and tags for a window that is for everything',
    );
  }
  const whom = {
    ...(input.name === undefined ? {} : { name: input.name }),
    scope: scopeOf(input),
  };
  const { start, end, from, to, days, timezone } = input;
  const once = start !== undefined || end !== undefined;
  const recurring = from !== undefined || to !== undefined || days !== undefined;
  if (once === recurring) return fault('expected either start and end (one-off), or from and to with days (recurring)');
  if (once) {
    if (start === undefined || end === undefined) return fault('expected both start and end');
    if (timezone !== undefined)
      return fault('is for recurring windows: write the offset into start and end', 'timezone');
    return start < end
      ? { ...whom, kind: 'once', startsAt: start, endsAt: end }
      : fault('expected a time after start', 'end');
  }
  if (from === undefined || to === undefined) return fault('expected both from and to');
  if (from === to) return fault('expected another time than from', 'to');
  return {
    ...whom,
    kind: 'recurring',
    days: days ?? weekdays,
    fromMinute: from,
    toMinute: to,
    ...(timezone === undefined ? {} : { timeZone: timezone }),
  };
}

/** One that names nothing is for everything. */
function scopeOf({ services = [], groups = [], tags = [] }: MaintenanceInput): Scope {
  return services.length + groups.length + tags.length === 0 ? 'everything' : { services, groups, tags };
}

function findUnknown(wanted: readonly string[], known: ReadonlySet<string>, path: Path, findings: Finding[]): void {
  for (const [index, name] of wanted.entries()) {
    if (known.has(name)) continue;
    const meant = nearest(name, known);
    const suggestion = meant === undefined ? '' : `, did you mean ${show(meant)}?`;
    findings.push({ path: [...path, index], message: `no service has the ${what(path)} ${show(name)}${suggestion}` });
  }
}

function what(path: Path): string {
  switch (path.at(-1)) {
    case 'groups':
      return 'group';
    case 'tags':
      return 'tag';
    default:
      return 'name';
  }
}
