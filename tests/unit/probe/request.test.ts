import { expect, it } from 'vitest';
import { readProxies } from '../../../main/probe/proxy.ts';
import { createRequestFactory } from '../../../main/probe/request.ts';
import { aService } from '../../support/services.ts';

const requests = createRequestFactory('test', readProxies({}));

function redirected(url: string, location: string, headers: Record<string, string> = {}) {
  const from = requests.requestOf(aService('shop', { url, headers }));
  return requests.redirected(from, 302, location, ['seen=1; Secure']);
}

it('makes the request of a service once', () => {
  const service = aService('shop');
  expect(requests.requestOf(service)).toBe(requests.requestOf(service));
  expect(requests.requestOf({ ...service })).not.toBe(requests.requestOf(service));
});

it.each([
  ['http://a.example/', 'https://a.example/in', true, true],
  ['http://a.example/', '/in', true, true],
  ['https://a.example/', 'http://a.example/in', false, true],
  ['http://a.example:8080/', 'https://a.example/in', false, true],
  ['https://a.example/', 'https://b.example/', false, false],
])('from %s to %s: keeps the credentials %s, its cookies %s', (url, location, keepsSecret, keepsCookie) => {
  const headers = redirected(url, location, { Authorization: 'Bearer x' })?.headers ?? [];
  expect(headers.includes('Bearer x')).toBe(keepsSecret);
  expect(headers.includes('seen=1')).toBe(keepsCookie);
});

it('keeps the user of a URL on the way through its own site only', () => {
  const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`;
  expect(redirected('http://me:secret@a.example/', '/in')?.headers).toContain(basic);
  expect(redirected('http://me:secret@a.example/', 'http://b.example/')?.headers).not.toContain(basic);
});
