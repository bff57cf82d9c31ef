/** What a start of the application means for what is watched. */
import { join } from 'node:path';
import { app } from 'electron';
import type { DemoFolder } from '../demo/stage-folder.ts';
import type { Launch } from './command-line.ts';
import { provideConfiguration, usualConfiguration } from './configuration-place.ts';
import { demoEnvironment } from './demo-beside.ts';
import type { Subject } from './monitoring.ts';

export type Subjects = {
  /** Rejects where neither the demo nor a first configuration can be provided. */
  subjectOf(launch: Launch): Promise<Subject>;
  /** Whether that is the demo's configuration. Its services go on while another one is watched, until the end. */
  isDemo(configFile: string | undefined): boolean;
  close(): Promise<void>;
};

export function createSubjects(): Subjects {
  let demo: DemoFolder | undefined;
  return {
    async subjectOf({ demo: isDemo, config, dataDir }) {
      if (isDemo) {
        const { openDemoFolder } = await import('../demo/stage-folder.ts');
        demo = await openDemoFolder();
        return { configFile: demo.configFile, isDemo: true, environment: demoEnvironment };
      }
      const { isPackaged } = app;
      const usual = usualConfiguration({ isPackaged, cwd: process.cwd(), userData: app.getPath('userData') });
      if (config === undefined && isPackaged) await provideConfiguration(usual, join(app.getAppPath(), 'config.yaml'));
      const place = dataDir === undefined ? {} : { dataDir };
      return { configFile: config ?? usual, ...place, isDemo: false, environment: process.env };
    },
    isDemo: (file) => demo !== undefined && file === demo.configFile,
    close: async () => demo?.close(),
  };
}
