/**
 * What only the session bus knows of a Linux desktop: whether it has a tray, whether it shows notifications, and whether
 * its screen is locked, of which Electron tells nothing there.
 *
 * By the specifications "StatusNotifierItem" and "Desktop Notifications" of freedesktop.org. Other systems have no such
 * bus, and nobody needs to ask there.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../config/environment.ts';
import type { Cancel } from '../monitor/ports.ts';
import { busSockets } from './bus-address.ts';
import { type BusAnswer, type BusConnection, connectToBus } from './bus-connection.ts';
import { type BusCall, bus, type Signal } from './bus-messages.ts';
import { type Locked, lockedAfter, lockedBy, lockMatches, lockQuestions, unlocked } from './screen-lock.ts';

/** Whether an icon in the tray would be seen by anybody. */
export type TrayHost =
  | { readonly kind: 'present' }
  /** `no_watcher`: nobody keeps a list of icons. `no_host`: somebody does, and nobody shows them. */
  | { readonly kind: 'absent'; readonly reason: 'no_watcher' | 'no_host' }
  | Unknown
  | { readonly kind: 'not_needed' };

/** Whether a notification would be seen by anybody. `activatable`: a program that shows it starts with the first one. */
export type NotificationHost =
  | { readonly kind: 'present'; readonly how: 'running' | 'activatable' }
  | { readonly kind: 'absent' }
  | Unknown
  | { readonly kind: 'not_needed' };

/** The reason is one clause in English, for the log. */
export type Unknown = { readonly kind: 'unknown'; readonly reason: string };

export type SessionBus = {
  /** Never rejects. */
  trayHost(): Promise<TrayHost>;
  /**
   * Called soon with what is found, and from then on when it is something else, such as after an extension of the desktop
   * was switched on.
   */
  onTrayHost(listener: (host: TrayHost) => void): Cancel;
  /** Never rejects. */
  notifications(): Promise<NotificationHost>;
  /** Called when the screen is locked or found locked, and when it is unlocked. */
  onScreenLock(listener: (locked: boolean) => void): Cancel;
  close(): void;
};

export type SessionBusOptions = {
  readonly environment: Environment;
  readonly platform: NodeJS.Platform;
  /** Of the user. */
  readonly uid: number;
  /** How long an answer may take, milliseconds. */
  readonly patienceMs?: number;
  /** After how long a bus that is out of reach is tried again, milliseconds. */
  readonly retryMs?: number;
};

const usualPatienceMs = 5_000;
/** A session rarely outlives its bus. */
const usualRetryMs = 5 * 60_000;

const watcher = 'org.kde.StatusNotifierWatcher';
const watcherCall = { destination: watcher, path: '/StatusNotifierWatcher' } as const;
const notifier = 'org.freedesktop.Notifications';
/** The bus knows nobody of that name; which of the two it says depends on the bus. */
const nobody = ['org.freedesktop.DBus.Error.NameHasNoOwner', 'org.freedesktop.DBus.Error.ServiceUnknown'];

const watcherMatches = [
  `type='signal',sender='${bus.destination}',interface='${bus.interface}',member='NameOwnerChanged',arg0='${watcher}'`,
  `type='signal',sender='${watcher}',interface='${watcher}',member='StatusNotifierHostRegistered'`,
  `type='signal',sender='${watcher}',interface='${watcher}',member='StatusNotifierHostUnregistered'`,
];

const notNeeded: SessionBus = {
  trayHost: async () => ({ kind: 'not_needed' }),
  onTrayHost: () => () => undefined,
  notifications: async () => ({ kind: 'not_needed' }),
  onScreenLock: () => () => undefined,
  close: () => undefined,
};

