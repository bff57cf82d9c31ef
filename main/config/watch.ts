/** Notices that files may have changed, however an editor or a deployment writes them. */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Place } from './places.ts';
import { placesOf } from './places.ts';

export type FileWatch = {
  close(): void;
};

export type FileWatchOptions = {
  /** Absolute paths; they need not exist. */
  readonly files: readonly string[];
  /** Called soon after something happened to one of them; the content may be the same, or half written. */
  readonly onChange: () => void;
};

/** A file that is being written causes several events; one look after this time is enough for them. */
const gatherMs = 100;
/** For file systems that tell nothing, such as some network and container mounts. */
const pollMs = 2_000;
/** Where the system refused to watch at all. */
const blindPollMs = 500;

/**
 * Watches the folders rather than the files, so that a file that is replaced, deleted and written again, or reached
 * through a symbolic link that is swapped, is noticed too; and the file beside its folder, as a file that is mounted
 * on its own is changed without its folder knowing. Keeps no process alive.
 */
export function watchFiles({ files, onChange }: FileWatchOptions): FileWatch {
  const watchers = new Map<string, FSWatcher>();
  let names = new Map<string, ReadonlySet<string>>();
  let blind = false;
  let closed = false;
  let gathering: NodeJS.Timeout | undefined;
  let polling: NodeJS.Timeout | undefined;
  let signature = files.map(signatureNow).join();

  function arm(): void {
    const places = files.flatMap(placesOf);
    names = namesByFolder(places);
    blind = false;
    const wanted = new Map<string, string>();
    for (const path of [...names.keys(), ...files]) {
      // Another file or folder in the same place needs another watcher.
      const inode = inodeOf(path);
      if (inode !== undefined) wanted.set(`${inode} ${path}`, path);
    }
    for (const [key, watcher] of watchers) {
      if (wanted.has(key)) continue;
      watchers.delete(key);
      watcher.close();
    }
    for (const [key, path] of wanted) if (!watchers.has(key)) watchOne(key, path);
  }

  function watchOne(key: string, path: string): void {
    try {
      const watcher = watch(path, { persistent: false }, (_, name) => {
        const wanted = names.get(path);
        if (wanted === undefined || name === null || wanted.has(name)) notice();
      });
      watcher.on('error', () => {
        watchers.delete(key);
        watcher.close();
        blind = true;
      });
      watchers.set(key, watcher);
    } catch {
      blind = true;
    }
  }

  function notice(): void {
    if (closed) return;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      signature = files.map(signatureNow).join();
      arm();
      onChange();
    }, gatherMs);
  }

  function pollLater(): void {
    polling = setTimeout(
      () => {
        void Promise.all(files.map(signatureSoon)).then((now) => {
          if (closed) return;
          if (now.join() !== signature) notice();
          pollLater();
        });
      },
      blind ? blindPollMs : pollMs,
    ).unref();
  }

  arm();
  pollLater();
  return {
    close() {
      closed = true;
      clearTimeout(gathering);
      clearTimeout(polling);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

function namesByFolder(places: readonly Place[]): Map<string, ReadonlySet<string>> {
  const groups = Map.groupBy(places, ({ folder }) => folder);
  return new Map([...groups].map(([folder, within]) => [folder, new Set(within.map(({ name }) => name))]));
}

function inodeOf(path: string): bigint | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
  } catch {
    return undefined;
  }
}

type Signs = { readonly ino: bigint; readonly size: bigint; readonly mtimeNs: bigint };

function signatureNow(path: string): string {
  try {
    const signs = statSync(path, { bigint: true, throwIfNoEntry: false });
    return signs === undefined ? 'none' : signatureOf(signs);
  } catch {
    return 'none';
  }
}

async function signatureSoon(path: string): Promise<string> {
  try {
    return signatureOf(await stat(path, { bigint: true }));
  } catch {
    return 'none';
  }
}

function signatureOf({ ino, size, mtimeNs }: Signs): string {
  return `${ino}/${size}/${mtimeNs}`;
}
