/** A Slack in which everything goes wrong that can: it keeps to Slack's rules and fails as it is told to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Json, SlackRequest } from './evidence.ts';
import type { Fault } from './faults.ts';
import { type Allowance, createLimit } from './limits.ts';
import { channelId, createWorkspace } from './workspace.ts';

/** What can be watched of a request, in the order in which it happens. */
export type Moment = 'arrived' | 'carried_out' | 'answered';

export type ChaosSlackOptions = {
  readonly scopes: readonly string[];
  readonly faultFor: (method: string) => Fault;
  /** Which run of the program is under way. */
  readonly run: () => number;
  readonly onMoment: (moment: Moment, method: string) => void;
  /** From arrival to the deed and from there to the answer, milliseconds each. */
  readonly latencyMs: () => number;
};

export type ChaosSlack = Awaited<ReturnType<typeof createChaosSlack>>;

const allowances: Readonly<Record<string, Allowance>> = {
  'chat.postMessage': { perMinute: 60, burst: 3 },
  'conversations.list': { perMinute: 20, burst: 20 },
};
/** Slack's third tier; it does not say how many of these may come at once. */
const usualAllowance: Allowance = { perMinute: 50, burst: 30 };

export async function createChaosSlack({ scopes, faultFor, run, onMoment, latencyMs }: ChaosSlackOptions) {
  const workspace = createWorkspace(scopes);
  const requests: SlackRequest[] = [];
  const limits = new Map<string, ReturnType<typeof createLimit>>();
  const sockets = new Set<Socket>();
  let port = 0;

  const server = createServer((request, response) => {
    // A client that is killed in the middle of a request leaves nothing to answer.
    receive(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? '/', 'http://slack');
    const method = url.pathname.split('/').pop() ?? '';
    const body = argumentsOf(Buffer.concat(chunks).toString('utf8'), incoming.headers['content-type'] ?? '');
    const args: Json = { ...Object.fromEntries(url.searchParams), ...body };
    const fault = faultFor(method);
    const id = requests.length;
    const asked = { id, method, run: run(), at: Date.now(), fault: fault.kind } as const;
    requests.push(asked);
    onMoment('arrived', method);
    await delay(latencyMs());
    const note = (more: Partial<SlackRequest>) => {
      const before = requests[id];
      if (before !== undefined) requests[id] = { ...before, ...more };
    };

    function answer(status: number, content: Json | string, headers: Record<string, string> = {}): void {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      const said = typeof content === 'string' || status !== 200 ? String(status) : String(content.error ?? 'ok');
      note({ answer: said });
      if (response.destroyed || incoming.socket.destroyed) return;
      response.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'x-oauth-scopes': scopes.join(','),
        ...headers,
      });
      response.end(text, () => {
        note({ answeredAt: Date.now() });
        onMoment('answered', method);
      });
    }

    switch (fault.kind) {
      case 'refused':
        return answer(200, { ok: false, error: fault.error });
      case 'http':
        return answer(fault.status, '<html>out of order</html>');
      case 'dropped_before':
        return void incoming.socket.destroy();
      case 'silent':
        return;
      default:
    }
    const wish = fault.kind === 'limited' ? fault.seconds : undefined;
    const refused = limitOf(method, args).take(asked.run, asked.at, Date.now(), wish);
    if (refused !== undefined) {
      note({ limited: refused.cause });
      return answer(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(refused.retryAfterSeconds) });
    }
    if (fault.kind === 'carried_out_late') await delay(fault.ms);
    const token = incoming.headers.authorization?.replace(/^Bearer /, '') ?? args.token;
    const result = workspace.call(method, args, token, id);
    if (result.ok) note({ carriedOutAt: Date.now() });
    onMoment('carried_out', method);
    if (fault.kind === 'silent_after') return;
    if (fault.kind === 'answered_late') await delay(fault.ms);
    await delay(latencyMs());
    if (fault.kind === 'dropped_after') return void incoming.socket.destroy();
    if (fault.kind === 'refused_after') return answer(200, { ok: false, error: fault.error });
    if (fault.kind === 'http_after') return answer(fault.status, '<html>out of order</html>');
    answer(200, result);
  }

  function limitOf(method: string, args: Json): ReturnType<typeof createLimit> {
    // A channel may be named or given by its id: it is the same one here.
    const key = method === 'chat.postMessage' && args.channel !== undefined ? `${method} ${channelId}` : method;
    const known = limits.get(key) ?? createLimit(allowances[method] ?? usualAllowance);
    limits.set(key, known);
    return known;
  }

  async function appear(): Promise<void> {
    if (server.listening) return;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
    port = (server.address() as AddressInfo).port;
  }

  async function disappear(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await appear();
  return {
    url: `http://127.0.0.1:${port}/api/`,
    messages: workspace.messages,
    requests,
    /** Connections are refused until `appear`. */
    disappear,
    appear,
    close: disappear,
  };
}

function argumentsOf(body: string, contentType: string): Json {
  if (contentType.includes('json')) return JSON.parse(body) as Json;
  return Object.fromEntries(new URLSearchParams(body));
}
