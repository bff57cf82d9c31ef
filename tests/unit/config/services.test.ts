import { describe, expect, it } from 'vitest';
import { complaintsAbout, configurationOf, serviceOf, serviceText, warningsAbout } from '../../support/config-text.ts';

describe('a service', () => {
  it('needs a name and a url, and gets every default', async () => {
    expect(await serviceOf('')).toEqual({
      name: 'API',
      url: 'https://api.example.com/',
      method: 'GET',
      headers: {},
      expectedStatus: [{ from: 200, to: 200 }],
      expect: { contains: [], notContains: [], matches: [], json: [], headers: [] },
      followRedirects: true,
      tls: { verify: true, expiryWarningDays: [21, 7, 1] },
      timeoutMs: 10_000,
      critical: true,
      checkIntervalMs: 20_000,
      alertWithinMs: 30_000,
      failureThreshold: 2,
      recoveryThreshold: 2,
      retryIntervalMs: 2_000,
      paused: false,
      tags: [],
      fingerprint: expect.stringMatching(/^[\da-f]{16}$/),
    });
  });

  it('takes from "monitoring" what it does not say itself', async () => {
    const { services } = await configurationOf(`
monitoring: {check_interval: 15, failure_threshold: 3, recovery_threshold: 4, default_timeout: 5, retry_interval: 1, alert_within: 1m}
services:
  - {name: A, url: http://a.example}
  - {name: B, url: http://b.example, interval: 1m, failure_threshold: 1, recovery_threshold: 1, timeout: 500ms}
`);
    expect(services).toMatchObject([
      {
        checkIntervalMs: 15_000,
        failureThreshold: 3,
        recoveryThreshold: 4,
        timeoutMs: 5_000,
        retryIntervalMs: 1_000,
        alertWithinMs: 60_000,
      },
      {
        checkIntervalMs: 60_000,
        failureThreshold: 1,
        recoveryThreshold: 1,
        timeoutMs: 500,
        retryIntervalMs: 1_000,
        alertWithinMs: 60_000,
      },
    ]);
  });

  it.each([
    ['timeout: 10', { timeoutMs: 10_000 }],
    ['timeout: 0.5', { timeoutMs: 500 }],
    ['timeout: 500ms', { timeoutMs: 500 }],
    ['timeout: 30s', { timeoutMs: 30_000 }],
    ['timeout: 5m', { timeoutMs: 300_000 }],
    ['timeout: "1h"', { timeoutMs: 3_600_000 }],
    ['timeout: 1d', { timeoutMs: 86_400_000 }],
    ['timeout: 1m30s', { timeoutMs: 90_000 }],
    ['timeout: 1.5 s', { timeoutMs: 1_500 }],
    ['critical: no', { critical: false }],
    ['critical: Off', { critical: false }],
    ['critical: yes', { critical: true }],
    ['paused: true', { paused: true }],
    ['follow_redirects: false', { followRedirects: false }],
    ['method: post', { method: 'POST' }],
    ['method: PROPFIND', { method: 'PROPFIND' }],
    ['group: Payments', { group: 'Payments' }],
    ['tags: [a, b]', { tags: ['a', 'b'] }],
    ['tags: a', { tags: ['a'] }],
    ['runbook: https://wiki.example.com/api', { runbook: 'https://wiki.example.com/api' }],
    ['description: The API', { description: 'The API' }],
    ['tls: false', { tls: { verify: false, expiryWarningDays: [21, 7, 1] } }],
    ['tls: true', { tls: { verify: true, expiryWarningDays: [21, 7, 1] } }],
    ['tls: verify', { tls: { verify: true, expiryWarningDays: [21, 7, 1] } }],
    ['tls: {verify: false, expiry_warning: 14}', { tls: { verify: false, expiryWarningDays: [14] } }],
    ['tls: {expiry_warning: [30, 1]}', { tls: { verify: true, expiryWarningDays: [30, 1] } }],
    ['tls: {expiry_warning: false}', { tls: { verify: true, expiryWarningDays: [] } }],
    ['tls:', { tls: { verify: true, expiryWarningDays: [21, 7, 1] } }],
    ['requires: {interface: tun0}', { requires: { interface: 'tun0' } }],
    [
      'requires: {route: 10.8.0.0/16, canary: "https://intranet/"}',
      { requires: { route: '10.8.0.0/16', canary: 'https://intranet/' } },
    ],
    ['expected_status: 204', { expectedStatus: [{ from: 204, to: 204 }] }],
    ['expected_status: "200"', { expectedStatus: [{ from: 200, to: 200 }] }],
    ['expected_status: 2xx', { expectedStatus: [{ from: 200, to: 299 }] }],
    ['expected_status: 200-299', { expectedStatus: [{ from: 200, to: 299 }] }],
    [
      'expected_status: [200, 301]',
      {
        expectedStatus: [
          { from: 200, to: 200 },
          { from: 301, to: 301 },
        ],
      },
    ],
    [
      'expected_status: ["2XX", 404]',
      {
        expectedStatus: [
          { from: 200, to: 299 },
          { from: 404, to: 404 },
        ],
      },
    ],
  ])('%s', async (keys, expected) => {
    expect(await serviceOf(keys)).toMatchObject(expected);
  });

  it('says what its answer must be', async () => {
    const service = await serviceOf(`
expect:
  contains: [ready, "true"]
  not_contains: error
  matches: "^v\\\\d+"
  json:
    - path: $.status
      equals: ok
    - {path: "checks[0].state", equals: {deep: [1]}}
  headers:
    Content-Type: {contains: json}
    X-Version: 2
  max_response_time: 800ms`);
    expect(service.expect).toEqual({
      contains: ['ready', 'true'],
      notContains: ['error'],
      matches: ['^v\\d+'],
      json: [
        { path: '$.status', equals: 'ok' },
        { path: 'checks[0].state', equals: { deep: [1] } },
      ],
      headers: [
        { name: 'Content-Type', contains: 'json' },
        { name: 'X-Version', equals: '2' },
      ],
      maxResponseTimeMs: 800,
    });
  });

  it.each([
    ['{path: status, equals: ok}', [{ path: 'status', equals: 'ok' }]],
    [
      '{$.status: ok, "checks[0]": null}',
      [
        { path: '$.status', equals: 'ok' },
        { path: 'checks[0]', equals: null },
      ],
    ],
    [`{path: "$['a b'][0]", equals: 1}`, [{ path: "$['a b'][0]", equals: 1 }]],
  ])('expect.json may be %s', async (json, expected) => {
    expect((await serviceOf(`expect: {json: ${json}}`)).expect.json).toEqual(expected);
  });

  it('may call the expected headers "header", and leave a section empty', async () => {
    expect((await serviceOf('expect: {header: {Server: nginx}}')).expect.headers).toEqual([
      { name: 'Server', equals: 'nginx' },
    ]);
    expect((await serviceOf('expect:\nheaders:')).expect.contains).toEqual([]);
  });

  it('may hold credentials in its url, and keeps the url as it was written', async () => {
    const { services } = await configurationOf('services: [{name: A, url: "HTTPS://me:pw@a.example:8443/x?y#z"}]');
    expect(services[0]?.url).toBe('HTTPS://me:pw@a.example:8443/x?y#z');
  });

  it('may be written with anchors and merge keys, as in Compose files', async () => {
    const { services } = await configurationOf(`
x-defaults: &defaults {timeout: 3, tags: [shop]}
services:
  - {<<: *defaults, name: A, url: http://a.example}
  - {<<: *defaults, name: B, url: http://b.example, timeout: 4}
`);
    expect(services).toMatchObject([
      { name: 'A', timeoutMs: 3_000, tags: ['shop'] },
      { name: 'B', timeoutMs: 4_000, tags: ['shop'] },
    ]);
  });
});

