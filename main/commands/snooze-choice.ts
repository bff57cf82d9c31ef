/** Which snoozes end when somebody says so. Pure. */

import { AttentionError } from '../monitor/attention.ts';
import type { Scope, Silence } from '../monitor/model.ts';
import { jointScope, quoted, servicesIn, understand, type World } from './targets.ts';

/**
 * Ids of the snoozes that lie within what is named, by their own id or by what they silence; without targets all. One
 * that silences more than was named is not ended, since others count on it. Throws an `AttentionError` where none is
 * left, and where something in force is not a snooze.
 */
export function chooseSnoozes(
  targets: readonly string[] | undefined,
  silences: readonly Silence[],
  world: World,
): readonly string[] {
  const byId = new Map(silences.map((silence) => [silence.id, silence]));
  const ids = (targets ?? []).flatMap((target) => byId.get(target) ?? []);
  const planned = ids.find(({ kind }) => kind === 'maintenance');
  if (planned !== undefined) throw refusal(planned);
  const others = targets?.filter((target) => !byId.has(target));
  if (others?.length === 0) return ids.map(({ id }) => id);
  const scope = others === undefined ? 'everything' : jointScope(understand(others, world));
  const meant = silences.filter((silence) => touches(silence.scope, scope, world));
  const ended = meant.filter((silence) => silence.kind === 'snooze' && isWithin(silence.scope, scope, world));
  if (ended.length + ids.length > 0) return [...ids, ...ended].map(({ id }) => id);
  throw nothingToEnd(others, meant);
}

function nothingToEnd(targets: readonly string[] | undefined, meant: readonly Silence[]): AttentionError {
  const whom = targets === undefined ? 'anything' : targets.map(quoted).join(', ');
  const wider = meant.find(({ kind }) => kind === 'snooze');
  if (wider !== undefined) {
    return new AttentionError(
      `what snoozes ${whom} snoozes others too: end all of it with "asl-monitor unsnooze ${wider.id}"`,
    );
  }
  const [planned] = meant;
  return planned === undefined ? new AttentionError(`there is no snooze of ${whom}`) : refusal(planned);
}

function refusal(silence: Silence): AttentionError {
  const name = silence.kind === 'maintenance' && silence.name !== undefined ? ` ${quoted(silence.name)}` : '';
  return new AttentionError(
    `the maintenance${name} is no snooze: end it by editing "maintenance" in the configuration, which is in force at once`,
  );
}

function touches(silenced: Scope, named: Scope, world: World): boolean {
  if (named === 'everything') return true;
  const names = new Set(servicesIn(named, world));
  return servicesIn(silenced, world).some((name) => names.has(name));
}

function isWithin(silenced: Scope, named: Scope, world: World): boolean {
  if (named === 'everything') return true;
  const names = new Set(servicesIn(named, world));
  return servicesIn(silenced, world).every((name) => names.has(name));
}
