/** The window in a browser of this machine: a server on loopback whose address nobody can guess. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Limits, usualLimits } from './limits.ts';
import type { SiteOptions } from './site.ts';

export type DashboardOptions = Omit<SiteOptions, 'token' | 'limits'> & {
  /** `127.0.0.1`, `::1` or `localhost`. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Absent: a new one. */
  readonly token?: string;
  readonly limits?: Partial<Limits>;
};

export type Dashboard = {
  /** With the token: whoever has it has the window. */
  readonly url: string;
  /** At once: streams are cut, and who waits for an answer gets none. */
  close(): Promise<void>;
};

const tokenBytes = 16;

/** Resolves once it listens, and rejects where it cannot. All but the listening waits for the first visit. */
export async function createDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { host, complain, token = randomBytes(tokenBytes).toString('base64url') } = options;
  const limits = { ...usualLimits, ...options.limits };
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.lookMs,
    keepAliveTimeout: limits.idleMs,
  });
  server.maxConnections = limits.connections;
  server.timeout = limits.answerMs;
  // Whatever that name means to the machine: nobody else's address.
  server.listen(options.port, host === 'localhost' ? '127.0.0.1' : host);
  await once(server, 'listening');
  server.on('error', (error) => complain(`the dashboard has trouble: ${error.message}`));

  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  let site: Promise<(request: IncomingMessage, response: ServerResponse) => void> | undefined;
  server.on('request', (request, response) => {
    site ??= import('./site.ts').then(({ createSite }) => createSite({ ...options, port, token, limits }));
    site.then(
      (visit) => visit(request, response),
      (error) => {
        complain(`the dashboard cannot answer, start the program anew: ${error}`);
        response.writeHead(500).end();
      },
    );
  });

  return {
    url: `http://${host === '::1' ? '[::1]' : host}:${port}/${encodeURIComponent(token)}/`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
