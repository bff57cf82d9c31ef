import { describe, expect, it } from 'vitest';
import { compareServices } from '../../../main/config/rename.ts';
import { configurationOf, serviceOf } from '../../support/config-text.ts';

describe('the fingerprint of a service', () => {
  const keys = `
method: POST
headers: {Accept: text/html, X-Key: a}
body: ping
expected_status: [200, 301]
expect: {contains: a, not_contains: b, matches: c, json: {d: 1}, headers: {E: {contains: f}}, max_response_time: 1}
follow_redirects: true
tls: {verify: true, expiry_warning: 5}
timeout: 5
critical: true
interval: 10
failure_threshold: 3
recovery_threshold: 3
group: G
tags: [t]
runbook: https://example.com/
description: text
paused: false`;

  it.each([
    ['method: POST', 'method: PUT'],
    ['X-Key: a', 'X-Key: b'],
    ['X-Key: a', 'X-Key2: a'],
    ['body: ping', 'body: pong'],
    ['[200, 301]', '[200, 302]'],
    ['contains: a', 'contains: z'],
    ['not_contains: b', 'not_contains: z'],
    ['matches: c', 'matches: z'],
    ['{d: 1}', '{d: 2}'],
    ['{d: 1}', '{e: 1}'],
    ['{E: {contains: f}}', '{E: f}'],
    ['follow_redirects: true', 'follow_redirects: false'],
    ['verify: true', 'verify: false'],
  ])('changes from %j to %j', async (from, to) => {
    const other = keys.replace(from, to);
    expect(other).not.toBe(keys);
    expect((await serviceOf(other)).fingerprint).not.toBe((await serviceOf(keys)).fingerprint);
  });

  it.each([
    ['Accept: text/html, X-Key: a', 'x-key: a, ACCEPT: text/html'],
    ['max_response_time: 1', 'max_response_time: 2'],
    ['expiry_warning: 5', 'expiry_warning: 6'],
    ['timeout: 5', 'timeout: 6'],
    ['critical: true', 'critical: false'],
    ['interval: 10', 'interval: 11'],
    ['failure_threshold: 3', 'failure_threshold: 4'],
    ['recovery_threshold: 3', 'recovery_threshold: 4'],
    ['group: G', 'group: H'],
    ['tags: [t]', 'tags: [u]'],
    ['runbook: https://example.com/', 'runbook: https://example.com/2'],
    ['description: text', 'description: other'],
    ['paused: false', 'paused: true'],
  ])('stays from %j to %j', async (from, to) => {
    const other = keys.replace(from, to);
    expect(other).not.toBe(keys);
    expect((await serviceOf(other)).fingerprint).toBe((await serviceOf(keys)).fingerprint);
  });

  it('knows the url without its fragment, and the value of a variable', async () => {
    const of = async (url: string, token = 'a') => {
      const text = `services: [{name: A, url: "${url}", headers: {K: "\${TOKEN}"}}]`;
      return (await configurationOf(text, { TOKEN: token })).services[0]?.fingerprint;
    };
    const one = await of('https://a.example');
    expect(await of('https://A.example/#top')).toBe(one);
    expect(await of('https://a.example/?top')).not.toBe(one);
    expect(await of('https://me@a.example/')).not.toBe(one);
    expect(await of('https://a.example', 'b')).not.toBe(one);
  });
});

describe('a reload', () => {
  const compare = async (before: readonly string[], after: readonly string[]) => {
    const read = async (lines: readonly string[]) =>
      (await configurationOf(`services:\n${lines.map((line) => `  - {${line}}\n`).join('') || '  []\n'}`)).services;
    const [previous, next] = [await read(before), await read(after)];
    const { added, removed, changed, renamed, unchanged } = compareServices(previous, next);
    expect(unchanged.every((service) => previous.includes(service))).toBe(true);
    const step = (steps: typeof changed) => steps.map(({ from, to }) => `${from.name} → ${to.name}`);
    return {
      added: added.map(({ name }) => name),
      removed: removed.map(({ name }) => name),
      changed: step(changed),
      renamed: step(renamed),
      unchanged: unchanged.map(({ name }) => name),
    };
  };
  const [a, b, c] = ['a', 'b', 'c'].map((host) => `name: ${host}, url: "http://${host}.example"`) as [
    string,
    string,
    string,
  ];
  const nothing = { added: [], removed: [], changed: [], renamed: [], unchanged: [] };

  it('of the same file touches nothing', async () => {
    expect(await compare([a, b], [b, a])).toEqual({ ...nothing, unchanged: ['b', 'a'] });
  });

  it('tells what came, went and changed', async () => {
    expect(await compare([a, b], [`${b}, timeout: 3`, c])).toEqual({
      ...nothing,
      added: ['c'],
      removed: ['a'],
      changed: ['b → b'],
    });
  });

  it('knows a service again under another name, also when it is no longer critical', async () => {
    expect(await compare([a, b], [b, 'name: z, url: "http://a.example", critical: false'])).toEqual({
      ...nothing,
      renamed: ['a → z'],
      unchanged: ['b'],
    });
  });

  it('takes one that is called and asked otherwise for another one', async () => {
    expect(await compare([a], ['name: z, url: "http://z.example"'])).toEqual({
      ...nothing,
      added: ['z'],
      removed: ['a'],
    });
  });

  it('does not guess which of two that are asked the same was renamed', async () => {
    const same = (name: string) => `name: ${name}, url: "http://same.example"`;
    expect(await compare([same('a'), same('b')], [same('y'), same('z')])).toEqual({
      ...nothing,
      added: ['y', 'z'],
      removed: ['a', 'b'],
    });
    expect(await compare([same('a'), same('b')], [same('b'), same('z')])).toEqual({
      ...nothing,
      renamed: ['a → z'],
      unchanged: ['b'],
    });
  });

  it('takes two that swap their names for two that changed', async () => {
    expect(await compare([a, b], ['name: b, url: "http://a.example"', 'name: a, url: "http://b.example"'])).toEqual({
      ...nothing,
      changed: ['b → b', 'a → a'],
    });
  });
});
