import type { Commands } from './commands/commands.ts';
import type { Press } from './notify/slack-buttons.ts';

const snoozeByButtonMs = 60 * 60_000;

/** What somebody asked for in Slack; throws where that is over by now. */
export function answerPress(commands: Commands, { kind, outageId, user }: Press): void {
  const by = { name: user.name, via: 'slack' } as const;
  const wish = { targets: [outageId], by };
  if (kind === 'acknowledge') commands.acknowledge(wish);
  else commands.snooze({ ...wish, forMs: snoozeByButtonMs });
}
