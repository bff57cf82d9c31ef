/** Slack's side of Socket Mode: tells who presses which button, and ends connections in every way that Slack does. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { isRecord, type Json } from './slack-rules.ts';

export type Ack = { readonly envelopeId: string; readonly delayMs: number };

export type PressedButton = {
  /** Such as `acknowledge`. */
  readonly action: string;
  readonly value?: string;
  readonly user?: Json;
};

export type SlackSocketServer = {
  /** Slack's answer to `apps.connections.open`; hand this server as `socketMode` to the local Slack. */
  open(token: unknown): Json;
  /** How often `apps.connections.open` was asked. */
  readonly opened: number;
  /** How many connections have been greeted so far, and how many of them are open. */
  readonly greeted: number;
  readonly connections: number;
  readonly acks: readonly Ack[];
  /** Somebody presses a button; the id of its envelope. */
  press(button: PressedButton): string;
  /** The payload that Slack makes of a press. */
  payloadOf(button: PressedButton): Json;
  /** Sends that to the newest connection; texts as they are. */
  send(message: Json | string): void;
  envelope(payload: unknown, envelopeId?: string): string;
  /** Announces the end of the newest connection; Slack ends it about 10 s later. */
  announceEnd(reason: string): void;
  /** The connections break without a word. */
  drop(): void;
  /** From now on these connections hear and say nothing, and look open. */
  goSilent(): void;
  /** What Slack refuses with from now on; undefined lets everybody in again. */
  refuse(error: string | undefined): void;
  /** Whether new connections are greeted with `hello`. */
  greet(does: boolean): void;
  acked(envelopeId: string): Promise<Ack>;
  until(holds: () => boolean): Promise<void>;
  close(): Promise<void>;
};

export async function createSlackSocketServer(token = 'xapp-test'): Promise<SlackSocketServer> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/link/' });
  const open: WebSocket[] = [];
  const tickets = new Set<string>();
  const sentAt = new Map<string, number>();
  const acks: Ack[] = [];
  const watchers = new Set<() => void>();
  let opened = 0;
  let greeted = 0;
  let refusal: string | undefined;
  let greets = true;

  sockets.on('connection', (socket, request) => {
    // A ticket lets in once.
    const ticket = new URL(request.url ?? '', 'http://slack.test').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return socket.terminate();
    open.push(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.splice(open.indexOf(socket), 1);
      changed();
    });
    socket.on('message', (data) => hear(String(data)));
    if (greets) greetNew(socket);
    changed();
  });

  function greetNew(socket: WebSocket): void {
    greeted += 1;
    socket.ping('Ping from applink-test');
    const debug_info = { host: 'applink-test', build_number: 1, approximate_connection_time: 18_060 };
    const hello = { type: 'hello', num_connections: open.length, debug_info, connection_info: { app_id: 'A1' } };
    socket.send(JSON.stringify(hello));
  }

  function hear(text: string): void {
    const message: unknown = JSON.parse(text);
    const envelopeId = isRecord(message) ? String(message.envelope_id) : '';
    acks.push({ envelopeId, delayMs: performance.now() - (sentAt.get(envelopeId) ?? Number.NaN) });
    changed();
  }

  function changed(): void {
    for (const watcher of [...watchers]) watcher();
  }

  function when<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return void watchers.add(look);
        watchers.delete(look);
        resolve(found);
      };
      look();
    });
  }

  function send(message: Json | string): void {
    open.at(-1)?.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  function envelope(payload: unknown, envelopeId: string = randomUUID()): string {
    if (!sentAt.has(envelopeId)) sentAt.set(envelopeId, performance.now());
    send({ envelope_id: envelopeId, type: 'interactive', accepts_response_payload: false, payload });
    return envelopeId;
  }

  function payloadOf({ action, value, user }: PressedButton): Json {
    const pressedAt = `${Date.now() / 1_000}`.padEnd(17, '0');
    const button = {
      type: 'button',
      action_id: action,
      block_id: 'b1',
      text: { type: 'plain_text', text: action, emoji: false },
      ...(value === undefined ? { url: 'https://runbook.example/' } : { value }),
      action_ts: `${pressedAt}${acks.length}`,
    };
    return {
      type: 'block_actions',
      user: { id: 'U1', username: 'jane.doe', name: 'jane.doe', team_id: 'T1', ...user },
      api_app_id: 'A1',
      token: 'verification',
      container: { type: 'message_attachment', message_ts: '1.000001', attachment_id: 1, channel_id: 'C00000001' },
      trigger_id: `1.2.${randomUUID()}`,
      team: { id: 'T1', domain: 'test' },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: 'C00000001', name: 'alerts' },
      message: { type: 'message', ts: '1.000001', bot_id: 'B1', text: 'down' },
      response_url: 'https://hooks.slack.test/actions/T1/1/secret',
      actions: [button],
    };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    open(given) {
      opened += 1;
      changed();
      if (refusal !== undefined) return { ok: false, error: refusal };
      if (typeof given !== 'string' || !given.startsWith('xapp-'))
        return { ok: false, error: 'not_allowed_token_type' };
      if (given !== token) return { ok: false, error: 'invalid_auth' };
      const ticket = randomUUID();
      tickets.add(ticket);
      return { ok: true, url: `ws://127.0.0.1:${port}/link/?ticket=${ticket}&app_id=A1` };
    },
    get opened() {
      return opened;
    },
    get greeted() {
      return greeted;
    },
    get connections() {
      return open.length;
    },
    acks,
    press: (button) => envelope(payloadOf(button)),
    payloadOf,
    send,
    envelope,
    announceEnd: (reason) => send({ type: 'disconnect', reason, debug_info: { host: 'applink-test' } }),
    drop() {
      for (const socket of [...open]) socket.terminate();
    },
    goSilent() {
      for (const socket of open) socket.pause();
    },
    refuse(error) {
      refusal = error;
    },
    greet(does) {
      greets = does;
    },
    acked: (envelopeId) => when(() => acks.find((ack) => ack.envelopeId === envelopeId)),
    until: async (holds) => void (await when(() => holds() || undefined)),
    async close() {
      for (const socket of [...open]) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
