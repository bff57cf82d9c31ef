/** How many messages may go out: one every `gapMs` in the long run, with one in reserve for what is urgent. */
export type Pace = {
  /** Monotonic time from which the next message may go; what is not urgent waits until the reserve is full again. */
  freeAt(urgent: boolean): number;
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
const longestJourneyMs = 300;

/**
 * A bucket of two messages, kept as the time at which it will be full again (the generic cell rate algorithm). `lastAt` is
 * the monotonic time of the last message that others are known to have sent: there may have been two.
 */
export function createPace(gapMs: number, lastAt = Number.NEGATIVE_INFINITY): Pace {
  let fullAt = lastAt + 2 * gapMs;
  return {
    freeAt: (urgent) => (urgent ? fullAt - gapMs : fullAt),
    take(takenAt) {
      const wasFull = fullAt <= takenAt;
      let leftAt: number | undefined;
      fullAt = Math.max(fullAt, takenAt) + gapMs;
      return {
        leaves(now) {
          leftAt = now;
          fullAt = Math.max(fullAt, now + gapMs);
        },
        answered(now) {
          // The other side's bucket began to fill when the first message arrived, not when it left.
          if (wasFull && leftAt !== undefined) fullAt += Math.min(now - leftAt, gapMs, longestJourneyMs);
        },
      };
    },
  };
}
