/** The stream of pushes in a browser: opened again whenever it breaks, and not there while nobody looks. */
import type { Connection, Follower } from './contract.ts';
import type { Push } from './snapshot.ts';

const shortestRetryMs = 500;
const longestRetryMs = 5_000;
/** The program shows a sign of life every 15 s: after two that are missing it is taken for gone. */
const longestSilenceMs = 40_000;

/** Follows the events at this address until the returned call. */
export function followEvents(address: URL, follower: Follower): () => void {
  let stop: (() => void) | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retryMs = shortestRetryMs;
  let told: Connection | undefined;

  function tell(connection: Connection): void {
    if (told === connection) return;
    told = connection;
    follower.onConnection(connection);
  }

  function open(): void {
    retry = undefined;
    stop = readEvents(address, {
      onPush(push) {
        retryMs = shortestRetryMs;
        tell('live');
        try {
          follower.onPush(push);
        } catch (error) {
          // A fault of the page must not look as if the program were gone.
          reportError(error);
        }
      },
      onEnd() {
        stop = undefined;
        tell('lost');
        // Not all pages at once when the program is back.
        retry = setTimeout(open, shortestRetryMs + Math.random() * (retryMs - shortestRetryMs));
        retryMs = Math.min(longestRetryMs, retryMs * 2);
      },
    });
  }

  function close(): void {
    clearTimeout(retry);
    retry = undefined;
    stop?.();
    stop = undefined;
  }

  function adapt(): void {
    close();
    if (document.hidden) return;
    retryMs = shortestRetryMs;
    if (told !== 'lost') tell('connecting');
    open();
  }

  document.addEventListener('visibilitychange', adapt);
  adapt();
  return () => {
    document.removeEventListener('visibilitychange', adapt);
    close();
  };
}

type Reading = {
  readonly onPush: (push: Push) => void;
  /** It has broken, or never came to be; not called after the returned call. */
  readonly onEnd: () => void;
};

/** Not an `EventSource`, which hides the signs of life and opens itself again when it likes. */
function readEvents(address: URL, { onPush, onEnd }: Reading): () => void {
  const reading = new AbortController();
  const { signal } = reading;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function end(isOurs: boolean): void {
    if (signal.aborted) return;
    clearTimeout(silence);
    reading.abort();
    if (!isOurs) onEnd();
  }

  function hear(): void {
    clearTimeout(silence);
    silence = setTimeout(() => end(false), longestSilenceMs);
  }

  async function read(): Promise<void> {
    hear();
    const response = await fetch(address, { headers: { Accept: 'text/event-stream' }, cache: 'no-store', signal });
    const reader = response.ok ? response.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined;
    let rest = '';
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      hear();
      const lines = (rest + part.value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        if (line.startsWith(field) && !signal.aborted) onPush(JSON.parse(line.slice(field.length)));
    }
  }

  read()
    // An abort of ours, or a connection that broke: which one is known from the signal.
    .catch(() => undefined)
    .finally(() => end(false));
  return () => end(true);
}

const field = 'data: ';
