/** What the desktop tells beside outages: that Slack is not reached, and what happened while nobody was here. */
import type { Language } from '../../preload/snapshot.ts';
import type { Application } from '../app.ts';
import type { ProgramEvent } from '../event-json.ts';
import { awayNotice, slackUnreachableNotice } from '../notify/desktop-notices.ts';
import type { NotificationScreen } from '../notify/notification-screen.ts';
import { loudness } from '../notify/quiet-hours.ts';
import { type Absence, type Away, missed, presenceAfter, present } from './away.ts';

export type TidingsOptions = {
  readonly application: () => Pick<Application, 'commands' | 'configuration'> | undefined;
  readonly screen: Pick<NotificationScreen, 'show' | 'close'>;
  readonly language: () => Language;
  readonly wallMs: () => number;
  readonly info: (message: string) => void;
};

export type Tidings = {
  note(event: ProgramEvent): void;
  /** Somebody left the machine, or came back. */
  presenceChanged(change: Partial<Absence>): void;
};

/** More than ever happened in a night. */
const mostIncidents = 200;

export function createTidings({ application, screen, language, wallMs, info }: TidingsOptions): Tidings {
  let presence = present;
  /** Somebody is back, and is not told yet what happened meanwhile. */
  let returned: Away | undefined;

  function isWanted(critical: boolean): boolean {
    const settings = application()?.configuration().desktop;
    return settings !== undefined && loudness(settings, critical, wallMs()).notification;
  }

  /** Once, and only when everything was seen again: what a wake finds down at first may be its own network. */
  function sumUp(): void {
    const away = returned;
    const { commands } = application() ?? {};
    if (away === undefined || commands?.status().network !== 'online') return;
    returned = undefined;
    const { incidents } = commands.incidents({ limit: mostIncidents });
    // What the first round after the return has found belongs to the time before it.
    const outages = missed(incidents, { from: away.from, to: wallMs() });
    if (outages.length === 0) return;
    info(`while nobody was here, ${outages.length === 1 ? '1 outage' : `${outages.length} outages`} began or ended`);
    if (!isWanted(outages.some(({ critical }) => critical))) return;
    void screen.show(awayNotice({ missed: outages, ...away, language: language(), wallMs }));
  }

  function slackIsSilent(owed: number, since: number): void {
    if (isWanted(true)) void screen.show(slackUnreachableNotice({ owed, since, language: language() }));
  }

  return {
    note(event) {
      if (event.type === 'cycle') sumUp();
      else if (event.type === 'notifier.unreachable' && event.notifier === 'slack')
        slackIsSilent(event.owed, event.since);
      else if (event.type === 'notifier.reachable' && event.notifier === 'slack') screen.close('slack');
    },
    presenceChanged(change) {
      const next = presenceAfter(presence, change, wallMs());
      presence = next.presence;
      if (next.returned !== undefined) returned = next.returned;
    },
  };
}
