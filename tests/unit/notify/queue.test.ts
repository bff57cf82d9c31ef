import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../main/monitor/model.ts';
import type { Conversation, OwedAlert } from '../../../main/monitor/outbox.ts';
import type { OutageStory } from '../../../main/monitor/ports.ts';
import { nextTasks } from '../../../main/notify/plan.ts';
import type { Task } from '../../../main/notify/queue.ts';
import { callsFor, isGoingOn, isOver, reportOf } from '../../../main/notify/report.ts';
import { isBroadcast } from '../../../main/notify/slack-messages.ts';
import { alertIn, anAlert, anOutage, noon } from './alerts.ts';

const root: Conversation = { channel: 'C1', messageId: 'm1' };
const later = noon + 120_000;

type Owing = { readonly conversation?: Conversation; readonly story?: OutageStory; readonly attempts?: number };

/** What is planned at noon, by a monotonic clock that shows the wall's time. */
function plan(alerts: readonly Alert[], { conversation, story, attempts = 0 }: Owing = {}): readonly Task[] {
  const rows = alerts.map(
    (alert, at): OwedAlert => ({
      id: at + 1,
      notifier: 'slack',
      alert,
      attempts,
      notBefore: alert.notBefore ?? 0,
    }),
  );
  return nextTasks(rows, {
    now: noon,
    wallNow: noon,
    conversationOf: () => conversation,
    sharing: () => [],
    isBusy: () => false,
    isGoingOn: (_, held) => isGoingOn(story, held),
    dueAt: ({ notBefore }) => Math.max(noon, notBefore),
    retryAt: () => noon,
    seenAt: () => noon,
  });
}

const say = (rows: readonly OwedAlert[]) => rows.map(({ alert }) => `${alert.incident.service} ${alert.kind}`);
const shown = (tasks: readonly Task[]) =>
  tasks.map(({ told, settles, urgent, quiet, startsAt }) => ({
    told: say(told),
    settles: settles.length,
    urgent,
    quiet,
    waits: startsAt - noon,
  }));

