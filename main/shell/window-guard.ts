/**
 * What a page may do beside showing itself: nothing. Each rule of Electron's security checklist that is not a setting of
 * the window (see `window.ts`) or of the package (fuses) stands here.
 */
import { app, type Session, session, shell, type WebContents } from 'electron';
import { isExternalLink } from './external-links.ts';
import { isOwnPage, pageOrigin } from './page-address.ts';

export type GuardOptions = { readonly warn: (message: string) => void };

/** For every page that there will be; to be called once, when Electron is ready and before the first window. */
export function guardPages({ warn }: GuardOptions): void {
  guardSession(session.defaultSession, warn);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, warn));
}

function guardSession(guarded: Session, warn: (message: string) => void): void {
  // What the page asks goes through its bridge; what its own scheme serves never comes here over the network.
  guarded.webRequest.onBeforeRequest(({ url }, decide) => {
    const isOwn = isOwnPage(url) || isOwnBlob(url) || url.startsWith('devtools://');
    if (!isOwn) warn(`the window was kept from asking ${originOf(url)}`);
    decide({ cancel: !isOwn });
  });
  guarded.setPermissionRequestHandler((contents, permission, decide) =>
    decide(isHarmless(permission, contents?.getURL())),
  );
  guarded.setPermissionCheckHandler((contents, permission) => isHarmless(permission, contents?.getURL()));
  guarded.setDevicePermissionHandler(() => false);
  guarded.setSpellCheckerEnabled(false);
  // An export is made in the page. It is asked where it goes, which is Electron's own way.
  guarded.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
}

/** To put text on the clipboard at somebody's click is all that a page of ours asks for. */
function isHarmless(permission: string, url: string | undefined): boolean {
  return permission === 'clipboard-sanitized-write' && url !== undefined && isOwnPage(url);
}

function guardContents(contents: WebContents, warn: (message: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isExternalLink(url)) openInBrowser(url, warn);
    else warn('the window was kept from opening another one');
    return { action: 'deny' };
  });
  // Also of frames, of which there are none: nobody goes anywhere but within the page.
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isOwnPage(event.url)) return;
    event.preventDefault();
    warn(`the window was kept from going to ${originOf(event.url)}`);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** In the browser of the system. */
export function openInBrowser(url: string, warn: (message: string) => void): void {
  shell.openExternal(url).catch((error: unknown) => warn(`the system opens no browser for ${originOf(url)}: ${error}`));
}

function isOwnBlob(url: string): boolean {
  return url.startsWith(`blob:${pageOrigin}/`);
}

/** Paths and queries may hold secrets. */
function originOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'an address that is none' : `${parsed.protocol}//${parsed.host}`;
}
