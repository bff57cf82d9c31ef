import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from '../../../main/clock.ts';
import type { Press } from '../../../main/notify/slack-buttons.ts';
import {
  createSlackSocket,
  type SlackSocketOptions,
  type SlackSocketState,
} from '../../../main/notify/slack-socket.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import { createSlackSocketServer } from '../../support/slack-socket-server.ts';

const toClose: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

const id = 'API_Production_20241106_153045';
const acknowledge = { action: 'acknowledge', value: id };
const jane = { id: 'U1', name: 'jane.doe' };

/** A Slack with buttons, and the part of the program that hears them. */
async function aDesk(options: Partial<SlackSocketOptions> = {}, prepare: (server: Server) => void = () => undefined) {
  const server = await createSlackSocketServer();
  toClose.push(() => server.close());
  const slack = await createSlackServer({ socketMode: server });
  toClose.push(() => slack.close());
  prepare(server);
  const presses: Press[] = [];
  const states: SlackSocketState[] = [];
  const warnings: string[] = [];
  const infos: string[] = [];
  const watchers = new Set<() => void>();
  const noted = () => {
    for (const watcher of [...watchers]) watcher();
  };
  const socket = createSlackSocket({
    appToken: 'xapp-test',
    apiUrl: slack.url,
    clock: createSystemClock(),
    random: () => 0,
    onPress(press) {
      presses.push(press);
      noted();
    },
    onState(state) {
      states.push(state);
      noted();
    },
    warn(message) {
      warnings.push(message);
      noted();
    },
    info: (message) => void infos.push(message),
    ...options,
  });
  toClose.push(() => socket.close());

  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });

  return { server, slack, socket, presses, states, warnings, infos, until };
}

type Server = Awaited<ReturnType<typeof createSlackSocketServer>>;

type Desk = Awaited<ReturnType<typeof aDesk>>;

async function anOpenDesk(options: Partial<SlackSocketOptions> = {}) {
  const desk = await aDesk(options);
  await desk.until(() => desk.socket.state() === 'connected');
  return desk;
}

describe('a press on a button in Slack', () => {
  it('is confirmed to Slack at once, and then acted on, with who pressed', async () => {
    const desk = await anOpenDesk();
    const ack = await desk.server.acked(desk.server.press(acknowledge));
    expect(ack.delayMs).toBeLessThan(1_000);
    desk.server.press({ action: 'snooze_1h', value: id, user: { id: 'U2', name: 'bob' } });
    await desk.until(() => desk.presses.length === 2);
    expect(desk.presses).toEqual([
      { kind: 'acknowledge', outageId: id, user: jane },
      { kind: 'snooze', outageId: id, user: { id: 'U2', name: 'bob' } },
    ]);
  });

  it('is confirmed within three seconds however long the work takes', async () => {
    const never = Promise.withResolvers<void>();
    const desk = await anOpenDesk({ onPress: () => never.promise });
    const first = await desk.server.acked(desk.server.press(acknowledge));
    const second = await desk.server.acked(desk.server.press(acknowledge));
    expect(Math.max(first.delayMs, second.delayMs)).toBeLessThan(3_000);
  });

  it('counts once where Slack sends it twice, in the same envelope or in another', async () => {
    const desk = await anOpenDesk();
    const payload = desk.server.payloadOf(acknowledge);
    const envelope = desk.server.envelope(payload);
    desk.server.envelope(payload, envelope);
    await desk.server.acked(desk.server.envelope(payload));
    const last = desk.server.press({ action: 'snooze_1h', value: id });
    await desk.until(() => desk.presses.some(({ kind }) => kind === 'snooze'));
    await desk.server.acked(last);
    expect(desk.presses.map(({ kind }) => kind)).toEqual(['acknowledge', 'snooze']);
    expect(desk.server.acks.filter(({ envelopeId }) => envelopeId === envelope)).toHaveLength(2);
  });

  it('that comes to nothing is said, and the next one counts', async () => {
    const desk = await anOpenDesk({
      onPress() {
        throw new Error('the outage is over');
      },
    });
    desk.server.press(acknowledge);
    await desk.until(() => desk.warnings.length > 0);
    expect(desk.warnings).toEqual([
      `Slack: jane.doe pressed "Acknowledge" for ${id}, which came to nothing: the outage is over`,
    ]);
    await desk.server.acked(desk.server.press(acknowledge));
  });

  it('on a link is confirmed and nothing else', async () => {
    const desk = await anOpenDesk();
    await desk.server.acked(desk.server.press({ action: 'runbook' }));
    desk.server.press(acknowledge);
    await desk.until(() => desk.presses.length > 0);
    expect(desk.presses).toHaveLength(1);
  });

  it('survives whatever else comes through the connection', async () => {
    const desk = await anOpenDesk();
    const odd = ['null', '[]', '17', '{', '"text"', '{}', '{"type":null}', '{"type":"events_api"}', '{"type":"hello"}'];
    for (const text of odd) desk.server.send(text);
    desk.server.send({ type: 'events_api', envelope_id: 'E1', payload: { event: null } });
    desk.server.send({ type: 'interactive', envelope_id: 17, payload: {} });
    for (const payload of [null, 'x', [], { type: 'block_actions', actions: 'no', user: [] }]) {
      await desk.server.acked(desk.server.envelope(payload));
    }
    desk.server.press(acknowledge);
    await desk.until(() => desk.presses.length > 0);
    expect(desk.presses).toHaveLength(1);
    expect(desk.warnings).toEqual([]);
  });
});

