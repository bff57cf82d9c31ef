/** Which silences are in force: snoozes that people asked for, and maintenance windows whose time has come. */
import type { Service, Silence } from './model.ts';
import { isInScope } from './scope.ts';

export type Named = Pick<Service, 'name' | 'group' | 'tags'>;

export type Silences = {
  /** The one in force for that service that ends last, if any. */
  of(service: Named): Silence | undefined;
  all(): readonly Silence[];
  has(id: string): boolean;
  /** Whether this run has known it. */
  isKnown(id: string): boolean;
  begin(silence: Silence): void;
  /** Undefined for one that is not in force. `now` is monotonic. */
  end(id: string, now: number): Silence | undefined;
  /** Monotonic time at which it ended, so that only what was seen since then says how a service is. */
  endedAt(id: string): number;
  rename(from: string, to: string): readonly Silence[];
  /** Somebody set the clock: snoozes last as long as they were to, while maintenance goes by the clock. Gives those that moved. */
  shift(byMs: number): readonly Silence[];
};

/** `now` is monotonic: what an earlier run ended counts as ended then. */
export function createSilences(recalled: readonly Silence[], now: number): Silences {
  const inForce = new Map(recalled.map((silence) => [silence.id, silence]));
  const ended = new Map<string, number>();
  const endOf = ({ until = Number.POSITIVE_INFINITY }: Silence): number => until;

  return {
    of(service) {
      let last: Silence | undefined;
      for (const silence of inForce.values()) {
        if (!isInScope(silence.scope, service)) continue;
        if (last === undefined || endOf(silence) > endOf(last)) last = silence;
      }
      return last;
    },
    all: () => [...inForce.values()],
    has: (id) => inForce.has(id),
    isKnown: (id) => inForce.has(id) || ended.has(id),
    begin(silence) {
      inForce.set(silence.id, silence);
      ended.delete(silence.id);
    },
    end(id, now) {
      const silence = inForce.get(id);
      inForce.delete(id);
      if (silence !== undefined) ended.set(id, now);
      return silence;
    },
    endedAt: (id) => ended.get(id) ?? now,
    shift(byMs) {
      const moved = [...inForce.values()]
        .filter(({ kind }) => kind === 'snooze')
        .map((one) => shiftedSilence(one, byMs));
      for (const silence of moved) inForce.set(silence.id, silence);
      return moved;
    },
    rename(from, to) {
      const renamed = [...inForce.values()].flatMap((silence) => {
        const { scope } = silence;
        if (scope === 'everything' || !scope.services.includes(from)) return [];
        const services = scope.services.map((name) => (name === from ? to : name));
        return [{ ...silence, scope: { ...scope, services } }];
      });
      for (const silence of renamed) inForce.set(silence.id, silence);
      return renamed;
    },
  };
}

/** A snooze as the clock shows it that somebody has set; maintenance stays where it is. */
export function shiftedSilence(silence: Silence, byMs: number): Silence {
  if (silence.kind === 'maintenance') return silence;
  const { startedAt, until } = silence;
  return { ...silence, startedAt: startedAt + byMs, ...(until === undefined ? {} : { until: until + byMs }) };
}
