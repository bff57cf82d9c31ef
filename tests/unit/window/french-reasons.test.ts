import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHeartbeat } from '../../../main/heartbeat.ts';
import { httpRefusal, platformRefusal } from '../../../main/notify/slack-errors.ts';
import { networkRefusal } from '../../../main/notify/slack-network.ts';
import { failedRefusal, noServiceRefusal, unsupportedRefusal } from '../../../main/shell/notification-refusals.ts';
import { frenchReason } from '../../../main/window/french-reasons.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const source = (file: string): string => readFileSync(join(import.meta.dirname, '../../../main', file), 'utf8');

/** Slack's codes, or Node's, that the table in a file gives a meaning to. */
function codesIn(file: string, rowStart: RegExp): readonly string[] {
  return [...source(file).matchAll(rowStart)].map(([, code = '']) => code);
}

const english = /\b(the|is|was|not|of|your|and|to|it|has|must|may|with|from)\b/;
/** Without what stands between quotes and in addresses, and stays as it is. */
const prose = (text: string): string => text.replace(/"[^"]*"|«[^»]*»|https?:\S+|chat:write\.public|slack\.\w+/g, '');

function expectFrench(text: string): void {
  const french = frenchReason(text);
  expect(french, text).not.toBe(text);
  expect(prose(french), text).not.toMatch(english);
}

describe('why Slack is not told, in French', () => {
  it.each(codesIn('notify/slack-errors.ts', /^ {2}(\w+): (?:token|channel|passing|content|\{)/gm))('%s', (code) => {
    const { reason, remedy } = platformRefusal(code, { channel: '#alerts', needed: 'chat:write' });
    expectFrench(reason);
    expect(frenchReason(reason)).toContain(`(${code})`);
    if (remedy !== undefined) expectFrench(remedy);
  });

  it.each(codesIn('notify/slack-network.ts', /^ {2}(\w+): \w+,$/gm))('%s', (code) => {
    const { reason, remedy } = networkRefusal(Object.assign(new Error('x'), { code }), 'slack.com');
    expectFrench(reason);
    if (remedy !== undefined) expectFrench(remedy);
  });

  it('knows codes that nobody has listed, and what else may answer', () => {
    for (const { reason, remedy } of [
      platformRefusal('something_new', { channel: '' }),
      platformRefusal('<html>', { channel: '' }),
      httpRefusal(403),
      networkRefusal(new Error('x'), 'slack.com'),
    ]) {
      expectFrench(reason);
      if (remedy !== undefined) expectFrench(remedy);
    }
    expect(frenchReason(platformRefusal('not_in_channel', { channel: '#it’s' }).reason)).toBe(
      'le bot n’est pas membre de « #it’s » (not_in_channel)',
    );
  });

  it('knows what a test of Slack says', () => {
    const texts = [...source('slack-test.ts').matchAll(/failed\(\s*'([^']+)',\s*'([^']+)'/g)].flatMap((row) =>
      row.slice(1),
    );
    expect(texts).toHaveLength(4);
    for (const text of texts) expectFrench(text);
  });
});

describe('why the desktop shows nothing, in French', () => {
  it.each(['darwin', 'win32', 'linux'] as const)('on %s', (platform) => {
    for (const refusal of [unsupportedRefusal(platform), failedRefusal(platform, ''), noServiceRefusal]) {
      expectFrench(refusal.reason);
      expectFrench(refusal.remedy ?? '');
    }
    expect(frenchReason(failedRefusal(platform, 'UNErrorDomain 1.').reason)).toBe(
      'le système a refusé la notification\u202f: UNErrorDomain 1',
    );
  });
});

describe('why the heartbeat fails, in French', () => {
  /** What the heartbeat says of an attempt that went like this. */
  async function reasonOf(fetch: () => Promise<Response>): Promise<string> {
    const heard = Promise.withResolvers<string>();
    const heartbeat = createHeartbeat({
      clock: createFakeClock(),
      log: { info: () => undefined, warning: () => undefined },
      listen: (event) => event.type === 'heartbeat' && heard.resolve(event.reason ?? ''),
      fetch,
      userAgent: 'test',
    });
    heartbeat.configure('https://hc.example/secret');
    heartbeat.beat();
    return await heard.promise;
  }

  const failing = (cause: unknown) => () => Promise.reject(new TypeError('fetch failed', { cause }));
  const withCode = (code: string) => failing(Object.assign(new Error('x'), { code }));
  const codes = codesIn('heartbeat.ts', /^ {2}([A-Z_]+): '/gm);

  it('knows every way', async () => {
    expect(codes.length).toBeGreaterThan(5);
    const ways = [
      ...codes.map(withCode),
      withCode('ESTRANGE'),
      failing(Object.assign(new Error('x'), { name: 'HTTPParserError' })),
      failing(new Error('redirect count exceeded')),
      failing(new Error('x')),
      failing('x'),
      () => Promise.resolve(new Response(null, { status: 500 })),
    ];
    for (const way of ways) expectFrench(await reasonOf(way));
    expectFrench('no answer within 10 s');
  });
});
