import { describe, expect, it } from 'vitest';
import type { Alert, AlertKind, Silence } from '../../../main/monitor/model.ts';
import type { OwedAlert } from '../../../main/monitor/outbox.ts';
import { staleNotes } from '../../../main/notify/notes.ts';
import { callsFor, type Report } from '../../../main/notify/report.ts';
import { anAlert, anOutage, noon } from './alerts.ts';

const snooze: Silence = {
  kind: 'snooze',
  id: 'snooze_1',
  scope: 'everything',
  startedAt: noon,
  by: { name: 'Ana', via: 'slack' },
};

function rows(...kinds: readonly AlertKind[]): readonly OwedAlert[] {
  return kinds.map((kind, at) => {
    const alert: Alert = { ...anAlert(kind, { at: noon + at }), ...(kind === 'resolved' ? {} : { silence: snooze }) };
    return { id: at + 1, notifier: 'slack', alert, attempts: 0, notBefore: 0 };
  });
}

const staleOf = (...kinds: readonly AlertKind[]) =>
  staleNotes(rows(...kinds)).map(({ alert, id }) => `${id} ${alert.kind}`);

describe('notes that nobody has heard yet', () => {
  it.each<[string, readonly AlertKind[], readonly string[]]>([
    ['of reminders the last is enough', ['reminder', 'reminder', 'reminder'], ['1 reminder', '2 reminder']],
    ['nobody need be reminded of what is over', ['reminder', 'resolved'], ['1 reminder']],
    ['nor of what somebody has taken', ['reminder', 'acknowledged'], ['1 reminder']],
    ['nor of what is snoozed', ['reminder', 'silenced'], ['1 reminder']],
    ['a snooze that is over need not be told to begin', ['silenced', 'still_down'], ['1 silenced']],
    ['nothing is still down that is up', ['silenced', 'still_down', 'resolved'], ['1 silenced', '2 still_down']],
    ['who has taken it is told in any case', ['acknowledged', 'resolved'], []],
    ['what happens is no note', ['reopened', 'resolved'], []],
  ])('%s', (_, kinds, stale) => {
    expect(staleOf(...kinds)).toEqual(stale);
  });
});

describe('what only keeps the message true', () => {
  it('does not hold up what happens next', () => {
    const [changed, resolved] = rows('changed', 'resolved');
    if (changed === undefined || resolved === undefined) throw new Error('there are two');
    const quiet: OwedAlert = { ...changed, alert: { ...changed.alert, quiet: true }, notBefore: noon + 60_000 };
    expect(staleNotes([quiet, resolved])).toEqual([quiet]);
    expect(staleNotes([quiet])).toEqual([]);
  });
});

describe('a critical service that joins an outage', () => {
  function joining(known: Parameters<typeof anOutage>[1]): Report {
    const { incidents } = anOutage(['a', 'b'], { critical: ['a', 'b'], ...known });
    const [first, second] = incidents;
    if (first === undefined || second === undefined) throw new Error('there are two');
    const { silence: _, acknowledged: __, ...fresh } = second;
    const alert = { ...anAlert('opened', { name: 'b' }), incident: fresh };
    return {
      outageId: first.id,
      alerts: [alert],
      alert,
      incidents: [first, fresh],
      known: [first],
      explanation: { kind: 'alone' },
      startedAt: noon,
      quiet: false,
    };
  }

  it('calls nobody anew while another one calls them', () => {
    expect(callsFor(joining({}))).toBe(false);
  });

  it('calls them where they have snoozed or taken all that they know of', () => {
    expect(callsFor(joining({ incident: { silence: snooze } }))).toBe(true);
    expect(callsFor(joining({ incident: { acknowledged: { by: snooze.by, at: noon } } }))).toBe(true);
  });
});