describe('what is sent', () => {
  const environment = { TOKEN: 's3cr3t', EMPTY: '' };

  it('has variables in header values and in the body, and nowhere else', async () => {
    const service = await serviceOf(
      `
method: POST
description: \${TOKEN}
headers:
  Authorization: Bearer \${TOKEN}
  X-Literal: $\${TOKEN}
  X-Number: 5
body: token=\${TOKEN}&price=$5`,
      environment,
    );
    expect(service).toMatchObject({
      description: `\${TOKEN}`,
      headers: { Authorization: 'Bearer s3cr3t', 'X-Literal': `\${TOKEN}`, 'X-Number': '5' },
      body: 'token=s3cr3t&price=$5',
    });
  });

  it('is JSON when the body is a mapping, with its content type unless another one is given', async () => {
    const body = `body: {query: "{ ping }", token: "\${TOKEN}", deep: ["\${TOKEN}", 1, null]}`;
    expect(await serviceOf(`method: POST\n${body}`, { TOKEN: 'a"b' })).toMatchObject({
      headers: { 'Content-Type': 'application/json' },
      body: '{"query":"{ ping }","token":"a\\"b","deep":["a\\"b",1,null]}',
    });
    expect((await serviceOf(`method: POST\nheaders: {content-type: text/x}\n${body}`, environment)).headers).toEqual({
      'content-type': 'text/x',
    });
  });

  it('keeps a number in a header as it was written', async () => {
    const { headers } = await serviceOf('headers: {A: 1.10, B: 007, C: 8080, D: 12345678901234567890}');
    expect(headers).toEqual({ A: '1.10', B: '007', C: '8080', D: '12345678901234567890' });
  });

  it('names every variable that is missing, and no value', async () => {
    const text = serviceText(
      `headers:\n  A: \${TOKEN}\${NOPE}\n  B: \${EMPTY}\nmethod: POST\nbody: {x: ["\${NOPE}"], y: "\${no-name}"}`,
    );
    const complaints = await complaintsAbout(text, environment);
    expect(complaints).toEqual([
      'config.yaml:5:10 services[0].headers.A: the environment variable NOPE is not set: set it, or add NOPE=… to .env beside the configuration',
      'config.yaml:6:10 services[0].headers.B: the environment variable EMPTY is not set: set it, or add EMPTY=… to .env beside the configuration',
      'config.yaml:8:16 services[0].body.x[0]: the environment variable NOPE is not set: set it, or add NOPE=… to .env beside the configuration',
      `config.yaml:8:31 services[0].body.y: expected the name of an environment variable between \${ and } (a literal \${ is written $\${)`,
    ]);
  });

  it('never shows a header, a body or credentials in a complaint', async () => {
    const text = serviceText(`
headers:
  Authorization: ["hush-hush"]
  X-Key: \${KEY}
body: hush-hush
runbook: "https://me:hush-hush@wiki example/"
timeout: xoxb-hush-hush`);
    const complaints = await complaintsAbout(text, { KEY: 'hush-hush\n' });
    expect(complaints).toHaveLength(3);
    expect(complaints.join()).not.toContain('hush');
    const complaintsAfterwards = await complaintsAbout(serviceText(`headers:\n  X-Key: \${KEY}`), {
      KEY: 'hush-hush\n',
    });
    expect(complaintsAfterwards).toEqual([
      'config.yaml:5:14 services[0].headers.X-Key: holds a line break, or a character that no header can carry: remove it',
    ]);
  });
});

describe('a warning', () => {
  it.each([
    ['services: []', 'config.yaml:1:11 services: there is nothing to watch yet: add a service with a name and a url'],
    ['', 'config.yaml:1:1 services: there is nothing to watch yet: add a service with a name and a url'],
    ['# nothing yet\n', 'config.yaml:1:1 services: there is nothing to watch yet: add a service with a name and a url'],
    [
      serviceText('body: x'),
      'config.yaml:4:5 services[0].body: is sent with GET, as no method is given: most services want method: POST',
    ],
    [
      `services:\n  - name: A\n    url: http://a.example/\${PATH}\n`,
      `config.yaml:3:10 services[0].url: \${…} is not replaced in a URL, only in header values and bodies`,
    ],
  ])('about %j', async (text, warning) => {
    expect(await warningsAbout(text)).toEqual([warning]);
  });
});
