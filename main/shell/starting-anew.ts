/** What becomes of the application when its main process has failed: a report is left, and it starts anew where it may. */
import { homedir } from 'node:os';
import { app, dialog } from 'electron';
import type { Language } from '../../preload/snapshot.ts';
import { type CrashOptions, watchCrashes } from './crashes.ts';
import { relaunchOptions } from './relaunch.ts';
import { hasStarter, startAgainCode } from './starter.ts';

export type StartingAnewOptions = Pick<CrashOptions, 'version' | 'secrets' | 'logLines' | 'isEnding'> & {
  readonly language: () => Language;
  /** To the terminal, if there is one. */
  readonly print: (line: string) => void;
};

/** From now on. */
export function startAnewAfterCrashes({ language, print, ...options }: StartingAnewOptions): void {
  watchCrashes({
    ...options,
    userData: app.getPath('userData'),
    environment: process.env,
    home: homedir(),
    end({ kind, message }) {
      print(message.en);
      switch (kind) {
        case 'quitting':
          app.exit(0);
          break;
        case 'down':
          if (app.isReady()) dialog.showErrorBox('ASL Monitor', message[language()]);
          app.exit(1);
          break;
        case 'again':
          // Under a terminal the one who has started it does that once more, so that it stays there.
          if (hasStarter(process.env, process.ppid)) return app.exit(startAgainCode);
          app.relaunch(relaunchOptions({ ...process, environment: process.env }));
          app.exit(1);
      }
    },
  });
}
