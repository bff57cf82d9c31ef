import { afterEach, describe, expect, it } from 'vitest';
import { createStage, type Stage } from './update-stage.ts';

const minute = 60_000;
const hour = 60 * minute;

const stages: Stage[] = [];
const stage = (installation: Parameters<typeof createStage>[0] = {}): Stage => {
  const made = createStage(installation);
  stages.push(made);
  return made;
};
afterEach(() => {
  for (const made of stages.splice(0)) made.close();
});

/** One whose newer version is on this machine. */
async function withReady(version = '1.2.0'): Promise<Stage> {
  const made = stage();
  made.server.latest = version;
  await made.pass(minute);
  expect(made.updates.state).toEqual({ kind: 'ready', version });
  return made;
}

describe('looking for a newer version', () => {
  it('begins a minute after the start, and goes on every six hours', async () => {
    const { pass, calls } = stage();
    await pass(minute - 1);
    expect(calls).toEqual([]);
    await pass(1);
    expect(calls).toEqual(['check']);
    await pass(6 * hour - 1);
    expect(calls).toEqual(['check']);
    await pass(1);
    expect(calls).toEqual(['check', 'check']);
  });

  it('brings it, and tells of it once it is here', async () => {
    const { pass, server, calls, updates, onChange, log } = stage();
    const { promise, resolve: arrive } = Promise.withResolvers<void>();
    server.latest = '1.2.0';
    server.download = () => promise;
    await pass(minute);
    expect(calls).toEqual(['check', 'download']);
    expect(updates.state).toEqual({ kind: 'none' });
    expect(onChange).not.toHaveBeenCalled();
    arrive();
    await pass(0);
    expect(updates.state).toEqual({ kind: 'ready', version: '1.2.0' });
    expect(onChange).toHaveBeenCalledOnce();
    expect(log).toEqual(['version 1.2.0 is ready to be installed']);
  });

  it('brings the same version once, and a newer one in its place', async () => {
    const { pass, server, calls, updates } = await withReady();
    await pass(6 * hour);
    expect(calls).toEqual(['check', 'download', 'check']);
    server.latest = '1.3.0';
    await pass(6 * hour);
    expect(calls).toEqual(['check', 'download', 'check', 'check', 'download']);
    expect(updates.state).toEqual({ kind: 'ready', version: '1.3.0' });
  });

  it('leaves nothing to electron-updater that it would do by itself', async () => {
    const { updater } = await withReady();
    expect(updater).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: false,
      disableWebInstaller: true,
      logger: null,
      requestHeaders: { 'x-user-staging-id': 'none' },
    });
  });

  it('is not done twice at a time', async () => {
    const { pass, server, calls, updates, settled } = stage();
    server.latest = '1.2.0';
    server.download = () => new Promise(() => undefined);
    await pass(minute);
    updates.check();
    await settled();
    expect(calls).toEqual(['check', 'download']);
  });

  it('ends with the application', async () => {
    const { pass, calls, updates, clock } = stage();
    updates.close();
    await pass(24 * hour);
    expect(calls).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});

describe('an installation that brings no versions itself', () => {
  it.each([
    ['a checkout', { isPackaged: false }],
    ['a deb or rpm, which the package manager keeps', { environment: {} }],
    ['a package that was never told where releases are published', { resourcesPath: '/nowhere' }],
  ])('is %s', async (_, installation) => {
    const { pass, calls, updates } = stage(installation);
    updates.check();
    await pass(24 * hour);
    expect(calls).toEqual([]);
  });

  it.each(['darwin', 'win32'] as const)('is none of those installed on %s', async (platform) => {
    const { pass, calls } = stage({ platform, environment: {} });
    await pass(minute);
    expect(calls).toEqual(['check']);
  });
});

