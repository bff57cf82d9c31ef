/** A folder for each world, which goes with it, however the run ends. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ofLab = /^asl-lab-(\d+)-/;
const living = new Set<string>();

process.on('exit', () => {
  for (const folder of living) removeFolder(folder);
});

export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `asl-lab-${process.pid}-`));
  living.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  living.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What runs that were killed have left behind. */
export function removeStaleFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = ofLab.exec(name)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) removeFolder(join(tmpdir(), name));
  }
}
