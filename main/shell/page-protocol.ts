/** How the window's page reaches its files: by a scheme of its own, which leads nowhere but into the built window. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentPolicy } from '../dashboard/policy.ts';
import { scheme, servedPath } from './page-address.ts';

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
