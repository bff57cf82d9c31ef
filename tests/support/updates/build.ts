/** `node build.ts FOLDER`: builds main/shell/updates.ts alone, the way all of main is built. */
import { resolve } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

const outDir = resolve(process.argv[2] ?? '');
const { config } = await resolveConfig({ logLevel: 'error' }, 'build', 'production');
const main = config?.main;
if (main === undefined) throw new Error('electron.vite.config.ts says nothing of main');
const rolldownOptions = { ...main.build?.rolldownOptions, input: { updates: 'main/shell/updates.ts' } };
await build({ ...main, build: { ...main.build, outDir, emptyOutDir: true, rolldownOptions } });
