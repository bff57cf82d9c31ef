/** Electron's protocols, sessions and the program's end of its channels. */
import { EventEmitter } from 'node:events';
import type { IpcMain, OnBeforeRequestListenerDetails, Session } from 'electron';

type Handler = (request: Request) => Response | Promise<Response>;
type Decide = (response: { cancel?: boolean }) => void;
type Gate = (details: Pick<OnBeforeRequestListenerDetails, 'url'>, decide: Decide) => void;

export type Network = {
  readonly handlers: Map<string, Handler>;
  /** Whether the session lets a page ask that address. */
  allows(url: string): Promise<boolean>;
};

export function sessionsOf(isBeforeReady: () => boolean) {
  const schemes = new Set<string>();
  const handlers = new Map<string, Handler>();
  let gate: Gate = (_details, decide) => decide({});

  const protocol = {
    registerSchemesAsPrivileged(customSchemes: readonly { readonly scheme: string }[]): void {
      if (!isBeforeReady())
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      for (const { scheme } of customSchemes) schemes.add(scheme);
    },
    handle(scheme: string, handler: Handler): void {
      if (!schemes.has(scheme))
        throw new Error(`the scheme ${scheme} was not announced before the application was ready`);
      handlers.set(scheme, handler);
    },
  };

  const permissions = {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    setSpellCheckerEnabled: () => undefined,
  } satisfies Record<
    keyof Pick<
      Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setSpellCheckerEnabled'
    >,
    unknown
  >;

  const defaultSession = Object.assign(new EventEmitter(), {
    protocol,
    ...permissions,
    webRequest: {
      onBeforeRequest(listener: Gate): void {
        gate = listener;
      },
    },
  });

  const network: Network = {
    handlers,
    allows: (url) => new Promise((resolve) => gate({ url }, ({ cancel = false }) => resolve(!cancel))),
  };
  return { protocol, session: { defaultSession }, network };
}

type Invoked = Parameters<IpcMain['handle']>[1];

/** The program's end of the channels. */
export class StandInIpcMain extends EventEmitter implements Pick<IpcMain, 'handle' | 'removeHandler'> {
  readonly #handlers = new Map<string, Invoked>();

  handle(channel: string, handler: Invoked): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  handlerOf(channel: string): Invoked | undefined {
    return this.#handlers.get(channel);
  }
}
