import { expect, it } from 'vitest';
import { formatAddress, formatDuration, formatPhases, formatUrl, quote } from '../../../main/probe/wording.ts';

it.each([
  [0, '0.1 ms'],
  [0.34, '0.3 ms'],
  [2.4, '2 ms'],
  [999.4, '999 ms'],
  [1000, '1 s'],
  [1540, '1.54 s'],
  [10_000, '10 s'],
  [10_040, '10 s'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

it('writes places, phases and strangers in one line', () => {
  expect(formatAddress('2001:db8::1', 443)).toBe('[2001:db8::1]:443');
  expect(formatAddress('shop.example', 80)).toBe('shop.example:80');
  expect(formatPhases({})).toBe('');
  expect(formatPhases({ dnsMs: 2, tcpMs: 11, tlsMs: 0.5 })).toBe(' (DNS 2 ms, TCP 11 ms, TLS 0.5 ms)');
  expect(formatUrl(new URL('https://me:secret@a.example:8443/path?token=1#x'))).toBe('https://a.example:8443/path');
  expect(quote(`a\r\nb\u0000${'x'.repeat(99)}`)).toBe(`"a b�${'x'.repeat(55)}…"`);
});
