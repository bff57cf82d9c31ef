import { generate } from 'selfsigned';

export type Certificate = { readonly key: string; readonly cert: string };

const dayMs = 24 * 60 * 60_000;

/** A certificate for 127.0.0.1 that nobody trusts and that expired yesterday. Its key lives in memory only. */
export async function expiredCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'intranet.example' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 366 * dayMs),
    notAfterDate: new Date(Date.now() - dayMs),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
