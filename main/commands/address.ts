/** Where the program of a data folder listens for commands: worked out alike by the program and by those who ask it. */
import { hash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** One place, in the order in which they are tried. */
export type CommandAddress = {
  /** Path of a Unix domain socket, or name of a Windows pipe. */
  readonly path: string;
  /** A folder that is this user's alone; it has to be made before, and trusted only if it is. */
  readonly privateFolder?: string;
};

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly temporaryFolder: string;
  /** Undefined on Windows. */
  readonly userId: number | undefined;
};

/** The most bytes that the system takes for a socket's path, without the NUL at its end. */
const longestPath = (platform: NodeJS.Platform): number => (platform === 'linux' ? 107 : 103);

export function thisMachine(): Machine {
  return { platform: process.platform, temporaryFolder: tmpdir(), userId: process.getuid?.() };
}

/**
 * In the data folder itself, and where that is too deep or its disk knows no sockets, as shared folders of virtual
 * machines do not, in a private folder among the temporary files.
 */
export function commandAddresses(dataDir: string, machine: Machine = thisMachine()): readonly CommandAddress[] {
  const folder = trueFolder(dataDir);
  const name = hash('sha256', machine.platform === 'win32' ? folder.toLowerCase() : folder).slice(0, 20);
  if (machine.platform === 'win32') return [{ path: `\\\\.\\pipe\\asl-monitor-${name}` }];
  const privateFolder = join(machine.temporaryFolder, `asl-monitor-${machine.userId ?? 'user'}`);
  const candidates = [{ path: join(folder, 'asl-monitor.sock') }, { path: join(privateFolder, name), privateFolder }];
  return candidates.filter(({ path }) => Buffer.byteLength(path) <= longestPath(machine.platform));
}

/** However it is reached: a link, another case where that is the same, a path relative to somewhere. */
function trueFolder(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}

/** Makes the folder where it is missing. Throws where it cannot be made, or is not this user's alone. */
export function makePrivate(folder: string, { userId }: Machine = thisMachine()): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isPrivate(folder, userId)) {
    throw new Error(`${folder} is not a folder of this user alone: remove it, or make it so with chmod 700`);
  }
}

/** Whether nobody else can have put anything there: temporary folders are open to all. */
export function isPrivate(folder: string, userId: number | undefined = thisMachine().userId): boolean {
  try {
    const stat = lstatSync(folder);
    return stat.isDirectory() && (userId === undefined || stat.uid === userId) && (stat.mode & 0o077) === 0;
  } catch {
    return false;
  }
}
