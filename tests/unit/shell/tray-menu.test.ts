import { describe, expect, it } from 'vitest';
import { trayMenu } from '../../../main/shell/tray-menu.ts';
import { actionAt, down, facts, minute, now, paths, up } from './tray-stage.ts';

const menuOf = (...args: Parameters<typeof facts>) => trayMenu(facts(...args));
const labels = (...args: Parameters<typeof facts>) => paths(menuOf(...args));

describe('the menu of the tray', () => {
  it('is short while all is well', () => {
    expect(labels({ services: [up('API'), up('Shop')] })).toEqual([
      'All 2 services are well',
      '---',
      'Open ASL Monitor',
      '---',
      'Check now',
      'Snooze everything',
      'Snooze everything > For 15 min',
      'Snooze everything > For 1 h',
      'Snooze everything > For 4 h',
      'Snooze everything > For 8 h',
      'Snooze everything > Until it recovers',
      'Pause all checks',
      'Pause all checks > For 1 h',
      'Pause all checks > For 8 h',
      'Pause all checks > Until I resume them',
      '---',
      'Settings…',
      'Quit',
    ]);
  });

  it('has the worst first: critical outages, others, what is in doubt, what nobody sees', () => {
    const menu = menuOf({
      services: [
        up('Unseen', { unobserved: { reason: 'vpn', from: now } }),
        up('Doubtful', { status: 'failing' }),
        down('Wiki', { startedAt: now - 40 * minute }),
        down('API', {}, { critical: true }),
      ],
    });
    const first = menu.flatMap((entry) => (entry.kind === 'submenu' ? [entry.label] : [])).slice(0, 4);
    expect(first).toEqual([
      '■ API, down since 14:18',
      '■ Wiki, down since 13:50',
      '▲ Doubtful, in doubt',
      '◌ Unseen, not observed',
    ]);
  });

  it('has an outage once, however many services it took', () => {
    const services = ['API', 'Shop', 'Mail'].map((name) => down(name, { outage: 'API_1' }));
    const menu = menuOf({ services });
    expect(paths(menu).filter((label) => label.startsWith('■') && !label.includes(' > '))).toEqual([
      '■ API and 2 more, down since 14:18',
    ]);
    expect(actionAt(menu, '■ API > Acknowledge')).toEqual({ kind: 'acknowledge', targets: ['API_1'] });
  });

  it('leads to the reason in two clicks, and lets one act on it', () => {
    const menu = menuOf({ services: [down('API')] }, { runbookOf: () => 'https://wiki.example/api' });
    expect(actionAt(menu, '■ API > Show')).toEqual({ kind: 'open', hash: '#/incidents/API_1' });
    expect(actionAt(menu, '■ API > Snooze > For 1 h')).toEqual({
      kind: 'snooze',
      targets: ['API_1'],
      forMs: 60 * minute,
    });
    expect(actionAt(menu, '■ API > Snooze > Until it recovers')).toEqual({ kind: 'snooze', targets: ['API_1'] });
    expect(actionAt(menu, '■ API > Check now')).toEqual({ kind: 'check', service: 'API' });
    expect(actionAt(menu, '■ API > Open the runbook')).toEqual({ kind: 'browse', url: 'https://wiki.example/api' });
  });

  it('does not offer to acknowledge what somebody has, and says who', () => {
    const acknowledged = { by: { name: 'Ana', via: 'slack' }, at: now } as const;
    const menu = menuOf({ services: [down('API', { acknowledged })] });
    expect(paths(menu)).toContain('■ API, down since 14:18, acknowledged by Ana');
    expect(actionAt(menu, '■ API > Acknowledge')).toBeUndefined();
  });

  it('leaves out what is silenced, and offers to end the snooze', () => {
    const silence = {
      id: 's',
      kind: 'snooze',
      scope: 'everything',
      startedAt: 0,
      by: { name: 'Ana', via: 'window' },
    } as const;
    const menu = menuOf({ services: [down('API', {}, { silence })], silences: [silence] });
    expect(paths(menu).some((label) => label.startsWith('■'))).toBe(false);
    expect(actionAt(menu, 'End all snoozes')).toEqual({ kind: 'unsnooze' });
    expect(actionAt(menuOf({ services: [up('API')] }), 'End all snoozes')).toBeUndefined();
  });

  it('stays a menu with fifty outages', () => {
    const menu = menuOf({ services: Array.from({ length: 50 }, (_, index) => down(`Service ${index}`)) });
    expect(menu.filter((entry) => entry.kind === 'submenu' && entry.label.startsWith('■'))).toHaveLength(8);
    expect(actionAt(menu, '42 more…')).toEqual({ kind: 'open', hash: '#/services' });
  });

  it('resumes checks that were paused, and says until when they are', () => {
    const menu = menuOf({ services: [up('API')] }, { pause: { until: now + 60 * minute } });
    expect(actionAt(menu, 'Resume all checks (paused until 15:30)')).toEqual({ kind: 'resume_all' });
    expect(actionAt(menu, 'Check now')).toBeUndefined();
  });

  it('keeps what cannot be used out while nothing is watched', () => {
    expect(labels({}, { status: undefined, problems: 1 })).toEqual([
      'Nothing is watched: a problem to solve first',
      '---',
      'Open ASL Monitor',
      '---',
      'Settings…',
      'Quit',
    ]);
  });

  it('offers a newer version once it is ready', () => {
    const ready = { text: 'Version 1.1.0 is ready: restart', isReady: true };
    expect(actionAt(menuOf({}, { update: ready }), ready.text)).toEqual({ kind: 'install_update' });
    expect(actionAt(menuOf({}, { update: { ...ready, isReady: false } }), ready.text)).toBeUndefined();
  });

  it('is the same a minute later while nothing happened, so that it need not be set again', () => {
    const services = [down('API'), up('Shop', { status: 'failing' })];
    expect(trayMenu({ ...facts({ services }), now: now + minute })).toEqual(menuOf({ services }));
  });

  it('shows names as they are, whatever they hold', () => {
    const [label = ''] = labels({ services: [down('R&D\u202e\n"x"')] }).filter((one) => one.startsWith('■'));
    expect(label).toBe('■ R&&D "x", down since 14:18');
    expect(actionAt(menuOf({ services: [down('R&D')] }), '■ R&&D > Show')).toMatchObject({
      hash: '#/incidents/R%26D_1',
    });
  });

  it('speaks French', () => {
    const menu = menuOf({ services: [down('API')] }, { language: 'fr' });
    expect(paths(menu)).toContain('■ API, en panne depuis 14:18');
    expect(actionAt(menu, 'Quitter')).toEqual({ kind: 'quit' });
  });
});
