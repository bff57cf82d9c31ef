/** Whom this program trusts to issue certificates. */
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

export type Trust = {
  /** One context for all connections: making one takes longer than a whole check. */
  context(): SecureContext;
  /**
   * Adds the issuers that the operating system trusts, such as a company's own. True when a certificate that was refused
   * with `refusedWith` may now be trusted. Takes up to some hundred milliseconds, so it is done once, and only then.
   */
  extend(refusedWith: SecureContext): boolean;
};

/** Begins with what Node trusts: the issuers of Mozilla and those in `NODE_EXTRA_CA_CERTS`. */
export function createTrust(): Trust {
  let context: SecureContext | undefined;
  let isExtended = false;
  return {
    context: () => {
      context ??= createSecureContext();
      return context;
    },
    extend(refusedWith) {
      if (isExtended) return context !== refusedWith;
      isExtended = true;
      try {
        const known = getCACertificates('default');
        const bare = new Set(known.map(withoutSpace));
        const added = getCACertificates('system').filter((issuer) => !bare.has(withoutSpace(issuer)));
        if (added.length === 0) return false;
        context = createSecureContext({ ca: [...known, ...added] });
        return true;
      } catch {
        // A store that cannot be read, or a Node that cannot read it: what Node trusts has to do.
        return false;
      }
    },
  };
}

function withoutSpace(pem: string): string {
  return pem.replace(/\s/gu, '');
}
