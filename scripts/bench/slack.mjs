/** A Slack on loopback that accepts everything and remembers when it said so. */
import { createServer } from 'node:http';
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
 */

export async function startSlack() {
  /** @type {Message[]} */
  const messages = [];
  let sent = 0;
  const server = createServer((request, response) => {
    const method = new URL(request.url ?? '/', 'http://slack').pathname.split('/').pop() ?? '';
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const text = decode(Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes });
      response.end(JSON.stringify(answer(method)), () => {
        if (method.startsWith('chat.')) messages.push({ at: nowMs(), method, text });
      });
    });
  });

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
