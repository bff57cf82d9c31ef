/** Gives a file another content so that nobody ever sees half of it, and nobody's own change is lost. */
import { randomUUID } from 'node:crypto';
import { chmod, chown, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export type Replacing = 'replaced' | 'overtaken' | { readonly message: string };

/**
 * The file that a link leads to is replaced, not the link; mode and owner stay. `isStill` is asked last of all, when the
 * new content is on disk and only needs its name. A message says what is in the way, naming the place and the remedy.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  isStill: () => Promise<boolean>,
): Promise<Replacing> {
  let target = path;
  let draft: string | undefined;
  try {
    target = await realpath(path);
    await openForWriting(target);
    draft = await writeBeside(target, bytes);
    if (!(await isStill())) {
      await unlink(draft);
      return 'overtaken';
    }
    await replace(draft, target);
  } catch (error) {
    if (draft !== undefined) await unlink(draft).catch(() => undefined);
    return { message: await obstacle(error, target) };
  }
  await syncFolder(dirname(target));
  return 'replaced';
}

async function writeBeside(target: string, bytes: Uint8Array): Promise<string> {
  const { mode, uid, gid } = await stat(target);
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  // Where the owner cannot be kept, whoever may edit the file has it now.
  await chown(draft, uid, gid).catch(() => undefined);
  await chmod(draft, mode);
  return draft;
}

/** On Windows an editor or a virus scanner may hold the file for a moment. */
async function replace(draft: string, path: string): Promise<void> {
  for (let waitMs = 20; ; waitMs *= 2) {
    try {
      return await rename(draft, path);
    } catch (error) {
      if (process.platform !== 'win32' || waitMs > 640) throw error;
      await wait(waitMs);
    }
  }
}

/** Makes the new name itself durable, where the system can do that with a folder; some cannot. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function obstacle(error: unknown, target: string): Promise<string> {
  const folder = dirname(target);
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EACCES':
    case 'EPERM':
      return (await isWritable(target))
        ? `the folder ${folder} may not be written by this user, and the file is replaced as a whole: change its permissions`
        : `${target} may not be written by this user: change its permissions`;
    case 'EROFS':
      return `${target} is on a read-only file system: mount it writable, or edit the file where it comes from`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk of ${target} is full: make room, then save again`;
    case 'EBUSY':
      return `${target} is held by another program or mounted on its own: close it there, or mount its folder instead`;
    case 'ENOENT':
      return `${target} is gone: put it back, then save again`;
    default:
      return `${target} cannot be written: ${error instanceof Error ? error.message : error}`;
  }
}

async function isWritable(path: string): Promise<boolean> {
  return openForWriting(path).then(
    () => true,
    () => false,
  );
}

/** Whoever may not write the file is not to replace it either, though the folder would allow that. */
async function openForWriting(path: string): Promise<void> {
  await (await open(path, 'r+')).close();
}
