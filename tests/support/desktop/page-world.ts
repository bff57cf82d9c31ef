/** How a page of a real Chromium is made to look like one of Electron's: its address, its preload, whether it is seen. */

import { readFileSync } from 'node:fs';

const ownOrigin = 'asl-monitor://window';
/** Chromium does not know the program's own scheme. Such an origin leads nowhere, and is as trusted as that one. */
export const shownOriginOf = (name: string): string => `http://${name}.asl-monitor.localhost`;
/** Of this process: applications side by side share nothing, and one that comes after another finds what that kept. */
export const shownOrigin = shownOriginOf(process.env.ASL_MONITOR_TEST_WINDOW ?? 'window');

export const toShown = (url: string): string =>
  url.startsWith(ownOrigin) ? shownOrigin + url.slice(ownOrigin.length) : url;
/** Also of what a page has made itself, as `blob:` addresses. */
export const toOwn = (url: string): string => url.replace(shownAtStart, (_, blob: string) => blob + ownOrigin);
const shownAtStart = new RegExp(`^(blob:|)${shownOrigin.replaceAll('.', '\\.')}(?=/|$)`);

/** A function of the page's own world, which knows nothing of Node. */
const world = readFileSync(new URL('page-world.js', import.meta.url), 'utf8');

/**
 * Runs before the page's own scripts. The preload has a scope of its own with `require('electron')`; what it exposes
 * crosses as copies and proxies, as Electron's bridge between two worlds does it.
 */
export function preloadScript(preload: string, isShown: boolean): string {
  return `(${world})(${JSON.stringify(isShown)}, function (require, module, exports) {\n${preload}\n});`;
}
