import { generate } from 'selfsigned';

export type KeyPair = { readonly key: string; readonly cert: string };

export type CertificateWish = {
  /** DNS names and addresses. */
  readonly names: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
};

export type CertificateAuthority = {
  /** PEM, for whoever is to trust it. */
  readonly cert: string;
  issue(wish: CertificateWish): Promise<KeyPair>;
};

/** An issuer that nobody trusts until a test says so. */
export async function createCertificateAuthority(name = 'Test Authority'): Promise<CertificateAuthority> {
  const authority = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return {
    cert: authority.cert,
    issue: (wish) => certify(wish, { key: authority.private, cert: authority.cert }),
  };
}

export function selfSign(wish: CertificateWish): Promise<KeyPair> {
  return certify(wish, undefined);
}

async function certify(wish: CertificateWish, ca: KeyPair | undefined): Promise<KeyPair> {
  const [subject = 'localhost'] = wish.names;
  const made = await generate([{ name: 'commonName', value: subject }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: wish.names.map((name) =>
          /^[\d.]+$|:/u.test(name) ? { type: 7, ip: name } : { type: 2, value: name },
        ),
      },
    ],
    ...(wish.notBefore && { notBeforeDate: wish.notBefore }),
    ...(wish.notAfter && { notAfterDate: wish.notAfter }),
    ...(ca && { ca }),
  });
  return { key: made.private, cert: made.cert };
}
