/** Names, begins and removes the network namespaces of one world; several worlds live side by side. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.ts';
import { addresses } from './plan.ts';

export const roles = ['laptop', 'lan', 'host', 'dns', 'router', 'internet', 'gateway', 'farm', 'vpn'] as const;
export type Role = (typeof roles)[number];
export type Namespaces = Readonly<Record<Role, string>> & { readonly remove: () => void };

const mounts = '/run/netns';
const settings = '/etc/netns';
const ofLab = /^asl-(\d+)-/;
const living = new Set<() => void>();
let worlds = 0;

process.on('exit', () => {
  for (const remove of living) remove();
});

export async function createNamespaces(): Promise<Namespaces> {
  worlds += 1;
  const prefix = `asl-${process.pid}-${worlds}`;
  const names = Object.fromEntries(roles.map((role) => [role, `${prefix}-${role}`])) as Record<Role, string>;
  const remove = () => {
    living.delete(remove);
    for (const name of Object.values(names)) removeNamespace(name);
  };
  living.add(remove);
  try {
    await run('ip', ['-batch', '-'], roles.map((role) => `netns add ${names[role]}\n`).join(''));
    // What `ip netns exec` puts over /etc/resolv.conf: getaddrinfo asks our server without knowing it.
    const folder = join(settings, names.laptop);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'resolv.conf'), `nameserver ${addresses.dns}\n`);
  } catch (error) {
    remove();
    throw error;
  }
  return { ...names, remove };
}

/** What runs that were killed have left behind. */
export function removeStale(): void {
  const left = [mounts, settings].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  for (const name of new Set(left)) {
    const owner = ofLab.exec(name)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) removeNamespace(name);
  }
}

/** With every process in it: one that was stopped by a signal would otherwise live for ever. */
function removeNamespace(name: string): void {
  for (const pid of quietly(['netns', 'pids', name]).split(/\s+/)) {
    try {
      if (pid !== '') process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  quietly(['netns', 'del', name]);
  rmSync(join(settings, name), { recursive: true, force: true });
}

function quietly(args: readonly string[]): string {
  try {
    return execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
