/** A link that takes its time, in a kernel without netem. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, startActor } from './actor.ts';
import { ip, run, shell } from './command.ts';
import { type Fault, nobody } from './faults.ts';
import { addresses, ports } from './plan.ts';
import type { World } from './world.ts';

/**
 * Takes the laptop's cable out of the switch and puts a slow one between: a macvtap on the laptop's port, another on a
 * new cable into the switch, and an actor that carries frames from the one to the other. Real latency of every packet,
 * ARP and handshakes included. Its limits: the order of frames is kept only as far as timers of the same length keep it
 * (they do), and a busy machine adds some milliseconds.
 */
export function latency(roundTripMs: number): Fault {
  const lines = new Map<World, Actor>();
  return {
    name: `${roundTripMs} ms latency`,
    blame: nobody,
    async apply(world) {
      const { lan } = world.spaces;
      await ip(lan, [
        'link set dev to-laptop nomaster',
        'link add slow-end type veth peer name slow-switch',
        'link set dev slow-end up',
        'link set dev slow-switch up',
        'link set dev slow-switch master switch',
        'link add link to-laptop name tap-laptop type macvtap mode passthru',
        'link add link slow-end name tap-switch type macvtap mode passthru',
        'link set dev tap-laptop up',
        'link set dev tap-switch up',
      ]);
      const devices = [await deviceOf(world, 'tap-laptop'), await deviceOf(world, 'tap-switch')] as const;
      const line = startActor(lan);
      lines.set(world, line);
      await line.ask('delay.open', { devices, oneWayMs: roundTripMs / 2 });
    },
    async revert(world) {
      await lines.get(world)?.stop();
      lines.delete(world);
      await ip(world.spaces.lan, [
        'link delete dev tap-laptop',
        'link delete dev tap-switch',
        'link delete dev slow-end',
        'link set dev to-laptop master switch',
      ]);
    },
    async isThere({ actors }) {
      const target = { address: addresses.echo, port: ports.echo };
      const { medianMs = 0 } = await actors.laptop.ask('try.echo', {
        ...target,
        count: 10,
        timeoutMs: 3 * roundTripMs,
      });
      return medianMs >= 0.95 * roundTripMs && medianMs < 1.5 * roundTripMs;
    },
  };
}

/** A node of our own: those in /dev are named by a number that two namespaces may share. */
async function deviceOf({ spaces, folder }: World, name: string): Promise<string> {
  const numbers = await shell(spaces.lan, `cat /sys/class/net/${name}/tap*/dev`);
  const [major = '', minor = ''] = numbers.trim().split(':');
  const path = join(folder, name);
  await run('mknod', [path, 'c', major, minor]);
  chmodSync(path, 0o600);
  return path;
}
