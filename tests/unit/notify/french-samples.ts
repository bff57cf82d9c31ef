import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { deflateSync } from 'node:zlib';
import { judgeBody, judgeHeaders, judgeStatus } from '../../../main/monitor/expectation.ts';
import type { Expectations, Failure, Phase } from '../../../main/monitor/model.ts';
import { decodeBody } from '../../../main/probe/answer-body.ts';
import { certificateFailure } from '../../../main/probe/certificate.ts';
import { failureOf, timeoutFailure } from '../../../main/probe/failure.ts';
import { readProxies } from '../../../main/probe/proxy.ts';
import { openTunnel } from '../../../main/probe/tunnel.ts';

const place = '10.1.2.3:443';
const phases = { dnsMs: 2, tcpMs: 1_500, tlsMs: 30, firstByteMs: 0.4 };
const now = Date.UTC(2026, 2, 1);
const day = 86_400_000;

/** What `failureOf` says of an error with this code. */
export function ofCode(
  code: string,
  phase: Phase = 'tcp',
  message = 'what the library says',
  more: object = {},
): string {
  return failureOf(Object.assign(new Error(message), { code }, more), { phase, place, phases }).sentence;
}

export function ofParser(message: string, phase: Phase, data?: string): string {
  const error = Object.assign(new Error(message), { name: 'HTTPParserError', code: 'HPE_X', data });
  return failureOf(error, { phase, place, phases }).sentence;
}

export function ofDeadline(phase: Phase, limit: number | undefined = 10_000, through = place): string {
  return timeoutFailure({ phase, place: through, phases }, limit).sentence;
}

/** What is said where each of the host's addresses failed in its own way. */
export function ofAddresses(
  ...failed: readonly (readonly [code: string, address: string, message?: string])[]
): string {
  const errors = failed.map(([code, address, message = '']) =>
    Object.assign(new Error(message), { code, address, port: 443 }),
  );
  return failureOf(new AggregateError(errors), { phase: 'tcp', place, phases: { dnsMs: 2 } }).sentence;
}

export type Named = { readonly issuer?: string; readonly subject?: string; readonly names?: readonly string[] };

/** `validity` counts the days from now on. */
export function ofCertificate(code: string, named: Named = {}, validity: readonly [number, number] = [-1, 1]): string {
  const { issuer = 'R3', subject = 'api.example.com', names = ['api.example.com'] } = named;
  const [validFrom, validTo] = validity.map((days) => now + days * day) as [number, number];
  return certificateFailure(code, { issuer, subject, names, validFrom, validTo }, 'api.example.com', now).sentence;
}

export const withoutCertificate = () => certificateFailure('ERR_X', undefined, 'api.example.com', now).sentence;

export const ofProxyVariable = (value: string): string =>
  readProxies({ https_proxy: value })(new URL('https://a.example/'))?.problem ?? '';

/** What is said of a proxy that answers so when it is asked for a tunnel; undefined hangs up. */
export async function ofTunnel(answer: string | undefined): Promise<string> {
  const socket = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const proxy = readProxies({ https_proxy: 'http://10.0.0.1:3128' })(new URL('https://a.example/'));
  if (proxy === undefined) throw new Error('there has to be a proxy');
  return new Promise((resolve) => {
    openTunnel(socket as Socket, proxy, 'a.example', 443, (failure) => resolve(failure?.sentence ?? 'fine'));
    socket.push(answer === undefined ? null : Buffer.from(answer, 'latin1'));
  });
}

/** What is said of a body with these content codings. */
export async function ofCodings(...codings: readonly string[]): Promise<string> {
  const cut = deflateSync('x'.repeat(100)).subarray(0, 5);
  const decoded = await new Promise<Parameters<Parameters<typeof decodeBody>[3]>[0]>((resolve) => {
    decodeBody(cut, codings, true, resolve);
  });
  // As `attempt.ts` puts it.
  return decoded.ok ? 'fine' : `the body from ${place} cannot be read: ${decoded.problem}`;
}

const sentenceOf = (failure: Failure | undefined): string => failure?.sentence ?? 'fine';
const nothing: Expectations = { contains: [], notContains: [], matches: [], json: [], headers: [] };

export function ofBody(expected: Partial<Expectations>, text: string, complete = true): string {
  const search = (source: string) => (source === 'slow' ? 'gave_up' : 'absent');
  return sentenceOf(judgeBody({ ...nothing, ...expected }, text, complete, search));
}

export const ofHeader = (expected: Expectations['headers'][number], value?: string): string =>
  sentenceOf(judgeHeaders([expected], value === undefined ? {} : { [expected.name]: value }));

export const ofStatus = (wanted: readonly (readonly [number, number])[], got: number, reason = ''): string =>
  sentenceOf(
    judgeStatus(
      wanted.map(([from, to]) => ({ from, to })),
      got,
      reason,
    ),
  );

/**
 * The fixed texts of a source file as a reader of its sentences meets them: strings, and the parts of templates between
 * what is filled in. Comments, imports and regular expressions are left out.
 */
export function textsIn(path: string): readonly string[] {
  const source = readFileSync(join(import.meta.dirname, '../../..', path), 'utf8').replace(/^import .*$/gm, '');
  const texts: string[] = [];
  const token =
    /\/\/.*|\/\*[\s\S]*?\*\/|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|(?<=[(=,:?[!&|{;]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/|[`{}]/g;
  /** Of each brace that is open, whether a template goes on after it. */
  const braces: boolean[] = [];
  for (let found = token.exec(source); found !== null; found = token.exec(source)) {
    const [mark, single, double] = found;
    const text = single ?? double;
    if (text !== undefined) texts.push(text);
    else if (mark === '{') braces.push(false);
    else if (mark === '`' || (mark === '}' && braces.pop() === true)) {
      const rest = /(?:[^`\\$]|\\.|\$(?!\{))*/y;
      rest.lastIndex = token.lastIndex;
      texts.push(rest.exec(source)?.[0] ?? '');
      const goesOn = source[rest.lastIndex] === '$';
      if (goesOn) braces.push(true);
      token.lastIndex = rest.lastIndex + (goesOn ? 2 : 1);
    }
  }
  return texts;
}
