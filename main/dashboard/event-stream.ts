/** The pushes of the program as server-sent events, for one reader. */
import type { Push } from '../../preload/snapshot.ts';

export type Feed = {
  /** A snapshot comes first. Ends with the returned call. */
  follow(listener: (push: Push) => void): () => void;
};

export type EventStreamOptions = {
  readonly feed: Feed;
  /** From one sign of life to the next. */
  readonly aliveMs: number;
  /** Once, when nobody reads any more. */
  readonly onEnd: () => void;
};

/** What may wait for a reader beside one snapshot. */
const mostWaitingBytes = 64 * 1024;

const encoder = new TextEncoder();
/** A comment, which readers of events pass over. */
const signOfLife = encoder.encode(':\n\n');

/**
 * For a reader that is slower than the news nothing piles up: it is told nothing more until it has taken what waits for
 * it, and then begins anew with a snapshot.
 */
export function createEventStream({ feed, aliveMs, onEnd }: EventStreamOptions): ReadableStream<Uint8Array> {
  let unfollow: (() => void) | undefined;
  let alive: ReturnType<typeof setInterval> | undefined;
  /** Bytes of the snapshot that may still wait. */
  let snapshotBytes = 0;

  function follow(controller: ReadableStreamDefaultController<Uint8Array>): void {
    let isFirst = true;
    let isOver = false;
    const end = feed.follow((push) => {
      if (isOver) return;
      if (isFirst || room(controller) + snapshotBytes > 0) {
        const event = encoder.encode(`data: ${JSON.stringify(push)}\n\n`);
        if (push.type === 'snapshot') snapshotBytes = event.length;
        isFirst = false;
        controller.enqueue(event);
      } else unfollow?.();
    });
    unfollow = () => {
      isOver = true;
      unfollow = undefined;
      end();
    };
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        alive = setInterval(() => {
          if (room(controller) > 0) controller.enqueue(signOfLife);
        }, aliveMs);
      },
      // Called at first, and whenever something was taken and little is left.
      pull(controller) {
        snapshotBytes = 0;
        if (unfollow === undefined) follow(controller);
      },
      cancel() {
        clearInterval(alive);
        unfollow?.();
        onEnd();
      },
    },
    { highWaterMark: mostWaitingBytes, size: ({ length }) => length },
  );
}

const room = ({ desiredSize }: ReadableStreamDefaultController): number => desiredSize ?? 0;
