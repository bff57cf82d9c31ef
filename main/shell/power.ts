/** What the system says of this machine's power and network, as hints: none of it is believed before it was looked at. */
import { net, powerMonitor } from 'electron';
import type { Hint } from '../monitor/events.ts';
import type { Absence } from './away.ts';

export type PowerOptions = {
  readonly onHint: (hint: Hint) => void;
  /** Whether somebody may be at the machine: it neither sleeps nor is its screen locked. */
  readonly onPresence: (presence: Partial<Absence>) => void;
  readonly onBattery: (isOnBattery: boolean) => void;
  /** The system ends, and with it every program. */
  readonly onShutdown: () => void;
};

export type Power = {
  /** Looks at what there are no events for; cheap enough for every few seconds. */
  look(): void;
  close(): void;
};

export function watchPower({ onHint, onPresence, onBattery, onShutdown }: PowerOptions): Power {
  let isOnline = net.isOnline();
  let isOnBattery: boolean | undefined;

  const listeners = {
    suspend() {
      onPresence({ isAsleep: true });
      onHint('suspend');
    },
    resume() {
      onHint('resume');
      onPresence({ isAsleep: false });
    },
    lock: () => onPresence({ isLocked: true }),
    unlock: () => onPresence({ isLocked: false }),
  } as const;
  powerMonitor.on('suspend', listeners.suspend);
  powerMonitor.on('resume', listeners.resume);
  powerMonitor.on('lock-screen', listeners.lock);
  powerMonitor.on('unlock-screen', listeners.unlock);
  powerMonitor.on('on-ac', look);
  powerMonitor.on('on-battery', look);
  powerMonitor.on('shutdown', shutdown);

  /** The system waits for whoever asks it to; the event comes without its type. */
  function shutdown(event?: { preventDefault(): void }): void {
    event?.preventDefault();
    onShutdown();
  }

  function look(): void {
    const nowOnBattery = powerMonitor.isOnBatteryPower();
    if (nowOnBattery !== isOnBattery) {
      isOnBattery = nowOnBattery;
      onBattery(nowOnBattery);
    }
    const nowOnline = net.isOnline();
    if (nowOnline === isOnline) return;
    isOnline = nowOnline;
    onHint(nowOnline ? 'online' : 'offline');
  }

  return {
    look,
    close() {
      powerMonitor.removeListener('suspend', listeners.suspend);
      powerMonitor.removeListener('resume', listeners.resume);
      powerMonitor.removeListener('lock-screen', listeners.lock);
      powerMonitor.removeListener('unlock-screen', listeners.unlock);
      powerMonitor.removeListener('on-ac', look);
      powerMonitor.removeListener('on-battery', look);
      powerMonitor.removeListener('shutdown', shutdown);
    },
  };
}
