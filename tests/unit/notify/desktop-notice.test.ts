import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../main/monitor/model.ts';
import type { OutageStory } from '../../../main/monitor/ports.ts';
import {
  moreNotice,
  type NoticeSetting,
  type OutageReport,
  outageNotice,
} from '../../../main/notify/desktop-notice.ts';
import { awayNotice, slackUnreachableNotice, testNotice } from '../../../main/notify/desktop-notices.ts';
import type { Notice } from '../../../main/notify/notification-screen.ts';
import { alertIn, anAlert, anOutage, manyNames, noon } from './alerts.ts';

const hourMs = 3_600_000;
/** As the clock on the wall of this machine has it. */
const time = (at: number): string => new Date(at).toTimeString().slice(0, 5);
const began = time(noon - 12_000);

const english: NoticeSetting = { language: 'en', now: noon + 1_000, isSilent: false, isFirst: true };
const french: NoticeSetting = { ...english, language: 'fr' };
/** The narrow space of French is one that tests can read. */
const told = ({ title, body }: Notice) => [title, body].map((text) => text.replaceAll('\u202f', ' '));

const ofOne = (kind: Parameters<typeof anAlert>[0], incident: Partial<Incident> = {}): OutageReport => {
  const alert = anAlert(kind, { incident });
  return { outageId: alert.incident.id, alerts: [alert], incidents: [alert.incident], explanation: { kind: 'alone' } };
};

const ofMany = ({ outage, incidents }: OutageStory, alerts: OutageReport['alerts']): OutageReport => ({
  outageId: outage.id,
  alerts,
  incidents,
  explanation: outage.explanation,
});

describe('the notification of a service that is down', () => {
  it('says what, how bad, since when and why, and leads to its incident', () => {
    const notice = outageNotice(ofOne('opened'), english);
    expect(notice).toEqual({
      id: 'API_Production_20260301_115948',
      title: 'API Production is down',
      body: `Critical, down since ${began}. Expected status 200, got 503`,
      actions: ['acknowledge', 'snooze'],
      urgency: 'critical',
      isSilent: false,
      hash: '#/incidents/API_Production_20260301_115948',
    });
    const failure = { kind: 'status', phase: 'first_byte', sentence: 'expected status 200, got 503' } as const;
    expect(told(outageNotice(ofOne('opened', { failure }), french))).toEqual([
      'API Production est en panne',
      `Critique, en panne depuis ${began}. Statut 503 au lieu de 200`,
    ]);
  });

  it('names the day where it began on another one', () => {
    const { body } = outageNotice(ofOne('opened'), { ...english, now: noon + 24 * hourMs });
    expect(body).toMatch(/down since 1 Mar,? \d\d:\d\d\./);
  });

  it('is in no hurry where the service is not critical, and says where it is not certain', () => {
    const notice = outageNotice(ofOne('opened', { critical: false, doubt: 'no canary answers' }), english);
    expect(notice.urgency).toBe('normal');
    expect(notice.body).toBe(
      `Not critical, down since ${began}. Expected status 200, got 503. Not certain: no canary answers`,
    );
  });

  const acknowledged = { by: { name: 'Ann', via: 'slack' }, at: noon } as const;

  it('says who takes care of it, and asks nobody to do that again', () => {
    const notice = outageNotice(ofOne('acknowledged', { acknowledged }), { ...english, isFirst: false });
    expect(notice).toMatchObject({ actions: ['snooze'], urgency: 'normal' });
    expect(notice.body).toMatch(new RegExp(`^Acknowledged by Ann, ${time(noon)}\\. Critical, down since`));
    expect(told(outageNotice(ofOne('acknowledged', { acknowledged }), french))[1]).toMatch(
      new RegExp(`^Prise en charge par Ann, ${time(noon)}\\.`),
    );
  });

  it.each([
    ['reopened', { flaps: 1 }, 'API Production is down again', /^Critical, down since/],
    ['changed', {}, 'API Production is down', /^API Production now fails in another way\. Critical/],
    [
      'reminder',
      {},
      'API Production is down',
      /^API Production has been down for 1 h, and nobody has acknowledged it\. /,
    ],
    ['still_down', {}, 'API Production is down', /^API Production is still down after 1 h\. Critical/],
  ] as const)('tells what has become of it: %s', (kind, incident, title, body) => {
    const setting = { ...english, isFirst: false, now: noon - 12_000 + hourMs };
    const notice = outageNotice(ofOne(kind, incident), setting);
    expect([notice.title, notice.body]).toEqual([title, expect.stringMatching(body)]);
    const translated = outageNotice(ofOne(kind, incident), { ...setting, language: 'fr' });
    expect(told(translated).join(' ')).not.toMatch(/\b(is|has|down|since|again|fails)\b/);
  });

  it('stays one short line of plain text, whatever the service is called and answers', () => {
    const hostile = `<b>Évil\u202e\u0007\n\r\u2028${'long '.repeat(100)}</b>`;
    const failure = { kind: 'protocol', phase: 'body', sentence: `bad\u0000\n${'😀'.repeat(400)}` } as const;
    for (const setting of [english, french]) {
      const notice = outageNotice(ofOne('opened', { service: hostile, doubt: hostile, failure }), setting);
      expect(notice.title.length).toBeLessThanOrEqual(80);
      expect(notice.body.length).toBeLessThanOrEqual(240);
      for (const text of [notice.title, notice.body]) {
        expect(text).toMatch(/^[^\p{Cc}\u2028\u2029\u202e]+$/u);
        expect(text.isWellFormed()).toBe(true);
      }
      expect(notice.title).toMatch(setting.language === 'en' ? /is down$/ : /est en panne$/);
    }
  });

  it('leads to an incident whose name needs care in an address', () => {
    expect(outageNotice({ ...ofOne('opened'), outageId: 'Café_1' }, english).hash).toBe('#/incidents/Caf%C3%A9_1');
  });
});