describe('what is told next of an outage', () => {
  const story = anOutage(['a', 'b', 'c', 'd'], { critical: ['c', 'd'] });
  const opened = (name: string, notBefore?: number) =>
    alertIn(story, 'opened', name, notBefore === undefined ? {} : { notBefore });
  const again = (name: string) => alertIn(story, 'reopened', name);
  const over = (name: string, notBefore?: number) =>
    alertIn(story, 'resolved', name, notBefore === undefined ? {} : { notBefore });

  it('is all of it at once, as soon as the first may go, where people know nothing of it', () => {
    const tasks = plan([opened('a', noon + 3_000), opened('b', noon + 5_000), opened('c', noon + 9_000)]);
    expect(shown(tasks)).toEqual([
      { told: ['a opened', 'b opened', 'c opened'], settles: 3, urgent: true, quiet: false, waits: 3_000 },
    ]);
  });

  it('leaves out an end that may not last, and takes it in with the failure that follows', () => {
    expect(shown(plan([opened('a'), over('a', later)]))).toMatchObject([{ told: ['a opened'], settles: 1 }]);
    expect(shown(plan([opened('a'), over('a', later), again('a')]))).toMatchObject([{ settles: 3, urgent: true }]);
    expect(shown(plan([over('a', later)]))).toMatchObject([{ urgent: false, waits: 120_000 }]);
  });

  it('is one reply for all that joined, and another for all that came back', () => {
    const rows = [opened('c'), opened('d', noon + 4_000), over('a'), over('b')];
    expect(shown(plan(rows, { conversation: root, story }))).toEqual([
      { told: ['c opened', 'd opened'], settles: 2, urgent: true, quiet: false, waits: 0 },
    ]);
    expect(shown(plan(rows.slice(2), { conversation: root }))).toEqual([
      { told: ['a resolved', 'b resolved'], settles: 2, urgent: false, quiet: false, waits: 0 },
    ]);
  });

  it('gathers recoveries while others are still down, and tells the last ones at once', () => {
    expect(shown(plan([over('a')], { conversation: root, story }))).toMatchObject([{ waits: 10_000 }]);
    const ended = anOutage(['a', 'b'], { up: { a: noon, b: noon } });
    expect(shown(plan([over('a')], { conversation: root, story: ended }))).toMatchObject([{ waits: 0 }]);
  });

  it('never tells a failure before the recovery that came first, though it does not wait for those of others', () => {
    expect(shown(plan([over('a'), again('a')], { conversation: root, story }))).toMatchObject([
      { told: ['a resolved'], waits: 0 },
    ]);
    expect(shown(plan([over('a'), opened('c')], { conversation: root, story }))).toMatchObject([
      { told: ['c opened'], waits: 0 },
    ]);
  });

  it('passes over an end that was held back and did not last', () => {
    const rows = [over('a', later), again('a')];
    expect(shown(plan(rows, { conversation: root, story }))).toEqual([
      { told: ['a reopened'], settles: 2, urgent: false, quiet: true, waits: 0 },
    ]);
    expect(shown(plan([...rows, over('a', later)], { conversation: root, story }))).toMatchObject([{ settles: 2 }]);
    expect(shown(plan([...rows, opened('c')], { conversation: root, story }))).toMatchObject([
      { told: ['c opened'], settles: 3, quiet: false, urgent: true },
    ]);
    expect(shown(plan(rows, { conversation: root, story, attempts: 1 }))).toMatchObject([{ quiet: false }]);
  });

  it('keeps each outage to itself, and alerts of an earlier version to their incident', () => {
    const other = anOutage(['x']);
    const old = anAlert('opened', { name: 'old' });
    const tasks = plan([opened('a'), alertIn(other, 'resolved', 'x'), old, opened('b')]);
    expect(tasks.map(({ outageIds, told }) => [outageIds[0], say(told)])).toEqual([
      [story.outage.id, ['a opened', 'b opened']],
      [old.incident.id, ['old opened']],
      [other.outage.id, ['x resolved']],
    ]);
  });

  it('calls for the first critical service that is down, and not for those that join it', () => {
    const calls = (alerts: readonly Alert[]) => {
      const [task] = plan(alerts, { conversation: root, story });
      const report = task && reportOf(task, () => story);
      return report && callsFor(report);
    };
    expect(calls([opened('b')])).toBe(false);
    expect(calls([opened('c')])).toBe(false);
    expect(calls([opened('c'), opened('d')])).toBe(true);
    expect(calls([over('c'), opened('d'), again('c')])).toBe(true);
  });

  it('shows a service as down whose recovery may not last', () => {
    const recovered = anOutage(['a', 'b'], { up: { a: noon, b: noon } });
    const [task] = plan(
      [alertIn(recovered, 'resolved', 'b'), alertIn(recovered, 'resolved', 'a', { notBefore: later })],
      {
        conversation: root,
      },
    );
    const report = task && reportOf(task, () => recovered);
    expect(report?.incidents.map(({ service, endedAt, end }) => [service, endedAt, end])).toEqual([
      ['a', undefined, undefined],
      ['b', noon, 'recovered'],
    ]);
    expect(isGoingOn(recovered, task?.held ?? [])).toBe(true);
  });

  it('is nothing before the first end may be told, whatever the clock shows meanwhile', () => {
    for (const conversation of [undefined, root])
      expect(shown(plan([over('a', later), over('b', later)], conversation && { conversation }))).toEqual([
        { told: [], settles: 0, urgent: false, quiet: false, waits: 120_000 },
      ]);
  });

  it('has the outage go on until its last end is told', () => {
    const ended = anOutage(['a', 'b'], { up: { a: noon, b: noon } });
    const note = alertIn(ended, 'acknowledged', 'b');
    const alerts = [alertIn(ended, 'resolved', 'a'), note, alertIn(ended, 'resolved', 'b')];
    const first = plan(alerts, { conversation: root, story: ended })[0];
    const report = first && reportOf(first, () => ended);
    expect(first && say(first.told)).toEqual(['a resolved']);
    expect(report && [isOver(report), isBroadcast(report)]).toEqual([false, false]);
    const last = plan(alerts.slice(2), { conversation: root, story: ended })[0];
    const end = last && reportOf(last, () => ended);
    expect(end && [isOver(end), isBroadcast(end)]).toEqual([true, true]);
  });
});
