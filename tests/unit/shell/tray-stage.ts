/** Facts for the tray: a status made from what the services are. */

import { statusOf } from '../../../main/commands/status.ts';
import type { NotifierState } from '../../../main/messenger.ts';
import { aggregate } from '../../../main/monitor/aggregate.ts';
import type { Overview, ServiceOverview } from '../../../main/monitor/attention.ts';
import type { NetworkState } from '../../../main/monitor/events.ts';
import type { Incident, Silence } from '../../../main/monitor/model.ts';
import type { DesktopAction } from '../../../main/shell/desktop-actions.ts';
import type { MenuFacts, TrayEntry } from '../../../main/shell/tray-menu.ts';

/** 14:30 on a day in November, local time. */
export const now = new Date(2026, 10, 25, 14, 30).getTime();
export const minute = 60_000;

export function up(service: string, more: Partial<ServiceOverview> = {}): ServiceOverview {
  return {
    service,
    url: 'https://example.com/',
    critical: false,
    status: 'up',
    since: now - 60 * minute,
    slow: false,
    ...more,
  };
}

export function down(
  service: string,
  more: Partial<Incident> = {},
  overview: Partial<ServiceOverview> = {},
): ServiceOverview {
  const startedAt = more.startedAt ?? now - 12 * minute;
  const incident: Incident = {
    id: `${service}_1`,
    service,
    url: 'https://example.com/',
    critical: overview.critical ?? false,
    startedAt,
    openedAt: startedAt + 4_000,
    failure: { kind: 'status', phase: 'body', sentence: 'answered 503' },
    responseMs: 12,
    phases: {},
    consecutiveFailures: 2,
    flaps: 0,
    ...more,
  };
  return up(service, { status: 'down', incident, ...overview });
}

export type Scene = {
  readonly services?: readonly ServiceOverview[];
  readonly silences?: readonly Silence[];
  readonly network?: NetworkState;
  readonly notifiers?: readonly NotifierState[];
  readonly lastCycleAt?: number;
};

export function facts(scene: Scene, more: Partial<MenuFacts> = {}): MenuFacts {
  const { services = [], silences = [], network = 'online', notifiers = [], lastCycleAt = now - 4_000 } = scene;
  const overview: Overview = { state: aggregate(services), services, silences, lastCycleAt };
  const explanationOf = () => undefined;
  const status = statusOf(overview, { at: now, network, notifiers, heartbeat: undefined, explanationOf });
  return {
    now,
    language: 'en',
    status,
    problems: 0,
    isSparing: false,
    remarks: [],
    runbookOf: () => undefined,
    ...more,
  };
}

/** Every entry with the labels that lead to it. */
export function paths(menu: readonly TrayEntry[], before = ''): readonly string[] {
  return menu.flatMap((entry) => {
    if (entry.kind === 'separator') return [`${before}---`];
    const path = `${before}${entry.label}`;
    return entry.kind === 'submenu' ? [path, ...paths(entry.entries, `${path} > `)] : [path];
  });
}

/** What the entry at the end of these labels does. */
export function actionAt(menu: readonly TrayEntry[], path: string): DesktopAction | undefined {
  const [first = '', ...rest] = path.split(' > ');
  const entry = menu.find((one) => one.kind !== 'separator' && one.label.startsWith(first));
  if (entry?.kind === 'submenu') return actionAt(entry.entries, rest.join(' > '));
  return entry?.kind === 'action' && rest.length === 0 ? entry.action : undefined;
}
