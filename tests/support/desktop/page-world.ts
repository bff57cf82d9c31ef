/** How a page of a real Chromium is made to look like one of Electron's: its address, its preload, whether it is seen. */

import { readFileSync } from 'node:fs';

const ownOrigin = 'asl-monitor://window';
/** Chromium does not know the program's own scheme. This origin leads nowhere, and is as trusted as that one. */
export const shownOrigin = 'http://window.asl-monitor.localhost';

export const toShown = (url: string): string =>
  url.startsWith(ownOrigin) ? shownOrigin + url.slice(ownOrigin.length) : url;
export const toOwn = (url: string): string =>
  url.startsWith(shownOrigin) ? ownOrigin + url.slice(shownOrigin.length) : url;

/** A function of the page's own world, which knows nothing of Node. */
const world = readFileSync(new URL('page-world.js', import.meta.url), 'utf8');

/**
 * Runs before the page's own scripts. The preload has a scope of its own with `require('electron')`; what it exposes
 * crosses as copies and proxies, as Electron's bridge between two worlds does it.
 */
export function preloadScript(preload: string, isShown: boolean): string {
  return `(${world})(${JSON.stringify(isShown)}, function (require, module, exports) {\n${preload}\n});`;
}
