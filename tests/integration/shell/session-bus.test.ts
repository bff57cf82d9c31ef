import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createSessionBus,
  type SessionBus,
  type SessionBusOptions,
  type TrayHost,
} from '../../../main/shell/session-bus.ts';
import { type BusDaemon, busDaemon, startBusDaemon, whyNoBus } from '../../support/bus-daemon.ts';
import {
  type BusPeer,
  connectPeer,
  inVariant,
  message,
  nothing,
  sayAfterAdmission,
  text,
  truth,
  word,
} from '../../support/bus-peer.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const gnome = 'org.gnome.ScreenSaver';
const kde = 'org.freedesktop.ScreenSaver';

let folder: string;
const ends: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asl-bus-'));
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
});

function sessionBus(address: string, more: Partial<SessionBusOptions> = {}): SessionBus {
  const bus = createSessionBus({
    environment: { DBUS_SESSION_BUS_ADDRESS: address },
    platform: 'linux',
    uid: process.getuid?.() ?? 0,
    ...more,
  });
  ends.push(bus.close);
  return bus;
}

/** What is told of the tray, from the beginning. */
function toldOf(bus: SessionBus): readonly TrayHost[] {
  const told: TrayHost[] = [];
  bus.onTrayHost((host) => told.push(host));
  return told;
}

function locksOf(bus: SessionBus): readonly boolean[] {
  const locks: boolean[] = [];
  bus.onScreenLock((locked) => locks.push(locked));
  return locks;
}

