import { describe, expect, it } from 'vitest';
import { judgeBody, judgeHeaders, judgeStatus, needsBody, parseJsonPath } from '../../../main/monitor/expectation.ts';
import type { Expectations, Failure } from '../../../main/monitor/model.ts';

const none: Expectations = { contains: [], notContains: [], matches: [], json: [], headers: [] };
const search = (source: string, text: string) => (new RegExp(source, 'su').test(text) ? 'found' : 'absent');

function judge(expected: Partial<Expectations>, text: string, complete = true): string {
  return told(judgeBody({ ...none, ...expected }, text, complete, search));
}

function told(failure: Failure | undefined): string {
  return failure === undefined ? 'fine' : `${failure.kind} at ${failure.phase}: ${failure.sentence}`;
}

describe('a status', () => {
  const ok = [{ from: 200, to: 200 }];

  it('is fine when it lies in any range', () => {
    expect(
      told(
        judgeStatus(
          [
            { from: 401, to: 401 },
            { from: 200, to: 299 },
          ],
          204,
          '',
        ),
      ),
    ).toBe('fine');
  });

  it.each([
    [ok, 503, 'Service Unavailable', 'expected status 200, got 503 Service Unavailable'],
    [ok, 299, '', 'expected status 200, got 299'],
    [
      [
        { from: 200, to: 299 },
        { from: 304, to: 304 },
      ],
      404,
      'Not\r\nFound\u0007',
      'expected status 200–299 or 304, got 404 Not Found�',
    ],
    [ok, 500, 'x'.repeat(100), `expected status 200, got 500 ${'x'.repeat(59)}…`],
  ])('that was not expected is told with its reason', (expected, code, reason, sentence) => {
    expect(told(judgeStatus(expected, code, reason))).toBe(`status at first_byte: ${sentence}`);
  });
});

describe('a header', () => {
  const headers = { 'x-node': 'b', 'set-cookie': ['a=1', 'b=2'] };

  it.each([
    [{ name: 'X-Node' }, 'fine'],
    [{ name: 'x-node', equals: 'b' }, 'fine'],
    [{ name: 'Set-Cookie', contains: 'b=' }, 'fine'],
    [{ name: 'X-Gone' }, 'content at first_byte: header X-Gone is missing'],
    [{ name: 'x-node', equals: 'a' }, 'content at first_byte: header x-node is "b", expected "a"'],
    [
      { name: 'set-cookie', contains: 'c=' },
      'content at first_byte: header set-cookie is "a=1, b=2", expected it to contain "c="',
    ],
  ])('is judged by %j', (expected, verdict) => {
    expect(told(judgeHeaders([expected], headers))).toBe(verdict);
  });
});

