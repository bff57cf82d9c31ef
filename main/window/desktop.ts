/** What only the desktop application can do for its window; in a browser all of it is refused. */
import type { Handlers } from '../../preload/contract.ts';
import type { NotificationReport, Settings, TokenKind } from '../../preload/settings.ts';
import type { DesktopView } from '../../preload/snapshot.ts';
import { Refusal } from './refusal.ts';

/** Each throws a `Refusal` where the system does not let it. */
export type Desktop = {
  view(): DesktopView;
  /** Resolves once the token is in use. */
  keepToken(kind: TokenKind, token: string): Promise<void>;
  forgetToken(kind: TokenKind): Promise<void>;
  setStartAtLogin(enabled: boolean): void;
  /** An absolute path. */
  reveal(path: string): void;
  testNotification(): Promise<NotificationReport>;
  /** The address of the demo's window; started once. */
  startDemo(): Promise<string>;
};

export type DesktopHandlers = Pick<
  Handlers,
  'keepToken' | 'forgetToken' | 'setStartAtLogin' | 'revealPlace' | 'testNotification'
>;

export type DesktopHandlersDependencies = {
  readonly desktop: Desktop | undefined;
  readonly settings: () => Pick<Settings, 'slack' | 'places'> | Promise<Pick<Settings, 'slack' | 'places'>>;
};

export function createDesktopHandlers({ desktop, settings }: DesktopHandlersDependencies): DesktopHandlers {
  const onDesktop = (): Desktop => {
    if (desktop === undefined) throw noDesktop();
    return desktop;
  };

  async function hasToken(kind: TokenKind): Promise<boolean> {
    const { slack } = await settings();
    return (kind === 'bot' ? slack.token : slack.appToken) !== undefined;
  }

  return {
    async keepToken({ kind, token }) {
      await onDesktop().keepToken(kind, token);
      return { kind, present: await hasToken(kind) };
    },
    async forgetToken({ kind }) {
      await onDesktop().forgetToken(kind);
      return { kind, present: await hasToken(kind) };
    },
    setStartAtLogin({ enabled }) {
      onDesktop().setStartAtLogin(enabled);
      return { enabled: onDesktop().view().startsAtLogin };
    },
    async revealPlace({ place }) {
      const desktop = onDesktop();
      const path = (await settings()).places[place];
      desktop.reveal(path);
      return { path };
    },
    testNotification: () => onDesktop().testNotification(),
  };
}

function noDesktop(): Refusal {
  return new Refusal('refused', {
    en: 'only the desktop application can do this; this window belongs to a program without one',
    fr: 'seule l’application de bureau peut le faire\u202f; cette fenêtre est celle d’un programme qui n’en a pas',
  });
}
