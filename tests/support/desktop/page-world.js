/** In the page: nothing outside this function is there. */
// biome-ignore lint/correctness/noUnusedVariables: the text of this file is put into a page, and called there.
function world(isShown, preload) {
  const call = (name, ...args) => Reflect.get(window, name)(...args);
  const listeners = new Map();
  let isVisible = isShown;

  Object.defineProperty(document, 'visibilityState', { get: () => (isVisible ? 'visible' : 'hidden') });
  Object.defineProperty(document, 'hidden', { get: () => !isVisible });
  const define = (name, value) => {
    Object.defineProperty(window, name, { value, configurable: true });
  };
  define('__electronShow', (shown) => {
    if (isVisible === shown) return;
    isVisible = shown;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  define('__electronDispatch', (channel, args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
  });
  define('open', (url) => {
    void call('__electronOpen', new URL(url, location.href).href);
    return null;
  });
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target="_blank"]') : null;
    if (link === null || event.defaultPrevented) return;
    event.preventDefault();
    void call('__electronOpen', link.href);
  });

  /** Functions become proxies, promises stay what they are, and everything else is a copy without its prototype. */
  function crossing(value) {
    if (typeof value === 'function') {
      return (...args) => crossing(Reflect.apply(value, undefined, args.map(crossing)));
    }
    if (value instanceof Promise) {
      return value.then(crossing, (reason) => {
        throw reason instanceof Error ? new Error(reason.message) : crossing(reason);
      });
    }
    if (Array.isArray(value)) return value.map(crossing);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, crossing(one)]));
    }
    return value;
  }

  const electron = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        Object.defineProperty(window, name, { value: Object.freeze(crossing(api)) });
      },
    },
    ipcRenderer: {
      invoke: (channel, ...args) => call('__electronInvoke', channel, args),
      send: (channel, ...args) => void call('__electronSend', channel, args),
      on(channel, listener) {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      },
      off(channel, listener) {
        listeners.get(channel)?.delete(listener);
      },
    },
  };
  preload(
    (name) => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return electron;
    },
    { exports: {} },
    {},
  );
}
