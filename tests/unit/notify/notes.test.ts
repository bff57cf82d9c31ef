import { describe, expect, it } from 'vitest';
import type { Alert, Incident, Silence } from '../../../main/monitor/model.ts';
import type { Report } from '../../../main/notify/report.ts';
import { isBroadcast, replyTo, rootOf } from '../../../main/notify/slack-messages.ts';
import { type Language, wordingFor } from '../../../main/notify/wording.ts';
import { mentionsIn, readable, refusalOf } from '../../support/slack-rules.ts';
import { anAlert, anOutage, manyNames, noon } from './alerts.ts';

const ana = { name: 'Ana', via: 'slack' } as const;
const snooze: Silence = {
  kind: 'snooze',
  id: 'snooze_1',
  scope: 'everything',
  startedAt: noon,
  until: noon + 3_600_000,
  by: ana,
  note: 'deploying',
};

/** What is told of one service, of which the incident is as given by now. */
function aReport(kind: Alert['kind'], incident: Partial<Incident> = {}, more: Partial<Alert> = {}): Report {
  const alert = { ...anAlert(kind, { incident, at: noon + 30 * 60_000 }), ...more };
  return reportOf([alert], [alert.incident]);
}

function reportOf(alerts: readonly Alert[], incidents: readonly Incident[]): Report {
  const [alert] = alerts;
  if (alert === undefined) throw new Error('a report tells something');
  return {
    outageId: incidents[0]?.id ?? '',
    alerts,
    alert,
    incidents,
    known: incidents,
    explanation: { kind: 'alone' },
    startedAt: noon - 12_000,
    quiet: false,
  };
}

const setting = (language: Language = 'en', mention: '<!channel>' | 'nobody' = '<!channel>') => ({
  wording: wordingFor(language),
  mention: mention === 'nobody' ? undefined : mention,
  deliveredAt: noon + 30 * 60_000,
  unannounced: false,
  factsOf: () => undefined,
});

const linesOf = (report: Report, language: Language = 'en') => readable(replyTo(report, setting(language))).split('\n');

describe('the reply to what somebody did', () => {
  it('says who acknowledged it, when and with which words, and calls nobody', () => {
    const report = aReport('acknowledged', { acknowledged: { by: ana, at: noon + 60_000, note: 'on *it*' } });
    const lines = linesOf(report);
    expect(lines[0]).toBe('‖ API Production: acknowledged by Ana');
    expect(lines[1]).toMatch(/^Acknowledged by Ana, <!date\^\d+\^.*>: on ∗it∗$/);
    expect({ mentions: mentionsIn(replyTo(report, setting())), broadcast: isBroadcast(report) }).toEqual({
      mentions: [],
      broadcast: false,
    });
  });

  it('says for how long it is snoozed, or in maintenance', () => {
    const snoozed = aReport('silenced', { silence: snooze }, { silence: snooze });
    expect(linesOf(snoozed)[0]).toBe('‖ API Production: snoozed for 1 h by Ana');
    expect(linesOf(snoozed, 'fr')[0]).toMatch(/^‖ API Production\s: en sourdine pour 1\sh, par Ana$/);
    const maintenance: Silence = { ...snooze, kind: 'maintenance', name: 'Migration' };
    const planned = aReport('silenced', { silence: maintenance }, { silence: maintenance });
    expect(linesOf(planned)[0]).toBe('‖ API Production: maintenance begins (Migration)');
  });

  it('says what is still down when a silence is over, to the whole channel', () => {
    const report = aReport('still_down', {}, { silence: snooze, endedBy: { name: 'Bo', via: 'command' } });
    const lines = linesOf(report);
    expect(lines[0]).toBe('■ API Production is still down after 30 min: the snooze is over');
    expect(lines).toContain('Ended by Bo');
    expect({ mentions: mentionsIn(replyTo(report, setting())), broadcast: isBroadcast(report) }).toEqual({
      mentions: ['<!channel>'],
      broadcast: true,
    });
  });

  it('reminds of a critical service with a mention, and says what fails', () => {
    const report = aReport('reminder');
    const lines = linesOf(report);
    expect(lines[0]).toBe('■ API Production has been down for 30 min, and nobody has acknowledged it');
    expect(lines).toContain('API Production: Expected status 200, got 503');
    expect(mentionsIn(replyTo(report, setting()))).toEqual(['<!channel>']);
  });

  it('says that it fails in another way', () => {
    expect(linesOf(aReport('changed'))[0]).toBe('■ API Production now fails in another way');
  });

  it('tells of many services at once how many they are', () => {
    const { incidents } = anOutage(manyNames(12), { critical: ['s03'] });
    const acknowledged = { by: ana, at: noon + 60_000 };
    const amended = incidents.map((incident, at) => (at < 10 ? { ...incident, acknowledged } : incident));
    const [first] = amended;
    const alert = { ...anAlert('acknowledged', { name: 's01' }), ...(first === undefined ? {} : { incident: first }) };
    const report = reportOf([alert], amended);
    expect(linesOf(report)[0]).toBe('‖ 10 services: acknowledged by Ana');
    expect(readable(rootOf(report, setting()))).toMatch(/Acknowledged by Ana, <!date[^>]+> \(10 of 12\)/);
  });
});

