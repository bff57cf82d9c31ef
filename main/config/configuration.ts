/** The configuration as the program uses it: every default filled in, every time in milliseconds, every path absolute. */
import type { WeeklyHours } from '../monitor/calendar.ts';
import type { MaintenanceWindow } from '../monitor/maintenance.ts';
import type { Service } from '../monitor/model.ts';
import type { Canary } from '../monitor/surroundings.ts';

export type Configuration = {
  /** Absolute path of the file it was read from. */
  readonly file: string;
  readonly services: readonly Service[];
  readonly maxConcurrent: number;
  /** What holds for a service that says nothing else. */
  readonly monitoring: MonitoringDefaults;
  readonly slack: SlackSettings;
  readonly desktop: DesktopSettings;
  readonly connectivity: ConnectivitySettings;
  readonly maintenance: readonly MaintenanceWindow[];
  readonly history: HistorySettings;
  readonly logging: LoggingSettings;
  readonly dashboard: DashboardSettings;
  /** What is asked after every full cycle of checks; http or https. May hold a secret: never shown. */
  readonly heartbeatUrl?: string;
  /** Keys that are in the file and valid, but do not change anything yet, such as `services[].tls.expiry_warning`. */
  readonly notActedOn: readonly string[];
};

export type MonitoringDefaults = {
  readonly checkIntervalMs: number;
  readonly failureThreshold: number;
  readonly recoveryThreshold: number;
  readonly defaultTimeoutMs: number;
  readonly retryIntervalMs: number;
  readonly alertWithinMs: number;
};

export type SlackSettings = {
  readonly enabled: boolean;
  /** A name with `#`, or an ID. */
  readonly channel: string;
  /** Whether anybody is called for a critical service. */
  readonly mentionChannel: boolean;
  /** Who is called: `channel`, `here`, `everyone`, the ID of a member (`U…`, `W…`) or of a user group (`S…`). */
  readonly mention: readonly string[];
  readonly language: 'en' | 'fr';
};

export type Loudness = {
  readonly notifications: boolean;
  readonly sound: boolean;
  readonly duringQuietHours: boolean;
};

export type DesktopSettings = {
  readonly enabled: boolean;
  /** On battery, services that are not critical are checked less often. */
  readonly savesBattery: boolean;
  /** Where the machine is. */
  readonly quietHours?: WeeklyHours;
  readonly severities: { readonly critical: Loudness; readonly normal: Loudness };
};

export type ConnectivitySettings = {
  readonly enabled: boolean;
  /** Absent: the well-known endpoints. */
  readonly canaries?: readonly Canary[];
};

export type HistorySettings = {
  /** Absolute; absent: `history.db` in the data folder. */
  readonly databasePath?: string;
  readonly rawDays: number;
  readonly rollupDays: number;
};

/** The names of Python's logging. */
export type LogLevel = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';

export type LoggingSettings = {
  readonly level: LogLevel;
  /** Absolute. */
  readonly file: string;
  /** Absolute. */
  readonly incidentsDir: string;
};

export type DashboardSettings = {
  readonly enabled: boolean;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Absent: a new one at every start. */
  readonly token?: string;
};