describe('a newer version that cannot be brought', () => {
  const offline = () => {
    throw new Error('net::ERR_INTERNET_DISCONNECTED');
  };

  it('is told in the log, once for each cause, and nowhere else', async () => {
    const { pass, server, log, onChange } = stage();
    server.latest = offline;
    await pass(minute);
    await pass(12 * hour);
    expect(log).toEqual(['warning: no newer version can be brought: net::ERR_INTERNET_DISCONNECTED']);
    server.latest = '1.2.0';
    server.download = async () => {
      throw new Error('ENOSPC: no space left on device');
    };
    await pass(6 * hour);
    server.latest = offline;
    await pass(6 * hour);
    expect(log.slice(1)).toEqual(['warning: no newer version can be brought: ENOSPC: no space left on device']);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('has one cause where only the address differs, and is told without what a server answered', async () => {
    const { pass, server, log } = stage();
    let looks = 0;
    server.latest = () => {
      looks += 1;
      const text = `Cannot find latest.yml (https://example.org/latest.yml?noCache=${looks}): 404\nHeaders: {"set-cookie":"a"}`;
      throw Object.assign(new Error(text), { code: 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND' });
    };
    await pass(minute);
    await pass(6 * hour);
    expect(looks).toBe(2);
    expect(log).toEqual([
      'warning: no newer version can be brought: Cannot find latest.yml (https://example.org/latest.yml?noCache=1): 404',
    ]);
  });

  it('is looked for again the next time', async () => {
    const { pass, server, updates } = stage();
    server.latest = offline;
    await pass(minute);
    server.latest = '1.2.0';
    await pass(6 * hour);
    expect(updates.state).toEqual({ kind: 'ready', version: '1.2.0' });
  });
});

describe('installing it', () => {
  it('ends the application in order first, and then begins the new version', async () => {
    const { updates, restart, calls } = await withReady();
    updates.install();
    expect(updates.state).toEqual({ kind: 'installing', version: '1.2.0' });
    expect(calls).not.toContain('install silently and run');
    const [install] = restart.mock.calls[0] ?? [];
    void install?.();
    expect(calls.at(-1)).toBe('install silently and run');
  });

  it('is done once, however often it is asked for', async () => {
    const { updates, restart, pass, calls } = await withReady();
    updates.install();
    updates.install();
    await pass(6 * hour);
    expect(restart).toHaveBeenCalledOnce();
    expect(calls).toEqual(['check', 'download']);
  });

  it('is nothing where there is no version to install', () => {
    const { updates, restart, onChange } = stage();
    updates.install();
    expect(restart).not.toHaveBeenCalled();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('fails with the reason of the system, so that the application can begin anew', async () => {
    const { updates, restart, updater } = await withReady();
    updates.install();
    const [install] = restart.mock.calls[0] ?? [];
    const installed = install?.();
    updater.fail(new Error('Cannot update while running on a read-only volume'));
    await expect(installed).rejects.toThrow('Cannot update while running on a read-only volume');
  });

  it('fails where nothing happens for three minutes', async () => {
    const { updates, restart, pass } = await withReady();
    updates.install();
    const [install] = restart.mock.calls[0] ?? [];
    const outcome = expect(install?.()).rejects.toThrow('the installer did not begin within 3 min');
    await pass(3 * minute);
    await outcome;
  });
});

describe('while an outage is open', () => {
  it('nothing is brought, until a minute after its end', async () => {
    const { incidentsAre, pass, server, calls, updates } = stage();
    server.latest = '1.2.0';
    incidentsAre(1);
    await pass(12 * hour);
    expect(calls).toEqual([]);
    incidentsAre(0);
    await pass(minute - 1);
    expect(calls).toEqual([]);
    await pass(1);
    expect(updates.state).toEqual({ kind: 'ready', version: '1.2.0' });
  });

  it('nothing is brought that was found before it opened', async () => {
    const { incidentsAre, pass, server, calls } = stage();
    server.latest = () => {
      incidentsAre(1);
      return '1.2.0';
    };
    await pass(minute);
    expect(calls).toEqual(['check']);
    server.latest = '1.2.0';
    incidentsAre(0);
    await pass(minute);
    expect(calls).toEqual(['check', 'check', 'download']);
  });

  it('nobody is told of a version that is ready', async () => {
    const { incidentsAre, pass, updates, onChange } = await withReady();
    onChange.mockClear();
    incidentsAre(1);
    expect(updates.state).toEqual({ kind: 'none' });
    expect(onChange).toHaveBeenCalledOnce();
    incidentsAre(0);
    expect(updates.state).toEqual({ kind: 'none' });
    await pass(minute);
    expect(updates.state).toEqual({ kind: 'ready', version: '1.2.0' });
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('the wish to install waits, and is fulfilled by itself when it is over', async () => {
    const { incidentsAre, pass, updates, restart } = await withReady();
    incidentsAre(2);
    updates.install();
    expect(updates.state).toEqual({ kind: 'awaiting', version: '1.2.0' });
    incidentsAre(1);
    await pass(hour);
    expect(restart).not.toHaveBeenCalled();
    incidentsAre(0);
    await pass(minute);
    expect(restart).toHaveBeenCalledOnce();
    expect(updates.state).toEqual({ kind: 'installing', version: '1.2.0' });
  });

  it('a service that fails again within the minute makes it wait again', async () => {
    const { incidentsAre, pass, updates, restart } = await withReady();
    incidentsAre(1);
    updates.install();
    incidentsAre(0);
    await pass(minute / 2);
    incidentsAre(1);
    await pass(hour);
    incidentsAre(0);
    await pass(minute - 1);
    expect(restart).not.toHaveBeenCalled();
    await pass(1);
    expect(restart).toHaveBeenCalledOnce();
  });
});
