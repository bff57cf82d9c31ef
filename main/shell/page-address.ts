/** The addresses of the window's own pages. Pure. */

export const scheme = 'asl-monitor';
/** Of every page that belongs to this program. */
export const pageOrigin = `${scheme}://window`;
const pageUrl = `${pageOrigin}/index.html`;

/** The file's path below the built window; undefined for whatever is not one there. */
export function servedPath(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !isOwnPage(url)) return undefined;
  const path = parsed.pathname.slice(1);
  return /^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)+$/.test(path) ? path : undefined;
}

/** The address of a place in the window, such as `#/incidents/ID`. */
export function pageAt(hash: string): string {
  return `${pageUrl}${hash}`;
}

/** Whether the address is one of this program's own. Nothing but scheme and host count. */
export function isOwnPage(url: string): boolean {
  const parsed = URL.parse(url);
  // An origin of a scheme that Node does not know is opaque to it.
  return parsed !== null && parsed.protocol === `${scheme}:` && parsed.host === 'window' && parsed.username === '';
}
