import { afterEach, describe, expect, it } from 'vitest';
import type { DashboardOptions } from '../../../main/dashboard/dashboard.ts';
import type { Answered, AskErrorKind } from '../../../preload/contract.ts';
import { openDashboard, type TestDashboard } from '../../support/dashboard.ts';

let dashboard: TestDashboard;

afterEach(() => dashboard.close());

const open = async (more: Partial<DashboardOptions> = {}) => {
  dashboard = await openDashboard(more);
};
const answering = (outcome: Answered): Partial<DashboardOptions> => ({ answer: async () => outcome });

const json = { 'Content-Type': 'application/json' };
const post = (command: string, body: string | Uint8Array = '', headers: Readonly<Record<string, string>> = json) =>
  dashboard.ask(`/${dashboard.token}/api/${command}`, { method: 'POST', headers, body });

describe('a question', () => {
  it('reaches the program with its argument, or with none, and brings back the answer', async () => {
    await open();
    expect(await post('incident', '{"id":"Ü_1"}')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      text: '{"answer":{"command":"incident"}}',
    });
    await post('settings');
    await post('constructor', 'null');
    expect(dashboard.asked).toEqual([
      ['incident', { id: 'Ü_1' }],
      ['settings', undefined],
      ['constructor', null],
    ]);
  });

  it.each([
    ['refused', 409],
    ['invalid', 400],
    ['missing', 404],
    ['failed', 500],
    ['unreachable', 503],
  ] satisfies [AskErrorKind, number][])('that is %s has the status %s, and says why', async (kind, status) => {
    const failure = { error: { kind, message: { en: 'so', fr: 'ainsi' } } };
    await open(answering(failure));
    expect(await post('settings')).toMatchObject({ status, text: JSON.stringify(failure) });
    expect(dashboard.complaints).toEqual([]);
  });

  it.each([
    {},
    { 'Content-Type': 'text/plain' },
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    { 'Content-Type': 'multipart/form-data' },
    { 'Content-Type': 'application/json; charset=utf-8' },
    { 'Content-Type': 'text/plain; application/json' },
  ])('with the headers %j is not heard: a form could send it', async (headers) => {
    await open();
    expect(await post('settings', '{}', headers)).toMatchObject({ status: 415 });
    expect(dashboard.asked).toEqual([]);
  });

  it('that is no JSON is told so', async () => {
    await open();
    for (const body of ['{', "{'a': 1}", 'undefined']) {
      const reply = await post('settings', body);
      expect(reply.status).toBe(400);
      expect(JSON.parse(reply.text)).toMatchObject({ error: { kind: 'invalid' } });
    }
    expect(dashboard.asked).toEqual([]);
  });

  it('is at most 1 MiB long, however it is sent', async () => {
    await open();
    const ofLength = (length: number) => JSON.stringify('x'.repeat(length - 2));
    const chunked = { ...json, 'Transfer-Encoding': 'chunked' };
    const most = 1024 * 1024;
    expect((await post('a', ofLength(most))).status).toBe(200);
    expect((await post('b', ofLength(most), chunked)).status).toBe(200);
    expect((await post('c', ofLength(most + 1))).status).toBe(413);
    expect((await post('d', ofLength(2 * most), chunked)).status).toBe(413);
    expect(dashboard.asked.map(([command]) => command)).toEqual(['a', 'b']);
  });

  it('that the program fails at is told to the log, and not to the browser', async () => {
    await open({ answer: () => Promise.reject(new Error('with a secret in it')) });
    const reply = await post('settings');
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('secret');
    expect(dashboard.complaints.join()).toContain('with a secret in it');
    expect(dashboard.complaints.join()).not.toContain(dashboard.token);
  });
});
