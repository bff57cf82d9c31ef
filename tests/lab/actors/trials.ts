/** Small attempts from within a namespace, by which the lab makes sure that a fault is there, or gone. */
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { connect } from 'node:net';
import type { Answer, Given } from './orders.ts';

export function tryConnect({ address, port, timeoutMs }: Given<'try.connect'>): Promise<Answer<'try.connect'>> {
  const begunAt = performance.now();
  return new Promise((resolve) => {
    const socket = connect(port, address);
    const over = (outcome: string) => {
      socket.destroy();
      clearTimeout(timer);
      resolve({ outcome, tookMs: performance.now() - begunAt });
    };
    const timer = setTimeout(over, timeoutMs, 'silent');
    socket.once('connect', () => over('connected'));
    socket.once('error', (error: NodeJS.ErrnoException) => over(error.code ?? error.message));
  });
}

/** Does not follow redirects, and takes any certificate: whoever answers is to be recognised, not to be trusted. */
export function tryGet({ url, timeoutMs }: Given<'try.get'>): Promise<Answer<'try.get'>> {
  return new Promise((resolve) => {
    const ask = url.startsWith('https:') ? requestOverTls : request;
    const signal = AbortSignal.timeout(timeoutMs);
    const fail = (error: Error) => resolve({ status: undefined, body: '', error: error.message });
    const sent = ask(url, { signal, agent: false, rejectUnauthorized: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.once('error', fail);
      response.once('end', () => resolve({ status: response.statusCode, body: body.slice(0, 200), error: undefined }));
    });
    sent.once('error', fail);
    sent.end();
  });
}

export async function tryResolve({ name, timeoutMs }: Given<'try.resolve'>): Promise<Answer<'try.resolve'>> {
  try {
    await new Resolver({ timeout: timeoutMs, tries: 1 }).resolve4(name);
    return { outcome: 'resolved' };
  } catch (error) {
    return { outcome: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

/** Sends that many datagrams 10 ms apart and waits for what comes back. */
export async function tryEcho(given: Given<'try.echo'>): Promise<Answer<'try.echo'>> {
  const { address, port, count, timeoutMs } = given;
  const socket = createSocket('udp4');
  socket.on('error', () => {});
  const roundTripsMs: number[] = [];
  socket.on('message', (message) => roundTripsMs.push(performance.now() - Number(message.toString())));
  for (let sent = 0; sent < count; sent += 1) {
    socket.send(String(performance.now()), port, address, () => {});
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, timeoutMs));
  socket.close();
  roundTripsMs.sort((a, b) => a - b);
  return { received: roundTripsMs.length, medianMs: roundTripsMs[roundTripsMs.length >> 1] };
}
