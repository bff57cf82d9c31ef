/**
 * Whether this machine's link loses packets, told from checks that went well all the same. A first packet that is lost
 * is sent again after a second (RFC 6298, section 2.1), a lost question to a name server after one or more; so
 * connections and lookups that take a second or more, beside others that are quick, are losses and not distance.
 */
export type LossMeter = {
  note(at: number, durations: readonly (number | undefined)[]): void;
  isLossy(now: number): boolean;
};

const retransmissionMs = 900;
const rememberedMs = 120_000;
const mostSamples = 40;
const fewestLosses = 2;
const lossyFrom = 0.1;
/** Where this much of everything is slow, the link is long, not lossy. */
const longFrom = 0.8;

export function createLossMeter(): LossMeter {
  let samples: { readonly at: number; readonly isLoss: boolean }[] = [];
  return {
    note(at, durations) {
      for (const duration of durations) {
        if (duration !== undefined) samples.push({ at, isLoss: duration >= retransmissionMs });
      }
      if (samples.length > 2 * mostSamples) samples = samples.slice(-mostSamples);
    },
    isLossy(now) {
      const recent = samples.slice(-mostSamples).filter(({ at }) => now - at <= rememberedMs);
      const losses = recent.filter(({ isLoss }) => isLoss).length;
      const share = losses / Math.max(1, recent.length);
      return losses >= fewestLosses && share >= lossyFrom && share <= longFrom;
    },
  };
}
