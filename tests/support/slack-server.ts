/** A local Slack: answers as Slack does, misbehaves when told to, and remembers everything. Needs nothing but Node. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { isRecord, type Json } from './slack-rules.ts';
import { createSlackWorkspace, parsed, type StoredMessage, type WorkspaceOptions } from './slack-workspace.ts';

export type SlackRequest = {
  readonly method: string;
  readonly args: Json;
  /** Milliseconds of `performance.now()` at which the request was in. */
  readonly at: number;
};

/** How Slack misbehaves at one request. */
export type Fault =
  /** `ok: false`, with what else the answer holds. */
  | { readonly error: string; readonly more?: Json }
  | { readonly retryAfterSeconds: number | string }
  | { readonly httpStatus: number; readonly body?: string }
  /** The connection drops before the request counts, or after it was carried out but before the answer. */
  | { readonly drop: 'before' | 'after' }
  /** Never answers. */
  | { readonly silent: true }
  /** Carried out only so much later, whether or not anybody still waits for the answer; with `drop`, nobody does. */
  | { readonly lateMs: number; readonly drop?: 'at once' };

export type SlackServerOptions = WorkspaceOptions & {
  readonly port?: number;
  readonly delayMs?: number;
  /** Answers `apps.connections.open`: see slack-socket-server.ts. */
  readonly socketMode?: { open(token: unknown): Json };
};

export type SlackServer = {
  readonly port: number;
  /** For SLACK_API_URL. */
  readonly url: string;
  readonly requests: readonly SlackRequest[];
  readonly messages: readonly StoredMessage[];
  /** How often it answered 429 of its own accord. */
  readonly rateLimited: number;
  /** The first message not yet returned by this that fits, as soon as there is one. */
  nextMessage(fits?: (message: StoredMessage) => boolean): Promise<StoredMessage>;
  /** Resolves when, after some request has been dealt with, the condition holds. */
  until(holds: () => boolean): Promise<void>;
  /** The next requests (of that method) meet these faults, one each. */
  misbehave(faults: readonly Fault[], method?: string): void;
  delay(ms: number): void;
  setToken(token: string): void;
  /** Somebody deletes a message. */
  deleteMessage(ts: string): void;
  archive(channel: string): void;
  /** Closes the port and every connection, so that connections are refused until `appear`. */
  disappear(): Promise<void>;
  appear(): Promise<void>;
  close(): Promise<void>;
};

export async function createSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  let delayMs = options.delayMs ?? 0;
  let port = options.port ?? 0;
  const workspace = createSlackWorkspace(options);
  const { messages } = workspace;
  const requests: SlackRequest[] = [];
  const returned = new Set<string>();
  const faults: { readonly fault: Fault; readonly method: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();

  const server = createServer((request, response) => {
    void receive(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const method = (request.url ?? '').replace(/^.*\//, '').replace(/\?.*$/, '');
    const args = argumentsOf(body, request.headers['content-type'] ?? '');
    requests.push({ method, args, at: performance.now() });
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const fault = takeFault(method);
    if (fault !== undefined && misbehaved(fault, request, response)) return changed();
    if (fault !== undefined && 'lateMs' in fault) {
      if (fault.drop === 'at once') request.socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, fault.lateMs));
    }
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? args.token;
    const isSocket = method === 'apps.connections.open' && options.socketMode !== undefined;
    const [status, answer, headers] = isSocket
      ? ([200, options.socketMode.open(given)] as const)
      : workspace.answerTo(method, args, given);
    changed();
    if (fault !== undefined && 'drop' in fault && fault.drop === 'after') return void request.socket.destroy();
    const scopes = options.hidesScopes === true ? {} : { 'x-oauth-scopes': workspace.scopes.join(',') };
    send(response, status, JSON.stringify(answer), { ...scopes, ...headers });
  }

  function takeFault(method: string): Fault | undefined {
    const at = faults.findIndex((one) => one.method === undefined || one.method === method);
    return at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
  }

  /** False where the request is carried out all the same. */
  function misbehaved(fault: Fault, request: IncomingMessage, response: ServerResponse): boolean {
    if ('silent' in fault) return true;
    if ('lateMs' in fault) return false;
    if ('drop' in fault) {
      if (fault.drop === 'before') request.socket.destroy();
      return fault.drop === 'before';
    }
    if ('error' in fault) send(response, 200, JSON.stringify({ ok: false, error: fault.error, ...fault.more }), {});
    else if ('httpStatus' in fault) send(response, fault.httpStatus, fault.body ?? '<html>out of order</html>', {});
    else send(response, 429, '{"ok":false,"error":"ratelimited"}', { 'retry-after': String(fault.retryAfterSeconds) });
    return true;
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

  async function listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
    port = (server.address() as AddressInfo).port;
  }

  async function stop(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await listen();
  return {
    port,
    url: `http://127.0.0.1:${port}/api`,
    requests,
    messages,
    get rateLimited() {
      return workspace.rateLimited();
    },
    nextMessage: (fits = () => true) =>
      when(() => {
        const message = messages.find((one) => !returned.has(one.ts) && fits(one));
        if (message !== undefined) returned.add(message.ts);
        return message;
      }),
    until: async (holds) => void (await when(() => holds() || undefined)),
    misbehave: (more, method) => void faults.push(...more.map((fault) => ({ fault, method }))),
    delay(ms) {
      delayMs = ms;
    },
    setToken: workspace.setToken,
    deleteMessage: workspace.deleteMessage,
    archive: workspace.archive,
    disappear: stop,
    appear: listen,
    close: stop,
  };
}

function argumentsOf(body: string, contentType: string): Json {
  const json = contentType.includes('json') ? parsed(body) : undefined;
  return isRecord(json) ? json : Object.fromEntries(new URLSearchParams(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body);
}
