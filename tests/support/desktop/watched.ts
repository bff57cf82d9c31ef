/** Services of the test on this machine, and the configuration that watches them closely. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Watched = {
  readonly config: string;
  /** From now on they answer 503; without names all of them. */
  fail(...names: readonly string[]): void;
  repair(...names: readonly string[]): void;
  /** How often it was asked so far. */
  checksOf(name: string): number;
  close(): Promise<void>;
};

export type WatchedOptions = {
  /** Seconds between two checks; often enough to see every change at once, if not given. */
  readonly everySeconds?: number;
  /** More lines of the configuration. */
  readonly more?: string;
};

export async function openWatched(
  names: readonly string[],
  { everySeconds = 1, more = '' }: WatchedOptions = {},
): Promise<Watched> {
  const broken = new Set<string>();
  const checks = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    checks.set(name, (checks.get(name) ?? 0) + 1);
    response.statusCode = broken.has(name) ? 503 : 200;
    response.end('here');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const services = names.map(
    (name) => `  - {name: ${name}, url: "http://127.0.0.1:${port}/${encodeURIComponent(name)}"}\n`,
  );
  return {
    config: `# Watched by a test\nservices:\n${services.join('')}monitoring:\n  check_interval: ${everySeconds} # seconds\n  alert_within: 10m\n  retry_interval: 0.5\n  default_timeout: 2\nslack: {enabled: false}\n${more}`,
    fail(...chosen) {
      for (const name of chosen.length === 0 ? names : chosen) broken.add(name);
    },
    repair(...chosen) {
      for (const name of chosen.length === 0 ? names : chosen) broken.delete(name);
    },
    checksOf: (name) => checks.get(name) ?? 0,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
