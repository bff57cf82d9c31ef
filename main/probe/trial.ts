/** One try to get a page, or to connect to a port, and what is made of it. */
import { judgeStatus } from '../monitor/expectation.ts';
import { assertNever, type Failure } from '../monitor/model.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';
import type { ContactOutcome } from '../monitor/surroundings.ts';
import { textOf } from './answer-body.ts';
import type { Connector } from './connection.ts';
import type { Plan } from './contact.ts';
import { type AnswerHeaders, exchange } from './exchange.ts';
import { failureOf } from './failure.ts';
import { finishPhase, type Progress } from './progress.ts';
import type { ProbeRequest, RequestFactory } from './request.ts';
import { formatAddress } from './wording.ts';

export type TrialDeps = { readonly clock: Clock; readonly connect: Connector; readonly requests: RequestFactory };

const maxPageBytes = 64 * 1024;
/** What a proxy answers for itself when it cannot reach a page, or may not. */
const proxyTroubles: ReadonlySet<number> = new Set([407, 502, 503, 504]);

/** Asks once, follows nothing, and reads no more than it needs. Calls `end` once, perhaps at once. */
export function askPage(
  { clock, connect, requests }: TrialDeps,
  { target, expected }: Plan & { readonly kind: 'page' },
  timeoutMs: number,
  progress: Progress,
  end: (outcome: ContactOutcome) => void,
): Cancel {
  let request: ProbeRequest;
  try {
    // What a cache on the way has kept proves nothing.
    const headers = { 'cache-control': 'no-cache' };
    request = requests.requestOf({ url: target, method: 'GET', headers, tls: { verify: expected !== undefined } });
  } catch (error) {
    end(outcomeOf(failureOf(error, progress), progress));
    return () => {};
  }
  const isAnsweredByProxy = request.proxy !== undefined && !request.secure;
  const chunks: Buffer[] = [];
  let receivedBytes = 0;
  let headers: AnswerHeaders = {};
  const judge = () => {
    const text = textOf(Buffer.concat(chunks).subarray(0, maxPageBytes), headers['content-type']);
    end(expected?.contains.every((part) => text.includes(part)) ? 'right' : 'wrong');
  };
  return exchange(connect, clock, request, timeoutMs, progress, {
    head(statusCode, reason, received) {
      headers = received;
      if (isAnsweredByProxy && proxyTroubles.has(statusCode)) end('refused');
      else if (expected === undefined) end('right');
      else if (judgeStatus(expected.status, statusCode, reason) !== undefined) end(outcomeOfStatus(statusCode));
      else if (expected.contains.length === 0) end('right');
    },
    data(chunk) {
      if (receivedBytes >= maxPageBytes) return;
      chunks.push(chunk);
      receivedBytes += chunk.length;
      if (receivedBytes >= maxPageBytes) judge();
    },
    end: judge,
    failed: (failure) => end(outcomeOf(failure, progress)),
  });
}

/** Only connects; the connection is there until it is cancelled. Calls `end` once, perhaps at once. */
export function knock(
  { clock, connect }: TrialDeps,
  { host, isRefusalRight }: Plan & { readonly kind: 'ports' },
  port: number,
  timeoutMs: number,
  progress: Progress,
  end: (outcome: ContactOutcome) => void,
): Cancel {
  if (port < 1 || port > 65_535) {
    end('unreachable');
    return () => {};
  }
  const place = formatAddress(host, port);
  const endpoint = { host, port, place, secure: false, verify: false, proxy: undefined };
  return connect(endpoint, timeoutMs, progress, (failure) => {
    if (failure === undefined) {
      finishPhase(progress, clock.monotonicMs());
      return end('right');
    }
    const outcome = outcomeOf(failure, progress);
    end(outcome === 'refused' && isRefusalRight ? 'right' : outcome);
  });
}

/** Portals show their page or send there (RFC 6585, section 6, has a code for it); what else is refused is out of order itself. */
function outcomeOfStatus(statusCode: number): ContactOutcome {
  return statusCode < 400 || statusCode === 511 ? 'wrong' : 'reached';
}

function outcomeOf({ kind, phase }: Failure, { localAddress }: Progress): ContactOutcome {
  switch (kind) {
    case 'dns':
      return 'unresolved';
    case 'refused':
    case 'reset':
      return 'refused';
    case 'unreachable':
      return 'unreachable';
    case 'timeout_connect':
      return 'silent';
    case 'timeout_tls':
    case 'timeout_response':
      return 'reached';
    case 'tls_expired':
    case 'tls_untrusted':
    case 'tls_name':
    case 'status':
    case 'content':
    case 'too_large':
      return 'wrong';
    case 'protocol':
      if (localAddress === undefined) return 'unreachable';
      // A proxy that gives no tunnel; all else is an answer of somebody who does not speak as he should.
      return phase === 'tcp' ? 'refused' : 'wrong';
    default:
      return assertNever(kind);
  }
}