describe('a body', () => {
  it('is needed only when something in it is expected', () => {
    expect(needsBody({ ...none, headers: [{ name: 'a' }], maxResponseTimeMs: 1 })).toBe(false);
    for (const key of ['contains', 'notContains', 'matches'] as const)
      expect(needsBody({ ...none, [key]: ['a'] })).toBe(true);
  });

  it.each<[Partial<Expectations>, string, string]>([
    [{ contains: ['ok', 'up'] }, 'ok and up', 'fine'],
    [{ contains: ['ok', 'up'] }, 'ok and down', 'body does not contain "up"; it begins with "ok and down"'],
    [{ contains: ['ok'] }, ' \n', 'body does not contain "ok"; it is empty'],
    [
      { contains: ['ok'] },
      `<p>\n\t${'x'.repeat(99)}`,
      `body does not contain "ok"; it begins with "<p> ${'x'.repeat(75)}…"`,
    ],
    [{ contains: ['ok'] }, 'no\u001b[2J\u202e', 'body does not contain "ok"; it begins with "no�[2J�"'],
    [{ notContains: ['error'] }, 'a fatal error here', 'body contains "error": "a fatal error here"'],
    [{ matches: ['^v\\d+$'] }, 'v12', 'fine'],
    [{ matches: ['a.b'] }, 'a\nb', 'fine'],
    [{ matches: ['^v\\d+$'] }, 'w12', 'body does not match "^v\\d+$"; it begins with "w12"'],
    [{ json: [{ path: '$.a', equals: 1 }] }, '<html>', 'body is not JSON; it begins with "<html>"'],
  ])('is judged by %j', (expected, text, verdict) => {
    expect(judge(expected, text)).toBe(verdict === 'fine' ? verdict : `content at body: ${verdict}`);
  });

  it('of which only the beginning is known fails by what is decided, and is too large by what is not', () => {
    const tooLarge = (what: string) => `too_large at body: body is longer than 1 MiB, and its first 1 MiB ${what}`;
    expect(judge({ contains: ['ok'], matches: ['o.'] }, 'ok', false)).toBe('fine');
    expect(judge({ contains: ['up'], notContains: ['ok'] }, 'ok', false)).toBe(
      'content at body: body contains "ok": "ok"',
    );
    expect(judge({ contains: ['up'] }, 'ok', false)).toBe(tooLarge('does not contain "up"'));
    expect(judge({ matches: ['up'] }, 'ok', false)).toBe(tooLarge('does not match "up"'));
    expect(judge({ notContains: ['up'] }, 'ok', false)).toBe(tooLarge('does not decide whether "up" is in it'));
    expect(judge({ json: [{ path: 'a', equals: 1 }] }, '{"a":1', false)).toBe(tooLarge('is no complete JSON'));
  });

  it('fails when an expression had to be given up', () => {
    expect(told(judgeBody({ ...none, matches: ['(a+)+$'] }, 'aaa', true, () => 'gave_up'))).toBe(
      'content at body: the expression "(a+)+$" takes too long on this body; simplify it, it begins with "aaa"',
    );
  });
});

describe('JSON', () => {
  const document = JSON.stringify({
    status: 'degraded',
    count: '5',
    none: null,
    checks: [{ name: 'db', up: true }, { 'a.b': [1, 2] }],
    __proto__: undefined,
  });

  it.each<[string, unknown, string]>([
    ['$.status', 'degraded', 'fine'],
    ['status', 'degraded', 'fine'],
    ['$.checks[0]', { up: true, name: 'db' }, 'fine'],
    ['checks.0.name', 'db', 'fine'],
    ['$.checks[1]["a.b"]', [1, 2], 'fine'],
    ["$['checks'][1]['a.b'][1]", 2, 'fine'],
    ['$.none', null, 'fine'],
    ['$.status', 'ok', '$.status is "degraded", expected "ok"'],
    ['$.count', 5, '$.count is the string "5", expected the number 5'],
    ['$.none', 0, '$.none is null, expected the number 0'],
    ['$.checks[1]["a.b"]', [2, 1], '$.checks[1].a.b is [1,2], expected [2,1]'],
    ['$.checks[0]', { up: true }, '$.checks[0] is {"name":"db","up":true}, expected {"up":true}'],
    ['$.checks[0].lag', 1, '$.checks[0].lag is missing, expected 1; $.checks[0] is {"name":"db","up":true}'],
    ['$.status.length', 8, '$.status.length is missing, expected 8; $.status is "degraded"'],
    ['$.constructor', 8, '$.constructor is missing, expected 8'],
    ['$.a[', 8, '"$.a[" is not a JSON path such as $.a.b[0]'],
  ])('%s wanted as %j', (path, equals, verdict) => {
    const found = judge({ json: [{ path, equals }] }, document);
    if (verdict === 'fine') expect(found).toBe('fine');
    else expect(found).toContain(verdict);
  });

  it('paths are read, or refused', () => {
    expect(parseJsonPath('$')).toEqual([]);
    expect(parseJsonPath('$["x\\"y"].z[10]')).toEqual(['x"y', 'z', 10]);
    for (const wrong of ['$.', 'a..b', '$[x]', '$["x]', 'a]']) expect(parseJsonPath(wrong)).toBeUndefined();
  });
});