describe('the connection to Slack', () => {
  it('comes back after it broke', async () => {
    const desk = await anOpenDesk();
    desk.server.drop();
    await desk.server.until(() => desk.server.greeted === 2);
    await desk.until(() => desk.socket.state() === 'connected');
    expect(desk.states).toEqual(['connected', 'connecting', 'connected']);
    desk.server.press(acknowledge);
    await desk.until(() => desk.presses.length === 1);
    expect(desk.warnings).toEqual([]);
  });

  it.each(['warning', 'refresh_requested'])('is replaced without a gap when Slack says "%s"', async (reason) => {
    const desk = await anOpenDesk();
    desk.server.announceEnd(reason);
    // The old one still hears.
    await desk.server.acked(desk.server.press(acknowledge));
    await desk.server.until(() => desk.server.greeted === 2);
    await desk.server.acked(desk.server.press({ action: 'snooze_1h', value: id }));
    await desk.until(() => desk.presses.length === 2);
    await desk.server.until(() => desk.server.connections === 1);
    expect(desk.states).toEqual(['connected']);
    expect(desk.warnings).toEqual([]);
  });

  it('that only looks open after a sleep is found out and replaced within seconds of the wake', async () => {
    const desk = await anOpenDesk();
    desk.server.goSilent();
    const wokenAt = performance.now();
    desk.socket.wake();
    await desk.server.until(() => desk.server.greeted === 2);
    await desk.until(() => desk.socket.state() === 'connected');
    expect(performance.now() - wokenAt).toBeLessThan(8_000);
    expect(desk.states).toEqual(['connected', 'connecting', 'connected']);
    desk.server.press(acknowledge);
    await desk.until(() => desk.presses.length === 1);
  });

  it('that is alive stays as it is at a wake', async () => {
    const [desk, other] = [await anOpenDesk(), await anOpenDesk()];
    other.server.goSilent();
    desk.socket.wake();
    other.socket.wake();
    // It was asked later than the first and is replaced: had the first been taken for dead, that would be over too.
    await other.server.until(() => other.server.greeted === 2);
    expect(desk.server.opened).toBe(1);
    expect(desk.states).toEqual(['connected']);
  });

  it('is opened at once at a wake, however long the next attempt is off', async () => {
    const desk = await anOpenDesk();
    await desk.slack.disappear();
    desk.server.drop();
    await desk.until(() => desk.warnings.length === 1);
    expect(desk.warnings[0]).toContain('refused the connection (ECONNREFUSED); alerts are not affected; tried again');
    await desk.slack.appear();
    desk.socket.wake();
    await desk.server.until(() => desk.server.greeted === 2);
    await desk.until(() => desk.socket.state() === 'connected');
    expect(desk.infos).toEqual([
      'Slack: buttons can be pressed (connected through Socket Mode)',
      'Slack: buttons can be pressed again',
    ]);
  });

  it('that was being opened when the machine fell asleep is begun anew at the wake', async () => {
    let sleptMs = 0;
    const clock = createSystemClock();
    const sleepy = { ...clock, bootMs: () => clock.bootMs() + sleptMs };
    const desk = await aDesk({ clock: sleepy }, (server) => server.greet(false));
    await desk.server.until(() => desk.server.connections === 1);
    desk.server.greet(true);
    desk.socket.wake();
    sleptMs = 60_000;
    desk.socket.wake();
    await desk.until(() => desk.socket.state() === 'connected');
    expect(desk.server.opened).toBe(2);
    await desk.server.until(() => desk.server.connections === 1);
  });

  it('obeys when Slack says how long to wait, also at a wake', async () => {
    const waits: number[] = [];
    const clock = createSystemClock();
    const wakeAt: typeof clock.wakeAt = (at, call) => {
      waits.push(at - clock.monotonicMs());
      return clock.wakeAt(at, call);
    };
    const desk = await anOpenDesk({ clock: { ...clock, wakeAt } });
    desk.slack.misbehave([{ retryAfterSeconds: 4 }], 'apps.connections.open');
    const asked = desk.slack.requests.length;
    desk.server.drop();
    await desk.slack.until(() => desk.slack.requests.length === asked + 1);
    const refusedAt = desk.slack.requests.at(-1)?.at ?? 0;
    await vi.waitFor(() => expect(waits.map((ms) => Math.round(ms / 1_000))).toContain(4));
    desk.socket.wake();
    await desk.server.until(() => desk.server.greeted === 2);
    expect((desk.slack.requests.at(-1)?.at ?? 0) - refusedAt).toBeGreaterThan(3_900);
  });
});

