/** Acts on what is pressed, once for each press. */
import { type Press, pressId, readPress } from './slack-buttons.ts';
import type { Envelope } from './slack-socket-connection.ts';

export type PressListener = {
  /** Called once for each press; what it throws is logged. */
  readonly onPress: (press: Press) => Promise<void> | void;
  readonly warn: (message: string) => void;
};

const rememberedKeys = 1_000;

/** What takes envelopes; it never throws. */
export function createPressReader({ onPress, warn }: PressListener): (envelope: Envelope) => void {
  const seen = new Set<string>();

  /** Slack sends again what it thinks was lost. */
  function isFirst(key: string | undefined): boolean {
    if (key === undefined) return true;
    const isKnown = seen.delete(key);
    seen.add(key);
    const [oldest] = seen;
    if (seen.size > rememberedKeys && oldest !== undefined) seen.delete(oldest);
    return !isKnown;
  }

  async function act(press: Press): Promise<void> {
    try {
      await onPress(press);
    } catch (error) {
      const what = press.kind === 'acknowledge' ? 'Acknowledge' : 'Snooze';
      const why = error instanceof Error ? error.message : String(error);
      warn(`Slack: ${press.user.name} pressed "${what}" for ${press.outageId}, which came to nothing: ${why}`);
    }
  }

  return ({ id, type, payload }) => {
    const press = type === 'interactive' ? readPress(payload) : undefined;
    if (press === undefined || press === 'link') return;
    const isNew = [`envelope ${id}`, pressId(payload)].map(isFirst).every(Boolean);
    if (isNew) void act(press);
  };
}
