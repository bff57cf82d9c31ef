/** What people name when they acknowledge or snooze something: services, incidents, outages, groups, tags, or all. Pure. */
import { nearest } from '../config/nearest.ts';
import { AttentionError } from '../monitor/attention.ts';
import { outageIdOf } from '../monitor/incident-id.ts';
import type { Incident, Scope, Service } from '../monitor/model.ts';
import { isInScope } from '../monitor/scope.ts';

export type Named = Pick<Service, 'name' | 'group' | 'tags'>;

/** What can be named at this moment. */
export type World = {
  readonly services: readonly Named[];
  /** Those that are open. */
  readonly incidents: readonly Incident[];
  /** Whether there ever was an incident with that id. */
  isIncident(id: string): boolean;
};

/** What one target turned out to be. */
export type Meaning = {
  readonly target: string;
  /** The services that it is about. */
  readonly scope: Scope;
  /** An incident or an outage, and not whatever else happens to its services. */
  readonly incidents?: readonly Incident[];
};

type Candidates = { readonly names: readonly string[]; meaning(name: string): Omit<Meaning, 'target'> };

const nothing = { services: [], groups: [], tags: [] };

/** Throws an `AttentionError` that names the first target that nobody knows. */
export function understand(targets: readonly string[], world: World): readonly Meaning[] {
  return targets.map((target) => ({ target, ...meaningOf(target, world) }));
}

function meaningOf(target: string, world: World): Omit<Meaning, 'target'> {
  if (target === 'all') return { scope: 'everything' };
  const known = knownKinds(world);
  const [, prefix = '', rest = ''] = /^(service|group|tag):(.+)$/.exec(target) ?? [];
  const kinds = isKind(prefix) ? [known[prefix]] : [known.outage, known.incident, known.service];
  const wanted = isKind(prefix) ? rest : target;
  for (const { names, meaning } of kinds) if (names.includes(wanted)) return meaning(wanted);
  const alike = kinds.flatMap(({ names, meaning }) =>
    names.filter((name) => name.toLowerCase() === wanted.toLowerCase()).map((name) => ({ name, meaning })),
  );
  const [first] = alike;
  const names = new Set(alike.map(({ name }) => name));
  if (first !== undefined && names.size === 1) return first.meaning(first.name);
  if (names.size > 1)
    throw new AttentionError(`"${target}" may be ${[...names].map(quoted).join(' or ')}: write it so`);
  if (world.isIncident(wanted)) return { scope: nothing, incidents: [] };
  throw unknownTarget(target, world);
}

function knownKinds({
  services,
  incidents,
}: World): Readonly<Record<'service' | 'group' | 'tag' | 'outage' | 'incident', Candidates>> {
  return {
    service: {
      names: services.map(({ name }) => name),
      meaning: (name) => ({ scope: { ...nothing, services: [name] } }),
    },
    group: {
      names: unique(services.flatMap(({ group }) => group ?? [])),
      meaning: (name) => ({ scope: { ...nothing, groups: [name] } }),
    },
    tag: {
      names: unique(services.flatMap(({ tags }) => tags)),
      meaning: (name) => ({ scope: { ...nothing, tags: [name] } }),
    },
    outage: {
      names: unique(incidents.map(outageIdOf)),
      meaning: (id) => about(incidents.filter((incident) => outageIdOf(incident) === id)),
    },
    incident: {
      names: incidents.map(({ id }) => id),
      meaning: (wanted) => about(incidents.filter(({ id }) => id === wanted)),
    },
  };
}

const isKind = (text: string): text is 'service' | 'group' | 'tag' => /^(service|group|tag)$/.test(text);

function about(incidents: readonly Incident[]): Omit<Meaning, 'target'> {
  return { scope: { ...nothing, services: incidents.map(({ service }) => service) }, incidents };
}

function unknownTarget(target: string, { services, incidents }: World): AttentionError {
  const known = [
    ...services.map(({ name }) => name),
    ...services.flatMap(({ group }) => (group === undefined ? [] : `group:${group}`)),
    ...services.flatMap(({ tags }) => tags.map((tag) => `tag:${tag}`)),
    ...incidents.map(({ id }) => id),
    'all',
  ];
  const prefixed = [`group:${target}`, `tag:${target}`].find((name) => known.includes(name));
  const meant = prefixed ?? nearest(target, known);
  const advice = meant === undefined ? '"asl-monitor status" lists what there is' : `did you mean ${quoted(meant)}?`;
  return new AttentionError(`nothing here is called "${target}": ${advice}`);
}

/** Everything that any of them is about. */
export function jointScope(meanings: readonly Meaning[]): Scope {
  const scopes = meanings.map(({ scope }) => scope);
  const lists = scopes.filter((scope) => scope !== 'everything');
  if (lists.length < scopes.length) return 'everything';
  return {
    services: unique(lists.flatMap(({ services }) => services)),
    groups: unique(lists.flatMap(({ groups }) => groups)),
    tags: unique(lists.flatMap(({ tags }) => tags)),
  };
}

/** The open incidents that are meant. */
export function incidentsOf(meanings: readonly Meaning[], { services, incidents }: World): readonly Incident[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  return incidents.filter((incident) =>
    meanings.some(({ scope, incidents: named }) =>
      named === undefined
        ? isInScope(scope, byName.get(incident.service) ?? { name: incident.service, tags: [] })
        : named.includes(incident),
    ),
  );
}

/** Names of the services that a scope is about, of those that are watched. */
export function servicesIn(scope: Scope, { services }: Pick<World, 'services'>): readonly string[] {
  return services.filter((service) => isInScope(scope, service)).map(({ name }) => name);
}

export const quoted = (text: string): string => `"${text}"`;

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
