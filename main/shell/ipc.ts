/** The program's end of the window's bridge: answers whom it knows, and tells what is new while somebody looks. */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { channels } from '../../preload/channels.ts';
import type { Answered } from '../../preload/contract.ts';
import type { Monitoring } from './monitoring.ts';
import { isOwnPage } from './page-address.ts';

export type IpcOptions = {
  readonly monitoring: Pick<Monitoring, 'ask' | 'follow'>;
  /** Whether these are the contents of the program's own window. */
  readonly isWindow: (contents: WebContents) => boolean;
  readonly isShown: () => boolean;
  readonly warn: (message: string) => void;
};

export type Ipc = {
  /** To be called when the window is shown, hidden or gone: nothing is sent to one that nobody sees. */
  adapt(): void;
  close(): void;
};

const stranger = {
  error: {
    kind: 'refused',
    message: {
      en: 'only the window of ASL Monitor is answered',
      fr: 'seule la fenêtre d’ASL Monitor obtient une réponse',
    },
  },
} as const satisfies Answered;

export function serveWindow({ monitoring, isWindow, isShown, warn }: IpcOptions): Ipc {
  /** The page that wants to follow, shown or not. */
  let page: WebContents | undefined;
  let stop: (() => void) | undefined;

  function isKnown({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
    const isTop = senderFrame !== null && senderFrame.parent === null;
    if (isTop && isOwnPage(senderFrame.url) && isWindow(sender)) return true;
    warn('a page that is not the window of this program asked something, and was not answered');
    return false;
  }

  function adapt(): void {
    const isWanted = page !== undefined && !page.isDestroyed() && isShown();
    if (!isWanted) {
      stop?.();
      stop = undefined;
      return;
    }
    const contents = page;
    stop ??= monitoring.follow((push) => {
      if (contents !== undefined && !contents.isDestroyed()) contents.send(channels.push, push);
    });
  }

  ipcMain.handle(channels.ask, async (event, name: unknown, argument: unknown): Promise<Answered> => {
    if (!isKnown(event)) return stranger;
    // What is checked further on is the argument; a name can only be a text.
    return await monitoring.ask(String(name), argument);
  });

  function listen(event: IpcMainEvent, isFollowing: unknown): void {
    if (!isKnown(event)) return;
    // A page that was loaded again knows nothing, and gets everything.
    stop?.();
    stop = undefined;
    page = isFollowing === true ? event.sender : undefined;
    adapt();
  }
  ipcMain.on(channels.follow, listen);

  return {
    adapt,
    close() {
      page = undefined;
      adapt();
      ipcMain.removeHandler(channels.ask);
      ipcMain.removeListener(channels.follow, listen);
    },
  };
}
