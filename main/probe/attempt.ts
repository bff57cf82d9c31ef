/** One attempt: from the first redirect to the last needed byte, under one deadline. */
import { judgeBody, judgeHeaders, judgeStatus, maxBodyBytes, needsBody } from '../monitor/expectation.ts';
import type { Failure, Observation, Service } from '../monitor/model.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';
import { codingsOf, createBodyBuffer, decodeBody, textOf } from './answer-body.ts';
import type { Connector } from './connection.ts';
import { type AnswerHeaders, type AnswerListener, exchange } from './exchange.ts';
import { failureOf, timeoutFailure } from './failure.ts';
import { searchWithPatience } from './pattern-search.ts';
import { advance, finishPhase, type Progress } from './progress.ts';
import type { ProbeRequest, RequestFactory } from './request.ts';
import { formatUrl, quote } from './wording.ts';

export type AttemptDeps = { readonly clock: Clock; readonly connect: Connector; readonly requests: RequestFactory };

const maxRedirects = 10;
const redirects = new Set([301, 302, 303, 307, 308]);

/** Begins an attempt; `done` follows later, once, unless it is cancelled first. */
export function beginAttempt(deps: AttemptDeps, service: Service, done: (seen: Observation) => void): Cancel {
  const { clock, connect, requests } = deps;
  const { expect, timeoutMs } = service;
  const startedAt = clock.wallMs();
  const beganMs = clock.monotonicMs();
  const progress: Progress = {
    phase: 'dns',
    since: beganMs,
    phases: {},
    place: service.name,
    address: undefined,
    localAddress: undefined,
    certificate: undefined,
    statusCode: undefined,
  };
  let isOver = false;
  let isCancelled = false;
  let redirectCount = 0;
  let current: ProbeRequest | undefined;
  let cancelWork: Cancel | undefined;

  const settle = (failure: Failure | undefined) => {
    if (isOver) return;
    isOver = true;
    const nowMs = clock.monotonicMs();
    cancelDeadline();
    cancelWork?.();
    if (failure === undefined) finishPhase(progress, nowMs);
    const { address, localAddress, certificate, statusCode, phases } = progress;
    const durationMs = nowMs - beganMs;
    const facts = {
      startedAt,
      durationMs,
      phases,
      ...(address !== undefined && { address }),
      ...(localAddress !== undefined && { localAddress }),
      ...(statusCode !== undefined && { statusCode }),
      ...(certificate !== undefined && { certificate }),
    };
    const observation: Observation =
      failure === undefined
        ? { ...facts, ok: true, slow: expect.maxResponseTimeMs !== undefined && durationMs > expect.maxResponseTimeMs }
        : { ...facts, ok: false, failure: withTrail(failure) };
    // Not from within a socket's event, and never before `beginAttempt` has returned.
    process.nextTick(() => {
      if (!isCancelled) done(observation);
    });
  };

  const withTrail = (failure: Failure): Failure =>
    redirectCount === 0 || current === undefined
      ? failure
      : { ...failure, sentence: `${failure.sentence} (redirected to ${formatUrl(current.url)})` };

  // What has arrived together with the deadline is read first: an answer in time counts, also on a busy machine.
  const expire = () => settle(timeoutFailure(progress, timeoutMs));
  const cancelDeadline = clock.wakeAt(beganMs + timeoutMs, () => setImmediate(expire));

  const send = (request: ProbeRequest) => {
    current = request;
    const answer = listen(request);
    cancelWork = exchange(connect, clock, request, timeoutMs, progress, answer);
  };

  const redirect = (from: ProbeRequest, statusCode: number, headers: AnswerHeaders) => {
    const [location] = [headers.location ?? []].flat();
    const refuse = (what: string) => settle({ kind: 'protocol', phase: 'first_byte', sentence: what });
    cancelWork?.();
    if (location === undefined) return refuse(`${progress.place} redirects (${statusCode}) without saying whereto`);
    const next = requests.redirected(from, statusCode, location, [headers['set-cookie'] ?? []].flat());
    if (next === undefined) return refuse(`${progress.place} redirects to ${quote(location)}, which is no web address`);
    redirectCount += 1;
    if (redirectCount > maxRedirects) return refuse(`redirected more than ${maxRedirects} times`);
    advance(progress, 'dns', clock.monotonicMs());
    progress.address = undefined;
    progress.localAddress = undefined;
    progress.statusCode = undefined;
    send(next);
  };

  const listen = (request: ProbeRequest): AnswerListener => {
    let headers: AnswerHeaders = {};
    let received = 0;
    const kept = needsBody(expect) ? createBodyBuffer() : undefined;

    const judge = (bytes: Buffer, complete: boolean) =>
      settle(judgeBody(expect, textOf(bytes, headers['content-type']), complete, searchWithPatience));

    const finish = (bytes: Buffer, complete: boolean) => {
      const codings = codingsOf(headers['content-encoding']);
      if (codings.length === 0 || bytes.length === 0) return judge(bytes, complete);
      cancelWork?.();
      cancelWork = decodeBody(bytes, codings, complete, (decoded) => {
        if (decoded.ok) return judge(decoded.bytes, decoded.complete);
        const sentence = `the body from ${progress.place} cannot be read: ${decoded.problem}`;
        settle({ kind: 'protocol', phase: 'body', sentence });
      });
    };

    return {
      head(statusCode, reason, received) {
        headers = received;
        if (service.followRedirects && redirects.has(statusCode) && !isNamed(service, statusCode)) {
          return redirect(request, statusCode, headers);
        }
        const failure =
          judgeStatus(service.expectedStatus, statusCode, reason) ?? judgeHeaders(expect.headers, headers);
        if (failure !== undefined) settle(failure);
      },
      data(chunk) {
        received += chunk.length;
        if (kept === undefined) {
          if (received >= maxBodyBytes) settle(undefined);
        } else if (!kept.add(chunk)) {
          finish(kept.bytes(), false);
        }
      },
      end() {
        if (kept === undefined) settle(undefined);
        else finish(kept.bytes(), true);
      },
      failed: settle,
    };
  };

  try {
    send(requests.requestOf(service));
  } catch (error) {
    settle(failureOf(error, progress));
  }
  return () => {
    if (isCancelled) return;
    isCancelled = true;
    isOver = true;
    cancelDeadline();
    cancelWork?.();
  };
}

/** A redirect that the service names as its expected answer is the answer; a class such as 3xx does not name it. */
function isNamed(service: Service, statusCode: number): boolean {
  return service.expectedStatus.some(({ from, to }) => from === statusCode && to === statusCode);
}
