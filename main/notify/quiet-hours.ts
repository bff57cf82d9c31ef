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

/** Nothing is shown: where there is nobody to ask how it is to be. */
export const silent: LoudnessSettings = {
  enabled: false,
  severities: {
    critical: { notifications: false, sound: false, duringQuietHours: false },
    normal: { notifications: false, sound: false, duringQuietHours: false },
  },
};

export type Loudness = { readonly notification: boolean; readonly sound: boolean };

const unheard: Loudness = { notification: false, sound: false };

/** What an alert of a critical or another service does at `at`, epoch milliseconds. A sound comes with a notification only. */
export function loudness(
  { enabled, quietHours, severities }: LoudnessSettings,
  critical: boolean,
  at: number,
): Loudness {
  const wanted = critical ? severities.critical : severities.normal;
  if (!enabled || !wanted.notifications) return unheard;
  const isQuiet = !wanted.duringQuietHours && quietHours !== undefined && isWithin(quietHours, at);
  return isQuiet ? unheard : { notification: true, sound: wanted.sound };
}

function isWithin(hours: WeeklyHours, at: number): boolean {
  const span = nextSpan(hours, at);
  return span !== undefined && span.startsAt <= at;
}
