import { stringify } from 'yaml';
import type { Part } from './schedule.ts';

/** What the demo's `config.yaml` says: a quick rhythm, and Slack off even where a token is at hand. */
export function demoConfiguration(services: ReadonlyArray<{ readonly part: Part; readonly url: string }>): string {
  return `# Written by --demo: local services that fail on a schedule.\n${stringify({
    services: services.map(({ part, url }) => ({
      name: part.name,
      url,
      description: part.description,
      critical: part.critical,
      ...(part.scenes.some(({ act }) => act === 'slow') ? { expect: { max_response_time: 1 } } : {}),
    })),
    monitoring: { check_interval: 5, default_timeout: 3, retry_interval: 1, failure_threshold: 2 },
    slack: { enabled: false },
  })}`;
}
