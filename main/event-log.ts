/** Events as lines for people: one for each change, none for each check unless everything is asked for. */
import type { ProgramEvent } from './event-json.ts';
import type { Log } from './log.ts';
import type { NetworkState } from './monitor/events.ts';
import type { Explanation, Incident, Scope, Silence, UnobservedReason } from './monitor/model.ts';

/** Writes the event to the log where it is news. */
export function logLine(log: Log, event: ProgramEvent): void {
  switch (event.type) {
    case 'state':
      if (event.to === 'failing') log.info(`${event.service} fails: ${event.reason ?? ''}; confirming`);
      else if (event.from === 'failing' && event.to === 'up')
        log.info(`${event.service} is well again; it was a single failure`);
      else if (event.to === 'recovering') log.info(`${event.service} answers again; confirming`);
      else if (event.from === 'recovering' && event.to === 'down')
        log.info(`${event.service} is still down: ${event.reason ?? ''}`);
      else log.debug(`${event.service}: ${event.from} to ${event.to}`);
      return;
    case 'incident.opened':
      log.warning(`DOWN ${describe(event.incident)}`);
      return;
    case 'incident.updated':
      log.warning(`${event.incident.flaps > 0 ? 'DOWN AGAIN' : 'STILL DOWN'} ${describe(event.incident)}`);
      return;
    case 'incident.resolved':
      log.info(
        `${endings[event.incident.end ?? 'recovered']} ${event.service} after ${duration(event.incident)} (incident ${event.incident.id})`,
      );
      return;
    case 'incident.acknowledged': {
      const { acknowledged } = event.incident;
      const note = acknowledged?.note === undefined ? '' : `: ${acknowledged.note}`;
      log.info(
        `${event.service}: acknowledged by ${acknowledged?.by.name ?? '?'}${note} (incident ${event.incident.id})`,
      );
      return;
    }
    case 'silence.started':
      log.info(`${silenceName(event.silence)} begins`);
      return;
    case 'silence.ended': {
      const { silence, by, down } = event;
      const whose = by === undefined ? '' : `, ended by ${by.name}`;
      const still = down.length === 0 ? 'nothing of it is down' : `still down: ${down.slice(0, 10).join(', ')}`;
      log.info(`${silenceName(silence)} is over${whose}; ${still}${down.length > 10 ? ' and more' : ''}`);
      return;
    }
    case 'not_observed':
      if (event.service === undefined) log.info(`nothing was observed ${since(event)}: ${reasons[event.reason]}`);
      else if (event.to === undefined) log.info(`${event.service} is not observed: ${reasons[event.reason]}`);
      else log.info(`${event.service} is observed again, after ${span(event.to - event.from)}`);
      return;
    case 'network':
      if (event.state === 'online')
        log.info('the network of this machine is there again: everything is checked at once');
      else log.warning(networkStates[event.state]);
      return;
    case 'outage.opened':
    case 'outage.updated':
    case 'outage.resolved': {
      const { outage, services, down } = event;
      if (services.length < 2) return;
      const name = `outage ${outage.id} (${explain(outage.explanation)})`;
      if (event.type === 'outage.resolved') log.info(`${name} is over: ${services.length} services are up again`);
      else log.warning(`${name}: ${down.length} of ${services.length} services are down`);
      return;
    }
    case 'decision':
      log.debug(`${event.service}: ${event.sentence} (${event.kind})`);
      return;
    case 'config.reloaded': {
      const { added, removed, changed, renamed } = event;
      const renames = renamed.map(({ from, to }) => `${from} is now ${to}`);
      const parts = [list('new', added), list('gone', removed), list('changed', changed), list('renamed', renames)];
      const what = parts.filter((part) => part !== '').join('; ');
      log.info(`the configuration was reloaded, ${event.services} services${what === '' ? '' : `; ${what}`}`);
      return;
    }
    case 'config.rejected':
      log.error('the configuration was edited but has problems; the last good one goes on');
      return;
    case 'lines.lost':
      log.warning(lossSentence(event.lines));
      return;
    default:
  }
}

/** For the log, and for standard output where that shows the log. */
export function lossSentence(lines: number): string {
  const missing = lines === 1 ? '1 line is missing' : `${lines} lines are missing`;
  return `standard output was read too slowly, and ${missing} there`;
}

function silenceName(silence: Silence): string {
  const whom = scopeName(silence.scope);
  const until = silence.until === undefined ? 'its recovery' : new Date(silence.until).toLocaleString('sv');
  if (silence.kind === 'maintenance')
    return `maintenance${silence.name === undefined ? '' : ` "${silence.name}"`} of ${whom} until ${until}`;
  const note = silence.note === undefined ? '' : ` (${silence.note})`;
  return `the snooze of ${whom} by ${silence.by.name} until ${until}${note}`;
}

function scopeName(scope: Scope): string {
  if (scope === 'everything') return 'everything';
  const groups = scope.groups.map((group) => `the group ${group}`);
  const tags = scope.tags.map((tag) => `the tag ${tag}`);
  const names = [...scope.services, ...groups, ...tags];
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

const reasons: Readonly<Record<UnobservedReason, string>> = {
  paused: 'it is paused',
  offline: 'this machine is offline',
  dns: 'this machine can resolve no names',
  captive_portal: 'a captive portal stands before the internet',
  vpn: 'the network condition that it requires does not hold',
  asleep: 'this machine was asleep',
  not_running: 'the program was not running',
};

const networkStates: Readonly<Record<Exclude<NetworkState, 'online'>, string>> = {
  offline: 'this machine is offline: until its network is back, no failure counts',
  dns: 'this machine can resolve no names: until it can, no failure of a lookup counts',
  captive_portal: 'a captive portal stands before the internet, sign in: until then no failure counts',
  waking: 'this machine was asleep: until its network is back, no failure counts',
};

function since({ from, to = from }: { readonly from: number; readonly to?: number }): string {
  return `from ${new Date(from).toLocaleString('sv')} to ${new Date(to).toLocaleString('sv')}`;
}

function explain(explanation: Explanation): string {
  switch (explanation.kind) {
    case 'alone':
      return 'one service';
    case 'widespread':
      return 'a majority of all services';
    default:
      return `${explanation.kind} ${explanation.value}`;
  }
}

const endings = { recovered: 'UP', edited: 'CLEARED BY AN EDIT', removed: 'NO LONGER WATCHED' } as const;

function describe({ service, failure, id, critical, flaps, doubt }: Incident): string {
  const facts = [
    `incident ${id}`,
    ...(critical ? ['critical'] : []),
    ...(flaps > 0 ? [`${flaps} × flapped`] : []),
    ...(doubt === undefined ? [] : [`not certain: ${doubt}`]),
  ];
  return `${service}: ${failure.sentence} (${facts.join(', ')})`;
}

function duration({ startedAt, endedAt = startedAt }: Incident): string {
  return span(endedAt - startedAt);
}

function span(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

function list(label: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, 5).join(', ');
  return `${label}: ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}
