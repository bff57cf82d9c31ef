/** Events as lines for people: one for each change, none for each check unless everything is asked for. */
import type { ProgramEvent } from './event-json.ts';
import type { Log } from './log.ts';
import type { Incident } from './monitor/model.ts';

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
    case 'not_observed':
      log.info(`${event.service} is not observed: ${event.reason}`);
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
    default:
  }
}

const endings = { recovered: 'UP', edited: 'CLEARED BY AN EDIT', removed: 'NO LONGER WATCHED' } as const;

function describe({ service, failure, id, critical, flaps }: Incident): string {
  const facts = [`incident ${id}`, ...(critical ? ['critical'] : []), ...(flaps > 0 ? [`${flaps} × flapped`] : [])];
  return `${service}: ${failure.sentence} (${facts.join(', ')})`;
}

function duration({ startedAt, endedAt = startedAt }: Incident): string {
  const seconds = Math.round((endedAt - startedAt) / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

function list(label: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, 5).join(', ');
  return `${label}: ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}
