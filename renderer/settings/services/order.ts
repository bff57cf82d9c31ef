/** The order of services in the file, and what it takes to change it. Pure. */
import type { Edit } from '../../../preload/settings.ts';

/** With `name` at the place `to`, counted without it. */
export function moved(names: readonly string[], name: string, to: number): readonly string[] {
  const others = names.filter((one) => one !== name);
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, name);
}

/** Where something let go before the row `before` would come to be. */
export function placeOf(names: readonly string[], name: string, before: number): number {
  const at = names.indexOf(name);
  return at < before ? before - 1 : before;
}

/** Undefined where it stays in its place. */
export function moveEdit(from: readonly string[], to: readonly string[], name: string): Edit | undefined {
  const [wasAfter, after] = [predecessorOf(from, name), predecessorOf(to, name)];
  return after === wasAfter ? undefined : { kind: 'move_service', name, after, wasAfter };
}

function predecessorOf(names: readonly string[], name: string): string | null {
  return names[names.indexOf(name) - 1] ?? null;
}
