/** Certificates for 127.0.0.1: one that is good, one that has expired, and the issuer of both, to be trusted. */
import { generate } from 'selfsigned';

const dayMs = 86_400_000;

/** @typedef {{ key: string, cert: string }} Pair */

/** @returns {Promise<{ issuer: string, good: Pair, expired: Pair }>} all as PEM */
export async function makeCertificates() {
  const now = Date.now();
  const notBeforeDate = new Date(now - 60 * dayMs);
  /** @type {{ keyType: 'ec', algorithm: string }} */
  const kind = { keyType: 'ec', algorithm: 'sha256' };
  const issuer = await generate([{ name: 'commonName', value: 'ASL Monitor bench' }], {
    ...kind,
    notBeforeDate,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  /** @param {number} until @returns {Promise<Pair>} */
  const certify = async (until) => {
    const pair = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
      ...kind,
      ca: { key: issuer.private, cert: issuer.cert },
      notBeforeDate,
      notAfterDate: new Date(until),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    return { key: pair.private, cert: pair.cert };
  };
  return { issuer: issuer.cert, good: await certify(now + 90 * dayMs), expired: await certify(now - dayMs) };
}
