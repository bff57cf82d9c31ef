/** What people do on the desktop beside the window: in the tray's menu, and on notifications. */
import type { Application } from '../app.ts';
import type { Commands } from '../commands/commands.ts';
import { AttentionError } from '../monitor/attention.ts';
import { type Actor, assertNever } from '../monitor/model.ts';
import { isExternalLink } from './external-links.ts';
import type { Pausing } from './pausing.ts';

/** Plain, so that two menus can be compared. */
export type DesktopAction =
  | { readonly kind: 'open'; readonly hash?: string }
  | { readonly kind: 'check'; readonly service?: string }
  | { readonly kind: 'acknowledge'; readonly targets: readonly string[] }
  /** `forMs` absent: until it recovers. */
  | { readonly kind: 'snooze'; readonly targets: readonly string[]; readonly forMs?: number }
  | { readonly kind: 'unsnooze' }
  /** `forMs` absent: until it is resumed. */
  | { readonly kind: 'pause_all'; readonly forMs?: number }
  | { readonly kind: 'resume_all' }
  | { readonly kind: 'browse'; readonly url: string }
  | { readonly kind: 'install_update' }
  | { readonly kind: 'quit' };

/** What comes of a wish is news like any other. */
export type Care = {
  readonly [Name in 'acknowledge' | 'snooze' | 'unsnooze']: (wish: Parameters<Commands[Name]>[0]) => unknown;
};

export type DesktopActionsOptions = {
  /** Undefined while nothing is watched. */
  readonly application: () => (Pick<Application, 'checkNow'> & { readonly commands: Care }) | undefined;
  /** Who sits at this machine. */
  readonly by: Actor;
  readonly pausing: Pausing;
  readonly openWindow: (hash?: string) => void;
  readonly openInBrowser: (url: string) => void;
  readonly installUpdate: () => void;
  readonly quit: () => void;
  readonly warn: (message: string) => void;
};

export function createDesktopActions(options: DesktopActionsOptions): (action: DesktopAction) => void {
  const { application, by, pausing, warn } = options;

  function run(action: DesktopAction): void {
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
      // A menu or a notification may be older than what happened since: what is over need not be acknowledged.
      if (!(error instanceof AttentionError)) throw error;
      warn(`${action.kind}: ${error.message}`);
    }
  };
}