describe('the notification of an outage of several services', () => {
  const story = anOutage(['Shop', 'Cart', 'Mail'], { critical: ['Cart'] });

  it('says how many, and what they share', () => {
    const report = ofMany(
      story,
      story.incidents.map(({ service }) => alertIn(story, 'opened', service)),
    );
    const notice = outageNotice(report, english);
    expect([notice.title, notice.body, notice.urgency]).toEqual([
      '3 services are down: gateway.example.com',
      `1 of 3 critical, down since ${began}. Cart: connection to 10.1.2.3:443 refused for Cart (and 2 more in the same way)`,
      'critical',
    ]);
    expect(told(outageNotice(report, french))[0]).toBe('3 services en panne : gateway.example.com');
  });

  it('says who joined, and how many of how many are still down', () => {
    const partly = anOutage(['Shop', 'Cart', 'Mail'], { explanation: { kind: 'alone' }, up: { Mail: noon } });
    const notice = outageNotice(ofMany(partly, [alertIn(partly, 'opened', 'Cart')]), { ...english, isFirst: false });
    expect(notice.title).toBe('2 of 3 services are still down: Shop, Cart');
    expect(notice.body).toMatch(/^1 more service is down: Cart\. None critical, down since/);
  });

  it('says of how many somebody takes care', () => {
    const [shop, ...others] = story.incidents;
    if (shop === undefined) throw new Error('there are three');
    const cared = { ...shop, acknowledged: { by: { name: 'Ann', via: 'desktop' }, at: noon } } as const;
    const report = { ...ofMany(story, [alertIn(story, 'acknowledged', 'Shop')]), incidents: [cared, ...others] };
    const { body, actions } = outageNotice(report, { ...english, isFirst: false });
    expect(body).toMatch(new RegExp(`^Acknowledged by Ann, ${time(noon)} \\(1 of 3\\)\\.`));
    expect(actions).toEqual(['acknowledge', 'snooze']);
  });
});

describe('notifications about no single outage', () => {
  it('count the outages that have none of their own', () => {
    const reports = manyNames(9).map((name): OutageReport => {
      const story = anOutage([name]);
      return ofMany(story, [alertIn(story, 'opened', name)]);
    });
    const notice = moreNotice(reports, 'en');
    expect(notice).toMatchObject({ id: 'more', title: 'and 9 more outages', hash: '#/services', isSilent: true });
    expect(notice.body).toBe('s1, s2, s3, s4, s5, s6, s7, s8 and 1 more');
    expect(told(moreNotice(reports.slice(0, 1), 'fr'))).toEqual(['et 1 autre panne', 's1']);
  });

  it('say that Slack reaches nobody', () => {
    expect(slackUnreachableNotice({ owed: 2, since: noon, language: 'en' })).toMatchObject({
      id: 'slack',
      title: 'Slack cannot be reached',
      body: expect.stringMatching(/^Since 1 Mar,? \d\d:\d\d, 2 alerts wait to be told there\. /),
    });
    expect(told(slackUnreachableNotice({ owed: 1, since: noon, language: 'fr' }))[1]).toMatch(
      /^Depuis le 1 mars,? (à )?\d\d:\d\d, 1 alerte en attente\. /,
    );
  });

  it('sum up what happened while nobody was there, the worst first', () => {
    const at = noon + 8 * hourMs;
    const missed = [
      { outage: 'a', services: ['Mail'], critical: false, startedAt: noon, endedAt: noon + 240_000 },
      { outage: 'b', services: ['Wiki'], critical: false, startedAt: noon + hourMs },
      { outage: 'c', services: ['Shop', 'Cart', 'Pay'], critical: true, startedAt: noon + 2 * hourMs },
      { outage: 'd', services: ['Chat'], critical: false, startedAt: noon + 3 * hourMs, endedAt: noon + 4 * hourMs },
    ];
    const summary = { missed, from: noon, to: at, language: 'en', wallMs: () => noon + 9 * hourMs } as const;
    const sameDay = { ...summary, to: noon + 60_000, wallMs: () => noon + 120_000 };
    const notice = awayNotice(sameDay);
    expect(notice).toMatchObject({ id: 'away', urgency: 'critical', hash: '#/incidents', isSilent: true, actions: [] });
    expect(notice.title).toBe(
      `While you were away: 4 outages, 2 still going on (from ${time(noon)} to ${time(noon + 60_000)})`,
    );
    expect(notice.body).toMatch(
      /^Shop, Cart and 1 more: down since .*\. Wiki: down since .*\. Mail: down from .* for 4 min\. and 1 more outage$/,
    );
    expect(told(awayNotice({ ...sameDay, language: 'fr' }))[0]).toBe(
      `En votre absence : 4 pannes, dont 2 en cours (entre ${time(noon)} et ${time(noon + 60_000)})`,
    );
    const [only] = missed;
    if (only === undefined) throw new Error('there are four');
    expect(awayNotice({ ...sameDay, missed: [only] })).toMatchObject({
      title: `While you were away: 1 outage, over by now (from ${time(noon)} to ${time(noon + 60_000)})`,
      urgency: 'normal',
      hash: '#/incidents/a',
    });
  });

  it('show that they arrive', () => {
    expect([testNotice('en').title, testNotice('fr').title]).toEqual([
      'Notifications arrive',
      'Les notifications arrivent',
    ]);
  });
});