describe('the root message', () => {
  it('shows who takes care of it and until when it is silenced, as it is by now', () => {
    const incident = { acknowledged: { by: ana, at: noon + 60_000 }, silence: snooze };
    const root = readable(rootOf(aReport('opened', incident), setting()));
    expect(root).toMatch(/Acknowledged by Ana, <!date/);
    expect(root).toMatch(/Snoozed by Ana until <!date\^\d+\^[^>]+>: deploying/);
    expect(readable(rootOf(aReport('opened', incident), setting('fr')))).toMatch(/Prise en charge par Ana/);
  });

  it('keeps who took care of it when it is over', () => {
    const over = { acknowledged: { by: ana, at: noon + 60_000 } };
    expect(readable(rootOf(aReport('resolved', over), setting()))).toMatch(/Acknowledged by Ana/);
  });

  it('says of one that went down in a silence why it is told only now', () => {
    const root = readable(rootOf(aReport('opened', {}, { silence: snooze }), { ...setting(), unannounced: true }));
    expect(root).toContain('It went down during a snooze that is over now');
  });
});

describe('buttons', () => {
  const actions = (report: Report, hasButtons: boolean) =>
    rootOf(report, { ...setting(), hasButtons }).blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.map(({ action_id: id, value }) => [id, value]) : [],
    );
  const id = anAlert('opened').incident.id;

  it('stand on what is down where a press reaches this program, and nowhere else', () => {
    expect(actions(aReport('opened'), true)).toEqual([
      ['acknowledge', id],
      ['snooze_1h', id],
    ]);
    expect(actions(aReport('opened'), false)).toEqual([]);
    expect(actions(aReport('resolved'), true)).toEqual([]);
  });

  it('do not ask for what somebody has done', () => {
    const report = aReport('acknowledged', { acknowledged: { by: ana, at: noon } });
    expect(actions(report, true)).toEqual([['snooze_1h', id]]);
  });
});

describe('whatever people write', () => {
  const hostile = `<!channel> <@U1> *b* \`c\` & < > \u202e ${'💥'.repeat(200)}`.repeat(100);

  it.each(['acknowledged', 'silenced', 'still_down', 'reminder', 'changed'] as const)(
    'stays within the limits and calls nobody (%s)',
    (kind) => {
      const by = { name: hostile, via: 'slack' } as const;
      const silence: Silence = { ...snooze, by, note: hostile };
      const names = Array.from({ length: 300 }, (_, at) => `${at} ${hostile.slice(0, 300)}`);
      const { incidents } = anOutage(names, { critical: names });
      const amended = incidents.map((incident, at) => ({
        ...incident,
        id: `${at}${incident.id}`.slice(0, 200),
        acknowledged: { by: { name: `${at}${hostile}`, via: 'slack' } as const, at: noon + at, note: hostile },
        silence: { ...silence, id: `snooze_${at}` },
      }));
      const [first] = amended;
      const base = anAlert(kind, { name: hostile, ...(first === undefined ? {} : { incident: first }) });
      const report = reportOf([{ ...base, silence, endedBy: by }], amended);
      for (const language of ['en', 'fr'] as const) {
        for (const message of [
          replyTo(report, setting(language, 'nobody')),
          rootOf(report, setting(language, 'nobody')),
        ]) {
          expect(refusalOf(message)).toBeUndefined();
          expect(mentionsIn(message)).toEqual([]);
          expect(mentionsIn({ text: message.bare, blocks: [], attachments: [] })).toEqual([]);
        }
      }
    },
  );
});
