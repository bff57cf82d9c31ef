/** Host names to addresses by asking the name servers directly, past `getaddrinfo`. */
import { Resolver, type ResolverOptions } from 'node:dns';
import type { Cancel, Clock } from '../monitor/ports.ts';
import type { HostAddress } from './name-lookup.ts';

export type DirectAnswer = {
  /** Empty when no name server knows one. */
  readonly addresses: readonly HostAddress[];
  /** What became of the questions for IPv4 and IPv6 that gave no address, in the codes of c-ares; none for one given up. */
  readonly codes: readonly string[];
};

/**
 * How long one name server may take, and how often all of them are asked. Node looks only once in each `timeoutMs`, so
 * the first question may take twice that; an answer to a question that was already asked again is lost.
 */
export type Patience = { readonly timeoutMs: number; readonly tries: number };

/** Answers once, later. */
export type DirectLookup = (host: string, patience: Patience, done: (answer: DirectAnswer) => void) => Cancel;

export type MakeResolver = (options: ResolverOptions) => Pick<Resolver, 'resolve4' | 'resolve6' | 'cancel'>;

/** How long a known address of one family waits for the other question to be answered (RFC 8305, section 3). */
const otherFamilyMs = 50;
/** Most machines have no IPv6: its address alone is of no use to them, so a lost IPv4 answer is worth a second question. */
const otherThanIpv6Ms = 800;

/**
 * Asks for both families at once over UDP, in no thread. Each question gets a resolver of its own, which reads the
 * system's name servers anew, and remembers nothing. It knows no hosts file, no search domain, no mDNS, and on a Mac
 * no VPN's name server: what it finds is true, and that it finds nothing proves nothing.
 */
export function createDirectLookup(clock: Clock, makeResolver: MakeResolver = makeSystemResolver): DirectLookup {
  return (host, { timeoutMs, tries }, done) => {
    const resolver = makeResolver({ timeout: timeoutMs, maxTimeout: timeoutMs, tries });
    const addresses: HostAddress[] = [];
    const codes: string[] = [];
    let open = 2;
    let cancelWait: Cancel | undefined;
    let isOver = false;

    const stop = () => {
      isOver = true;
      cancelWait?.();
      resolver.cancel();
    };
    const finish = () => {
      if (isOver) return;
      stop();
      done({ addresses, codes });
    };
    const take = (family: 4 | 6) => (error: NodeJS.ErrnoException | null, found: readonly string[] | undefined) => {
      if (isOver) return;
      open -= 1;
      if (error !== null) codes.push(error.code ?? '');
      for (const address of found ?? []) addresses.push({ address, family });
      if (open === 0) return finish();
      if (addresses.length > 0) {
        cancelWait = clock.wakeAt(clock.monotonicMs() + (family === 4 ? otherFamilyMs : otherThanIpv6Ms), finish);
      }
    };

    resolver.resolve4(host, take(4));
    resolver.resolve6(host, take(6));
    return stop;
  };
}

function makeSystemResolver(options: ResolverOptions): Resolver {
  return new Resolver(options);
}
