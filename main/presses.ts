import type { Commands } from './commands/commands.ts';
import type { Actor } from './monitor/model.ts';
import type { NoticeAction } from './notify/notification-screen.ts';
import type { Press } from './notify/slack-buttons.ts';

/** A button of a notification was pressed. */
export type NoticePress = { readonly kind: NoticeAction; readonly outageId: string };

type Answering = {
  acknowledge(wish: Parameters<Commands['acknowledge']>[0]): unknown;
  snooze(wish: Parameters<Commands['snooze']>[0]): unknown;
};

const snoozeByButtonMs = 60 * 60_000;

/** What somebody asked for in Slack; throws where that is over by now. */
export function answerPress(commands: Commands, { kind, outageId, user }: Press): void {
  answer(commands, { kind, outageId }, { name: user.name, via: 'slack' });
}

/** The same on this desktop, where the person is known. */
export function answerNotice(commands: Answering, press: NoticePress, by: Actor): void {
  answer(commands, press, by);
}

function answer(commands: Answering, { kind, outageId }: NoticePress, by: Actor): void {
  const wish = { targets: [outageId], by };
  if (kind === 'acknowledge') commands.acknowledge(wish);
  else commands.snooze({ ...wish, forMs: snoozeByButtonMs });
}
