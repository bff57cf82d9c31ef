/** The configuration as the program uses it: every default filled in, every time in milliseconds, every path absolute. */
import type { Service } from '../monitor/model.ts';
import type { Canary } from '../monitor/surroundings.ts';
import type { Weekday } from './calendar-fields.ts';

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
  /** Keys that are in the file and valid, but do not change anything yet, such as `desktop.sound`. */
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
  readonly quietHours?: QuietHours;
  readonly severities: { readonly critical: Loudness; readonly normal: Loudness };
};

/** In the time zone of the machine; from later than to passes midnight, and `days` are those on which it begins. */
export type QuietHours = {
  /** Minutes since midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly days: readonly Weekday[];
};

export type ConnectivitySettings = {
  readonly enabled: boolean;
  /** Absent: the well-known endpoints. */
  readonly canaries?: readonly Canary[];
};

/** Without services, groups and tags it is for everything; else for every service that is named in one of them. */
export type MaintenanceWindow = {
  readonly name?: string;
  readonly services: readonly string[];
  readonly groups: readonly string[];
  readonly tags: readonly string[];
} & (
  | { /** Epoch milliseconds. */ readonly kind: 'once'; readonly startsAt: number; readonly endsAt: number }
  | (QuietHours & { readonly kind: 'recurring' /** Absent: the machine's. */; readonly timeZone?: string })
);

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
