/** What a server's certificate says, and what is wrong with it. */
import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import type { Certificate, Failure } from '../monitor/model.ts';
import { formatDay } from './wording.ts';

const remembered = new Map<string, Certificate>();

/** The facts of a certificate, read once: the same certificate comes with every check. Undefined where there is none. */
export function certificateFacts(peer: PeerCertificate | DetailedPeerCertificate | undefined): Certificate | undefined {
  if (peer?.fingerprint256 === undefined) return undefined;
  const known = remembered.get(peer.fingerprint256);
  if (known !== undefined) return known;
  const names = alternativeNames(peer.subjectaltname ?? '');
  const certificate: Certificate = {
    subject: nameOf(peer.subject) ?? names[0] ?? 'no name',
    issuer: nameOf(peer.issuer) ?? 'no name',
    names,
    validFrom: Date.parse(peer.valid_from),
    validTo: Date.parse(peer.valid_to),
  };
  if (remembered.size >= 2000) remembered.clear();
  remembered.set(peer.fingerprint256, certificate);
  return certificate;
}

/**
 * Names the fault that OpenSSL or Node found (`code`). An expired certificate is told as expired whatever else is wrong
 * with it: OpenSSL reports only one fault, and that one is the reason in practice.
 */
export function certificateFailure(
  code: string,
  certificate: Certificate | undefined,
  host: string,
  nowMs: number,
): Failure {
  const as = (kind: Failure['kind'], what: string): Failure => ({
    kind,
    phase: 'tls',
    sentence: `the certificate of ${host} ${what}`,
  });
  if (certificate === undefined) return as('tls_untrusted', `cannot be read (${code})`);
  const { issuer, names, subject, validFrom, validTo } = certificate;
  if (validTo < nowMs) return as('tls_expired', `expired on ${formatDay(validTo)} (issued by ${issuer})`);
  if (validFrom > nowMs) return as('tls_expired', `is not valid before ${formatDay(validFrom)} (issued by ${issuer})`);
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return as('tls_name', `is for ${listed(names.length > 0 ? names : [subject])}, not for ${host}`);
    case 'CERT_HAS_EXPIRED':
      return as('tls_expired', `depends on an issuer's certificate that has expired (issued by ${issuer})`);
    case 'CERT_NOT_YET_VALID':
      return as('tls_expired', `depends on an issuer's certificate that is not valid yet (issued by ${issuer})`);
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return as('tls_untrusted', `is not trusted: it is self-signed ("${subject}")`);
    case 'CERT_REVOKED':
      return as('tls_untrusted', `was revoked by ${issuer}`);
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return as('tls_untrusted', `is not trusted: its issuer "${issuer}" is unknown, or the server left out the chain`);
    default:
      return as('tls_untrusted', `is not trusted (${code}, issued by ${issuer})`);
  }
}

/** Whether the fault may go away when more issuers are trusted. */
export function isIssuerUnknown(code: string): boolean {
  return /SELF_SIGNED|ISSUER|VERIFY_LEAF/u.test(code);
}

function nameOf(name: PeerCertificate['subject'] | undefined): string | undefined {
  return [name?.CN ?? name?.O ?? []].flat()[0];
}

/** "DNS:a.example, IP Address:10.0.0.1"; a name with a comma in it comes as a JSON string. */
function alternativeNames(text: string): string[] {
  const entries = text.matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/gu);
  return [...entries].map(([, name = '']) => (name.startsWith('"') ? String(JSON.parse(name)) : name));
}

function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}