describe.skipIf(busDaemon === undefined)(
  `a session with a bus${busDaemon === undefined ? `: ${whyNoBus}` : ''}`,
  () => {
    async function daemon(options: Parameters<typeof startBusDaemon>[1] = {}): Promise<BusDaemon> {
      const started = await startBusDaemon(folder, options);
      ends.push(started.stop);
      return started;
    }

    async function peer(): Promise<BusPeer> {
      const connected = await connectPeer(join(folder, 'bus'));
      ends.push(connected.close);
      return connected;
    }

    it('has a tray as soon as an extension that shows one is switched on, and none when it is switched off', async () => {
      const { address } = await daemon();
      const bus = sessionBus(address);
      const told = toldOf(bus);
      await vi.waitFor(() => expect(told).toEqual([{ kind: 'absent', reason: 'no_watcher' }]));

      const extension = await peer();
      extension.answer(inVariant(truth(true)));
      extension.own(watcher);
      await vi.waitFor(() => expect(told.at(-1)).toEqual({ kind: 'present' }));
      expect(await bus.trayHost()).toEqual({ kind: 'present' });

      extension.release(watcher);
      await vi.waitFor(() => expect(told.at(-1)).toEqual({ kind: 'absent', reason: 'no_watcher' }));
      expect(told).toHaveLength(3);
    });

    it('has no tray while there is a list of icons that nobody shows', async () => {
      const { address } = await daemon();
      const panel = await peer();
      panel.answer(inVariant(truth(false)));
      panel.own(watcher);
      const told = toldOf(sessionBus(address));
      await vi.waitFor(() => expect(told).toEqual([{ kind: 'absent', reason: 'no_host' }]));

      panel.answer(inVariant(truth(true)));
      panel.signal('/StatusNotifierWatcher', watcher, 'StatusNotifierHostRegistered');
      await vi.waitFor(() => expect(told.at(-1)).toEqual({ kind: 'present' }));
      panel.answer(inVariant(truth(false)));
      panel.signal('/StatusNotifierWatcher', watcher, 'StatusNotifierHostUnregistered');
      await vi.waitFor(() => expect(told.at(-1)).toEqual({ kind: 'absent', reason: 'no_host' }));
    });

    it('tells whoever asks later what is known, and nobody who has left', async () => {
      const { address } = await daemon();
      const bus = sessionBus(address);
      const gone = vi.fn();
      bus.onTrayHost(gone)();
      await bus.trayHost();
      const told = toldOf(bus);
      await vi.waitFor(() => expect(told).toEqual([{ kind: 'absent', reason: 'no_watcher' }]));
      expect(gone).not.toHaveBeenCalled();
    });

    it.each([
      ['a text', inVariant(text('yes')), 'of another kind'],
      ['a number that is neither true nor false', inVariant({ signature: 'u', body: word(1) }), 'of another kind'],
      ['nothing', nothing, 'of another kind'],
      ['a type that nobody asks for', { signature: 'd', body: Buffer.alloc(8) }, 'cannot be read'],
      ['an error', { error: 'org.freedesktop.DBus.Error.AccessDenied' }, 'AccessDenied'],
    ])('does not know of the tray where the answer is %s', async (_what, said, reason) => {
      const { address } = await daemon();
      const hostile = await peer();
      hostile.answer(said);
      hostile.own(watcher);
      const bus = sessionBus(address);
      expect(await bus.trayHost()).toEqual({ kind: 'unknown', reason: expect.stringContaining(reason) });
    });

    it('does not wait for a tray that does not answer', async () => {
      const { address } = await daemon();
      const hung = await peer();
      hung.own(watcher);
      const bus = sessionBus(address, { patienceMs: 200 });
      expect(await bus.trayHost()).toEqual({ kind: 'unknown', reason: `${watcher} does not answer` });
      expect(await bus.notifications()).toEqual({ kind: 'absent' });
    });

    it('lets a message pass that is too long to be kept, and hears the next one', async () => {
      const { address } = await daemon();
      const bus = sessionBus(address);
      const told = toldOf(bus);
      await vi.waitFor(() => expect(told).toHaveLength(1));
      const hostile = await peer();
      // The first one on this bus is the one that watches.
      hostile.signal('/a', 'a.b', 'C', text('x'.repeat(5_000_000)), ':1.0');
      hostile.answer(inVariant(truth(true)));
      hostile.own(watcher);
      await vi.waitFor(() => expect(told.at(-1)).toEqual({ kind: 'present' }));
    });

    it('shows notifications where a program that does runs, or could be started', async () => {
      const { address } = await daemon();
      const bus = sessionBus(address);
      expect(await bus.notifications()).toEqual({ kind: 'absent' });
      (await peer()).own('org.freedesktop.Notifications');
      await vi.waitFor(async () => expect(await bus.notifications()).toEqual({ kind: 'present', how: 'running' }));
    });

    it('starts nobody to find that out', async () => {
      const { address } = await daemon({ activatable: ['org.freedesktop.Notifications', watcher] });
      const bus = sessionBus(address);
      expect(await bus.notifications()).toEqual({ kind: 'present', how: 'activatable' });
      expect(await bus.trayHost()).toEqual({ kind: 'absent', reason: 'no_watcher' });
    });

    it('is told when the screen is locked and unlocked, once each', async () => {
      const { address } = await daemon();
      const bus = sessionBus(address);
      const locks = locksOf(bus);
      const locker = await peer();
      locker.own(gnome);
      locker.own(kde);
      await bus.trayHost();
      locker.signal('/org/gnome/ScreenSaver', gnome, 'ActiveChanged', truth(true));
      locker.signal('/ScreenSaver', kde, 'ActiveChanged', truth(true));
      locker.signal('/org/freedesktop/ScreenSaver', kde, 'ActiveChanged', truth(true));
      await vi.waitFor(() => expect(locks).toEqual([true]));
      locker.signal('/org/gnome/ScreenSaver', gnome, 'ActiveChanged', truth(false));
      locker.signal('/ScreenSaver', kde, 'ActiveChanged', truth(false));
      await vi.waitFor(() => expect(locks).toEqual([true, false]));
    });

    it('finds a screen that was locked before, and takes it for unlocked when the locker is gone', async () => {
      const { address } = await daemon();
      const locker = await peer();
      locker.answer(truth(true));
      locker.own(gnome);
      const locks = locksOf(sessionBus(address));
      await vi.waitFor(() => expect(locks).toEqual([true]));
      locker.close();
      await vi.waitFor(() => expect(locks).toEqual([true, false]));
    });

    it('believes nobody who says that the screen is locked and is no locker', async () => {
      const { address } = await daemon();
      const bus = sessionBus(address);
      const locks = locksOf(bus);
      await bus.trayHost();
      const hostile = await peer();
      hostile.signal('/org/gnome/ScreenSaver', gnome, 'ActiveChanged', truth(true));
      const locker = await peer();
      locker.own(kde);
      locker.signal('/ScreenSaver', kde, 'ActiveChanged', text('locked'));
      locker.signal('/ScreenSaver', kde, 'ActiveChanged', truth(true));
      await vi.waitFor(() => expect(locks).toEqual([true]));
      locker.signal('/ScreenSaver', kde, 'ActiveChanged', truth(false));
      // A screen that the first one had locked would still be.
      await vi.waitFor(() => expect(locks).toEqual([true, false]));
    });

    it('keeps no process alive', async () => {
      const { address } = await daemon();
      const program = `
      import { createSessionBus } from ${JSON.stringify(join(import.meta.dirname, '../../../main/shell/session-bus.ts'))};
      const busy = setTimeout(() => process.exit(1), 30_000);
      const bus = createSessionBus({ environment: process.env, platform: 'linux', uid: process.getuid() });
      bus.onTrayHost(({ kind }) => {
        console.log(kind);
        clearTimeout(busy);
      });`;
      const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
        env: { DBUS_SESSION_BUS_ADDRESS: address },
        encoding: 'utf8',
        timeout: 20_000,
      });
      expect([status, stdout]).toEqual([0, 'absent\n']);
    });

    it('outlives its bus, and is there again when there is another one', async () => {
      const first = await daemon();
      const bus = sessionBus(first.address, { retryMs: 100 });
      const told = toldOf(bus);
      const locks = locksOf(bus);
      const locker = await peer();
      locker.answer(truth(true));
      locker.own(gnome);
      await bus.trayHost();
      locker.signal('/org/gnome/ScreenSaver', gnome, 'ActiveChanged', truth(true));
      await vi.waitFor(() => expect(locks).toEqual([true]));

      first.process.kill('SIGKILL');
      await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'unknown' }));
      expect(locks).toEqual([true, false]);
      expect(await bus.notifications()).toMatchObject({
        kind: 'unknown',
        reason: expect.stringContaining('out of reach'),
      });

      await daemon();
      await vi.waitFor(() => expect(told.at(-1)).toEqual({ kind: 'absent', reason: 'no_watcher' }));
    });

    it('is found in the abstract namespace, behind an address that this program does not know', async () => {
      const { address } = await daemon({ listen: `unix:abstract=${folder}/hidden%20bus` });
      expect(address).toContain('hidden%20bus');
      const bus = sessionBus(`tcp:host=localhost,port=1;unix:path=${join(folder, 'nobody')};${address}`);
      await vi.waitFor(async () => expect(await bus.trayHost()).toEqual({ kind: 'absent', reason: 'no_watcher' }));
    });
  },
);

