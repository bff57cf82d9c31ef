import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { History } from '../../../main/history/history.ts';
import type { Alert, Incident, Silence } from '../../../main/monitor/model.ts';
import { createDesktopNotifier } from '../../../main/notify/desktop.ts';
import { createDispatcher, type DeliveredNews } from '../../../main/notify/dispatcher.ts';
import type { Notice, NotificationScreen, Shown } from '../../../main/notify/notification-screen.ts';
import type { LoudnessSettings } from '../../../main/notify/quiet-hours.ts';
import type { ReachNews } from '../../../main/notify/reach.ts';
import { anAlert, anIncident, anOutage, noon, outage, recovery } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aPlace, type Place } from '../history/opened.ts';

/** A screen in the test's hand: what came, in order, and what is there now. */
function aScreen() {
  const there = new Map<string, Notice>();
  const came: Notice[] = [];
  let answer: Shown = { ok: true };
  const screen: NotificationScreen = {
    async show(notice) {
      if (!answer.ok) return answer;
      came.push(notice);
      there.set(notice.id, notice);
      return answer;
    },
    close: (id) => void there.delete(id),
    isShown: (id) => there.has(id),
  };
  return {
    screen,
    came,
    there,
    refuse: (next: Shown) => {
      answer = next;
    },
    /** The person closes it. */
    dismiss: (id: string) => void there.delete(id),
    titles: () => [...there.values()].map(({ title }) => title),
  };
}

const loud: LoudnessSettings = {
  enabled: true,
  severities: {
    critical: { notifications: true, sound: true, duringQuietHours: true },
    normal: { notifications: true, sound: false, duringQuietHours: false },
  },
};
/** Every minute of every day. */
const always = { fromMinute: 0, toMinute: 1_440, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] } as const;

/** The way from the ledger to the screen as the program has it, with its database on disk. */
function aDesktop(place: Place = aPlace(), screen = aScreen()) {
  const { clock } = place;
  const history: History = place.open({ notifiers: ['desktop'] });
  const delivered: DeliveredNews[] = [];
  const reached: ReachNews[] = [];
  let settings = loud;
  const dispatcher = createDispatcher({
    outbox: history,
    notifiers: [
      createDesktopNotifier({
        screen: screen.screen,
        settings: () => settings,
        language: () => 'en',
        wallMs: clock.wallMs,
      }),
    ],
    clock,
    random: () => 0.5,
    onDelivered: (news) => void delivered.push(news),
    onRetry: () => undefined,
    onReach: (news) => void reached.push(news),
  });
  onTestFinished(() => dispatcher.close(0));

  /** Until everything that is owed has been dealt with. */
  async function isTold(): Promise<void> {
    dispatcher.poke();
    await vi.waitFor(() => expect(history.owed('desktop')).toEqual([]));
  }

  return {
    ...screen,
    clock,
    place,
    history,
    delivered,
    reached,
    dispatcher,
    isTold,
    set: (next: LoudnessSettings) => {
      settings = next;
    },
    async commit(...changes: readonly Parameters<History['commit']>[0][]) {
      for (const change of changes) history.commit(change);
      await isTold();
    },
    kinds: () => delivered.map(({ alert }) => alert.kind),
  };
}

const api = aService('api');
const web = aService('web', { critical: false });
const apiDown = anIncident('api');

/** What happens to an incident that is down: acknowledged, a reminder, and so on. */
function note(kind: Alert['kind'], incident: Incident) {
  return { ...outage(api), incident, alert: { ...anAlert(kind, api, incident), at: noon + 10_000 } };
}

/** `web` joins the outage of `api`, critical or not. */
function joining(critical: boolean) {
  const first = anIncident('api', { outage: apiDown.id });
  const second = anIncident('web', { outage: apiDown.id, critical });
  const service = { ...web, critical };
  return {
    begin: { ...outage(api), incident: first, alert: anAlert('opened', api, first), outage: anOutage([first]) },
    join: {
      ...outage(service),
      incident: second,
      alert: anAlert('opened', service, second),
      outage: anOutage([first, second]),
    },
    first,
    second,
    service,
  };
}

