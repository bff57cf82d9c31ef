import { describe, expect, it } from 'vitest';
import { trayView } from '../../../main/shell/tray-view.ts';
import { down, facts, minute, now, up } from './tray-stage.ts';

const linesOf = (...args: Parameters<typeof facts>) => trayView(facts(...args)).tooltip.split('\n');

describe('the tray at a glance', () => {
  it('is calm while all is well, and says how fresh that is', () => {
    const view = trayView(facts({ services: [up('API'), up('Shop')] }));
    expect(view).toEqual({
      state: 'ok',
      tooltip: 'ASL Monitor\nAll 2 services are well\nLast full round of checks: less than half a minute ago',
      title: '',
    });
  });

  it('tells an outage by its state, and counts what is down beside the icon', () => {
    const view = trayView(facts({ services: [down('API'), up('Shop'), down('Mail')] }));
    expect(view).toMatchObject({ state: 'down', title: '2' });
    expect(view.tooltip).toContain('2 of 3 services are down');
  });

  it('is in doubt before a failure is confirmed', () => {
    const view = trayView(facts({ services: [up('API', { status: 'failing' }), up('Shop')] }));
    expect(view).toMatchObject({ state: 'degraded', title: '' });
    expect(view.tooltip).toContain('1 of 2 services is in doubt');
  });

  it('does not take for well what this machine keeps from view', () => {
    const hidden = up('API', { unobserved: { reason: 'offline', from: now } });
    const view = trayView(facts({ services: [hidden, up('Local')], network: 'offline' }));
    expect(view.state).toBe('unknown');
    expect(view.tooltip).toContain('This machine is offline');
  });

  it('is well offline where everything that is watched is on this machine and seen', () => {
    expect(trayView(facts({ services: [up('Local')], network: 'offline' })).state).toBe('ok');
  });

  it('is not coloured by what somebody has silenced', () => {
    const silence = {
      id: 's',
      kind: 'snooze',
      scope: 'everything',
      startedAt: 0,
      by: { name: 'Ana', via: 'window' },
    } as const;
    expect(trayView(facts({ services: [down('API', {}, { silence }), up('Shop')] })).state).toBe('ok');
    expect(trayView(facts({ services: [down('API', {}, { silence })] })).state).toBe('paused');
  });

  it('says when the last round of checks was long ago, since a watch that stands still looks like calm', () => {
    expect(linesOf({ services: [up('API')], lastCycleAt: now - 7 * minute })).toContain(
      'Last full round of checks: 7 min ago',
    );
  });

  it('says that Slack is not reached, and that notifications are not shown', () => {
    const notifiers = [
      { name: 'slack', owed: 2, unreachableSince: now },
      { name: 'desktop', owed: 0, unreachableSince: now },
    ];
    const lines = linesOf({ services: [up('API')], notifiers });
    expect(lines).toContain('Slack is not reached: 2 alerts wait');
    expect(lines).toContain('Notifications are not shown');
  });

  it('says that there is something to solve before anything can be watched', () => {
    const view = trayView(facts({}, { status: undefined, problems: 2 }));
    expect(view).toEqual({
      state: 'unknown',
      tooltip: 'ASL Monitor\nNothing is watched: 2 problems to solve first',
      title: '',
    });
  });

  it('stays within what Windows shows, and drops whole lines from the end', () => {
    const remark = { en: 'x'.repeat(90), fr: 'y'.repeat(90) };
    const { tooltip } = trayView(facts({ services: [up('API')] }, { remarks: [remark] }));
    expect(tooltip.length).toBeLessThanOrEqual(127);
    expect(tooltip).not.toContain('x');
  });

  it('speaks French', () => {
    expect(linesOf({ services: [down('API'), up('Shop')] }, { language: 'fr' })[1]).toBe(
      '1 service sur 2 est en panne',
    );
  });
});
