import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { mergeEnvironments, resolveSlackAppToken } from '../../../main/config/environment.ts';
import { englishButtons, frenchButtons } from '../../../main/notify/slack-button-wording.ts';
import { actionButtons, pressId, readPress } from '../../../main/notify/slack-buttons.ts';
import { createPressReader } from '../../../main/notify/slack-socket-presses.ts';
import { refusalOfStart, socketRefusal } from '../../../main/notify/slack-socket-refusals.ts';
import { usedScopes } from '../../../main/notify/slack-test.ts';

const outageId = 'API_Production_20241106_153045';
const button = { type: 'button', action_id: 'acknowledge', value: outageId, action_ts: '1730903445.12' };
const payload = (over: Record<string, unknown> = {}, action: Record<string, unknown> = {}) => ({
  type: 'block_actions',
  user: { id: 'U1', username: 'jane.doe', name: 'jane.doe' },
  actions: [{ ...button, ...action }],
  ...over,
});

describe('the buttons of an outage', () => {
  it('ask for it to be acknowledged, or snoozed for an hour', () => {
    expect(actionButtons({ outageId, acknowledged: false, wording: englishButtons })).toEqual([
      {
        type: 'button',
        action_id: 'acknowledge',
        text: { type: 'plain_text', text: 'Acknowledge', emoji: false },
        value: outageId,
        style: 'primary',
      },
      {
        type: 'button',
        action_id: 'snooze_1h',
        text: { type: 'plain_text', text: 'Snooze 1 h', emoji: false },
        value: outageId,
      },
    ]);
  });

  it('no longer ask for it to be acknowledged once somebody takes care of all of it', () => {
    const [only, ...others] = actionButtons({ outageId, acknowledged: true, wording: frenchButtons });
    expect(only).toMatchObject({ action_id: 'snooze_1h', text: { text: 'Sourdine 1 h' } });
    expect(others).toEqual([]);
  });

  it('are not there rather than refused by Slack with the whole message', () => {
    const wording = englishButtons;
    expect(actionButtons({ outageId: '', acknowledged: false, wording })).toEqual([]);
    expect(actionButtons({ outageId: 'x'.repeat(2_001), acknowledged: false, wording })).toEqual([]);
  });

  it('say by a press what their outage is', () => {
    for (const { action_id, value } of actionButtons({ outageId, acknowledged: false, wording: englishButtons })) {
      expect(readPress(payload({}, { action_id, value }))).toMatchObject({ outageId });
    }
  });
});

