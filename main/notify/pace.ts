/** When the next message may go out: one every `gapMs`. */
export type Pace = {
  /** Monotonic time from which the next message may go; an answer may bring it forward. */
  freeAt(): number;
  /** Sets a message's place aside. */
  take(monotonicMs: number): Passage;
};

/** One message on its way, so that the distance to the next is kept where the other side measures it. */
export type Passage = {
  /** It goes out only now. */
  leaves(monotonicMs: number): void;
  /** It was answered, so that it arrived between `leaves` and now. */
  answered(monotonicMs: number): void;
};

/** No journey takes longer; the rest of a slow answer is the other side's own time. */
const longestJourneyMs = 1_000;

/** `lastAt` is the monotonic time of the last message that others are known to have sent. */
export function createPace(gapMs: number, lastAt = Number.NEGATIVE_INFINITY): Pace {
  let nextAt = lastAt + gapMs;
  /** When those arrive at the latest whose answer has not come yet. */
  const onTheirWay = new Set<{ readonly arrivesBy: number }>();
  const keepFrom = (at: number): void => {
    nextAt = Math.max(nextAt, at + gapMs);
  };
  return {
    freeAt: () => [...onTheirWay].reduce((free, { arrivesBy }) => Math.max(free, arrivesBy + gapMs), nextAt),
    take(takenAt) {
      let journey: { readonly leftAt: number; readonly arrivesBy: number } | undefined;
      keepFrom(Math.max(nextAt, takenAt));
      return {
        leaves(now) {
          journey = { leftAt: now, arrivesBy: gapMs > 0 ? now + longestJourneyMs : now };
          onTheirWay.add(journey);
          keepFrom(now);
        },
        answered(now) {
          if (journey === undefined) return;
          onTheirWay.delete(journey);
          keepFrom(Math.min(now, journey.arrivesBy));
        },
      };
    },
  };
}
