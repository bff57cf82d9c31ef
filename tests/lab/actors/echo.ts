/** Gives back every datagram: what loss and latency are measured with. */
import { createSocket } from 'node:dgram';

export async function openEcho(given: { readonly address: string; readonly port: number }): Promise<null> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => socket.send(message, from.port, from.address));
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.bind(given.port, given.address, resolve));
  return null;
}
