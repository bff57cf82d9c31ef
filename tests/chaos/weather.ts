/** Lets spells of trouble pass over Slack until it is told to stop. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../lab/random.ts';
import { type Fault, faultIn, nextSpell, type Spell } from './faults.ts';

type Port = { disappear(): Promise<void>; appear(): Promise<void> };

export function createWeather(random: Random) {
  const over = new AbortController();
  let spell: Spell | undefined;

  async function pass(port: Port): Promise<void> {
    while (!over.signal.aborted) {
      spell = nextSpell(spell, random);
      if (spell.kind === 'away') await port.disappear();
      await delay(spell.lastsMs, undefined, { signal: over.signal }).catch(() => undefined);
      await port.appear();
    }
    spell = undefined;
  }

  return {
    faultFor: (): Fault => (spell === undefined ? { kind: 'none' } : faultIn(spell, random)),
    blow(port: Port) {
      const passing = pass(port);
      return {
        /** From here on all is well. */
        async end(): Promise<void> {
          over.abort();
          await passing;
        },
      };
    },
  };
}
