/** Who may come in: whoever knows the token, straight from this machine. Pure. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** What a request says of itself before its content is looked at. */
export type Visit = {
  readonly method: string;
  /** With the leading slash, without a query. */
  readonly path: string;
  /** A header as it came, by its name in lower case. */
  header(name: string): string | undefined;
};

export type Refusal = { readonly status: 403 | 404 | 405; readonly text: string; readonly allow?: string };

/** Also for what is not there behind the token: a stranger learns nothing from the difference. */
export const nothingHere: Refusal = {
  status: 404,
  text: `Nothing is here. Open the address that ASL Monitor prints when it starts, after "Dashboard:".

Rien à cette adresse. Ouvrez celle qu'ASL Monitor affiche à son démarrage, après « Dashboard: ».
`,
};

const elsewhere: Refusal = {
  status: 403,
  text: `This page may only be opened at its own address on this machine, and asked by itself.

Cette page ne s'ouvre qu'à sa propre adresse, sur cette machine, et ne répond qu'à elle-même.
`,
};

const wrongMethod = (allow: string): Refusal => ({ status: 405, allow, text: `Allowed here: ${allow}\n` });

/**
 * A name that somebody else points at this machine (DNS rebinding) is refused by its `Host`, and another page of the
 * same browser by its `Origin` or `Sec-Fetch-Site`, both before the token is looked at.
 */
export function createDoor({ port, token }: { readonly port: number; readonly token: string }): {
  refusal(visit: Visit): Refusal | undefined;
} {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) =>
    // Browsers leave out the usual port.
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );
  const expected = digest(token);

  return {
    refusal({ method, path, header }) {
      const host = header('host')?.toLowerCase() ?? '';
      if (!hosts.includes(host)) return elsewhere;
      const origin = header('origin');
      if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) return elsewhere;
      const [, candidate = '', ...rest] = path.split('/');
      const isPage = rest.length < 2 && (rest[0] ?? '') === '';
      if (!isFromHere(header, isPage)) return elsewhere;
      // Digests are of one length, whatever is compared.
      if (!timingSafeEqual(digest(candidate), expected)) return nothingHere;
      if (rest[0] === 'api') return method === 'POST' ? undefined : wrongMethod('POST');
      return method === 'GET' || method === 'HEAD' ? undefined : wrongMethod('GET, HEAD');
    },
  };
}

/** Absent in old browsers and in what is no browser. */
function isFromHere(header: Visit['header'], isPage: boolean): boolean {
  const site = header('sec-fetch-site') ?? 'none';
  if (site === 'none' || site === 'same-origin') return true;
  // A link in the window of another ASL Monitor on this machine, such as the one that started the demo.
  const isLink = header('sec-fetch-mode') === 'navigate' && header('sec-fetch-dest') === 'document';
  return site === 'same-site' && isPage && isLink;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
