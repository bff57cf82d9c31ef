/** The bridge of a browser: questions and the stream of pushes over HTTP, beside the page that was loaded. */
import { followEvents } from './browser-stream.ts';
import type { Answer, AskError, Bridge, CommandName } from './contract.ts';

const unreachable: AskError = {
  kind: 'unreachable',
  message: {
    en: 'ASL Monitor does not answer. Is it running? After a new start its address may be another one.',
    fr: 'ASL Monitor ne répond pas. Est-il lancé ? Après un redémarrage, son adresse peut avoir changé.',
  },
};

/** The page's own address with the token in it, whatever stands behind the `#`. */
const beside = (path: string): URL => new URL(path, document.baseURI);

async function ask<Name extends CommandName>(name: Name, argument?: unknown): Promise<Answer<Name>> {
  const reply = await post(name, argument).catch(() => undefined);
  if (reply === undefined) throw unreachable;
  if (reply.error !== undefined) throw reply.error;
  return reply.answer;
}

/** Not of the mode `same-origin`, in which the browser would not say where the question comes from. */
async function post(name: string, argument: unknown) {
  const response = await fetch(beside(`api/${name}`), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    ...(argument === undefined ? {} : { body: JSON.stringify(argument) }),
  });
  // Whatever else answers at this address by now has no JSON for it.
  return response.json();
}

const bridge: Bridge = {
  host: 'browser',
  ask,
  follow: (follower) => followEvents(beside('events'), follower),
};

Object.defineProperty(window, 'aslMonitor', { value: bridge });
