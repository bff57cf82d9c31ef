/** From what the file says to what the program uses: defaults, absolute paths, and what must hold between keys. */
import { dirname, resolve } from 'node:path';
import { weekdays } from '../monitor/calendar.ts';
import type { Canary } from '../monitor/surroundings.ts';
import type { Configuration, DesktopSettings, MonitoringDefaults } from './configuration.ts';
import { notActedOn } from './deferred.ts';
import type { Environment } from './environment.ts';
import type { Finding, Path } from './problem.ts';
import { resolveHeartbeat } from './resolve-heartbeat.ts';
import { resolveMaintenance } from './resolve-maintenance.ts';
import { resolveService } from './resolve-service.ts';
import type { Input } from './schema.ts';

export type Resolution = {
  readonly configuration: Configuration;
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
};

/** `file` is absolute; `value` is the file's content as it stands; `complete` says that nothing of it is missing in `input`. */
export function resolveConfiguration(
  input: Input,
  value: unknown,
  file: string,
  environment: Environment,
  complete: boolean,
): Resolution {
  const findings: Finding[] = [];
  const warnings: Finding[] = [];
  const folder = dirname(file);
  const defaults = resolveMonitoring(input.monitoring);
  const services = input.services.map((entry) => resolveService(entry, { defaults, environment, findings, warnings }));
  if (services.length === 0) {
    warnings.push({
      path: ['services'],
      message: 'there is nothing to watch yet: add a service with a name and a url',
    });
  }
  const { slack, history, logging, dashboard } = input;
  const configuration: Configuration = {
    file,
    services,
    maxConcurrent: input.monitoring.max_concurrent ?? 64,
    monitoring: defaults,
    slack: {
      enabled: slack.enabled ?? true,
      channel: slack.channel ?? '#asl-alerts',
      mentionChannel: slack.mention_channel ?? true,
      mention: slack.mention ?? ['channel'],
      language: slack.language ?? 'en',
    },
    desktop: resolveDesktop(input.desktop, findings),
    connectivity: resolveConnectivity(input.connectivity, findings),
    maintenance: resolveMaintenance(input.maintenance, complete ? services : undefined, findings),
    history: {
      ...(history.database === undefined ? {} : { databasePath: resolve(folder, history.database) }),
      rawDays: history.raw_days ?? 30,
      rollupDays: history.rollup_days ?? 730,
    },
    logging: {
      level: logging.level ?? 'INFO',
      file: resolve(folder, logging.file ?? 'logs/monitoring.log'),
      incidentsDir: resolve(folder, logging.incidents_dir ?? 'incidents'),
    },
    dashboard: {
      enabled: dashboard.enabled ?? true,
      host: dashboard.host ?? '127.0.0.1',
      port: dashboard.port ?? 0,
      ...(dashboard.token === undefined ? {} : { token: dashboard.token }),
    },
    ...resolveHeartbeat(input, environment, findings),
    notActedOn: notActedOn(value),
  };
  return { configuration, findings, warnings };
}

function resolveMonitoring(monitoring: Input['monitoring']): MonitoringDefaults {
  return {
    checkIntervalMs: monitoring.check_interval ?? 20_000,
    failureThreshold: monitoring.failure_threshold ?? 2,
    recoveryThreshold: monitoring.recovery_threshold ?? 2,
    defaultTimeoutMs: monitoring.default_timeout ?? 10_000,
    retryIntervalMs: monitoring.retry_interval ?? 2_000,
    alertWithinMs: monitoring.alert_within ?? 30_000,
  };
}

function resolveDesktop(desktop: Input['desktop'], findings: Finding[]): DesktopSettings {
  const { critical = {}, normal = {} } = desktop.severities ?? {};
  const notifications = desktop.notifications ?? true;
  const sound = desktop.sound ?? true;
  const quiet = desktop.quiet_hours;
  if (quiet && quiet.from === quiet.to) {
    findings.push({ path: ['desktop', 'quiet_hours', 'to'], message: 'expected another time than from' });
  }
  return {
    enabled: desktop.enabled ?? true,
    savesBattery: desktop.save_battery ?? false,
    ...(quiet ? { quietHours: { fromMinute: quiet.from, toMinute: quiet.to, days: quiet.days ?? weekdays } } : {}),
    severities: {
      critical: {
        notifications: critical.notifications ?? notifications,
        sound: critical.sound ?? sound,
        duringQuietHours: critical.during_quiet_hours ?? true,
      },
      normal: {
        notifications: normal.notifications ?? notifications,
        sound: normal.sound ?? false,
        duringQuietHours: normal.during_quiet_hours ?? false,
      },
    },
  };
}

function resolveConnectivity(connectivity: Input['connectivity'], findings: Finding[]): Configuration['connectivity'] {
  const { enabled = true, canaries } = connectivity;
  if (!canaries) return { enabled };
  if (canaries.length === 0 && enabled) {
    findings.push({
      path: ['connectivity', 'canaries'],
      message: 'expected at least one canary (to judge without any, set connectivity.enabled: false)',
    });
  }
  return { enabled, canaries: canaries.flatMap((canary, index) => resolveCanary(canary, index, findings) ?? []) };
}

function resolveCanary(
  canary: NonNullable<NonNullable<Input['connectivity']['canaries']>[number]>,
  index: number,
  findings: Finding[],
): Canary | undefined {
  const { url, host, expected_status: expectedStatus, contains } = canary;
  const path: Path = ['connectivity', 'canaries', index];
  if (url !== undefined && host === undefined) {
    // Pages of this name are there for this purpose alone, and their whole point is that a portal would answer otherwise.
    const usual = /\/generate_204$/.test(url) ? [{ from: 204, to: 204 }] : [{ from: 200, to: 299 }];
    return { kind: 'http', url, expectedStatus: expectedStatus ?? usual, contains: contains ?? [] };
  }
  if (host !== undefined && url === undefined && expectedStatus === undefined && contains === undefined) {
    const colon = host.lastIndexOf(':');
    return { kind: 'tcp', host: host.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(host.slice(colon + 1)) };
  }
  findings.push({ path, message: 'expected either a url (with expected_status, contains), or a host alone' });
  return undefined;
}
