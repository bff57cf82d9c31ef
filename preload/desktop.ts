/**
 * The bridge of the desktop: questions and pushes over Electron's channels. It runs beside the page in a world of its
 * own, in a sandbox, and hands over this one object; the page sees nothing else of it.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { channels } from './channels.ts';
import type { Answered, AskError, Bridge, Follower } from './contract.ts';
import type { Push } from './snapshot.ts';

const silent: AskError = {
  kind: 'unreachable',
  message: {
    en: 'ASL Monitor does not answer this window: close it and open it again.',
    fr: 'ASL Monitor ne répond pas à cette fenêtre : fermez-la et rouvrez-la.',
  },
};

async function ask(name: string, argument?: unknown): Promise<unknown> {
  const answered: Answered | undefined = await ipcRenderer.invoke(channels.ask, name, argument).catch(() => undefined);
  if (answered === undefined) throw silent;
  if ('error' in answered) throw answered.error;
  return answered.answer;
}

/** The program sends nothing while the window is hidden, and a whole snapshot when it is shown again. */
function follow(follower: Follower): () => void {
  let isLive = false;
  const listen = (_event: unknown, push: Push): void => {
    if (!isLive) follower.onConnection('live');
    isLive = true;
    follower.onPush(push);
  };
  ipcRenderer.on(channels.push, listen);
  follower.onConnection('connecting');
  ipcRenderer.send(channels.follow, true);
  return () => {
    ipcRenderer.send(channels.follow, false);
    ipcRenderer.off(channels.push, listen);
  };
}

ipcRenderer.on(channels.go, (_event, hash: string) => {
  location.hash = hash;
});

// Which answer belongs to which command is the contract's affair: what crosses here is plain JSON.
const bridge: { readonly [Key in keyof Bridge]: unknown } = { host: 'desktop', ask, follow };
contextBridge.exposeInMainWorld('aslMonitor', bridge);