describe('a Slack that refuses', () => {
  it.each([
    ['xapp-wrong', 'Slack does not know the app-level token (invalid_auth)'],
    ['xoxb-test', 'SLACK_APP_TOKEN is not an app-level token (not_allowed_token_type)'],
  ])('the token %s is said once, with what to do, and not asked again soon', async (appToken, reason) => {
    const desk = await aDesk({ appToken });
    await desk.until(() => desk.socket.state() === 'refused');
    desk.socket.wake();
    // One that is refused for a while, and later than this one, has been asked again.
    const other = await aDesk({}, (server) => server.refuse('internal_error'));
    await other.server.until(() => other.server.opened === 2);
    expect(desk.server.opened).toBe(1);
    expect(desk.warnings).toEqual([
      `Slack: buttons cannot be pressed: ${reason}; make an app-level token (xapp-…) with the scope connections:write at https://api.slack.com/apps, your app, "Basic Information", "App-Level Tokens", and put it into SLACK_APP_TOKEN; alerts are not affected; asked again every 10 min`,
    ]);
    expect(desk.warnings.join()).not.toContain(appToken);
  });

  it('because Socket Mode was switched off says where to switch it on', async () => {
    const desk = await anOpenDesk();
    desk.server.announceEnd('link_disabled');
    await desk.until(() => desk.socket.state() === 'refused');
    expect(desk.warnings).toEqual([expect.stringContaining('switch it on at https://api.slack.com/apps')]);
    await desk.server.until(() => desk.server.connections === 0);
  });

  it('for a while is asked again until it does not', async () => {
    const desk = await aDesk({}, (server) => server.refuse('internal_error'));
    await desk.server.until(() => desk.server.opened === 2);
    desk.server.refuse(undefined);
    await desk.until(() => desk.socket.state() === 'connected');
    expect(desk.warnings).toEqual([]);
  });
});

/** A process of its own, since only its end shows that nothing is left to wait for. */
async function processThatCloses(apiUrl: string, closeWhen: string): Promise<number> {
  const main = (file: string) => JSON.stringify(new URL(`../../../main/${file}`, import.meta.url).href);
  const program = `
    import { createSystemClock } from ${main('clock.ts')};
    import { createSlackSocket } from ${main('notify/slack-socket.ts')};
    const ignore = () => undefined;
    const log = { warn: ignore, info: ignore, onPress: ignore };
    const close = () => { console.log(Date.now()); socket.close(); };
    const onState = (state) => { if (state === '${closeWhen}') close(); };
    const clock = createSystemClock();
    const options = { appToken: 'xapp-test', apiUrl: '${apiUrl}', clock, random: () => 0, onState, ...log };
    const socket = createSlackSocket(options);
    process.on('message', close);
    process.channel.unref();
    if ('${closeWhen}' === 'begun') close();
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  toClose.push(() => void child.kill('SIGKILL'));
  children.add(child);
  let printed = '';
  child.stdout?.on('data', (data) => {
    printed += String(data);
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  return Date.now() - Number(printed);
}

const children = new Set<ChildProcess>();

describe('closing', () => {
  it.each(['begun', 'connected'])('when it has just %s leaves nothing that keeps the process alive', async (when) => {
    const desk = await aDesk();
    expect(await processThatCloses(desk.slack.url, when)).toBeLessThan(1_000);
  });

  it.each([
    ['for the answer to where to connect', (desk: Desk) => desk.slack.requests.length === 2],
    ['for the greeting', (desk: Desk) => desk.server.connections === 2],
  ])('while it waits %s leaves nothing either', async (what, isWaiting) => {
    const desk = await anOpenDesk();
    desk.server.greet(false);
    if (what.includes('answer')) desk.slack.misbehave([{ silent: true }]);
    const lasted = processThatCloses(desk.slack.url, 'told');
    await Promise.race([desk.server.until(() => isWaiting(desk)), desk.slack.until(() => isWaiting(desk))]);
    for (const child of children) if (child.connected) child.send('close');
    expect(await lasted).toBeLessThan(1_000);
  });

  it('hears no press that comes after it', async () => {
    const desk = await anOpenDesk();
    desk.socket.close();
    expect(desk.socket.state()).toBe('closed');
    desk.server.press(acknowledge);
    await desk.server.until(() => desk.server.connections === 0);
    expect(desk.presses).toEqual([]);
    expect(desk.server.acks).toEqual([]);
  });
});
