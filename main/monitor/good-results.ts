/** Good results as witnesses for the network: who answered lately, and over which address of this machine. */
import type { Answer } from './blame.ts';

export type GoodResult = Omit<Answer, 'isNear'> & {
  readonly host: string;
  /** Of the peer, without port. */
  readonly address: string | undefined;
  /** Monotonic, of its beginning. */
  readonly startedAt: number;
};

export type GoodResults = {
  note(result: GoodResult): void;
  /** What was begun at or after that monotonic time, of other hosts than this one. */
  since(startedAt: number, host: string): readonly Answer[];
};

/** Over each of this machine's addresses: one witness is enough, if it is of another host. */
const mostKept = 8;

export function createGoodResults(isNear: (address: string) => boolean): GoodResults {
  /** Latest last. */
  const results = new Map<string | undefined, GoodResult[]>();
  return {
    note(result) {
      const others = (results.get(result.localAddress) ?? []).filter(({ host }) => host !== result.host);
      results.set(result.localAddress, [...others.slice(1 - mostKept), result]);
    },
    since: (startedAt, host) =>
      [...results.values()]
        .flat()
        .filter((result) => result.startedAt >= startedAt && result.host !== host)
        .map(({ address, localAddress, isAuthentic }) => ({
          localAddress,
          isAuthentic,
          isNear: address === undefined || isNear(address),
        })),
  };
}
