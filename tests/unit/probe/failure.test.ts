import { expect, it } from 'vitest';
import type { FailureKind, Phase } from '../../../main/monitor/model.ts';
import { failureOf, timeoutFailure } from '../../../main/probe/failure.ts';

const place = '10.1.2.3:443';
const phases = { dnsMs: 2, tcpMs: 11.2 };

function failing(code: string | undefined, message = 'message', more: object = {}): Error {
  return Object.assign(new Error(message), { code }, more);
}

it.each<[code: string, phase: Phase, kind: FailureKind, sentence: string]>([
  ['ENOTFOUND', 'dns', 'dns', 'DNS lookup of 10.1.2.3:443 failed: no such host (ENOTFOUND)'],
  ['EAI_AGAIN', 'dns', 'dns', 'DNS lookup of 10.1.2.3:443 failed: no name server answered (EAI_AGAIN)'],
  ['EAI_SYSTEM', 'dns', 'dns', 'DNS lookup of 10.1.2.3:443 failed: message (EAI_SYSTEM)'],
  ['ECONNREFUSED', 'tcp', 'refused', '10.1.2.3:443 refused the connection'],
  ['ECONNRESET', 'tcp', 'reset', '10.1.2.3:443 broke off the connection'],
  ['ECONNRESET', 'tls', 'reset', '10.1.2.3:443 broke off the TLS handshake'],
  ['ECONNRESET', 'first_byte', 'reset', '10.1.2.3:443 closed the connection without an answer'],
  ['EPIPE', 'first_byte', 'reset', '10.1.2.3:443 closed the connection without an answer'],
  ['UND_ERR_SOCKET', 'body', 'reset', '10.1.2.3:443 closed the connection before the end of its answer'],
  [
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
    'body',
    'reset',
    '10.1.2.3:443 closed the connection before the end of its answer',
  ],
  ['EHOSTUNREACH', 'tcp', 'unreachable', 'no route to 10.1.2.3:443'],
  ['ENETUNREACH', 'tcp', 'unreachable', 'the network of 10.1.2.3:443 cannot be reached'],
  ['ENETDOWN', 'tcp', 'unreachable', 'the network is down on the way to 10.1.2.3:443'],
  ['EADDRNOTAVAIL', 'tcp', 'unreachable', 'this machine has no address from which to reach 10.1.2.3:443'],
  ['EACCES', 'tcp', 'unreachable', 'this machine does not permit a connection to 10.1.2.3:443'],
  ['EMFILE', 'tcp', 'unreachable', 'this machine has too many open files to connect to 10.1.2.3:443'],
  ['EHOSTUNREACH', 'first_byte', 'unreachable', 'no route to 10.1.2.3:443'],
  ['ETIMEDOUT', 'tcp', 'timeout_connect', 'connection to 10.1.2.3:443 timed out (DNS 2 ms, TCP 11 ms)'],
  ['ETIMEDOUT', 'tls', 'timeout_tls', 'TLS handshake with 10.1.2.3:443 timed out (DNS 2 ms, TCP 11 ms)'],
  ['UND_ERR_HEADERS_OVERFLOW', 'first_byte', 'too_large', 'the headers of 10.1.2.3:443 are longer than 64 KiB'],
  ['UND_ERR_INVALID_ARG', 'dns', 'protocol', 'the request cannot be sent: message'],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'tls',
    'protocol',
    '10.1.2.3:443 does not speak TLS; should the URL begin with http://?',
  ],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls', 'protocol', '10.1.2.3:443 accepts no TLS version from 1.2 on'],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'tls', 'tls_name', '10.1.2.3:443 has no certificate for the name in the URL'],
  [
    'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    'tls',
    'protocol',
    '10.1.2.3:443 refused the TLS handshake (handshake failure)',
  ],
  ['EPROTO', 'tls', 'protocol', 'TLS with 10.1.2.3:443 failed: message'],
  ['E_NEVER_SEEN', 'body', 'protocol', '10.1.2.3:443: message (E_NEVER_SEEN)'],
])('%s at %s is %s', (code, phase, kind, sentence) => {
  expect(failureOf(failing(code), { phase, place, phases })).toEqual({ kind, phase, sentence });
});

it.each<[Phase, FailureKind, string]>([
  ['dns', 'dns', 'DNS lookup of 10.1.2.3:443 timed out after 10 s'],
  ['tcp', 'timeout_connect', 'connection to 10.1.2.3:443 timed out after 10 s (DNS 2 ms, TCP 11 ms)'],
  ['tls', 'timeout_tls', 'TLS handshake with 10.1.2.3:443 timed out after 10 s (DNS 2 ms, TCP 11 ms)'],
  ['first_byte', 'timeout_response', 'answer of 10.1.2.3:443 timed out after 10 s (DNS 2 ms, TCP 11 ms)'],
  ['body', 'timeout_response', 'body from 10.1.2.3:443 was not complete after 10 s (DNS 2 ms, TCP 11 ms)'],
])('the deadline at %s is %s', (phase, kind, sentence) => {
  expect(timeoutFailure({ phase, place, phases }, 10_000)).toEqual({ kind, phase, sentence });
});

it('lets the address that says most speak for all', () => {
  const error = new AggregateError([
    failing('ENETUNREACH', '', { address: '2001:db8::1', port: 443 }),
    failing('ECONNREFUSED', '', { address: '10.0.0.1', port: 443 }),
  ]);
  expect(failureOf(error, { phase: 'tcp', place, phases })).toEqual({
    kind: 'refused',
    phase: 'tcp',
    sentence: 'the network of [2001:db8::1]:443 cannot be reached; 10.0.0.1:443 refused the connection',
  });
});

it('takes anything that is thrown', () => {
  expect(failureOf('a string', { phase: 'body', place, phases: {} }).sentence).toBe('10.1.2.3:443: a string');
  expect(failureOf(undefined, { phase: 'body', place, phases: {} }).kind).toBe('protocol');
});
