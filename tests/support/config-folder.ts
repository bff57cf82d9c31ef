import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type ConfigFolder = AsyncDisposable & {
  readonly path: string;
  /** Absolute path of a file in the folder. */
  at(name: string): string;
  write(name: string, content: string | Uint8Array): Promise<string>;
};

/** A folder of its own for one test, gone when the test is over. */
export async function createConfigFolder(): Promise<ConfigFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'asl-config-')));
  return {
    path,
    at: (name) => join(path, name),
    async write(name, content) {
      await writeFile(join(path, name), content);
      return join(path, name);
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
