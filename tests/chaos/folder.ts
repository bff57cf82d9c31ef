/** The folder in which the program lives through all its lives: configuration, history, incident files and log. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Service } from './services.ts';
import { channelName } from './workspace.ts';

export type Folder = { readonly path: string; remove(): void };

/** In `keep`, or in a place that goes with this process. */
export function createFolder(services: readonly Service[], keep: string | undefined): Folder {
  if (keep !== undefined) mkdirSync(keep, { recursive: true });
  const path = mkdtempSync(join(keep ?? tmpdir(), keep === undefined ? 'asl-chaos-' : 'run-'));
  const remove = () => {
    if (keep === undefined) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', remove);
  const configuration = {
    services: services.map(({ name, url }) => ({ name, url })),
    monitoring: {
      check_interval: 1,
      retry_interval: 0.3,
      failure_threshold: 2,
      recovery_threshold: 2,
      default_timeout: 2,
      alert_within: 30,
    },
    slack: { enabled: true, channel: `#${channelName}` },
    // Everything here happens on loopback: no other network is asked whether it is there.
    connectivity: { enabled: false },
  };
  writeFileSync(join(path, 'config.yaml'), stringify(configuration));
  return {
    path,
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}