/** One connection for as long as the bus lives. It costs nothing while the desktop stays as it is, and keeps no process alive. */
export function createSessionBus(options: SessionBusOptions): SessionBus {
  const { environment, platform, uid, patienceMs = usualPatienceMs, retryMs = usualRetryMs } = options;
  if (platform !== 'linux') return notNeeded;
  /** With what each was told last. */
  const trayListeners = new Map<(host: TrayHost) => void, TrayHost | undefined>();
  const lockListeners = new Set<(locked: boolean) => void>();
  let connection: BusConnection | undefined;
  let obstacle = 'the session names no bus';
  let retry: NodeJS.Timeout | undefined;
  let locked = unlocked;
  /** Answers need not come in the order of the questions: only those of the latest look count. */
  let looks = 0;
  let isClosed = false;

  connect(busSockets(environment, uid));

  function connect([socket, ...others]: readonly string[]): void {
    if (socket === undefined) return;
    connection = connectToBus({
      socket,
      uid,
      matches: [...watcherMatches, ...lockMatches],
      patienceMs,
      onSignal: hear,
      onEnd(reason, wasAdmitted) {
        connection = undefined;
        obstacle = reason;
        if (!wasAdmitted && others.length > 0) {
          connect(others);
          return;
        }
        setLocked(unlocked);
        void lookAtTray();
        retry = setTimeout(() => connect(busSockets(environment, uid)), retryMs);
        retry.unref();
      },
    });
    void lookAtTray();
    for (const question of lockQuestions) void lookAtLock(question);
  }

  function hear(signal: Signal): void {
    setLocked(lockedAfter(locked, signal));
    if (signal.interface === watcher || (signal.interface === bus.interface && signal.values[0] === watcher)) {
      void lookAtTray();
    }
  }

  async function ask(call: BusCall): Promise<BusAnswer> {
    return connection?.ask(call) ?? { kind: 'none', reason: obstacle };
  }

  async function trayHost(): Promise<TrayHost> {
    const answer = await ask({
      ...watcherCall,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      args: [watcher, 'IsStatusNotifierHostRegistered'],
    });
    if (answer.kind === 'error' && nobody.includes(answer.name)) return { kind: 'absent', reason: 'no_watcher' };
    const isThere = truthOf(answer);
    if (typeof isThere !== 'boolean') return isThere;
    return isThere ? { kind: 'present' } : { kind: 'absent', reason: 'no_host' };
  }

  async function lookAtTray(): Promise<void> {
    looks += 1;
    const look = looks;
    const host = await trayHost();
    if (isClosed || look !== looks) return;
    for (const [listener, told] of trayListeners) {
      if (isDeepStrictEqual(host, told)) continue;
      trayListeners.set(listener, host);
      listener(host);
    }
  }

  async function lookAtLock(question: BusCall): Promise<void> {
    const answer = await ask(question);
    if (answer.kind === 'answer') setLocked(lockedBy(locked, question.interface, answer.values));
  }

  function setLocked(next: Locked): void {
    const wasLocked = locked.size > 0;
    locked = next;
    const isLocked = locked.size > 0;
    if (isLocked !== wasLocked) for (const listener of lockListeners) listener(isLocked);
  }

  async function notifications(): Promise<NotificationHost> {
    const isRunning = truthOf(await ask({ ...bus, member: 'NameHasOwner', args: [notifier] }));
    if (isRunning === true) return { kind: 'present', how: 'running' };
    if (isRunning !== false) return isRunning;
    const answer = await ask({ ...bus, member: 'ListActivatableNames' });
    if (answer.kind !== 'answer' || !Array.isArray(answer.values[0])) return unknown(answer);
    return answer.values[0].includes(notifier) ? { kind: 'present', how: 'activatable' } : { kind: 'absent' };
  }

  return {
    trayHost,
    onTrayHost(listener) {
      trayListeners.set(listener, undefined);
      void lookAtTray();
      return () => void trayListeners.delete(listener);
    },
    notifications,
    onScreenLock(listener) {
      lockListeners.add(listener);
      return () => void lockListeners.delete(listener);
    },
    close() {
      isClosed = true;
      clearTimeout(retry);
      trayListeners.clear();
      lockListeners.clear();
      connection?.close();
    },
  };
}

/** Of an answer whose first value is one. */
function truthOf(answer: BusAnswer): boolean | Unknown {
  const [isSo] = answer.kind === 'answer' ? answer.values : [];
  return typeof isSo === 'boolean' ? isSo : unknown(answer);
}

function unknown(answer: BusAnswer): Unknown {
  switch (answer.kind) {
    case 'answer':
      return { kind: 'unknown', reason: 'the answer is of another kind than was asked for' };
    case 'error':
      return { kind: 'unknown', reason: `the answer is an error, ${answer.name}` };
    case 'none':
      return { kind: 'unknown', reason: answer.reason };
  }
}
