/** Web servers whose behaviour can be changed while they are watched. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { names } from '../plan.ts';
import type { PortalStyle, WebMode, WebSite } from './orders.ts';

type Running = { readonly setMode: (mode: WebMode) => Promise<void> };

export function createWeb() {
  const running = new Map<string, Running>();
  return {
    async open({ sites }: { readonly sites: readonly WebSite[] }): Promise<null> {
      await Promise.all(sites.map(async (site) => running.set(site.name, await openSite(site))));
      return null;
    },
    async setMode({ names, mode }: { readonly names: readonly string[]; readonly mode: WebMode }): Promise<null> {
      await Promise.all(
        names.map((name) => {
          const site = running.get(name);
          if (site === undefined) throw new Error(`nobody serves ${name} here`);
          return site.setMode(mode);
        }),
      );
      return null;
    },
  };
}

async function openSite(site: WebSite): Promise<Running> {
  let mode: WebMode = 'ok';
  const sockets = new Set<Socket>();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    if (site.portal !== undefined) answerAsPortal(site.portal, request, response);
    else if (mode === 'error') response.writeHead(500).end('broken');
    else if (mode === 'wrong_content') response.end('something else');
    else if (mode !== 'hung') response.end(site.text);
  };
  const server: Server = site.tls ? createTlsServer(site.tls, answer) : createServer(answer);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(site.port, site.address, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen();
  return {
    async setMode(next) {
      mode = next;
      for (const socket of sockets) socket.destroy();
      if (next === 'refused' && server.listening) await new Promise((resolve) => server.close(resolve));
      else if (next !== 'refused' && !server.listening) await listen();
    },
  };
}

function answerAsPortal(style: PortalStyle, request: IncomingMessage, response: ServerResponse): void {
  const isAtHome = request.headers.host?.replace(/:\d+$/, '') === names.portal;
  if (style === 'redirect' && !isAtHome) response.writeHead(302, { location: `http://${names.portal}/login` }).end();
  else response.writeHead(200, { 'content-type': 'text/html' }).end(loginPage);
}

const loginPage = '<html><title>Guest Wi-Fi</title><form action="/login">Please accept our terms</form></html>';