describe('an outage on the desktop', () => {
  it('is one notification that changes with it, and that goes once all is well', async () => {
    const desktop = aDesktop();
    await desktop.commit(outage(api));
    expect(desktop.came).toMatchObject([
      { id: apiDown.id, title: 'api is down', urgency: 'critical', isSilent: false },
    ]);
    const cared = { ...apiDown, acknowledged: { by: { name: 'Ann', via: 'slack' }, at: noon + 9_000 } } as const;
    await desktop.commit(note('acknowledged', cared));
    expect([...desktop.there.values()]).toMatchObject([
      { body: expect.stringMatching(/^Acknowledged by Ann/), isSilent: true, actions: ['snooze'], urgency: 'normal' },
    ]);
    await desktop.commit(recovery(api, cared));
    expect([desktop.titles(), desktop.came.length]).toEqual([[], 2]);
    expect(desktop.kinds()).toEqual(['opened', 'acknowledged', 'resolved']);
  });

  it.each([
    [false, 'in silence'],
    [true, 'aloud, as it is worse by that'],
  ])('says who joined (critical: %s) %s', async (critical) => {
    const desktop = aDesktop();
    const { begin, join } = joining(critical);
    await desktop.commit(begin);
    await desktop.commit(join);
    expect(desktop.came.map(({ title, isSilent }) => [title, isSilent])).toEqual([
      ['api is down', false],
      ['2 services are down: api, web', !critical],
    ]);
    expect(desktop.titles()).toEqual(['2 services are down: api, web']);
  });

  it('stays while one of its services is down', async () => {
    const desktop = aDesktop();
    const { begin, join, first, second, service } = joining(true);
    await desktop.commit(begin, join);
    await desktop.commit({ ...recovery(api, first), outage: anOutage([first, second]) });
    expect(desktop.titles()).toEqual(['1 of 2 services is still down: web']);
    await desktop.commit({
      ...recovery(service, second),
      outage: anOutage([first, second], { endedAt: noon + 60_000 }),
    });
    expect(desktop.titles()).toEqual([]);
  });

  it('comes again aloud to remind of it, also where it was put away, and for nothing less', async () => {
    const desktop = aDesktop();
    await desktop.commit(outage(api));
    desktop.dismiss(apiDown.id);
    await desktop.commit(note('changed', apiDown));
    expect(desktop.titles()).toEqual([]);
    await desktop.commit(note('reminder', { ...apiDown, remindedAt: noon + 10_000 }));
    expect(desktop.came.map(({ isSilent }) => isSilent)).toEqual([false, false]);
    expect(desktop.kinds()).toEqual(['opened', 'reminder']);
  });

  it('goes while it is snoozed, and comes again where it is down after that', async () => {
    const desktop = aDesktop();
    const by = { name: 'Ann', via: 'slack' } as const;
    const silence: Silence = {
      id: 'q1',
      kind: 'snooze',
      scope: { services: ['api'], groups: [], tags: [] },
      by,
      startedAt: noon + 5_000,
    };
    await desktop.commit(outage(api));
    const silenced = { ...apiDown, silence };
    const begins = note('silenced', silenced);
    await desktop.commit({ ...begins, alert: { ...begins.alert, silence } });
    expect(desktop.titles()).toEqual([]);
    const over = note('still_down', apiDown);
    await desktop.commit({ ...over, alert: { ...over.alert, silence } });
    expect([...desktop.there.values()]).toMatchObject([
      { body: expect.stringContaining('the snooze is over'), isSilent: false },
    ]);
  });

  it('that is over before it was shown is not shown', async () => {
    const desktop = aDesktop();
    desktop.history.commit(outage(api));
    await desktop.commit(recovery(api, apiDown));
    expect([desktop.came, desktop.delivered]).toEqual([[], []]);
  });

  it('that is told already is not shown again by the next run, which closes what is left of it', async () => {
    const desktop = aDesktop();
    await desktop.commit(outage(api));
    await desktop.history.flush();
    const next = aDesktop(desktop.place.killed());
    next.there.set(apiDown.id, { ...desktop.came[0] } as Notice);
    next.dispatcher.poke();
    await next.commit(recovery(api, apiDown));
    expect([next.came, next.titles()]).toEqual([[], []]);
  });
});

