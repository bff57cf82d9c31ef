/** How loud the desktop is for an alert. */
import { nextSpan, type WeeklyHours } from '../monitor/calendar.ts';

/** What the configuration says of alerts of one severity. */
export type SeverityLoudness = {
  readonly notifications: boolean;
  readonly sound: boolean;
  /** Whether they are as loud in the quiet hours as else. */
  readonly duringQuietHours: boolean;
};

export type LoudnessSettings = {
  readonly enabled: boolean;
  readonly quietHours?: WeeklyHours;
  readonly severities: { readonly critical: SeverityLoudness; readonly normal: SeverityLoudness };
};

export type Loudness = { readonly notification: boolean; readonly sound: boolean };

const silent: Loudness = { notification: false, sound: false };

/** What an alert of a critical or another service does at `at`, epoch milliseconds. A sound comes with a notification only. */
export function loudness(
  { enabled, quietHours, severities }: LoudnessSettings,
  critical: boolean,
  at: number,
): Loudness {
  const wanted = critical ? severities.critical : severities.normal;
  if (!enabled || !wanted.notifications) return silent;
  const isQuiet = !wanted.duringQuietHours && quietHours !== undefined && isWithin(quietHours, at);
  return isQuiet ? silent : { notification: true, sound: wanted.sound };
}

function isWithin(hours: WeeklyHours, at: number): boolean {
  const span = nextSpan(hours, at);
  return span !== undefined && span.startsAt <= at;
}
