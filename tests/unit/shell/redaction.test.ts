import { describe, expect, it } from 'vitest';
import { type Private, redact } from '../../../main/shell/redaction.ts';

const nobody: Private = { environment: {}, home: '/home/ana-maria', secrets: [] };
const cut = (text: string, more: Partial<Private> = {}): string => redact(text, { ...nobody, ...more });

describe('what is cut out of a report', () => {
  it.each([
    ['a bot token', 'sent xoxb-1234-5678-AbCdEf to', 'AbCdEf'],
    ['an app-level token', 'sent xapp-1-A0B-12-deadbeef to', 'deadbeef'],
    ['a user token', 'xoxp-9-8-7-secretpart', 'secretpart'],
    ['a refresh token', 'xoxe.xoxp-1-Mi0yLTk4', 'Mi0yLTk4'],
    ['a token amid other text', 'tokenxoxb-12-ABCDEF.', 'ABCDEF'],
    ['a token within an address', 'xoxb%2D1-2 https://slack.com/api?token=xoxb-1-ABC', 'ABC'],
    ['a header', 'Authorization: Bearer abc.def', 'abc'],
    ['a header in JSON', '{"authorization":"Bearer abc","status":503}', 'abc'],
    ['a header in JSON in a text', '"{\\"authorization\\":\\"Bearer abc\\"}"', 'abc'],
    ['a header as Node shows it', "{ 'proxy-authorization': 'Basic YTpi' }", 'YTpi'],
    ['a header in a list', "rawHeaders: ['Cookie', 'sid=abc; other=def']", 'def'],
    ['a header in a list over lines', "  'Set-Cookie',\n  'sid=abc; Path=/'", 'abc'],
    ['a cookie with quotes', 'cookie: a="abc"; b=def', 'def'],
    ['a header of somebody’s own', 'X-Api-Key=abc', 'abc'],
    ['a scheme alone', 'got Bearer abcdef123 here', 'abcdef123'],
    ['a password in a form', 'user=ana&password=hunter2&x=1', 'hunter2'],
    ['a password with spaces', "passphrase: 'correct horse battery'", 'battery'],
    ['a password with an escaped quote', '"db_passwd": "a\\"hunter2"', 'hunter2'],
    ['a variable with a value', 'SLACK_SIGNING_SECRET=abc', 'abc'],
    ['a property', 'config.access_key => abc', 'abc'],
    ['credentials of an address', 'https://ana:hunter2@example.com/', 'hunter2'],
    ['credentials with signs that should have been escaped', 'https://ana:p/a?s#s@w"rd@example.com/x', 'rd'],
    ['credentials of another scheme', 'postgres+ssl://u:hunter2@db', 'hunter2'],
    ['a query', 'GET https://example.com/a?key=abc failed', 'abc'],
    ['a fragment', 'https://example.com/#abc', 'abc'],
    ['a path that is as good as a password', 'https://hooks.slack.com/services/T1/B2/abc', 'abc'],
    ['the query of a file', 'at file:///app/index.js?abc:1:2', 'abc'],
    ['a private key', 'x -----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- y', 'abc'],
    ['a private key without an end', '-----BEGIN PRIVATE KEY-----\nabc', 'abc'],
    ['a web token', 'got eyJhbGciOi.eyJzdWIi.abc', 'abc'],
    ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE4X2', 'EXAMPLE'],
    ['a secret of AWS', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEYX', 'EXAMPLE'],
    ['a token of GitHub', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', '16C7'],
    ['a hash', 'abc d41d8cd98f00b204e9800998ecf8427e', 'd41d'],
    ['a random id', 'c9bf9e57-1685-4c89-bafb-ff5af830be8a', 'bafb'],
  ])('is %s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(cut(text)).not.toContain(secret);
  });

  it('is the value of every variable, however it is written', () => {
    const environment = { WEBHOOK: 'p"w\\ü/1', SHORT: 'ok', DB: 'hunter22', DB_LONG: 'hunter22-and-more' };
    const written = ['p"w\\ü/1', JSON.stringify('p"w\\ü/1'), encodeURIComponent('p"w\\ü/1')].join(' ');
    expect(cut(written, { environment })).toBe('[$WEBHOOK] "[$WEBHOOK]" [$WEBHOOK]');
    expect(cut('ok hunter22-and-more xhunter22x', { environment })).toBe('ok [$DB_LONG] x[$DB]x');
  });

  it('is every secret that is known, with whatever signs are in it', () => {
    expect(cut('a $& b $1 c', { secrets: ['$&', '$1', ''] })).toBe('a [secret] b [secret] c');
    expect(cut('known, and more', { secrets: ['known'] })).toBe('[secret], and more');
    expect(cut('half \ud800 of a character', { secrets: ['\ud800'] })).toBe('half [secret] of a character');
  });

  it('is the folder of the user, and the name', () => {
    expect(cut('/home/ana-maria/asl/x.js file:///home/ana-maria/y.js /media/ana-maria/z Ana-Maria')).toBe(
      '~/asl/x.js file://~/y.js /media/[user]/z [user]',
    );
    const windows = { home: 'C:\\Users\\Ana Maria\\' };
    expect(cut('C:\\Users\\Ana Maria\\x C:/Users/Ana Maria/x', windows)).toBe('~\\x ~/x');
    expect(cut(JSON.stringify('C:\\Users\\Ana Maria\\x'), windows)).toBe('"~\\\\x"');
    expect(cut('file:///C:/Users/Ana%20Maria/x C:\\Users\\ANA~1\\x', { home: 'C:\\Users\\Ana Maria' })).toMatch(
      /^file:\/\/\/~\/x /,
    );
    expect(cut('C:\\Users\\ANAMAR~1\\x', { home: 'C:\\Users\\anamaria' })).toBe('C:\\Users\\[user]\\x');
  });

  it('is no name that only begins alike', () => {
    expect(cut('banana /home/anabel/x', { home: '/home/ana' })).toBe('banana /home/anabel/x');
    expect(cut('root: /root/x', { home: '/root' })).toBe('root: ~/x');
    expect(cut('/a/b', { home: '/' })).toBe('/a/b');
  });
});

describe('what stays in a report', () => {
  it.each([
    "TypeError: Cannot read properties of undefined (reading 'trim')",
    '    at createDesktopHandlers (/opt/app/out/main/index-DkSzcgS4.js:12:345)',
    '    at async node:internal/modules/run_main:101:5',
    '    at asyncRunEntryPointWithESMLoader (node:electron/js2c/browser_init:2:13421)',
    '    at Socket.emit (node:events:508:28)',
    'connect ECONNREFUSED 127.0.0.1:443',
    'connect ECONNREFUSED [2001:db8::1]:443',
    "ENOENT: no such file or directory, open '/etc/asl/config.yaml'",
    '2026-11-25 09:51:41.123 ERROR API Production fails: expected status 200, got 503',
    'https://example.com http://[::1]:8080/ and wss://a.b:1',
    'API_Production_20241106_153045',
    'an error of basic functionality',
    '/srv/applications/monitoring/releases/current/node_modules/undici/lib/Dispatcher/client2/index',
  ])('is %j', (text) => {
    expect(cut(text)).toBe(text);
  });

  it('is where an address leads, and what is written around it', () => {
    expect(cut('see (https://example.com/a/b?c), then <https://x.y/z>.')).toBe(
      'see (https://example.com/…), then <https://x.y/…>.',
    );
    expect(cut('fetch("https://u:p@example.com:8443/a")')).toBe('fetch("https://example.com:8443/…")');
  });

  it('is the same when it is looked through twice', () => {
    const environment = { TOKEN: 'abcdefgh', OTHER: 'secret' };
    const text = 'abcdefgh secret Authorization: x https://a@b/c?d ~ /home/ana-maria/x xoxb-1 {"token":"y"}';
    const once = cut(text, { environment });
    expect(cut(once, { environment: { TOKEN: 'abcdefgh' } })).toBe(once);
  });
});

describe('a text that is made to keep it busy', () => {
  it.each([
    ['names of secrets', 'token'],
    ['half addresses', 'http://'],
    ['dots', 'a.'],
    ['quotes', '"\\'],
    ['at signs', 'x://a@'],
    ['letters', 'aB1'],
    ['beginnings of keys', '-----BEGIN A-----'],
    ['parts of web tokens', 'eyJa.'],
  ])('of %s is looked through in no time', (_what, part) => {
    const text = part.repeat(100_000 / part.length);
    const begin = performance.now();
    cut(text);
    expect(performance.now() - begin).toBeLessThan(3_000);
  });
});
