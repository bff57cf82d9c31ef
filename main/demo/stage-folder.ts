/** The demo in a folder of its own, for a program that is started for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from './demo.ts';

export type DemoFolder = {
  /** Absolute. */
  readonly configFile: string;
  readonly incidentsDir: string;
  /** Stops the services; the folder stays, for whoever wants to look at what was recorded. */
  close(): Promise<void>;
};

export async function openDemoFolder(): Promise<DemoFolder> {
  const directory = await mkdtemp(join(tmpdir(), 'asl-monitor-demo-'));
  try {
    const demo = await startDemo({ directory });
    return { configFile: demo.configFile, incidentsDir: join(directory, 'incidents'), close: demo.close };
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}