describe('reading a press', () => {
  it('finds what is asked for, of which outage, by whom', () => {
    const user = { id: 'U1', name: 'jane.doe' };
    expect(readPress(payload())).toEqual({ kind: 'acknowledge', outageId, user });
    expect(readPress(payload({}, { action_id: 'snooze_1h' }))).toEqual({ kind: 'snooze', outageId, user });
  });

  it('tells a button that only opens a page from one that nobody knows', () => {
    expect(readPress(payload({}, { action_id: 'runbook', value: undefined }))).toBe('link');
    expect(readPress(payload({}, { action_id: 'constructor' }))).toBeUndefined();
  });

  it.each([
    [{ id: 'U1', username: 'jane.doe' }, 'jane.doe'],
    [{ id: 'U1', name: '', username: 'jane.doe' }, 'jane.doe'],
    [{ id: 'U1' }, 'U1'],
    [{ id: 'U1', name: 17, username: null }, 'U1'],
    [{ id: 'U1', name: ' \u202e<> \n' }, 'U1'],
    [{ id: 'U1', name: '<!channel> *Jane*\n`Doe`' }, '!channel Jane Doe'],
    [{ id: 'U1', name: 'x'.repeat(81) }, `${'x'.repeat(79)}…`],
  ])('names %j as "%s"', (user, name) => {
    expect(readPress(payload({ user }))).toMatchObject({ user: { id: 'U1', name } });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'block_actions'],
    ['a list', [payload()]],
    ['another interaction', payload({ type: 'view_submission' })],
    ['no actions', payload({ actions: undefined })],
    ['actions that are no list', payload({ actions: { 0: button } })],
    ['actions that are no buttons', payload({ actions: [null, 17, [], { ...button, type: 'static_select' }] })],
    ['no user', payload({ user: undefined })],
    ['a user without an id', payload({ user: { name: 'jane.doe' } })],
    ['an id that is markup', payload({ user: { id: '<!channel>' } })],
    ['an id without end', payload({ user: { id: 'U'.repeat(41) } })],
    ['no outage', payload({}, { value: undefined })],
    ['an empty outage', payload({}, { value: '' })],
    ['an outage that is a path', payload({}, { value: '../../etc/passwd' })],
    ['an outage with a line break', payload({}, { value: 'a\nb' })],
    ['an outage longer than any name of a file', payload({}, { value: 'x'.repeat(256) })],
    ['an outage that is a structure', payload({}, { value: { toString: 'x' } })],
  ])('finds nothing in %s', (_what, hostile) => {
    expect(readPress(hostile)).toBeUndefined();
    expect(() => pressId(hostile)).not.toThrow();
  });

  it('counts each press once, also among very many', async () => {
    const pressed: string[] = [];
    const read = createPressReader({
      onPress: ({ user }) => void pressed.push(user.id),
      warn: (message) => expect.unreachable(message),
    });
    for (let at = 0; at < 2_500; at += 1) {
      const one = payload({ user: { id: `U${at}` } });
      read({ id: `E${at}`, type: 'interactive', payload: one });
      read({ id: `again ${at}`, type: 'interactive', payload: one });
      read({ id: `E${at}`, type: 'interactive', payload: payload({ user: { id: 'U' } }, { action_ts: `${at}` }) });
    }
    expect(pressed).toHaveLength(2_500);
    expect(new Set(pressed).size).toBe(2_500);
  });
});

describe('what is said of a refused connection', () => {
  it.each([
    ['missing_scope', 'lacks the scope connections:write', 'connections:write'],
    ['not_allowed_token_type', 'is not an app-level token', 'xapp-'],
    ['link_disabled', 'Socket Mode is switched off', 'switch it on'],
  ])('%s names what a person can do', (code, reason, remedy) => {
    const refusal = socketRefusal(code);
    expect(refusal.lasting).toBe(true);
    expect(refusal.reason).toContain(reason);
    expect(refusal.remedy).toContain(remedy);
  });

  it('does not take a page of a captive portal for Slack’s word', () => {
    const portal = Object.assign(new Error(), { code: 'slack_webapi_platform_error', data: '<html>' });
    expect(refusalOfStart(portal, 'slack.com')).toMatchObject({ code: 'not_slack', lasting: false });
  });

  it('repeats no address with a ticket in it', () => {
    const original = new Error('wss://wss-primary.slack.com/link/?ticket=secret failed');
    const failed = Object.assign(new Error(original.message), { code: 'slack_socket_mode_websocket_error', original });
    expect(JSON.stringify(refusalOfStart(failed, 'slack.com'))).not.toContain('secret');
    expect(JSON.stringify(refusalOfStart(original, 'slack.com'))).not.toContain('secret');
    expect(JSON.stringify(socketRefusal('wss://x/?ticket=secret'))).not.toContain('secret');
  });
});

describe('the app-level token', () => {
  it.each([
    [{ SLACK_APP_TOKEN: ' xapp-1 ' }, 'SLACK_APP_TOKEN=xapp-2', 'xapp-1'],
    [{ SLACK_APP_TOKEN: '' }, 'SLACK_APP_TOKEN=xapp-2', 'xapp-2'],
    [{}, 'SLACK_APP_TOKEN=', undefined],
    [{}, '', undefined],
  ])('of %j and %j is %s', (environment, dotenv, token) => {
    expect(resolveSlackAppToken(mergeEnvironments(environment, dotenv))).toBe(token);
  });
});

describe('slack-manifest.yaml', () => {
  const manifest = parse(readFileSync(join(import.meta.dirname, '../../../slack-manifest.yaml'), 'utf8'));

  it('asks for exactly the scopes that the program uses', () => {
    expect(manifest.oauth_config.scopes).toEqual({ bot: Object.keys(usedScopes) });
  });

  it('lets buttons be pressed without a public address', () => {
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
  });
});
