/**
 * A cable that takes its time. Each end is a macvtap, whose character device gives and takes whole Ethernet frames, so
 * that Node needs no raw socket, no ioctl and the kernel no netem. Everything is late: ARP, names, the handshake.
 */
import { openSync, read, writeSync } from 'node:fs';

/** A frame that segmentation offload has not cut yet, with the header that macvtap puts before it. */
const mostBytes = 70_000;

export function openDelay({
  devices,
  oneWayMs,
}: {
  readonly devices: readonly [string, string];
  readonly oneWayMs: number;
}): null {
  const [one, other] = [openSync(devices[0], 'r+'), openSync(devices[1], 'r+')];
  carry(one, other, oneWayMs);
  carry(other, one, oneWayMs);
  return null;
}

function carry(from: number, to: number, oneWayMs: number): void {
  const buffer = Buffer.alloc(mostBytes);
  const next = () =>
    read(from, buffer, 0, mostBytes, null, (error, length) => {
      if (error !== null) return void setTimeout(next, 10);
      const frame = Buffer.from(buffer.subarray(0, length));
      setTimeout(() => deliver(to, frame), oneWayMs);
      next();
    });
  next();
}

function deliver(to: number, frame: Buffer): void {
  try {
    writeSync(to, frame);
  } catch {
    // The other end is down: a frame lost, as on any cable.
  }
}
