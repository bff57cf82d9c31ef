/** What is behind the door: the window's files, its questions, and the stream of what is new. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Answered, AskErrorKind, AskFailure } from '../../preload/contract.ts';
import type { Sentence } from '../../preload/snapshot.ts';
import { createDoor, nothingHere, type Refusal } from './door.ts';
import { createEventStream, type Feed } from './event-stream.ts';
import type { Limits } from './limits.ts';
import { acceptedEncoding, type Page, type Pages, readPages } from './pages.ts';
import { policy } from './policy.ts';

export type SiteOptions = {
  readonly port: number;
  readonly token: string;
  /** Checks the command's name and its argument; rejects with nothing. */
  readonly answer: (command: string, argument: unknown) => Promise<Answered>;
  readonly feed: Feed;
  /** Where the window is built. */
  readonly rendererDir: string;
  readonly limits: Limits;
  readonly complain: (message: string) => void;
};

type Visit = Context<{ Bindings: HttpBindings }>;

const statuses = { refused: 409, invalid: 400, missing: 404, failed: 500, unreachable: 503 } as const satisfies Record<
  AskErrorKind,
  number
>;

export function createSite(options: SiteOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const { feed, limits, complain } = options;
  const door = createDoor(options);
  let pages: Promise<Pages | undefined> | undefined;
  let requests = 0;
  let eventStreams = 0;

  const app = new Hono<{ Bindings: HttpBindings }>();

  app.use(async (visit, next) => {
    await next();
    for (const [name, value] of Object.entries(policy)) visit.res.headers.set(name, value);
    if (!visit.res.headers.has('Cache-Control')) visit.res.headers.set('Cache-Control', 'no-store');
  });

  app.use(async (visit, next) => {
    const { method, path } = visit.req;
    const refusal = door.refusal({ method, path, header: (name) => visit.req.header(name) });
    return refusal === undefined ? next() : refuse(visit, refusal);
  });

  app.use(async (visit, next) => {
    if (requests >= limits.requests) return busy(visit);
    requests += 1;
    try {
      await next();
    } finally {
      requests -= 1;
    }
  });

  // A relative address in the page starts from its last slash.
  app.get('/:token', (visit) => visit.redirect(`${visit.req.path}/`, 308));

  app.get('/:token/events', (visit) => {
    const headers = { 'Content-Type': 'text/event-stream', 'Transfer-Encoding': 'chunked' };
    if (visit.req.method === 'HEAD') return visit.body(null, 200, headers);
    if (eventStreams >= limits.eventStreams) return busy(visit);
    eventStreams += 1;
    // Signs of life keep a reader that reads; one that does not would hold its place for good.
    visit.env.incoming.socket.setTimeout(limits.stuckMs);
    const onEnd = () => {
      eventStreams -= 1;
    };
    return visit.body(createEventStream({ feed, aliveMs: limits.aliveMs, onEnd }), 200, headers);
  });

  app.post('/:token/api/:command', async (visit) => {
    // Exactly this: it is what a form, or a page that was not let in, cannot send.
    if (visit.req.header('Content-Type')?.toLowerCase() !== 'application/json') {
      return visit.text('Expected Content-Type: application/json\n', 415);
    }
    const text = await readText(visit.req.raw.body, limits.requestBytes);
    if (text === undefined) return fail(visit, 'invalid', tooLong, 413);
    const argument = parsed(text);
    if (argument === undefined) return fail(visit, 'invalid', notJson);
    const outcome = await options.answer(visit.req.param('command'), argument.value);
    return 'error' in outcome ? visit.json(outcome, statuses[outcome.error.kind]) : visit.json(outcome);
  });

  app.get('/:token/*', async (visit) => {
    const read = pages ?? readPages(options.rendererDir);
    pages = read;
    const served = await read;
    if (served === undefined) {
      // It may be built by the next visit.
      pages = undefined;
      complain(`the window is not built, ${options.rendererDir} is missing: run "npm run build" once`);
      return visit.text(notBuilt, 503);
    }
    const { path } = visit.req;
    const page = served.get(path.slice(path.indexOf('/', 1) + 1));
    return page === undefined ? refuse(visit, nothingHere) : show(visit, page);
  });

  app.notFound((visit) => refuse(visit, nothingHere));
  app.onError((error, visit) => {
    // Somebody who went away, or was too slow, while sending.
    if (!visit.env.incoming.complete) return visit.text('The request is not complete.\n', 400);
    complain(`the dashboard failed to answer: ${error.stack ?? error.message}`);
    return visit.text('ASL Monitor failed to answer; its log says more.\n', 500);
  });

  return getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    // What is no proper request, such as one without a host.
    errorHandler: () => new Response(null, { status: 400, headers: { ...policy, Connection: 'close' } }),
  });
}

async function show(visit: Visit, page: Page): Promise<Response> {
  const encoding = page.isCompressible ? acceptedEncoding(visit.req.header('Accept-Encoding')) : undefined;
  const content = await page.content(encoding);
  return visit.body(content, 200, {
    'Content-Type': page.contentType,
    'Content-Length': String(content.length),
    ...(page.isImmutable ? { 'Cache-Control': 'private, max-age=31536000, immutable' } : {}),
    ...(page.isCompressible ? { Vary: 'Accept-Encoding' } : {}),
    ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
  });
}

function refuse(visit: Context, { status, text, allow }: Refusal): Response {
  return visit.text(text, status, allow === undefined ? {} : { Allow: allow });
}

const busy = (visit: Context): Response =>
  visit.text('Too many at once; try again in a moment.\n', 503, { 'Retry-After': '1' });

function fail(visit: Context, kind: AskErrorKind, message: Sentence, status?: 413): Response {
  const failure: AskFailure = { error: { kind, message } };
  return visit.json(failure, status ?? statuses[kind]);
}

/** Undefined where there is more of it than this. */
async function readText(body: ReadableStream<Uint8Array> | null, mostBytes: number): Promise<string | undefined> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.length;
    if (length > mostBytes) return undefined;
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString();
}

/** No text at all is no argument. */
function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const tooLong: Sentence = {
  en: 'this is too long to be sent at once',
  fr: 'c’est trop long pour être envoyé en une fois',
};

const notJson: Sentence = {
  en: 'expected the argument as JSON',
  fr: 'l’argument doit être du JSON',
};

const notBuilt = `The window is not built. Run "npm run build" in the folder of ASL Monitor, then load this page again.

La fenêtre n'est pas construite. Lancez « npm run build » dans le dossier d'ASL Monitor, puis rechargez cette page.
`;
