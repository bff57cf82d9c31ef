/** Whether names resolve right now, by everybody who could know, and to what. */
import type { Cancel, Clock } from '../monitor/ports.ts';
import type { NameOutcome } from '../monitor/surroundings.ts';
import type { DirectLookup, Patience } from './direct-lookup.ts';
import { type HostAddress, type NameLookup, type ResolveName, resolveBySystem } from './name-lookup.ts';

/** One investigation's questions for names; each name is asked for once. */
export type NameSurvey = {
  /** Asks for the name, if nobody has yet; its outcome is then among `outcomes`. */
  watch(host: string): void;
  /** Asks for the name, if nobody has yet. Two addresses at the most, one of each family, IPv4 first. */
  readonly lookup: NameLookup;
  /** Of the names that are watched. */
  outcomes(): ReadonlyMap<string, NameOutcome>;
  /** The names that are pending have had their time. */
  expire(): void;
  cancel(): void;
};

/** Begins a survey that calls `changed` when an outcome has become known; never before it has returned. */
export type BeginSurvey = (changed: () => void) => NameSurvey;

type Listener = Parameters<NameLookup>[1];
type Denial = 'no_such_name' | 'failed' | 'silent';
type Entry = {
  isWatched: boolean;
  outcome: NameOutcome;
  addresses: readonly HostAddress[];
  /** Who does not know the name, and how that is meant. */
  readonly denials: Denial[];
  open: number;
  readonly listeners: Set<Listener>;
  readonly cancels: Cancel[];
};

/** Asks often, since little time is left: an answer that is later than this comes to `getaddrinfo`. */
const patience: Patience = { timeoutMs: 300, tries: 6 };
/** From then on, "no name server answered" is no answer of the system's resolver but its patience. */
const quickMs = 900;

const noSuchName = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA', 'EBADNAME']);
const noAnswer = new Set(['ETIMEOUT', 'ECANCELLED', '']);

/**
 * Prepares surveys that ask `getaddrinfo` and the name servers themselves at the same time; the first address counts.
 * A `getaddrinfo` that hangs holds a thread for ten seconds and more, so none is begun for a name while an earlier one
 * for it hangs, of whichever survey. That one is joined: an address from it is as good, while an old refusal is not.
 */
export function createNameSurveys(
  clock: Clock,
  askDirectly: DirectLookup,
  resolve: ResolveName = resolveBySystem,
): BeginSurvey {
  const askSystem = createSharedCalls(resolve);

  return (changed) => {
    const entries = new Map<string, Entry>();
    let isOver = false;

    const settle = (entry: Entry, outcome: NameOutcome, error: Error | undefined) => {
      if (isOver || entry.outcome !== 'pending') return;
      entry.outcome = outcome;
      for (const cancel of entry.cancels) cancel();
      changed();
      const listeners = [...entry.listeners];
      entry.listeners.clear();
      for (const listener of listeners) listener(error, entry.addresses);
    };
    const resolved = (entry: Entry, addresses: readonly HostAddress[]) => {
      if (entry.outcome === 'pending') entry.addresses = oneOfEach(addresses);
      settle(entry, 'resolved', undefined);
    };
    const denied = (entry: Entry, denial: Denial) => {
      entry.denials.push(denial);
      entry.open -= 1;
      if (entry.open === 0) settle(entry, mostTelling(entry.denials), unresolvedError());
    };

    const ask = (host: string): Entry => {
      const known = entries.get(host);
      if (known !== undefined) return known;
      const entry: Entry = {
        isWatched: false,
        outcome: 'pending',
        addresses: [],
        denials: [],
        open: 2,
        listeners: new Set(),
        cancels: [],
      };
      entries.set(host, entry);
      const begunMs = clock.monotonicMs();
      entry.cancels.push(
        askSystem(host, (error, addresses) => {
          if (error === null && addresses.length > 0) return resolved(entry, addresses);
          denied(entry, denialOf(codeOf(error), clock.monotonicMs() - begunMs < quickMs));
        }),
        askDirectly(host, patience, ({ addresses, codes }) => {
          if (addresses.length > 0) return resolved(entry, addresses);
          denied(entry, mostTelling(codes.map((code) => denialOf(code, true))));
        }),
      );
      return entry;
    };

    return {
      watch(host) {
        ask(host).isWatched = true;
      },
      lookup(host, done) {
        const entry = ask(host);
        if (entry.outcome === 'pending') {
          entry.listeners.add(done);
          return () => void entry.listeners.delete(done);
        }
        const error = entry.outcome === 'resolved' ? undefined : unresolvedError();
        const immediate = setImmediate(() => done(error, entry.addresses));
        return () => clearImmediate(immediate);
      },
      outcomes: () =>
        new Map([...entries].flatMap(([host, { isWatched, outcome }]) => (isWatched ? [[host, outcome]] : []))),
      expire() {
        for (const entry of entries.values()) settle(entry, mostTelling(entry.denials), unresolvedError());
      },
      cancel() {
        isOver = true;
        for (const { cancels, listeners } of entries.values()) {
          for (const cancel of cancels) cancel();
          listeners.clear();
        }
      },
    };
  };
}

/** One call of `resolve` for a name at a time. */
function createSharedCalls(resolve: ResolveName): (host: string, done: Parameters<ResolveName>[1]) => Cancel {
  type Call = { readonly joined: Set<Parameters<ResolveName>[1]> };
  const inFlight = new Map<string, Call>();

  const begin = (host: string, joined: Call['joined']): void => {
    const call: Call = { joined };
    inFlight.set(host, call);
    resolve(host, (error, addresses) => {
      inFlight.delete(host);
      for (const one of [...call.joined]) one(error, addresses);
    });
  };

  return (host, done) => {
    const running = inFlight.get(host);
    if (running === undefined) {
      const joined = new Set([done]);
      begin(host, joined);
      return () => void joined.delete(done);
    }
    let isOver = false;
    let cancel: Cancel = () => void running.joined.delete(late);
    const late: typeof done = (error, addresses) => {
      if (isOver) return;
      if (error === null && addresses.length > 0) return done(error, addresses);
      // What was asked earlier and came to nothing says nothing of now.
      const again = inFlight.get(host);
      if (again !== undefined) again.joined.add(done);
      else begin(host, new Set([done]));
      cancel = () => void inFlight.get(host)?.joined.delete(done);
    };
    running.joined.add(late);
    return () => {
      isOver = true;
      cancel();
    };
  };
}

function denialOf(code: string, isQuick: boolean): Denial {
  if (noSuchName.has(code)) return 'no_such_name';
  if (noAnswer.has(code) || (code === 'EAI_AGAIN' && !isQuick)) return 'silent';
  return 'failed';
}

/** That a name does not exist is more of an answer than a failure, and that more than none. */
function mostTelling(denials: readonly Denial[]): Denial {
  if (denials.includes('no_such_name')) return 'no_such_name';
  return denials.includes('failed') ? 'failed' : 'silent';
}

function oneOfEach(addresses: readonly HostAddress[]): readonly HostAddress[] {
  return [4, 6].flatMap((wanted) => addresses.find(({ family }) => family === wanted) ?? []);
}

function unresolvedError(): Error {
  return Object.assign(new Error('does not resolve'), { code: 'ENOTFOUND' });
}

function codeOf(error: Error | null): string {
  return error !== null && 'code' in error ? String(error.code) : 'ENODATA';
}
