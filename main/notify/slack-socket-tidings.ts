/** What the log is told of the Socket Mode connection: what somebody has to know, once. */
import type { SocketRefusal } from './slack-socket-refusals.ts';

export type Tidings = {
  connected(): void;
  /** `failures` is how many attempts in a row have failed by now. */
  failed(refusal: SocketRefusal, failures: number): void;
};

/** Fewer are a matter of seconds, as after a wake, and help nobody who reads of them. */
const worthTelling = 3;

export function createTidings(log: { warn(message: string): void; info(message: string): void }): Tidings {
  /** Since it last worked. */
  const told = new Set<string>();
  let hasWorked = false;

  return {
    connected() {
      if (!hasWorked) log.info('Slack: buttons can be pressed (connected through Socket Mode)');
      else if (told.size > 0) log.info('Slack: buttons can be pressed again');
      hasWorked = true;
      told.clear();
    },
    failed({ reason, remedy, lasting }, failures) {
      if (told.has(reason) || (!lasting && failures < worthTelling)) return;
      told.add(reason);
      const advice = remedy === undefined ? '' : `; ${remedy}`;
      const next = lasting ? 'asked again every 10 min' : 'tried again';
      log.warn(`Slack: buttons cannot be pressed: ${reason}${advice}; alerts are not affected; ${next}`);
    },
  };
}
