import { describe, expect, it } from 'vitest';
import { duration, milliseconds } from '../../../main/notify/durations.ts';
import { rootMessage, threadMessage } from '../../../main/notify/slack-blocks.ts';
import type { SlackMessage } from '../../../main/notify/slack-parts.ts';
import { wordingFor } from '../../../main/notify/wording.ts';
import { mentionsIn, readable, refusalOf } from '../../support/slack-rules.ts';
import { anAlert, noon } from './alerts.ts';

const setting = { wording: wordingFor('en'), mention: '<!channel>', deliveredAt: noon + 300, unannounced: true };
const lines = (message: SlackMessage) => readable(message).split('\n');

describe('what Slack is told', () => {
  it('has everything an engineer needs in the alert', () => {
    const message = rootMessage(
      anAlert('opened', {
        service: { group: 'Payments', runbook: 'https://wiki.example.com/api', description: 'Takes the orders.' },
      }),
      setting,
    );
    expect(message.text).toBe('■ API Production is down (critical): Expected status 200, got 503');
    expect(lines(message)).toEqual([
      '■ API Production is down',
      '<!channel> Critical, down since <!date^1772366388^{date_short_pretty} {time_secs}|2026-03-01T11:59:48.000Z>',
      'Expected status 200, got 503',
      '*Service*',
      'API Production',
      '*Criticality*',
      'Critical',
      '*HTTP code*',
      '503',
      '*Response time*',
      '120 ms (DNS 2 ms, TCP 11 ms, TLS 30 ms, first byte 77 ms)',
      '*Incident*',
      '`API_Production_20260301_115948`',
      '*Group*',
      'Payments',
      '*URL*',
      '<https://api.example.com/health>',
      'Takes the orders.',
      'Runbook',
      'https://wiki.example.com/api',
    ]);
    expect(message.attachments[0]?.color).toBe('#cb1d1f');
    expect(refusalOf(message)).toBeUndefined();
  });

  it('calls nobody for a service that is not critical, and says what was not received', () => {
    const alert = anAlert('opened', { service: { critical: false, method: 'HEAD', runbook: 'ask Ana' } });
    const { statusCode: _, ...incident } = alert.incident;
    const message = rootMessage({ ...alert, incident: { ...incident, phases: {} } }, setting);
    expect(mentionsIn(message)).toEqual([]);
    expect(message.text).toBe('■ API Production is down: Expected status 200, got 503');
    expect(lines(message)).toEqual(
      expect.arrayContaining([
        'Not critical',
        'none received',
        '120 ms',
        'HEAD <https://api.example.com/health>',
        'ask Ana',
      ]),
    );
  });

  it('turns green with the duration on recovery, and calls nobody', () => {
    const alert = anAlert('resolved');
    const told = { ...setting, unannounced: false, deliveredAt: alert.at };
    const root = rootMessage(alert, told);
    expect(root.text).toBe('● API Production is up again after 4 min');
    expect(root.attachments[0]?.color).toBe('#00966b');
    expect(lines(root).slice(0, 4)).toEqual([
      '● API Production is up again after 4 min',
      'Down from <!date^1772366388^{date_short_pretty} {time_secs}|2026-03-01T11:59:48.000Z> until <!date^1772366638^{date_short_pretty} {time_secs}|2026-03-01T12:03:58.000Z>',
      '*Last failure*',
      'Expected status 200, got 503',
    ]);
    expect(lines(threadMessage(alert, told))).toEqual([
      '● API Production is up again after 4 min',
      'Down from <!date^1772366388^{date_short_pretty} {time_secs}|2026-03-01T11:59:48.000Z> until <!date^1772366638^{date_short_pretty} {time_secs}|2026-03-01T12:03:58.000Z>',
      '`API_Production_20260301_115948`',
    ]);
    expect([...mentionsIn(root), ...mentionsIn(threadMessage(alert, told))]).toEqual([]);
  });

  it('tells both ends in one message when nobody knew of the beginning', () => {
    expect(rootMessage(anAlert('resolved'), setting).text).toMatch(
      /^● API Production was down for 4 min and is up again/,
    );
  });

  it('calls again when a service fails anew, because people took it for well', () => {
    const message = threadMessage(anAlert('reopened', { incident: { flaps: 1 } }), { ...setting, unannounced: false });
    expect(message.text).toBe('■ API Production is down again (critical): Expected status 200, got 503');
    expect(mentionsIn(message)).toEqual(['<!channel>']);
  });

  it('does not claim a recovery when an incident ends for another reason', () => {
    const texts = (['edited', 'removed'] as const).map((end) => {
      const message = rootMessage(anAlert('resolved', { incident: { end } }), {
        ...setting,
        unannounced: false,
        deliveredAt: noon,
      });
      return [message.text, message.attachments[0]?.color];
    });
    expect(texts).toEqual([
      ['○ API Production: incident closed after 4 min, its settings were changed', '#d5921c'],
      ['○ API Production: incident closed after 4 min, it is no longer watched', '#d5921c'],
    ]);
  });

  it('says so when it is told late, with both times', () => {
    const late = { ...setting, deliveredAt: noon + 21 * 60_000 };
    const message = rootMessage(anAlert('opened'), late);
    expect(message.text).toBe('■ API Production is down (critical): Expected status 200, got 503 (told 21 min late)');
    expect(lines(message).at(-1)).toBe(
      'Told late: detected <!date^1772366400^{time_secs}|2026-03-01T12:00:00.000Z>, delivered <!date^1772367660^{time_secs}|2026-03-01T12:21:00.000Z>',
    );
    expect(readable(rootMessage(anAlert('opened'), { ...setting, deliveredAt: noon + 10_000 }))).not.toContain('late');
  });

  it('says that it is not certain, and why', () => {
    const alert = anAlert('opened', { incident: { doubt: 'no canary answers' } });
    for (const message of [rootMessage(alert, setting), threadMessage(alert, setting)]) {
      expect(message.text).toBe('■ API Production is down (critical) (not certain): Expected status 200, got 503');
      expect(lines(message)).toContain('Not certain: no canary answers.');
      expect(message.bare).toContain('\nNot certain: no canary answers.\n');
    }
    const over = rootMessage(anAlert('resolved', { incident: { doubt: 'no canary answers' } }), setting);
    expect(readable(over)).not.toContain('ertain');
  });

  it('does not claim to know when it ended where nobody watched', () => {
    const hours = noon + 6 * 3_600_000;
    const incident = { endedNotBefore: noon + 228_000, endedAt: hours };
    const alert = anAlert('resolved', { at: hours, incident });
    const told = { ...setting, unannounced: false, deliveredAt: hours };
    expect(rootMessage(alert, told).text).toBe('● API Production is up again after between 4 min and 6 h');
    expect(rootMessage(alert, { ...told, unannounced: true }).text).toBe(
      '● API Production was down for between 4 min and 6 h and is up again',
    );
    for (const message of [rootMessage(alert, told), threadMessage(alert, told)]) {
      expect(lines(message)[1]).toMatch(
        /^Down since <!date\^1772366388.*It ended between <!date\^1772366628.* and <!date\^1772388000.*: nobody was watching$/,
      );
    }
  });

  it('is not late by the time it waited of its own accord', () => {
    const alert = { ...anAlert('resolved'), notBefore: noon + 600_000 };
    expect(rootMessage(alert, { ...setting, deliveredAt: noon + 601_000 }).text).not.toContain('late');
  });

  it('has the essentials in its plain text too', () => {
    const { bare } = rootMessage(
      anAlert('opened', { service: { runbook: 'https://wiki.example.com/api?a=1&b=2' } }),
      setting,
    );
    expect(bare.split('\n')).toEqual([
      '<!channel> ■ API Production is down (critical): Expected status 200, got 503',
      'Critical, down since <!date^1772366388^{date_short_pretty} {time_secs}|2026-03-01T11:59:48.000Z>',
      'URL: <https://api.example.com/health>',
      'Runbook: <https://wiki.example.com/api?a=1&amp;b=2>',
      'Incident: `API_Production_20260301_115948`',
    ]);
  });

  it('calls nobody and stays within the limits whatever servers and names hold', () => {
    const nasty = `<!channel> <@U1> @channel <!subteam^S1|x> *b* _i_ ~s~ \`c\` \u202Eright to left\u0000\n> quoted &lt; & 😀 ${'&<😀\ud800'.repeat(25_000)}`;
    const alert = anAlert('reopened', {
      name: nasty,
      service: {
        group: nasty,
        runbook: `https://wiki.example.com/?${'&'.repeat(1_990)}`,
        description: nasty,
        method: nasty,
        url: nasty,
      },
      incident: { id: 'safe_1', flaps: 3, failure: { kind: 'content', phase: 'body', sentence: nasty } },
    });
    for (const unannounced of [true, false]) {
      const silent = { ...setting, mention: undefined, unannounced, deliveredAt: noon + 3_600_000 };
      for (const message of [rootMessage(alert, silent), threadMessage(alert, silent)]) {
        const everything = JSON.stringify(message);
        expect(refusalOf(message)).toBeUndefined();
        expect(mentionsIn(message)).toEqual([]);
        expect(mentionsIn({ text: message.bare, blocks: [], attachments: [] })).toEqual([]);
        expect(everything).not.toMatch(/<!channel|<@U1|<!subteam|@channel|\u202e|\\u0000|\\ud800/i);
        expect(message.text.length).toBeLessThanOrEqual(1_000);
        expect(message.bare.length).toBeLessThanOrEqual(4_000);
      }
    }
  });
});

describe('durations', () => {
  it('are told as people say them', () => {
    const told = [400, 999, 45_000, 59_600, 252_000, 3_599_000, 3_600_000, 4_320_000, 86_340_000, 183_600_000].map(
      duration,
    );
    expect(told).toEqual([
      'less than 1 s',
      '1 s',
      '45 s',
      '1 min',
      '4 min',
      '1 h',
      '1 h',
      '1 h 12 min',
      '23 h 59 min',
      '2 d 3 h',
    ]);
    expect([0.4, 120.4, 999.7, 1_240, 10_000].map(milliseconds)).toEqual(['0 ms', '120 ms', '1 s', '1.2 s', '10 s']);
  });
});