describe.skipIf(process.platform !== 'linux')('a session whose bus is no good', () => {
  /** Whoever connects is served so. */
  async function badBus(serve: (socket: Socket) => void): Promise<string> {
    const path = join(folder, 'bad');
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    ends.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return `unix:path=${path}`;
  }

  const forever = { retryMs: 2 ** 30 };

  it.each<[string, Buffer, string]>([
    ['bytes that are no message', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'does not speak as a bus does'],
    [
      'a message longer than any',
      Buffer.concat([Buffer.from('l\x02\x01\x01', 'latin1'), word(2 ** 32 - 1), word(1), word(8)]),
      'does not speak',
    ],
    [
      'a message of another protocol',
      Buffer.concat([Buffer.from('l\x02\x01\x02', 'latin1'), Buffer.alloc(12)]),
      'does not speak',
    ],
  ])('is left alone when it says %s', async (_what, bytes, reason) => {
    const bus = sessionBus(await badBus((socket) => sayAfterAdmission(socket, bytes)), forever);
    expect(await bus.trayHost()).toEqual({ kind: 'unknown', reason: expect.stringContaining(reason) });
    expect(await bus.notifications()).toEqual({ kind: 'unknown', reason: expect.stringContaining(reason) });
  });

  it('harms nobody with a message whose inside is wrong, which is as good as none', async () => {
    const wrong = [
      message('answer', 1, [[5, 'u', 3]], { signature: 'v', body: Buffer.from('\x01b\0\0\xff\xff\xff\xff', 'latin1') }),
      message('answer', 2, [[5, 'u', 4]], { signature: 's', body: word(2 ** 31) }),
      message('answer', 3, [[5, 'u', 5]], { signature: 'z)(', body: Buffer.alloc(9) }),
      message('answer', 4, [[5, 'u', 6]], { signature: 'v', body: Buffer.from('\x01v\0'.repeat(50), 'latin1') }),
      message('signal', 5, [[3, 's', 'NameOwnerChanged']], { signature: 'as', body: word(999) }),
      Buffer.concat([Buffer.from('l\x04\x01\x01', 'latin1'), word(0), word(6), word(8), Buffer.alloc(8, 0xff)]),
    ];
    const bus = sessionBus(await badBus((socket) => sayAfterAdmission(socket, Buffer.concat(wrong))), {
      ...forever,
      patienceMs: 300,
    });
    expect(await bus.trayHost()).toEqual({ kind: 'unknown', reason: `${watcher} does not answer` });
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['lets nobody in', (socket) => socket.write('REJECTED EXTERNAL\r\n'), 'does not let this program in'],
    ['says nothing', () => undefined, 'does not let this program in'],
    ['goes on without an end', (socket) => socket.write('x'.repeat(100_000)), 'does not speak as a bus does'],
    ['hangs up at once', (socket) => socket.destroy(), 'out of reach'],
  ])('is out of reach when it %s', async (_what, serve, reason) => {
    const bus = sessionBus(
      await badBus((socket) => {
        socket.on('error', () => undefined);
        serve(socket);
      }),
      { ...forever, patienceMs: 300 },
    );
    expect(await bus.trayHost()).toEqual({ kind: 'unknown', reason: expect.stringContaining(reason) });
  });
});

