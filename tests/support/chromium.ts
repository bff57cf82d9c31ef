/** A real Chromium for tests: the machine's own, else Playwright's, else Debian's. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];

const wellKnown: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: programFiles.flatMap((folder) =>
    folder === undefined
      ? []
      : [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          // Edge is a Chromium that every Windows has.
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ],
  ),
};

/** Its path, of `CHROMIUM_PATH` or one of the usual places. */
function installed(): string | undefined {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH !== undefined && CHROMIUM_PATH !== '') {
    if (existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH names ${CHROMIUM_PATH}, which is not there`);
  }
  return [...(wellKnown[process.platform] ?? []), chromium.executablePath()].find((path) => existsSync(path));
}

async function fromPlaywright(): Promise<void> {
  const cli = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js');
  await run(process.execPath, [cli, 'install', 'chromium']);
}

async function fromDebian(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
}

function launch(executablePath: string, more: readonly string[]): Promise<Browser> {
  // As root, and in most containers, its sandbox cannot be set up; what it visits here is our own.
  const args = process.platform === 'linux' ? ['--no-sandbox', '--disable-dev-shm-usage'] : [];
  return chromium.launch({ executablePath, args: [...args, ...more] });
}

/** Starts one without a window; whoever opens it closes it. Where there is none, one is installed first, which may take minutes. */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const path = installed();
  if (path !== undefined) return launch(path, args);
  const reasons: string[] = [];
  // Playwright's lacks libraries on a bare machine, which Debian's brings.
  for (const way of process.getuid?.() === 0 ? [fromPlaywright, fromDebian] : [fromPlaywright]) {
    try {
      await way();
      return await launch(installed() ?? chromium.executablePath(), args);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message.trim() : String(error));
    }
  }
  throw new Error(`no Chromium to test with: install one, or name it in CHROMIUM_PATH\n${reasons.join('\n')}`);
}
