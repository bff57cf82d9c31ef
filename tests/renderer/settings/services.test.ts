import { describe, expect, it } from 'vitest';
import { moved, moveEdit, placeOf } from '../../../renderer/settings/services/order.ts';
import { spansOf } from '../../../renderer/settings/services/phase-spans.ts';
import {
  bodyKind,
  bodyText,
  daysText,
  jsonBody,
  requestHeaders,
  tlsOf,
  writtenDaysBefore,
  writtenRequestHeaders,
  writtenTls,
} from '../../../renderer/settings/services/request-values.ts';
import {
  addressesIn,
  copyOf,
  freeName,
  knownWords,
  nameFor,
  unshownKeys,
} from '../../../renderer/settings/services/service-drafts.ts';
import { serviceFaults } from '../../../renderer/settings/services/service-faults.ts';
import { complaintsAbout } from '../../support/config-text.ts';

const secret = { secret: true, hint: 'as in the file' } as const;
const plain = { name: 'Shop', url: 'https://shop.example/' };

describe('what is plainly wrong with a service', () => {
  it.each([
    {},
    { name: '' },
    { name: 'x'.repeat(201) },
    { name: 'x'.repeat(200) },
    { url: 'shop.example' },
    { url: 'ftp://shop.example/' },
    { url: 'https://shop example/' },
    { url: 'http://[::1]:8080/health?x=1#y' },
    { runbook: 'wiki/shop' },
    { timeout: '10x' },
    { timeout: '1m' },
    { interval: 0 },
    { failure_threshold: 0 },
    { failure_threshold: 1_001 },
    { recovery_threshold: 2.5 },
    { expected_status: '2xx' },
    { expected_status: [200, '20x'] },
    { expect: { matches: '(' } },
    { expect: { matches: ['a.*b', '\\d+'] } },
    { expect: { json: { '$.a[0].b': 1 } } },
    { expect: { json: [{ path: 'a b', equals: 1 }] } },
    { expect: { headers: { 'Content Type': 'x' } } },
    { expect: { max_response_time: 'soon' } },
    { headers: { 'X Key': '1' } },
    { headers: { 'Content-Length': '1' } },
    { headers: { Accept: 'a', accept: 'b' } },
    { headers: { Accept: 'a', 'X-Key': 5 } },
    { tls: { expiry_warning: [21, 7] } },
    { tls: { expiry_warning: 'soon' } },
    { tls: { expiry_warning: false } },
    { tls: false },
    { requires: { route: '10.8.0.0/16', interface: 'tun0', canary: 'https://in.example/' } },
    { requires: { route: 'the office' } },
    { requires: { canary: 'in.example' } },
  ])('is what the program would complain of: %j', async (keys) => {
    const service = { ...plain, ...keys };
    const complaints = await complaintsAbout(JSON.stringify({ services: [service] }));
    const faults = serviceFaults(service, new Set());
    expect(faults.length > 0, complaints.join()).toBe(complaints.length > 0);
    for (const { path } of faults) {
      expect(complaints.join()).toContain(`services[0].${path.join('.')}`);
    }
  });

  it('is also a name that another service has', () => {
    expect(serviceFaults(plain, new Set(['Shop']))).toEqual([{ path: ['name'], fault: 'name_taken' }]);
  });
});

describe('a new service', () => {
  it('is called after its host', () => {
    expect(nameFor('https://www.example.com/health')).toBe('example.com');
    expect(nameFor('http://10.0.0.1:8080/')).toBe('10.0.0.1:8080');
    expect(nameFor('nonsense')).toBe('');
  });

  it('has a name that nobody else has', () => {
    expect(freeName('API', new Set())).toBe('API');
    expect(freeName('API', new Set(['API', 'API (2)']))).toBe('API (3)');
  });

  it('is found in whatever was pasted', () => {
    const pasted = `
      https://example.com/health, http://10.0.0.1:8080
      <https://example.com/health>
      shop.example.com/status  localhost:3000 "https://quoted.example/"
      http:// see above and http://[bad
    `;
    expect(addressesIn(pasted)).toEqual([
      'https://example.com/health',
      'http://10.0.0.1:8080',
      'https://shop.example.com/status',
      'http://localhost:3000',
      'https://quoted.example/',
    ]);
  });

  it('made like another one leaves the secrets where they are, and says so', () => {
    const model = { ...plain, headers: { 'X-Key': secret, Accept: 'a' }, expect: { contains: ['a'] } };
    expect(copyOf(model, new Set(['Shop']))).toEqual({
      service: { name: 'Shop (2)', url: plain.url, headers: { Accept: 'a' }, expect: { contains: ['a'] } },
      lostSecrets: true,
    });
    expect(copyOf(plain, new Set(['Shop'])).lostSecrets).toBe(false);
  });

  it('may be of a group or have a tag that others have', () => {
    const services = [{ group: 'Web', tags: ['b', 'a'] }, { group: 'API', tags: 'a' }, {}];
    expect(knownWords(services, 'group')).toEqual(['API', 'Web']);
    expect(knownWords(services, 'tags')).toEqual(['a', 'b']);
  });
});

describe('what the form cannot show', () => {
  it('is named', () => {
    expect(unshownKeys({ ...plain, tags: ['a,b'], expect: { contains: { deep: 1 } }, later: true })).toEqual([
      'tags',
      'expect',
      'later',
    ]);
  });

  it('is nothing of what the starting configuration explains', () => {
    const service = {
      ...plain,
      method: 'POST',
      headers: { Accept: 'text/html', 'X-Api-Key': secret },
      body: { ping: true },
      expected_status: [200, '3xx'],
      expect: { contains: 'a', not_contains: ['b'], matches: 'c', json: [{ path: '$.a', equals: 'b' }], headers: {} },
      follow_redirects: false,
      tls: { verify: true, expiry_warning: [21, 7, 1] },
      timeout: '10s',
      tags: ['a'],
      requires: { interface: 'tun0' },
      paused: 'no',
    };
    expect(unshownKeys(service)).toEqual([]);
  });
});

