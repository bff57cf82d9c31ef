import { describe, expect, it } from 'vitest';
import type { Alert, Explanation } from '../../../main/monitor/model.ts';
import type { OutageStory } from '../../../main/monitor/ports.ts';
import type { Report } from '../../../main/notify/report.ts';
import { outageReply, outageRoot } from '../../../main/notify/slack-outage.ts';
import type { SlackMessage } from '../../../main/notify/slack-parts.ts';
import { wordingFor } from '../../../main/notify/wording.ts';
import { mentionsIn, readable, refusalOf } from '../../support/slack-rules.ts';
import { alertIn, anOutage, manyNames, noon } from './alerts.ts';

const setting = {
  wording: wordingFor('en'),
  mention: '<!channel>',
  deliveredAt: noon + 300,
  unannounced: true,
  factsOf: () => undefined,
};
const going = { ...setting, unannounced: false };
const lines = (message: SlackMessage) => readable(message).split('\n');
const startTime = '<!date^1772366388^{time_secs}|2026-03-01T11:59:48.000Z>';

function report(story: OutageStory, alerts: readonly Alert[], more: Partial<Report> = {}): Report {
  const alert = alerts.at(-1);
  if (alert === undefined) throw new Error('a report needs news');
  const { outage, incidents } = story;
  const { id: outageId, explanation, startedAt } = outage;
  return { outageId, alerts, alert, incidents, known: [], explanation, startedAt, quiet: false, ...more };
}

const opening = (story: OutageStory, more: Partial<Report> = {}) =>
  report(
    story,
    story.incidents.map(({ service }) => alertIn(story, 'opened', service)),
    more,
  );
const ending = (story: OutageStory, names: readonly string[], more: Partial<Report> = {}) =>
  report(
    story,
    names.map((name) => alertIn(story, 'resolved', name, { at: noon + 240_000 })),
    more,
  );

