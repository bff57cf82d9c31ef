/** The tray's menu: every action is in it, since a click on the icon may never arrive. Pure. */
import type { OpenOutage, ServiceState, Status } from '../commands/status.ts';
import { clockTime, plain, shapeOf, type View } from '../commands/tables.ts';
import type { DesktopAction } from './desktop-actions.ts';
import { summaryOf, type TrayFacts } from './tray-view.ts';
import { type TrayWords, trayWords } from './tray-words.ts';

export type TrayEntry =
  | { readonly kind: 'separator' }
  /** Only to be read. */
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly action: DesktopAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly TrayEntry[] };

export type MenuFacts = TrayFacts & {
  /** By name of the service. */
  readonly runbookOf: (service: string) => string | undefined;
  /** What there is to say of a newer version; `ready` where a restart installs it. */
  readonly update?: { readonly text: string; readonly isReady: boolean };
};

const minute = 60_000;
const snoozeLengths = [15 * minute, 60 * minute, 240 * minute, 480 * minute];
const pauseLengths = [60 * minute, 480 * minute];
/** So many lines of what is not well: a menu is no list. */
const mostLines = 8;

const separator: TrayEntry = { kind: 'separator' };

/** Times are those of the clock and not durations, so that a menu stays the same while nothing happens. */
export function trayMenu(facts: MenuFacts): readonly TrayEntry[] {
  const { language, status, update } = facts;
  const words = trayWords(language);
  return [
    { kind: 'text', label: summaryOf(facts, status) },
    ...remarkLines(facts, words),
    ...(status === undefined ? [] : troubleLines(status, facts, words)),
    separator,
    { kind: 'action', label: words.open, action: { kind: 'open' } },
    ...(status === undefined ? [] : [separator, ...careEntries(status, facts, words)]),
    separator,
    { kind: 'action', label: words.settings, action: { kind: 'open', hash: '#/settings' } },
    ...(update === undefined ? [] : [updateEntry(update)]),
    { kind: 'action', label: words.quit, action: { kind: 'quit' } },
  ];
}

function remarkLines({ status, language, isSparing, remarks }: MenuFacts, words: TrayWords): readonly TrayEntry[] {
  const { network = 'online', notifiers = [] } = status ?? {};
  const silent = notifiers.filter(({ unreachableSince }) => unreachableSince !== undefined);
  const lines = [
    ...(network === 'online' ? [] : [words.networks[network]]),
    ...silent.map(({ name, owed }) => words.unreachable(name, owed)),
    ...(isSparing ? [words.sparing] : []),
    ...remarks.map((remark) => remark[language]),
  ];
  return lines.map((label) => ({ kind: 'text', label }));
}

/** The worst first: outages, then services in doubt, then those that nobody sees. */
function troubleLines(status: Status, facts: MenuFacts, words: TrayWords): readonly TrayEntry[] {
  const { services, outages } = status;
  const heard = new Set(services.filter(({ state }) => state === 'down').map(({ name }) => name));
  const audible = outages
    .filter((outage) => outage.services.some((name) => heard.has(name)))
    .toSorted((one, other) => Number(other.critical) - Number(one.critical) || one.since - other.since);
  const others = services
    .filter(({ state }) => state === 'degraded' || state === 'unknown')
    .toSorted((one, other) => rank(one) - rank(other));
  const lines = [
    ...audible.map((outage) => outageEntry(outage, facts, words)),
    ...others.map((service) => serviceEntry(service, facts.now, words)),
  ];
  if (lines.length === 0) return [];
  const rest = lines.length - mostLines;
  const more: readonly TrayEntry[] =
    rest > 0 ? [{ kind: 'action', label: words.more(rest), action: { kind: 'open', hash: '#/services' } }] : [];
  return [separator, ...lines.slice(0, mostLines), ...more];
}

const rank = ({ state, critical }: ServiceState): number => (state === 'degraded' ? 0 : 2) + (critical ? 0 : 1);

