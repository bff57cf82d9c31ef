import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What the tests start is what the sources say now. */
export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  const cli = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  execFileSync(process.execPath, [cli, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