describe('an outage of several services', () => {
  it('is one message that says what they share, who they are and what fails', () => {
    const message = outageRoot(opening(anOutage(['a', 'b', 'c', 'd'], { critical: ['c'] })), setting);
    expect(message.text).toBe('■ 4 services are down: gateway.example.com (critical): a, b, c and 1 more');
    expect(lines(message)).toEqual([
      '■ 4 services are down: gateway.example.com',
      '<!channel> 1 of 4 critical, down since <!date^1772366388^{date_short_pretty} {time_secs}|2026-03-01T11:59:48.000Z>',
      'a: connection to 10.1.2.3:443 refused for a (and 3 more in the same way)',
      '*Services*',
      `■ *c* (critical) down since ${startTime}`,
      `■ *a* down since ${startTime}`,
      `■ *b* down since ${startTime}`,
      `■ *d* down since ${startTime}`,
      'Outage `a_20260301_115948`',
      'What they share: the host gateway.example.com',
    ]);
    expect(message.attachments[0]?.color).toBe('#cb1d1f');
    expect(message.bare).toContain('<!channel> 1 of 4 critical, down since');
  });

  it('calls nobody where none of those that are down is critical', () => {
    const none = outageRoot(opening(anOutage(['a', 'b'])), setting);
    const well = outageRoot(opening(anOutage(['a', 'b'], { critical: ['a'], up: { a: noon } })), setting);
    expect([mentionsIn(none), mentionsIn(well)]).toEqual([[], []]);
    expect(none.text).toBe('■ 2 services are down: gateway.example.com: a, b');
    expect(lines(none)[1]).toMatch(/^None critical, down since /);
  });

  it.each<[Explanation, string]>([
    [{ kind: 'alone' }, '■ 2 services are down: a, b'],
    [{ kind: 'address', value: '10.1.2.3' }, '■ 2 services are down: address 10.1.2.3'],
    [{ kind: 'network', value: '10.1.2.0/24' }, '■ 2 services are down: network 10.1.2.0/24'],
    [{ kind: 'port', value: '8443' }, '■ 2 services are down: port 8443'],
    [{ kind: 'zone', value: 'example.com' }, '■ 2 services are down: names in example.com'],
    [{ kind: 'vpn', value: 'tun0' }, '■ 2 services are down: VPN tun0'],
    [{ kind: 'widespread', value: 'refused' }, '■ 2 services are down: all refuse connections'],
    [{ kind: 'widespread', value: 'timeout_response' }, '■ 2 services are down: none answers in time'],
  ])('names what explains it: %j', (explanation, headline) => {
    const kind = explanation.kind === 'widespread' ? explanation.value : 'refused';
    const incident = { failure: { kind, phase: 'tcp', sentence: 'it fails' } } as const;
    expect(lines(outageRoot(opening(anOutage(['a', 'b'], { explanation, incident })), setting))[0]).toBe(headline);
  });

  it('does not say that all fail in a way in which only some do', () => {
    const story = anOutage(['a', 'b'], { explanation: { kind: 'widespread', value: 'timeout_response' } });
    const told = lines(outageRoot(opening(story), setting));
    expect(told[0]).toBe('■ 2 services are down: a, b');
    expect(told).toContain('What they share: most services fail at the same time, in various ways');
  });

  it('says how many are still down, and counts each way of failing', () => {
    const story = anOutage(['a', 'b', 'c', 'd'], { up: { a: noon + 228_000 } });
    const [first, ...others] = story.incidents;
    const mixed = first && {
      ...story,
      incidents: [
        first,
        ...others.map((one, at) =>
          at === 0 ? { ...one, failure: { kind: 'status', phase: 'first_byte', sentence: 'got 503' } as const } : one,
        ),
      ],
    };
    const message = outageRoot(ending(mixed ?? story, ['a']), going);
    expect(message.text).toBe('■ 3 of 4 services are still down: gateway.example.com: b, c, d');
    expect(lines(message).slice(2, 8)).toEqual([
      'c: connection to 10.1.2.3:443 refused for c (and 1 more in the same way)',
      'b: got 503',
      '*Services*',
      `■ *b* down since ${startTime}`,
      `■ *c* down since ${startTime}`,
      `■ *d* down since ${startTime}`,
    ]);
    expect(lines(message)[8]).toBe('● a up again after 4 min');
  });

  it('turns green when the last is well again, with how long it took', () => {
    const story = anOutage(['a', 'b'], { critical: ['a'], up: { a: noon, b: noon + 228_000 } });
    for (const message of [outageRoot(ending(story, ['b']), going), outageReply(ending(story, ['b']), going)]) {
      expect(message.text).toMatch(/^● 2 services are up again after 4 min: gateway.example.com/);
      expect(message.attachments[0]?.color).toBe('#00966b');
      expect(mentionsIn(message)).toEqual([]);
      expect(readable(message)).toContain('Down from <!date^1772366388');
    }
    expect(outageRoot(ending(story, ['b']), setting).text).toMatch(
      /^● 2 services were down for 4 min and are up again: gateway.example.com/,
    );
  });

  it('does not call a service well that is only no longer judged', () => {
    const story = anOutage(['a', 'b', 'c'], { up: { a: noon, b: noon + 228_000, c: noon + 228_000 } });
    const as = (end: 'edited' | 'removed', count: number): OutageStory => ({
      ...story,
      incidents: story.incidents.map((one, at) => (at < count ? { ...one, end } : one)),
    });
    expect(outageRoot(ending(as('edited', 1), ['c']), going).text).toBe(
      '● 2 of 3 services are up again after 4 min: gateway.example.com: a, b, c',
    );
    expect(lines(outageRoot(ending(as('edited', 1), ['c']), going))).toContain(
      '○ a closed after 12 s, its settings were changed',
    );
    const none = outageRoot(ending(as('removed', 3), ['c']), going);
    expect(none.text).toMatch(/^○ Incidents of 3 services closed after 4 min: /);
    expect(none.attachments[0]?.color).toBe('#d5921c');
  });

  it('tells in the thread who joined, who failed again and who came back', () => {
    const names = manyNames(10);
    const story = anOutage(names, { critical: ['s02'], up: { s01: noon } });
    const told = (alerts: readonly Alert[]) => outageReply(report(story, alerts), going);
    const joined = told(names.slice(1).map((name) => alertIn(story, 'opened', name)));
    expect(joined.text).toBe('■ 9 more services are down: s02, s03, s04 and 6 more (critical)');
    expect(lines(joined)).toEqual([
      '■ 9 more services are down: s02, s03, s04 and 6 more',
      '<!channel> 9 of 10 down now',
      's02: connection to 10.1.2.3:443 refused for s02 (and 8 more in the same way)',
      '`s01_20260301_115948`',
    ]);
    expect(told([alertIn(story, 'opened', 's03')]).text).toBe(
      '■ 1 more service is down: s03: connection to 10.1.2.3:443 refused for s03',
    );
    const both = [alertIn(story, 'reopened', 's03'), alertIn(story, 'opened', 's04')];
    expect(told(both).text).toBe('■ 1 more service is down: s04; s03 is down again');
    expect(told([alertIn(story, 'resolved', 's01')]).text).toBe('● s01 is up again; 9 of 10 still down');
  });

  it('says of what it is not certain', () => {
    const all = outageRoot(opening(anOutage(['a', 'b'], { incident: { doubt: 'no canary answers' } })), setting);
    expect(all.text).toBe('■ 2 services are down: gateway.example.com (not certain): a, b');
    expect(lines(all)).toContain('Not certain: no canary answers.');
    const story = anOutage(['a', 'b']);
    const incidents = story.incidents.map((one, at) => (at === 0 ? { ...one, doubt: 'no canary answers.' } : one));
    const some = outageReply(opening({ ...story, incidents }), going);
    expect(lines(some)).toContain('Not certain for 1 of 2: no canary answers.');
    expect(some.text).not.toContain('not certain');
  });

  it('does not claim to know when it ended where nobody watched', () => {
    const hours = noon + 6 * 3_600_000;
    const story = anOutage(['a', 'b'], { up: { a: hours, b: hours }, incident: { endedNotBefore: noon + 228_000 } });
    const message = outageRoot(ending(story, ['a', 'b']), { ...going, deliveredAt: noon + 240_000 });
    expect(message.text).toBe('● 2 services are up again after between 4 min and 6 h: gateway.example.com: a, b');
    expect(lines(message)[1]).toMatch(
      /^Down since <!date\^1772366388.*It ended between <!date\^1772366628.* and <!date\^1772388000.*: nobody was watching$/,
    );
    expect(lines(message)).toContain('● a up again after between 4 min and 6 h');
  });

  it('is late by the time it was held up, and not by the time it waited for others', () => {
    const story = anOutage(['a', 'b']);
    const waited = { notBefore: noon + 30_000 };
    const alerts = ['a', 'b'].map((name) => alertIn(story, 'opened', name, waited));
    expect(outageRoot(report(story, alerts), { ...setting, deliveredAt: noon + 31_000 }).text).not.toContain('late');
    const late = outageRoot(report(story, alerts), { ...setting, deliveredAt: noon + 90_000 });
    expect(late.text).toContain('(told 1 min late)');
    expect(readable(late)).toContain('Told late: detected <!date^1772366400');
  });

  it('offers each runbook once, and no more than five', () => {
    const names = manyNames(9);
    const facts = new Map(names.map((name, at) => [name, `https://wiki.example.com/${Math.max(1, at)}`]));
    const factsOf = (id: string) => {
      const name = id.slice(0, id.indexOf('_'));
      const runbook = facts.get(name);
      return runbook === undefined ? undefined : { name, runbook };
    };
    const many = outageRoot(opening(anOutage(names)), { ...setting, factsOf });
    expect(readable(many).match(/https:\/\/wiki\S+/g)).toEqual(
      [1, 2, 3, 4, 5].map((at) => `https://wiki.example.com/${at}`),
    );
    const two = outageRoot(opening(anOutage(['s1', 's2'])), { ...setting, factsOf });
    expect(lines(two).slice(-4, -2)).toEqual(['Runbook', 'https://wiki.example.com/1']);
    expect(refusalOf(many)).toBeUndefined();
  });

  it('stays within the limits and calls nobody by itself, for 300 services of any name', () => {
    const nasty = `"<!channel> <@U1> *b* & \u202E \\ ${'&<"\\😀'.repeat(2_000)}`;
    for (const mark of ['', nasty]) {
      const names = manyNames(300).map((name) => `${name}${mark}`);
      const incident = {
        doubt: `${mark}no canary`,
        failure: { kind: 'content', phase: 'body', sentence: `it says ${mark}` },
      } as const;
      const story = anOutage(names, { incident, explanation: { kind: 'host', value: `gateway${mark}` } });
      const ids = story.incidents.map((one, at) => ({ ...one, id: `i${at}` }));
      const facts = { ...setting, mention: undefined, deliveredAt: noon + 3_600_000 };
      const factsOf = (id: string) => ({ name: nasty, runbook: `https://wiki.example.com/${id}?${'&'.repeat(1_500)}` });
      const all = opening({ ...story, incidents: ids });
      for (const message of [outageRoot(all, { ...facts, factsOf }), outageReply(all, { ...facts, factsOf })]) {
        expect(refusalOf(message)).toBeUndefined();
        expect(mentionsIn(message)).toEqual([]);
        expect(JSON.stringify(message)).not.toMatch(/<!channel|<@U1|\u202e/);
        expect(message.bare.length).toBeLessThanOrEqual(4_000);
      }
    }
    const listed = lines(outageRoot(opening(anOutage(manyNames(300))), setting));
    expect(listed.filter((line) => line.startsWith('■ *'))).toHaveLength(58);
    expect(listed.find((line) => line.endsWith(' more'))).toBe('and 242 more');
  });
});
