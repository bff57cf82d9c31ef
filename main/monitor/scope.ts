import type { Scope, Service } from './model.ts';

/** Whether something with this scope is about the service, by its name, its group or one of its tags. */
export function isInScope(scope: Scope, { name, group, tags }: Pick<Service, 'name' | 'group' | 'tags'>): boolean {
  if (scope === 'everything') return true;
  return (
    scope.services.includes(name) ||
    (group !== undefined && scope.groups.includes(group)) ||
    tags.some((tag) => scope.tags.includes(tag))
  );
}
