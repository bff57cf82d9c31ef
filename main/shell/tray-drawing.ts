/** Keeps the tray true to what is watched: drawn soon after news, and once for all that is new by then. */
import { join } from 'node:path';
import { app, nativeTheme, screen } from 'electron';
import type { Language, Sentence } from '../../preload/snapshot.ts';
import type { AggregateState } from '../monitor/aggregate.ts';
import type { Clock } from '../monitor/ports.ts';
import type { DesktopAction } from './desktop-actions.ts';
import type { Monitoring } from './monitoring.ts';
import type { Pausing } from './pausing.ts';
import { createTray, type TrayIcon } from './tray.ts';
import { trayIconFile } from './tray-icons.ts';
import { trayMenu } from './tray-menu.ts';
import { type TrayFacts, trayView } from './tray-view.ts';
import { type UpdateState, updateView } from './update-view.ts';

export type TrayDrawingOptions = {
  readonly clock: Clock;
  readonly monitoring: Pick<Monitoring, 'application' | 'problems'>;
  readonly pausing: Pick<Pausing, 'pause'>;
  readonly language: () => Language;
  readonly isSparing: () => boolean;
  readonly remarks: () => readonly Sentence[];
  readonly update: () => UpdateState;
  readonly onAction: (action: DesktopAction) => void;
  readonly warn: (message: string) => void;
};

export type TrayDrawing = {
  /** To be called when Electron is ready. */
  open(): void;
  /** Whether there is one, as far as this program knows. */
  readonly isThere: boolean;
  draw(): void;
  repaint(): void;
  close(): void;
};

/** News within this time are drawn once. */
const gatherMs = 100;

export function createTrayDrawing(options: TrayDrawingOptions): TrayDrawing {
  const { clock, monitoring, pausing, language, isSparing, remarks, update, onAction, warn } = options;
  let tray: TrayIcon | undefined;
  let isDrawing = false;

  function facts(): TrayFacts {
    const { application, problems } = monitoring;
    const { pause } = pausing;
    return {
      now: clock.wallMs(),
      language: language(),
      status: application?.commands.status(),
      problems: problems.length,
      ...(pause === undefined ? {} : { pause }),
      isSparing: isSparing(),
      remarks: remarks(),
    };
  }

  function drawNow(): void {
    isDrawing = false;
    if (tray === undefined) return;
    const now = facts();
    const news = updateView(update(), now.language);
    tray.show(trayView(now), trayMenu({ ...now, runbookOf, ...(news === undefined ? {} : { update: news }) }));
  }

  function runbookOf(name: string): string | undefined {
    return monitoring.application?.configuration().services.find((service) => service.name === name)?.runbook;
  }

  const repaint = (): void => tray?.repaint();

  return {
    open() {
      try {
        tray = createTray({ platform: process.platform, imageOf, onAction });
      } catch (error) {
        warn(`the system shows no icon of this program: ${error}`);
      }
      nativeTheme.on('updated', repaint);
      screen.on('display-metrics-changed', repaint);
    },
    get isThere() {
      return tray !== undefined;
    },
    draw() {
      if (isDrawing) return;
      isDrawing = true;
      clock.wakeAt(clock.monotonicMs() + gatherMs, drawNow);
    },
    repaint,
    close() {
      nativeTheme.off('updated', repaint);
      screen.off('display-metrics-changed', repaint);
      tray?.close();
      tray = undefined;
    },
  };
}

function imageOf(state: AggregateState): { readonly path: string; readonly isTemplate: boolean } {
  const { scaleFactor } = screen.getPrimaryDisplay();
  // What surrounds the tray is the system's, whatever theme the window has.
  const isDark = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
  const desktop = process.env.XDG_CURRENT_DESKTOP;
  const { file, isTemplate } = trayIconFile({ state, platform: process.platform, scaleFactor, isDark, desktop });
  return { path: join(app.getAppPath(), 'assets/tray', file), isTemplate };
}
