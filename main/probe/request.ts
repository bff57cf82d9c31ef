/** What is sent: made once for a service, then used for every check. */
import type { Service } from '../monitor/model.ts';
import { basicAuthorization, hostOf, type ProxyRule, type ProxyServer, portOf } from './proxy.ts';
import { formatAddress } from './wording.ts';

export type ProbeRequest = {
  readonly url: URL;
  /** The bare origin, parsed: undici wants nothing else in it. */
  readonly origin: URL;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly verify: boolean;
  readonly proxy: ProxyServer | undefined;
  /** What sentences call the other end until its address is known. */
  readonly place: string;
  readonly method: string;
  /** What stands in the request line: the whole URL when a proxy is asked in the clear. */
  readonly target: string;
  /** Name, value, name, value, as undici takes them. */
  readonly headers: readonly string[];
  readonly body: string | undefined;
};

type Message = {
  readonly method: string;
  readonly headers: readonly string[];
  readonly body: string | undefined;
  readonly verify: boolean;
};

/** What of a service its request depends on. */
export type Asked = Pick<Service, 'url' | 'method' | 'headers' | 'body'> & {
  readonly tls: Pick<Service['tls'], 'verify'>;
};

export type RequestFactory = {
  /** Throws a TypeError when the URL is none. */
  requestOf(service: Asked): ProbeRequest;
  /**
   * The request that follows a redirect, with the cookies that came with it where they belong: some sites redirect to
   * themselves until they get theirs. Undefined when the new URL is not one of http or https.
   */
  redirected(
    from: ProbeRequest,
    statusCode: number,
    location: string,
    setCookie: readonly string[],
  ): ProbeRequest | undefined;
};

export function createRequestFactory(userAgent: string, proxyFor: ProxyRule): RequestFactory {
  const made = new WeakMap<Asked, ProbeRequest>();

  const build = (url: URL, message: Message): ProbeRequest => {
    const secure = url.protocol === 'https:';
    const proxy = proxyFor(url);
    const path = `${url.pathname}${url.search}`;
    const inTheClear = proxy !== undefined && !secure;
    const authorization = has(message.headers, 'authorization') ? undefined : basicAuthorization(url);
    return {
      url,
      origin: new URL(url.origin),
      host: hostOf(url),
      port: portOf(url),
      secure,
      verify: message.verify,
      proxy,
      place: formatAddress(hostOf(url), portOf(url)),
      method: message.method,
      target: inTheClear ? `${url.origin}${path}` : path,
      headers: [
        ...message.headers,
        ...(authorization === undefined ? [] : ['authorization', authorization]),
        ...(inTheClear && proxy.authorization !== undefined ? ['proxy-authorization', proxy.authorization] : []),
      ],
      body: message.body,
    };
  };

  return {
    requestOf(service) {
      const known = made.get(service);
      if (known !== undefined) return known;
      const given = Object.entries(service.headers).flat();
      const request = build(new URL(service.url), {
        method: service.method,
        headers: [
          ...given,
          ...(has(given, 'user-agent') ? [] : ['user-agent', userAgent]),
          ...(has(given, 'accept') ? [] : ['accept', '*/*']),
          // Nothing is gained from compression here, and it would cost both ends.
          ...(has(given, 'accept-encoding') ? [] : ['accept-encoding', 'identity']),
        ],
        body: service.body,
        verify: service.tls.verify,
      });
      made.set(service, request);
      return request;
    },

    redirected(from, statusCode, location, setCookie) {
      const url = URL.parse(location, from.url.href);
      if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
      const becomesGet = statusCode === 303 ? from.method !== 'HEAD' : statusCode < 303 && from.method === 'POST';
      const isTrusted = url.origin === from.url.origin || isUpgrade(from.url, url);
      // A path on the same host keeps the credentials that the URL began with, as a browser does.
      if (isTrusted && url.username === '' && url.password === '') {
        url.username = from.url.username;
        url.password = from.url.password;
      }
      const kept = without(from.headers, (name) => {
        if (name === 'proxy-authorization') return true;
        if (becomesGet && name.startsWith('content-')) return true;
        return !isTrusted && ['authorization', 'cookie', 'host'].includes(name);
      });
      const headers = url.hostname === from.url.hostname ? withCookies(kept, setCookie) : kept;
      return build(url, {
        method: becomesGet ? 'GET' : from.method,
        headers,
        body: becomesGet ? undefined : from.body,
        verify: from.verify,
      });
    },
  };
}

function has(headers: readonly string[], wanted: string): boolean {
  return headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === wanted);
}

function without(headers: readonly string[], unwanted: (name: string) => boolean): string[] {
  return headers.filter((_, index) => !unwanted((headers[index - (index % 2)] ?? '').toLowerCase()));
}

/** The same site, now over TLS: what was meant for it may go there. */
function isUpgrade(from: URL, to: URL): boolean {
  return (
    from.hostname === to.hostname && from.origin === `http://${to.hostname}` && to.origin === `https://${to.hostname}`
  );
}

function withCookies(headers: readonly string[], setCookie: readonly string[]): readonly string[] {
  if (setCookie.length === 0) return headers;
  const present = headers.filter((_, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === 'cookie');
  const pairs = [
    ...present.flatMap((value) => value.split(';')),
    ...setCookie.map((text) => text.split(';', 1)[0] ?? ''),
  ];
  const jar = new Map(pairs.map((pair) => [pair.split('=', 1)[0]?.trim(), pair.trim()]));
  return [...without(headers, (name) => name === 'cookie'), 'cookie', [...jar.values()].join('; ')];
}
