import { describe, expect, it } from 'vitest';
import type { History } from '../../../main/history/history.ts';
import { anIncident, anOutage, outage, recovery } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aDisk } from './full-disk.ts';
import { aPlace } from './opened.ts';

const api = aService('api');

const waiting = (history: History, notifier = 'slack') =>
  history.owed(notifier).map(({ id, alert, attempts, notBefore }) => [id, alert.kind, attempts, notBefore]);

describe('the outbox', () => {
  it('keeps every alert for every notifier in force, in order, until each has taken it', async () => {
    const place = aPlace();
    let history = place.open({ notifiers: ['slack', 'desktop'] });
    history.commit(outage(api));
    history.commit(recovery(api, anIncident('api')));
    expect([waiting(history, 'slack'), waiting(history, 'desktop')]).toEqual([
      [
        [1, 'opened', 0, 0],
        [3, 'resolved', 0, 0],
      ],
      [
        [2, 'opened', 0, 0],
        [4, 'resolved', 0, 0],
      ],
    ]);
    history.settle([2], place.clock.wallMs());
    history.settle([2], place.clock.wallMs());
    history.settle([1], place.clock.wallMs(), { channel: 'C1', messageId: '5.1' });
    await history.close();
    history = place.open();
    expect([waiting(history, 'slack'), waiting(history, 'desktop')]).toEqual([
      [[3, 'resolved', 0, 0]],
      [[4, 'resolved', 0, 0]],
    ]);
  });

  it('remembers across restarts how often an alert was refused and when it may be tried again', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api));
    history.postpone([1], 1_000.4, 'rate limited');
    history.postpone([1], 2_000.6, 'unreachable');
    history.postpone([99], 1, 'never heard of');
    expect(waiting(history)).toEqual([[1, 'opened', 2, 2_001]]);
    await history.close();
    expect(waiting(place.open())).toEqual([[1, 'opened', 2, 2_001]]);
  });

  it('does not claim that anybody was told what was spared, not even while the disk takes nothing', async () => {
    const place = aPlace();
    const disk = aDisk();
    const history = place.open({ ...disk, notifiers: ['slack', 'desktop'] });
    history.commit(outage(api));
    history.flush();
    disk.fill();
    const sentence = 'HTTP status 503'.repeat(9_000);
    const { failure } = anIncident('web');
    history.commit(outage(aService('web'), { failure: { ...failure, sentence } }));
    history.spare([2, 99]);
    const toldBy = (one: History) =>
      one
        .incidentStory(anIncident('api').id)
        ?.points.flatMap((point) => (point.type === 'alert' ? point.told.map(({ notifier }) => notifier) : []));
    expect([toldBy(history), place.complaints.length]).toEqual([['slack'], 1]);
    disk.makeRoom();
    await history.close();
    const later = place.open();
    expect([toldBy(later), waiting(later, 'desktop').map(([id]) => id)]).toEqual([['slack'], [4]]);
  });

  it('owes the end of what a notifier began also while that one is not in force, and no beginning', () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api));
    history.setNotifiers([]);
    history.commit(outage(aService('web'), { id: 'web_20260301_120000' }));
    history.commit(recovery(api, anIncident('api')));
    expect(waiting(history).map(([, kind]) => kind)).toEqual(['opened', 'resolved']);
    expect(history.hasAudience()).toBe(false);
  });

  it('knows the conversation of each incident with each notifier', () => {
    const place = aPlace();
    const history = place.open({ notifiers: ['slack', 'desktop'] });
    history.commit(outage(api));
    history.settle([1], 0, { channel: 'C1', messageId: '5.1' });
    history.settle([2], 0);
    const id = 'api_20260301_120000';
    expect([
      history.conversation('slack', id),
      history.conversation('desktop', id),
      history.conversation('slack', 'another'),
    ]).toEqual([{ channel: 'C1', messageId: '5.1' }, undefined, undefined]);
  });

  it('has one conversation for all incidents of an outage', async () => {
    const place = aPlace();
    const history = place.open();
    const joined = anIncident('web', { outage: 'api_20260301_120000' });
    history.commit({ ...outage(aService('web'), joined), outage: anOutage([anIncident('api'), joined]) });
    history.settle([1], 0, { channel: 'C1', messageId: '5.1' });
    const known = (one: History) => [
      one.conversation('slack', 'api_20260301_120000'),
      one.conversation('slack', 'web_20260301_120000'),
      one.outage('api_20260301_120000')?.incidents,
    ];
    expect(known(history)).toEqual([{ channel: 'C1', messageId: '5.1' }, undefined, [joined]]);
    await history.close();
    expect(known(place.open())).toEqual([{ channel: 'C1', messageId: '5.1' }, undefined, [joined]]);
  });

  it('holds an alert back until it may be told, also after a restart', async () => {
    const place = aPlace();
    const history = place.open();
    const { alert, ...change } = outage(api);
    if (alert === undefined) throw new Error('no alert');
    history.commit({ ...change, alert: { ...alert, notBefore: 12_345.4 } });
    expect(waiting(history)).toEqual([[1, 'opened', 0, 12_345]]);
    await history.close();
    expect(waiting(place.open())).toEqual([[1, 'opened', 0, 12_345]]);
  });

  it('owes nobody anything while there is no notifier, and nothing of that time later', async () => {
    const place = aPlace();
    const history = place.open({ notifiers: [] });
    history.commit(outage(api));
    history.setNotifiers(['slack']);
    expect([history.owed('slack'), history.wasTold('api_20260301_120000')]).toEqual([[], false]);
    history.commit(recovery(api, anIncident('api')));
    expect(waiting(history)).toEqual([[1, 'resolved', 0, 0]]);
  });

  it('never gives a number twice, also when everything was settled before the restart', async () => {
    const place = aPlace();
    const history = place.open();
    history.commit(outage(api));
    history.settle([1], 0);
    await history.close();
    const later = place.open();
    later.commit(recovery(api, anIncident('api')));
    expect(waiting(later)).toEqual([[2, 'resolved', 0, 0]]);
  });
});
