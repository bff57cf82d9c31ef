/** Which configuration a desktop application watches that was told none. */
import { constants, copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type PlaceOptions = {
  /** Installed, and not started from a checkout. */
  readonly isPackaged: boolean;
  readonly cwd: string;
  /** The application's own folder of this user. */
  readonly userData: string;
};

/** Absolute. An installed application may be started from anywhere, a checkout is started where its configuration lies. */
export function usualConfiguration({ isPackaged, cwd, userData }: PlaceOptions): string {
  return join(isPackaged ? userData : cwd, 'config.yaml');
}

/** Where there is no configuration yet, the sample is put in its place. Rejects where that cannot be written. */
export async function provideConfiguration(file: string, sample: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await copyFile(sample, file, constants.COPYFILE_EXCL);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