function outageEntry(outage: OpenOutage, facts: MenuFacts, words: TrayWords): TrayEntry {
  const { id, services, since, acknowledged } = outage;
  const [first = ''] = services;
  const who = services.length > 1 ? words.services(named(first), services.length - 1) : named(first);
  const view = viewAt(facts.now);
  const care = acknowledged === undefined ? '' : `, ${words.acknowledgedBy(named(acknowledged.by.name))}`;
  const runbook = services.length === 1 ? facts.runbookOf(first) : undefined;
  return {
    kind: 'submenu',
    label: `${shapeOf('down', view)} ${who}, ${words.downSince(clockTime(since, view))}${care}`,
    entries: [
      { kind: 'action', label: words.show, action: { kind: 'open', hash: hashOf('incidents', id) } },
      ...(acknowledged === undefined
        ? [{ kind: 'action', label: words.acknowledge, action: { kind: 'acknowledge', targets: [id] } } as const]
        : []),
      { kind: 'submenu', label: words.snooze, entries: snoozeEntries([id], words) },
      ...(services.length === 1 ? [checkEntry(first, words)] : []),
      ...(runbook === undefined
        ? []
        : [{ kind: 'action', label: words.runbook, action: { kind: 'browse', url: runbook } } as const]),
    ],
  };
}

function serviceEntry({ name, state }: ServiceState, now: number, words: TrayWords): TrayEntry {
  return {
    kind: 'submenu',
    label: `${shapeOf(state, viewAt(now))} ${named(name)}, ${words.states[state]}`,
    entries: [
      { kind: 'action', label: words.show, action: { kind: 'open', hash: hashOf('services', name) } },
      checkEntry(name, words),
      { kind: 'submenu', label: words.snooze, entries: snoozeEntries([name], words) },
    ],
  };
}

function checkEntry(service: string, words: TrayWords): TrayEntry {
  return { kind: 'action', label: words.checkNow, action: { kind: 'check', service } };
}

function snoozeEntries(targets: readonly string[], words: TrayWords): readonly TrayEntry[] {
  return [
    ...snoozeLengths.map(
      (forMs): TrayEntry => ({
        kind: 'action',
        label: words.length(forMs),
        action: { kind: 'snooze', targets, forMs },
      }),
    ),
    { kind: 'action', label: words.untilRecovery, action: { kind: 'snooze', targets } },
  ];
}

/** What is done about everything. */
function careEntries(status: Status, facts: MenuFacts, words: TrayWords): readonly TrayEntry[] {
  const { pause, now } = facts;
  const hasSnooze = status.silences.some(({ kind }) => kind === 'snooze');
  return [
    ...(pause === undefined ? [{ kind: 'action', label: words.checkNow, action: { kind: 'check' } } as const] : []),
    { kind: 'submenu', label: words.snoozeAll, entries: snoozeEntries(['all'], words) },
    ...(hasSnooze ? [{ kind: 'action', label: words.unsnooze, action: { kind: 'unsnooze' } } as const] : []),
    pause === undefined
      ? { kind: 'submenu', label: words.pauseAll, entries: pauseEntries(words) }
      : {
          kind: 'action',
          label: words.resumeAll(pause.until === undefined ? undefined : clockTime(pause.until, viewAt(now))),
          action: { kind: 'resume_all' },
        },
  ];
}

function pauseEntries(words: TrayWords): readonly TrayEntry[] {
  return [
    ...pauseLengths.map(
      (forMs): TrayEntry => ({ kind: 'action', label: words.length(forMs), action: { kind: 'pause_all', forMs } }),
    ),
    { kind: 'action', label: words.untilResumed, action: { kind: 'pause_all' } },
  ];
}

function updateEntry({ text, isReady }: NonNullable<MenuFacts['update']>): TrayEntry {
  return isReady ? { kind: 'action', label: text, action: { kind: 'install_update' } } : { kind: 'text', label: text };
}

const viewAt = (now: number): View => ({ now, colours: false });

/** The address of a service or an incident in the window. */
export function hashOf(view: 'services' | 'incidents', name: string): string {
  return `#/${view}/${encodeURIComponent(name)}`;
}

/** A menu takes `&` for the mark of a key, and shows whatever characters a name holds. */
function named(name: string): string {
  return plain(name).replaceAll('&', '&&');
}
