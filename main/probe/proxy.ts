/** Which proxy stands between this machine and a URL, by the variables that curl and most other programs obey. */
import { BlockList, isIP } from 'node:net';
import { formatAddress } from './wording.ts';

export type ProxyServer = {
  readonly host: string;
  readonly port: number;
  /** The proxy itself is spoken to over TLS. */
  readonly secure: boolean;
  /** Value of `proxy-authorization`. */
  readonly authorization?: string;
  /** What sentences call it; holds no password. */
  readonly place: string;
  /** Set when the variable cannot be used: says why, and what would be right. */
  readonly problem?: string;
};

export type ProxyRule = (url: URL) => ProxyServer | undefined;

/**
 * Reads `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, once; the lower-case name wins over the upper-case one.
 * As in curl, loopback gets no exception of its own: who sets a proxy and checks `localhost` names it in `no_proxy`.
 */
export function readProxies(environment: Readonly<Record<string, string | undefined>>): ProxyRule {
  const read = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  const parse = (...names: string[]) => {
    const name = names.find((candidate) => read(candidate) !== undefined);
    return name === undefined ? undefined : parseProxy(name, read(name) ?? '');
  };
  const forHttp = parse('http_proxy', 'all_proxy');
  const forHttps = parse('https_proxy', 'all_proxy');
  if (forHttp === undefined && forHttps === undefined) return () => undefined;

  const isDirect = readExceptions(read('no_proxy') ?? '');
  return (url) => {
    const proxy = url.protocol === 'https:' ? forHttps : forHttp;
    return proxy === undefined || isDirect(hostOf(url), portOf(url)) ? undefined : proxy;
  };
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

/** The host without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}

/** The value of `authorization` for the user and password of a URL; undefined where it has none. */
export function basicAuthorization(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  return `Basic ${Buffer.from(`${decode(url.username)}:${decode(url.password)}`).toString('base64')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parseProxy(variable: string, text: string): ProxyServer {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `http://${text}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    const scheme = url === null ? 'an unreadable address' : `the scheme ${url.protocol}//`;
    const problem = `the variable ${variable} names ${scheme}; expected a proxy such as http://proxy.example:3128`;
    return { host: '', port: 0, secure: false, place: `the proxy of ${variable}`, problem };
  }
  // curl takes 1080 where a proxy's port is missing; 80 and 443 are what its scheme says, and what Go and Python take.
  const authorization = basicAuthorization(url);
  return {
    host: hostOf(url),
    port: portOf(url),
    secure: url.protocol === 'https:',
    place: `the proxy ${formatAddress(hostOf(url), portOf(url))}`,
    ...(authorization !== undefined && { authorization }),
  };
}

/** `*`, names with all that ends in them, addresses and networks such as `10.0.0.0/8`, each with or without a port. */
function readExceptions(text: string): (host: string, port: number) => boolean {
  const networks = new BlockList();
  const names: { name: string; port: number | undefined }[] = [];
  for (const entry of text.split(/[\s,]+/u).filter((item) => item !== '')) {
    if (entry === '*') return () => true;
    const [network = '', bits] = entry.split('/');
    const family = isIP(network.replace(/^\[|\]$/gu, ''));
    if (bits !== undefined && family !== 0 && /^\d+$/u.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)) {
      networks.addSubnet(network.replace(/^\[|\]$/gu, ''), Number(bits), family === 4 ? 'ipv4' : 'ipv6');
      continue;
    }
    const [, name = entry, port] = isIP(entry) === 0 ? (/^(.*?)(?::(\d+))?$/u.exec(entry) ?? []) : [entry, entry];
    const plainName = name
      .toLowerCase()
      .replace(/^\[|\]$/gu, '')
      .replace(/^\*?\.+/u, '')
      .replace(/\.$/u, '');
    names.push({ name: plainName, port: port === undefined ? undefined : Number(port) });
  }
  return (host, port) => {
    const family = isIP(host);
    if (family !== 0 && networks.check(host, family === 4 ? 'ipv4' : 'ipv6')) return true;
    const wanted = host.toLowerCase().replace(/\.$/u, '');
    return names.some(
      (one) =>
        (one.port === undefined || one.port === port) &&
        (wanted === one.name || (family === 0 && wanted.endsWith(`.${one.name}`))),
    );
  };
}
