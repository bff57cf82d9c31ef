import { describe, expect, it } from 'vitest';
import { weekdays } from '../../../main/monitor/calendar.ts';
import type { LoudnessSettings } from '../../../main/notify/quiet-hours.ts';
import { loudness } from '../../../main/notify/quiet-hours.ts';

const loud = { notification: true, sound: true };
const mute = { notification: true, sound: false };
const silent = { notification: false, sound: false };

/** As a configuration has them that says nothing else. */
const plain: LoudnessSettings = {
  enabled: true,
  severities: {
    critical: { notifications: true, sound: true, duringQuietHours: true },
    normal: { notifications: true, sound: false, duringQuietHours: false },
  },
};
const quietHours = { fromMinute: 22 * 60, toMinute: 7 * 60, days: weekdays, timeZone: 'Europe/Paris' };
const withQuietHours: LoudnessSettings = { ...plain, quietHours };
const noon = Date.UTC(2026, 5, 3, 10);
const night = Date.UTC(2026, 5, 3, 1);

describe('by day', () => {
  it('a critical service is seen and heard, another one is seen', () => {
    expect(loudness(withQuietHours, true, noon)).toEqual(loud);
    expect(loudness(withQuietHours, false, noon)).toEqual(mute);
  });
});

describe('in the quiet hours', () => {
  it('a critical service is seen and heard all the same, another one is not even seen', () => {
    expect(loudness(withQuietHours, true, night)).toEqual(loud);
    expect(loudness(withQuietHours, false, night)).toEqual(silent);
  });

  it('the owner decides which of them pass', () => {
    const { critical, normal } = plain.severities;
    const settings = {
      ...withQuietHours,
      severities: { critical: { ...critical, duringQuietHours: false }, normal: { ...normal, duringQuietHours: true } },
    };
    expect(loudness(settings, true, night)).toEqual(silent);
    expect(loudness(settings, true, noon)).toEqual(loud);
    expect(loudness(settings, false, night)).toEqual(mute);
  });

  it('it is quiet from the minute in which they begin to the one before they end', () => {
    const at = (hour: number, minute: number) =>
      loudness(withQuietHours, false, Date.UTC(2026, 5, 3, hour - 2, minute));
    expect([at(6, 59), at(7, 0), at(21, 59), at(22, 0)]).toEqual([silent, mute, mute, silent]);
  });

  it('those of friday night last to saturday morning, and there are none in the night after', () => {
    const settings = { ...plain, quietHours: { ...quietHours, days: ['fri'] as const } };
    expect(loudness(settings, false, Date.UTC(2026, 5, 6, 4))).toEqual(silent);
    expect(loudness(settings, false, Date.UTC(2026, 5, 7, 4))).toEqual(mute);
  });

  it('on no day there are none', () => {
    expect(loudness({ ...plain, quietHours: { ...quietHours, days: [] } }, false, night)).toEqual(mute);
  });
});

describe('without quiet hours', () => {
  it('the night is like the day', () => {
    expect(loudness(plain, true, night)).toEqual(loud);
    expect(loudness(plain, false, night)).toEqual(mute);
  });
});

describe('whoever wants no notifications', () => {
  it('hears nothing either: a sound that explains nothing helps nobody', () => {
    const { critical, normal } = plain.severities;
    const settings = { ...plain, severities: { critical: { ...critical, notifications: false }, normal } };
    expect(loudness(settings, true, noon)).toEqual(silent);
    expect(loudness(settings, false, noon)).toEqual(mute);
  });

  it('may switch off the desktop as a whole', () => {
    expect(loudness({ ...plain, enabled: false }, true, noon)).toEqual(silent);
  });
});