describe('a session without a bus', () => {
  it('says so, and says why', async () => {
    const none = sessionBus('', { environment: { XDG_RUNTIME_DIR: folder } });
    const elsewhere = sessionBus('tcp:host=localhost,port=1');
    if (process.platform === 'linux') {
      expect(await none.trayHost()).toEqual({ kind: 'unknown', reason: expect.stringContaining('ENOENT') });
    }
    expect(await elsewhere.trayHost()).toEqual({ kind: 'unknown', reason: 'the session names no bus' });
    expect(await elsewhere.notifications()).toEqual({ kind: 'unknown', reason: 'the session names no bus' });
  });

  it.skipIf(process.platform !== 'linux')('is not one where the path is longer than a socket may have', async () => {
    const bus = sessionBus(`unix:path=/tmp/${'long/'.repeat(60)}bus`);
    expect(await bus.trayHost()).toEqual({ kind: 'unknown', reason: expect.stringContaining('out of reach') });
  });

  it.each(['darwin', 'win32'] as const)('need not be asked on %s', async (platform) => {
    const bus = sessionBus('unix:path=/nowhere', { platform });
    expect(await bus.trayHost()).toEqual({ kind: 'not_needed' });
    expect(await bus.notifications()).toEqual({ kind: 'not_needed' });
  });
});
