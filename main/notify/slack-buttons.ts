/** The buttons on an outage's message, and what Slack says when somebody presses one. Pure. */
import { cut, oneLine } from './mrkdwn.ts';
import type { ButtonWording } from './slack-button-wording.ts';
import { type Button, plain } from './slack-parts.ts';

/** Somebody asked for something by a button. */
export type Press = {
  readonly kind: 'acknowledge' | 'snooze';
  readonly outageId: string;
  /** `id` is Slack's for the person; `name` is one line without markup. */
  readonly user: { readonly id: string; readonly name: string };
};

const kinds: Readonly<Record<string, Press['kind']>> = { acknowledge: 'acknowledge', snooze_1h: 'snooze' };

const longest = { label: 75, value: 2_000, outageId: 255, name: 80 } as const;

/** Empty where the id would not fit into a button, as a press on it could not say what it is about. */
export function actionButtons({ outageId, acknowledged, wording }: ActionButtons): Button[] {
  if (outageId === '' || outageId.length > longest.value) return [];
  const snooze = pressable('snooze_1h', wording.snoozeForAnHour, outageId);
  if (acknowledged) return [snooze];
  return [{ ...pressable('acknowledge', wording.acknowledge, outageId), style: 'primary' }, snooze];
}

type ActionButtons = {
  readonly outageId: string;
  /** Nothing of it is left that nobody takes care of. */
  readonly acknowledged: boolean;
  readonly wording: ButtonWording;
};

function pressable(id: string, label: string, value: string): Button {
  return { type: 'button', action_id: id, text: plain(label, longest.label), value };
}

/**
 * The press in the payload of an `interactive` envelope, `'link'` for a button that only opens a page, undefined for
 * anything else. The payload is any JSON: it comes from the network.
 */
export function readPress(payload: unknown): Press | 'link' | undefined {
  if (!isRecord(payload) || payload.type !== 'block_actions') return undefined;
  const buttons = buttonsIn(payload);
  const user = userOf(payload.user);
  for (const { action_id: id, value } of buttons) {
    const kind = typeof id === 'string' && Object.hasOwn(kinds, id) ? kinds[id] : undefined;
    if (kind !== undefined && user !== undefined && isOutageId(value)) return { kind, outageId: value, user };
  }
  return buttons.some((button) => button.action_id === 'runbook') ? 'link' : undefined;
}

/** What tells this press from every other one, also where Slack sends it again in another envelope. */
export function pressId(payload: unknown): string | undefined {
  if (!isRecord(payload)) return undefined;
  const [first] = buttonsIn(payload);
  const user = userOf(payload.user);
  if (user === undefined || typeof first?.action_ts !== 'string' || first.action_ts.length > 100) return undefined;
  return `${user.id} ${first.action_ts}`;
}

function buttonsIn({ actions }: Json): readonly Json[] {
  return Array.isArray(actions) ? actions.filter((action) => isRecord(action) && action.type === 'button') : [];
}

function userOf(user: unknown): Press['user'] | undefined {
  if (!isRecord(user) || typeof user.id !== 'string' || !/^[A-Za-z0-9]{1,40}$/.test(user.id)) return undefined;
  const names = [user.name, user.username].flatMap((name) => (typeof name === 'string' ? [withoutMarkup(name)] : []));
  return { id: user.id, name: names.find((name) => name !== '') ?? user.id };
}

function withoutMarkup(name: string): string {
  const text = name.slice(0, 1_000).replace(/[<>&*~`|]/g, ' ');
  return cut(oneLine(text), longest.name);
}

/** Ids are names of files. */
function isOutageId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longest.outageId && /^[^\p{Cc}/\\]+$/u.test(value);
}

type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