describe('many outages at once', () => {
  const names = Array.from({ length: 14 }, (_, at) => `s${at + 1}`);
  const idOf = (name: string) => anIncident(name).id;

  it('are three notifications and one that counts the others, the critical ones first', async () => {
    const desktop = aDesktop();
    await desktop.commit(...names.map((name) => outage(aService(name), { critical: name === 's14' })));
    expect(desktop.titles()).toEqual(['s14 is down', 's1 is down', 's2 is down', 'and 11 more outages']);
    const end = (name: string) => recovery(aService(name), anIncident(name, { critical: name === 's14' }));
    await desktop.commit(end('s5'));
    expect(desktop.titles()).toContain('and 10 more outages');
    await desktop.commit(...names.filter((name) => name !== 's5').map(end));
    expect(desktop.titles()).toEqual([]);
    expect(desktop.came.filter(({ id }) => id === idOf('s5'))).toEqual([]);
  });
});

describe('in the quiet hours', () => {
  it('nothing is shown, and nothing is said to have been', async () => {
    const desktop = aDesktop();
    desktop.set({ ...loud, quietHours: always });
    await desktop.commit(outage(web, { critical: false }));
    expect([desktop.came, desktop.delivered, desktop.reached]).toEqual([[], [], []]);
    const id = anIncident('web').id;
    const told = desktop.history
      .incidentStory(id)
      ?.points.flatMap((point) => (point.type === 'alert' ? [point.told] : []));
    expect(told).toEqual([[]]);
    desktop.set(loud);
    await desktop.commit(recovery(web, anIncident('web', { critical: false })));
    expect([desktop.came, desktop.delivered]).toEqual([[], []]);
  });

  it('that nothing was shown is no sign that nothing can be', async () => {
    const desktop = aDesktop();
    desktop.set({ ...loud, quietHours: always });
    await desktop.commit(outage(web, { critical: false }));
    desktop.clock.advance(60_000);
    await desktop.commit(outage(api));
    expect([desktop.titles(), desktop.reached]).toEqual([['api is down'], []]);
  });

  it('what is critical is shown all the same', async () => {
    const desktop = aDesktop();
    desktop.set({ ...loud, quietHours: always });
    await desktop.commit(outage(api));
    expect(desktop.titles()).toEqual(['api is down']);
  });

  it('what was shown before them goes once it is over', async () => {
    const desktop = aDesktop();
    await desktop.commit(outage(web, { critical: false }));
    desktop.set({ ...loud, enabled: false });
    await desktop.commit(recovery(web, anIncident('web', { critical: false })));
    expect([desktop.titles(), desktop.kinds()]).toEqual([[], ['opened', 'resolved']]);
  });
});

describe('a system that shows no notifications', () => {
  it('is said to reach nobody, with the remedy, and what is still true is shown once it does', async () => {
    const desktop = aDesktop();
    desktop.refuse({ ok: false, reason: 'no notification service runs in this session', remedy: 'start one' });
    desktop.history.commit(outage(api));
    desktop.dispatcher.poke();
    await vi.waitFor(() => {
      desktop.clock.advance(11_000);
      expect(desktop.reached).toMatchObject([
        { kind: 'unreachable', reason: 'no notification service runs in this session', remedy: 'start one', owed: 1 },
      ]);
    });
    desktop.refuse({ ok: true });
    desktop.dispatcher.retryNow();
    await desktop.isTold();
    expect(desktop.titles()).toEqual(['api is down']);
    expect(desktop.reached.at(-1)).toMatchObject({ kind: 'reachable', notifier: 'desktop', owed: 0 });
  });
});
