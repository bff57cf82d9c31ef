/** A Slack on loopback that remembers what it was told and when it said `ok` to it. */
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { nowMs } from './timing.mjs';

const scopes = 'chat:write,chat:write.public,channels:read,channels:history,groups:history';
const who = {
  url: 'https://bench.slack.com/',
  team: 'Bench',
  user: 'bench',
  team_id: 'T0BENCH',
  user_id: 'U0BENCH',
  bot_id: 'B0BENCH',
};

/**
 * @typedef {object} Message
 * @property {number} at monotonic time at which Slack's `ok` was on its way
 * @property {string} method such as `chat.postMessage`
 * @property {string} text everything that was sent, decoded
 * @property {number} answerMs what Slack itself took for its `ok`
 * @property {boolean} isReply whether it stands in a thread
 */

/** A message a second is Slack's limit; some more may come at once. */
const gapMs = 1_000;
const burst = 3;

/**
 * It accepts everything at once, unless it is to take its time or to keep Slack's limit.
 *
 * @param {{ answerMs?: number, isLimited?: boolean }} [options]
 */
export async function startSlack({ answerMs = 0, isLimited = false } = {}) {
  /** @type {Message[]} */
  const messages = [];
  let sent = 0;
  let refusals = 0;
  let fullAt = 0;
  const server = createServer((request, response) => {
    const method = new URL(request.url ?? '/', 'http://slack').pathname.split('/').pop() ?? '';
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const arrivedAt = nowMs();
      const body = Buffer.concat(chunks).toString();
      if (answerMs > 0) await delay(answerMs);
      if (method === 'chat.postMessage' && isLimited && !passes()) {
        refusals += 1;
        response.writeHead(429, { 'retry-after': '1' }).end('{"ok":false,"error":"ratelimited"}');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes });
      response.end(JSON.stringify(answer(method)), () => {
        if (!method.startsWith('chat.')) return;
        const at = nowMs();
        const isReply = /(?:^|&)thread_ts=|"thread_ts"/.test(body);
        messages.push({ at, method, text: decode(body), answerMs: at - arrivedAt, isReply });
      });
    });
  });

  function passes() {
    const now = nowMs();
    if (fullAt > now + (burst - 1) * gapMs) return false;
    fullAt = Math.max(fullAt, now) + gapMs;
    return true;
  }

  /** @param {string} method */
  function answer(method) {
    if (method === 'auth.test') return { ok: true, ...who };
    if (method.startsWith('conversations.')) return { ok: true, messages: [], has_more: false };
    if (!method.startsWith('chat.')) return { ok: true };
    sent += 1;
    const ts = `1700000000.${String(sent).padStart(6, '0')}`;
    return { ok: true, channel: 'C0BENCH', ts, message: { type: 'message', ts } };
  }

  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the Slack of the bench has no port');
  return {
    url: `http://127.0.0.1:${address.port}/api/`,
    messages,
    /** How often it answered 429. */
    refusals: () => refusals,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {string} body a form or JSON */
function decode(body) {
  try {
    return decodeURIComponent(body.replaceAll('+', ' '));
  } catch {
    return body;
  }
}
