/** How the window's page reaches its files: by a scheme of its own, which leads nowhere but into the built window. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentPolicy } from '../dashboard/policy.ts';

const scheme = 'asl-monitor';
/** Of every page that belongs to this program. */
export const pageOrigin = `${scheme}://window`;
const pageUrl = `${pageOrigin}/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const headers = {
  // The page asks through its bridge: it has nobody to connect to.
  'Content-Security-Policy': contentPolicy({ 'connect-src': "'none'" }),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** To be called before Electron is ready; later it has no effect. */
export function announcePages(): void {
  // With a code cache, the second opening of the window need not compile anything.
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Serves the files of `rendererDir`, and nothing else. */
export function servePages(session: Session, rendererDir: string): void {
  session.protocol.handle(scheme, async ({ url, method }) => {
    const path = method === 'GET' ? servedPath(url) : undefined;
    const contentType = path && contentTypes[extname(path)];
    if (path === undefined || contentType === undefined) return nothingHere();
    try {
      const bytes = await readFile(join(rendererDir, ...path.split('/')));
      return new Response(new Uint8Array(bytes), { headers: { ...headers, 'Content-Type': contentType } });
    } catch {
      return nothingHere();
    }
  });
}

const nothingHere = (): Response => new Response('there is nothing here', { status: 404, headers });

/** The file's path below the built window; undefined for whatever is not one there. Pure. */
export function servedPath(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !isOwnPage(url)) return undefined;
  const path = parsed.pathname.slice(1);
  return /^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)+$/.test(path) ? path : undefined;
}

/** The address of a place in the window, such as `#/incidents/ID`. Pure. */
export function pageAt(hash: string): string {
  return `${pageUrl}${hash}`;
}

/** Whether the address is one of this program's own. Pure: nothing but scheme and host count. */
export function isOwnPage(url: string): boolean {
  const parsed = URL.parse(url);
  // An origin of a scheme that Node does not know is opaque to it.
  return parsed !== null && parsed.protocol === `${scheme}:` && parsed.host === 'window' && parsed.username === '';
}
