/** What the entries of the tray's menu do. */
import type { Application } from '../app.ts';
import { AttentionError } from '../monitor/attention.ts';
import { type Actor, assertNever } from '../monitor/model.ts';
import { isExternalLink } from './external-links.ts';
import type { Pausing } from './pausing.ts';
import type { TrayAction } from './tray-menu.ts';

export type TrayActionsOptions = {
  /** Undefined while nothing is watched. */
  readonly application: () => Pick<Application, 'commands' | 'checkNow'> | undefined;
  /** Who sits at this machine. */
  readonly by: Actor;
  readonly pausing: Pausing;
  readonly openWindow: (hash?: string) => void;
  readonly openInBrowser: (url: string) => void;
  readonly installUpdate: () => void;
  readonly quit: () => void;
  readonly warn: (message: string) => void;
};

export function createTrayActions(options: TrayActionsOptions): (action: TrayAction) => void {
  const { application, by, pausing, warn } = options;

  function run(action: TrayAction): void {
    switch (action.kind) {
      case 'open':
        options.openWindow(action.hash);
        break;
      case 'check':
        application()?.checkNow(action.service === undefined ? undefined : [action.service]);
        break;
      case 'acknowledge':
        application()?.commands.acknowledge({ targets: [...action.targets], by });
        break;
      case 'snooze': {
        const time = action.forMs === undefined ? {} : { forMs: action.forMs };
        application()?.commands.snooze({ targets: [...action.targets], by, ...time });
        break;
      }
      case 'unsnooze':
        application()?.commands.unsnooze({ by });
        break;
      case 'pause_all':
        pausing.begin(action.forMs);
        break;
      case 'resume_all':
        pausing.end();
        break;
      case 'browse':
        if (isExternalLink(action.url)) options.openInBrowser(action.url);
        break;
      case 'install_update':
        options.installUpdate();
        break;
      case 'quit':
        options.quit();
        break;
      default:
        assertNever(action);
    }
  }

  return (action) => {
    try {
      run(action);
    } catch (error) {
      // A menu may be older than what happened since: what is over need not be acknowledged.
      if (!(error instanceof AttentionError)) throw error;
      warn(`the tray's menu: ${error.message}`);
    }
  };
}
