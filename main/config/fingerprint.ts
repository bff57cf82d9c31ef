import { hash } from 'node:crypto';
import type { Service } from '../monitor/model.ts';

/** What is asked and expected: whoever changes one of these makes another service of it. */
type Asked = Pick<
  Service,
  'url' | 'method' | 'headers' | 'body' | 'expectedStatus' | 'expect' | 'followRedirects' | 'tls'
>;

/**
 * Equal for two services of which the same is asked and expected, however that was written down: order and case of
 * header names, the fragment of the URL and how slow it may be do not count.
 */
export function fingerprint(asked: Asked): string {
  const { contains, notContains, matches, json, headers } = asked.expect;
  const facts = [
    withoutFragment(asked.url),
    asked.method,
    Object.entries(asked.headers)
      .map(([name, value]) => [name.toLowerCase(), value])
      .sort(byName),
    asked.body,
    asked.expectedStatus.map(({ from, to }) => [from, to]),
    [contains, notContains, matches],
    json.map(({ path, equals }) => [path, equals]),
    headers.map(({ name, equals, contains: part }) => [name.toLowerCase(), equals, part]),
    asked.followRedirects,
    asked.tls.verify,
  ];
  // A digest, because what is asked may hold secrets and this is stored.
  return hash('sha256', JSON.stringify(facts), 'hex').slice(0, 16);
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

function byName([one = '']: readonly string[], [other = '']: readonly string[]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
