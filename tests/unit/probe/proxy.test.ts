import { describe, expect, it } from 'vitest';
import { readProxies } from '../../../main/probe/proxy.ts';

function placeFor(url: string, environment: Record<string, string>): string {
  return readProxies(environment)(new URL(url))?.place ?? 'direct';
}

describe('the proxy of a URL', () => {
  it.each([
    ['http://a.example/', {}, 'direct'],
    ['http://a.example/', { http_proxy: 'proxy:3128' }, 'the proxy proxy:3128'],
    ['http://a.example/', { HTTP_PROXY: 'http://proxy:3128/' }, 'the proxy proxy:3128'],
    ['http://a.example/', { http_proxy: 'one:1', HTTP_PROXY: 'two:2' }, 'the proxy one:1'],
    ['http://a.example/', { http_proxy: '', HTTP_PROXY: 'two:2' }, 'the proxy two:2'],
    ['https://a.example/', { http_proxy: 'proxy:3128' }, 'direct'],
    ['https://a.example/', { https_proxy: 'https://proxy' }, 'the proxy proxy:443'],
    ['https://a.example/', { all_proxy: 'http://me:secret@[::1]:3128' }, 'the proxy [::1]:3128'],
    ['http://localhost/', { http_proxy: 'proxy:3128' }, 'the proxy proxy:3128'],
  ])('%s with %j is %s', (url, environment, place) => {
    expect(placeFor(url, environment)).toBe(place);
  });

  it('says what is wrong with a variable, without what may be secret in it', () => {
    const rule = readProxies({ https_proxy: 'socks5://me:secret@proxy:1080' });
    expect(rule(new URL('https://a.example/'))?.problem).toBe(
      'the variable https_proxy names the scheme socks5://; expected a proxy such as http://proxy.example:3128',
    );
  });
});

describe('no_proxy', () => {
  it.each([
    ['*', 'https://a.example/', true],
    ['example.com', 'https://example.com/', true],
    ['example.com', 'https://www.example.com/', true],
    ['.example.com', 'https://www.example.com/', true],
    ['*.example.com', 'https://www.example.com/', true],
    ['EXAMPLE.com.', 'https://www.example.COM/', true],
    ['example.com', 'https://notexample.com/', false],
    ['example.com:8443', 'https://example.com/', false],
    ['example.com:8443', 'https://example.com:8443/', true],
    ['a.example  b.example,c.example', 'https://b.example/', true],
    ['10.0.0.0/8', 'https://10.200.3.4/', true],
    ['10.0.0.0/8', 'https://11.0.0.1/', false],
    ['0.0.1', 'https://127.0.0.1/', false],
    ['127.0.0.1', 'https://127.0.0.1/', true],
    ['::1', 'https://[::1]/', true],
    ['fd00::/8', 'https://[fd12::1]/', true],
    ['10.0.0.0/99', 'https://10.0.0.1/', false],
    ['localhost', 'https://localhost:3000/', true],
    ['', 'https://a.example/', false],
  ])('%s and %s: direct is %s', (noProxy, url, isDirect) => {
    expect(placeFor(url, { https_proxy: 'proxy:3128', NO_PROXY: noProxy }) === 'direct').toBe(isDirect);
  });
});
