/** What kept a request from Slack, or Slack's answer from us. */
import type { Refusal } from './slack-errors.ts';

type Way = { readonly sentence: (host: string) => string; readonly remedy?: string; readonly uncertain: boolean };

const refused: Way = { sentence: (host) => `${host} refused the connection`, uncertain: false };
const unresolved: Way = { sentence: (host) => `the name ${host} does not resolve`, uncertain: false };
const unreachable: Way = { sentence: (host) => `${host} cannot be reached from this network`, uncertain: false };
const notConnected: Way = { sentence: (host) => `no connection to ${host} came about in time`, uncertain: false };
const broken: Way = { sentence: (host) => `the connection to ${host} broke before it answered`, uncertain: true };
const silent: Way = { sentence: (host) => `${host} did not answer in time`, uncertain: true };
const untrusted: Way = {
  sentence: (host) => `the certificate of ${host} is not trusted`,
  remedy:
    'where a company proxy opens TLS, name its certificate in NODE_EXTRA_CA_CERTS; else check the clock of this machine',
  uncertain: false,
};

const ways: Readonly<Record<string, Way>> = {
  ECONNREFUSED: refused,
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  ENETUNREACH: unreachable,
  EHOSTUNREACH: unreachable,
  ENETDOWN: unreachable,
  EADDRNOTAVAIL: unreachable,
  ETIMEDOUT: notConnected,
  UND_ERR_CONNECT_TIMEOUT: notConnected,
  ECONNRESET: broken,
  EPIPE: broken,
  UND_ERR_SOCKET: broken,
  TimeoutError: silent,
  AbortError: silent,
  UND_ERR_HEADERS_TIMEOUT: silent,
  UND_ERR_BODY_TIMEOUT: silent,
  CERT_HAS_EXPIRED: untrusted,
  CERT_NOT_YET_VALID: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
};

/** A request that got no answer. `error` is what fetch rejected with; its causes are looked through for a code that is known. */
export function networkRefusal(error: unknown, host: string): Refusal {
  const codes = codesOf(error);
  const code = codes.find((one) => one in ways) ?? codes[0] ?? 'unknown';
  const way = ways[code] ?? { sentence: (name: string) => `the request to ${name} failed`, uncertain: true };
  return {
    code,
    reason: `${way.sentence(host)} (${code})`,
    ...(way.remedy === undefined ? {} : { remedy: way.remedy }),
    scope: 'everything',
    retryable: true,
    uncertain: way.uncertain,
  };
}

function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    if (at instanceof AggregateError) codes.push(...at.errors.flatMap(codesOf));
    codes.push(at.name);
  }
  return codes.filter((code) => code !== 'Error' && code !== 'TypeError' && code !== 'AggregateError');
}