describe('the request of a service', () => {
  it('keeps a secret, and a number in a header', () => {
    const seen = { 'X-Key': secret, 'X-Version': 2 };
    const rows = requestHeaders(seen);
    expect(rows).toEqual([
      { name: 'X-Key', value: secret },
      { name: 'X-Version', value: '2' },
    ]);
    expect(writtenRequestHeaders(rows, seen)).toEqual(seen);
    expect(writtenRequestHeaders([{ name: 'X-Key', value: 'new' }], seen)).toEqual({ 'X-Key': 'new' });
    expect(writtenRequestHeaders([], seen)).toBeUndefined();
  });

  it('has a body that is text, or a mapping that is sent as JSON', () => {
    expect([bodyKind('{}'), bodyKind({ a: 1 }), bodyKind([1])]).toEqual(['text', 'json', 'json']);
    expect(jsonBody(bodyText({ a: [1, 'x'] }))).toEqual({ a: [1, 'x'] });
    expect([jsonBody('5'), jsonBody('{'), jsonBody('"a"')]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the certificate', () => {
  it('is said as briefly as before', () => {
    expect(tlsOf(false)).toEqual({ verify: false, expiry: undefined });
    expect(writtenTls({ verify: true, expiry: undefined }, false)).toBe(true);
    expect(writtenTls({ verify: false, expiry: undefined }, false)).toBe(false);
    expect(writtenTls({ verify: false, expiry: 7 }, false)).toEqual({ verify: false, expiry_warning: 7 });
    expect(writtenTls({ verify: true, expiry: undefined }, undefined)).toBeUndefined();
    expect(writtenTls({ verify: false, expiry: undefined }, undefined)).toEqual({ verify: false });
    expect(writtenTls({ verify: true, expiry: undefined }, { expiry_warning: 7 })).toBeUndefined();
    expect(writtenTls({ verify: true, expiry: [7, 1] }, { verify: 'yes', expiry_warning: 7 })).toEqual({
      verify: 'yes',
      expiry_warning: [7, 1],
    });
    expect(writtenTls({ verify: true, expiry: undefined }, 'verify')).toBe('verify');
  });

  it('is warned of days before, or not at all', () => {
    expect(daysText([21, 7, 1])).toBe('21, 7, 1');
    expect(daysText(false)).toBe('off');
    expect(writtenDaysBefore('21, 7', undefined)).toEqual([21, 7]);
    expect(writtenDaysBefore('14', undefined)).toBe(14);
    expect(writtenDaysBefore('14', [21])).toEqual([14]);
    expect(writtenDaysBefore('off', 21)).toBe(false);
    expect(writtenDaysBefore('', 21)).toBeUndefined();
    const seen = [21, 7];
    expect(writtenDaysBefore('21,7', seen)).toBe(seen);
  });
});

describe('the order of services', () => {
  const names = ['A', 'B', 'C', 'D'];

  it('is changed by one edit that says behind whom it stood and is to stand', () => {
    expect(moved(names, 'C', 0)).toEqual(['C', 'A', 'B', 'D']);
    expect(moveEdit(names, moved(names, 'C', 0), 'C')).toEqual({
      kind: 'move_service',
      name: 'C',
      after: null,
      wasAfter: 'B',
    });
    expect(moveEdit(names, moved(names, 'A', 9), 'A')).toMatchObject({ after: 'D', wasAfter: null });
    expect(moveEdit(names, moved(names, 'B', 1), 'B')).toBeUndefined();
  });

  it('counts the place without the row that is dragged', () => {
    expect(moved(names, 'A', placeOf(names, 'A', 3))).toEqual(['B', 'C', 'A', 'D']);
    expect(moved(names, 'D', placeOf(names, 'D', 1))).toEqual(['A', 'D', 'B', 'C']);
    expect(moved(names, 'B', placeOf(names, 'B', 2))).toEqual(names);
  });
});

describe('the phases of a check', () => {
  it('lie one after the other in its time', () => {
    expect(spansOf({ dnsMs: 10, tcpMs: 30, firstByteMs: 40 }, 100)).toEqual([
      { phase: 'dnsMs', ms: 10, start: 0, share: 0.1, isFailed: false },
      { phase: 'tcpMs', ms: 30, start: 0.1, share: 0.3, isFailed: false },
      { phase: 'firstByteMs', ms: 40, start: 0.4, share: 0.4, isFailed: false },
    ]);
    expect(spansOf({}, 0)).toEqual([]);
    expect(spansOf({ dnsMs: 0 }, 0)).toEqual([{ phase: 'dnsMs', ms: 0, start: 0, share: 0, isFailed: false }]);
  });

  it('end with the one that was waited for in vain', () => {
    expect(spansOf({ dnsMs: 100 }, 1_000, 'tcp').at(-1)).toEqual({
      phase: 'tcpMs',
      ms: 900,
      start: 0.1,
      share: 0.9,
      isFailed: true,
    });
    // A wrong status has come in time.
    expect(spansOf({ dnsMs: 100, firstByteMs: 800 }, 1_000, 'first_byte').some(({ isFailed }) => isFailed)).toBe(false);
  });
});
