import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Undefined where there is none on this machine. */
export const busDaemon: string | undefined =
  process.platform === 'linux' && spawnSync('dbus-daemon', ['--version']).status === 0 ? 'dbus-daemon' : undefined;

export const whyNoBus = 'no dbus-daemon on this machine (Debian: apt-get install dbus-daemon)';

export type BusDaemon = {
  /** As in DBUS_SESSION_BUS_ADDRESS. */
  readonly address: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
};

/** A session bus of the test's own; `activatable` names programs that it could start. */
export async function startBusDaemon(
  folder: string,
  { listen = `unix:path=${join(folder, 'bus')}`, activatable = [] }: { listen?: string; activatable?: string[] } = {},
): Promise<BusDaemon> {
  const services = join(folder, 'services');
  mkdirSync(services, { recursive: true });
  for (const name of activatable) {
    writeFileSync(join(services, `${name}.service`), `[D-BUS Service]\nName=${name}\nExec=/bin/false\n`);
  }
  const configuration = join(folder, 'bus.conf');
  writeFileSync(
    configuration,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
      "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
     <busconfig><type>session</type><listen>${listen}</listen><auth>EXTERNAL</auth>
     <servicedir>${services}</servicedir>
     <policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy>
     </busconfig>`,
  );
  const child = spawn('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const ended = once(child, 'exit');
  const [address] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error(`dbus-daemon has not started: ${complaints}`))),
  ]);
  return {
    address,
    process: child,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
