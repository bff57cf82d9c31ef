// How somebody ends what runs in a terminal.

/** As long as a key that is held down, or an npm that hands on what its terminal has sent already, may repeat it. */
const sameMs = 500;
const orphanCheckMs = 500;

/**
 * Calls with each wish to end: a signal, or the death of the shell that npm puts between itself and this program, which
 * hands no signal on. Keeps no process alive.
 *
 * @param {(signal: 'SIGINT' | 'SIGTERM', count: number) => void} call
 * @returns {() => void} Ends it: signals do then what they do without it.
 */
export function onAsked(call) {
  let last = Number.NEGATIVE_INFINITY;
  let count = 0;
  const ask = (signal) => {
    const now = performance.now();
    if (now - last < sameMs) return;
    last = now;
    count += 1;
    call(signal, count);
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  const parent = process.ppid;
  const watch =
    process.env.npm_lifecycle_event === undefined
      ? undefined
      : setInterval(() => {
          if (process.ppid === parent) return;
          clearInterval(watch);
          ask('SIGTERM');
        }, orphanCheckMs);
  watch?.unref();
  return () => {
    process.off('SIGINT', ask);
    process.off('SIGTERM', ask);
    clearInterval(watch);
  };
}
