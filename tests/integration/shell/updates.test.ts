import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const support = join(root, 'tests/support/updates');
const folder = mkdtempSync(join(tmpdir(), 'asl-updates-'));
const resources = join(folder, 'resources');
const appImage = join(folder, 'asl-monitor.AppImage');
const trace = join(folder, 'started');

/** What a release of each system consists of; the file of Linux can be started. */
const release = {
  linux: { index: 'latest-linux.yml', file: 'asl-monitor-1.2.0.AppImage' },
  darwin: { index: 'latest-mac.yml', file: 'asl-monitor-1.2.0-mac.zip' },
  win32: { index: 'latest.yml', file: 'asl-monitor-1.2.0-win.exe' },
};
const { index, file } =
  release[process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'];
const content = `#!/bin/sh\necho 1.2.0 > '${trace}'\n`;

const sha512 = createHash('sha512').update(content).digest('base64');
const latest = `version: 1.2.0
files:
  - url: ${file}
    sha512: ${sha512}
    size: ${content.length}
path: ${file}
sha512: ${sha512}
releaseDate: '2026-03-01T12:00:00.000Z'
`;

const asked: string[] = [];
const server = createServer(({ url = '', headers }, response) => {
  const path = url.split('?')[0] ?? '';
  asked.push(`${path} ${headers['x-user-staging-id']}`);
  const body = { [`/${index}`]: latest, [`/${file}`]: content }[path];
  response.writeHead(body === undefined ? 404 : 200).end(body ?? '');
});

beforeAll(async () => {
  // As the package has it: electron-updater in a file of its own, with nothing but Electron outside.
  execFileSync(process.execPath, [join(support, 'build.ts'), join(folder, 'out')], { cwd: root });
  mkdirSync(join(folder, 'node_modules/electron'), { recursive: true });
  cpSync(join(support, 'electron.cjs'), join(folder, 'node_modules/electron/index.js'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  mkdirSync(resources);
  const { port } = server.address() as AddressInfo;
  const source = `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: asl-monitor-updater\n`;
  writeFileSync(join(resources, 'app-update.yml'), source);
  writeFileSync(appImage, 'the version before');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function start() {
  const cache = join(folder, 'cache');
  const child = spawn(process.execPath, [join(support, 'run.ts'), join(folder, 'out/updates.js'), resources], {
    env: { ...process.env, APPIMAGE: appImage, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  return { child, lines, exited: once(child, 'exit') };
}

describe('electron-updater, bundled', () => {
  it('finds a newer version at its source, brings it and says so', async () => {
    const { lines } = start();
    await vi.waitFor(() => expect(lines).toHaveLength(2), 30_000);
    expect(lines).toEqual(['info: version 1.2.0 is ready to be installed', '{"kind":"ready","version":"1.2.0"}']);
    expect(asked).toEqual([`/${index} none`, `/${file} none`]);
  });

  it.runIf(process.platform === 'linux')('puts an AppImage in the place of the one before and starts it', async () => {
    const { child, lines, exited } = start();
    await vi.waitFor(() => expect(lines).toContain('{"kind":"ready","version":"1.2.0"}'), 30_000);
    child.stdin.write('install\n');
    await exited;
    expect(lines.at(-1)).toBe('{"kind":"installing","version":"1.2.0"}');
    // Where it was, whatever the release calls it: what starts it at login still finds it.
    expect(readFileSync(appImage, 'utf8')).toBe(content);
    await vi.waitFor(() => expect(existsSync(trace) && readFileSync(trace, 'utf8')).toBe('1.2.0\n'), 30_000);
  });
});
