import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complaintsAbout, configFile, configurationOf } from '../../support/config-text.ts';

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const folder = resolve(configFile, '..');

describe('an empty configuration', () => {
  it.each(['', 'services:\nmonitoring:\nslack:\nlogging:\n', 'services: []'])(
    'has every default (%j)',
    async (text) => {
      expect(await configurationOf(text)).toEqual({
        file: configFile,
        services: [],
        maxConcurrent: 64,
        monitoring: {
          checkIntervalMs: 20_000,
          failureThreshold: 2,
          recoveryThreshold: 2,
          defaultTimeoutMs: 10_000,
          retryIntervalMs: 2_000,
          alertWithinMs: 30_000,
        },
        slack: { enabled: true, channel: '#asl-alerts', mentionChannel: true, mention: ['channel'], language: 'en' },
        desktop: {
          enabled: true,
          savesBattery: false,
          severities: {
            critical: { notifications: true, sound: true, duringQuietHours: true },
            normal: { notifications: true, sound: false, duringQuietHours: false },
          },
        },
        connectivity: { enabled: true },
        maintenance: [],
        history: { rawDays: 30, rollupDays: 730 },
        logging: {
          level: 'INFO',
          file: resolve(folder, 'logs/monitoring.log'),
          incidentsDir: resolve(folder, 'incidents'),
        },
        dashboard: { enabled: true, host: '127.0.0.1', port: 0 },
        notActedOn: [],
      });
    },
  );
});

describe('a section', () => {
  it.each([
    ['monitoring: {max_concurrent: 5}', { maxConcurrent: 5 }],
    [
      'monitoring: {heartbeat_url: "https://hc.example/ping/my-uuid"}',
      { heartbeatUrl: 'https://hc.example/ping/my-uuid' },
    ],
    ['heartbeat_url: http://127.0.0.1:8000/alive', { heartbeatUrl: 'http://127.0.0.1:8000/alive' }],
    ['slack: {enabled: off, channel: C0123ABCD}', { slack: { enabled: false, channel: 'C0123ABCD' } }],
    ['slack: {mention: "@here", mention_channel: false}', { slack: { mention: ['here'], mentionChannel: false } }],
    [
      'slack: {mention: ["@channel", channel, "<!here>", U012ABCDEF, "<@W012ABCDEF>", "<!subteam^S0614TZR7|@ops>"]}',
      { slack: { mention: ['channel', 'channel', 'here', 'U012ABCDEF', 'W012ABCDEF', 'S0614TZR7'] } },
    ],
    ['slack: {language: FR}', { slack: { language: 'fr' } }],
    ['logging: {level: debug}', { logging: { level: 'DEBUG' } }],
    [
      `logging: {file: ${JSON.stringify(resolve('/var/log/asl.log'))}, incidents_dir: ../kept}`,
      { logging: { file: resolve('/var/log/asl.log'), incidentsDir: resolve(folder, '../kept') } },
    ],
    [
      'history: {raw_days: 7, rollup_days: 90, database: data/h.db}',
      { history: { rawDays: 7, rollupDays: 90, databasePath: resolve(folder, 'data/h.db') } },
    ],
    [
      'dashboard: {enabled: false, host: localhost, port: 8080, token: 0123456789abcdef}',
      { dashboard: { enabled: false, host: 'localhost', port: 8_080, token: '0123456789abcdef' } },
    ],
    [
      'desktop: {notifications: false, sound: false}',
      {
        desktop: {
          severities: {
            critical: { notifications: false, sound: false, duringQuietHours: true },
            normal: { notifications: false, sound: false, duringQuietHours: false },
          },
        },
      },
    ],
    [
      'desktop: {severities: {normal: {sound: true}}, quiet_hours: {from: 22:00, to: 07:30}}',
      {
        desktop: {
          severities: { normal: { notifications: true, sound: true } },
          quietHours: { fromMinute: 1_320, toMinute: 450, days: everyDay },
        },
      },
    ],
    [
      'desktop: {quiet_hours: {from: "0:00", to: "24:00", days: [sat, Sunday]}}',
      { desktop: { quietHours: { fromMinute: 0, toMinute: 1_440, days: ['sat', 'sun'] } } },
    ],
    ['connectivity: {enabled: false}', { connectivity: { enabled: false } }],
    [
      'connectivity: {canaries: ["https://a.example/", {url: "http://b.example/", expected_status: 204, contains: ok}, "1.1.1.1:443", "[::1]:53"]}',
      {
        connectivity: {
          canaries: [
            { kind: 'http', url: 'https://a.example/', expectedStatus: [{ from: 200, to: 299 }], contains: [] },
            { kind: 'http', url: 'http://b.example/', expectedStatus: [{ from: 204, to: 204 }], contains: ['ok'] },
            { kind: 'tcp', host: '1.1.1.1', port: 443 },
            { kind: 'tcp', host: '::1', port: 53 },
          ],
        },
      },
    ],
  ])('%s', async (text, expected) => {
    expect(await configurationOf(text)).toMatchObject(expected);
  });

  it('maintenance has one-off and recurring windows, for everything or for some', async () => {
    const { maintenance } = await configurationOf(`
services: [{name: API, url: "http://a.example", group: Shop, tags: [web]}]
maintenance:
  - {name: Move, start: 2026-12-24T22:00:00+01:00, end: 2026-12-24T23:00:00Z}
  - {services: API, groups: [Shop], tags: web, start: 2026-12-24 22:00, end: 2026-12-25}
  - {days: [sat], from: "23:00", to: "01:00", timezone: europe/paris}
`);
    expect(maintenance).toEqual([
      {
        kind: 'once',
        name: 'Move',
        scope: 'everything',
        startsAt: Date.UTC(2026, 11, 24, 21),
        endsAt: Date.UTC(2026, 11, 24, 23),
      },
      {
        kind: 'once',
        scope: { services: ['API'], groups: ['Shop'], tags: ['web'] },
        startsAt: new Date(2026, 11, 24, 22).getTime(),
        endsAt: new Date(2026, 11, 25).getTime(),
      },
      {
        kind: 'recurring',
        scope: 'everything',
        days: ['sat'],
        fromMinute: 1_380,
        toMinute: 60,
        timeZone: 'Europe/Paris',
      },
    ]);
  });
});

describe('the heartbeat', () => {
  it('may hold variables, or be one', async () => {
    const environment = { HEARTBEAT_ID: 'my-uuid', HEARTBEAT: 'https://hc.example/my-uuid' };
    for (const written of [`https://hc.example/\${HEARTBEAT_ID}`, `\${HEARTBEAT}`]) {
      const { heartbeatUrl } = await configurationOf(`monitoring:\n  heartbeat_url: ${written}\n`, environment);
      expect(heartbeatUrl).toBe('https://hc.example/my-uuid');
    }
  });

  it('is not shown where a variable makes something else of it', async () => {
    expect(await complaintsAbout(`heartbeat_url: \${HEARTBEAT}`, { HEARTBEAT: 'hc.example/my-secret' })).toEqual([
      'config.yaml:1:16 heartbeat_url: expected a URL that begins with http:// or https://, got what its variables make of it',
    ]);
  });
});

describe('a key whose behaviour comes later', () => {
  it('is accepted, and named once', async () => {
    const { notActedOn } = await configurationOf(`
services:
  - {name: A, url: "http://a.example", requires: {interface: tun0}, tls: {expiry_warning: [3]}}
  - {name: B, url: "http://b.example", requires: {interface: tun1}, tls: {verify: false}}
slack: {language: fr, mention: "@here"}
desktop: {sound: false, quiet_hours: {from: "22:00", to: "07:00"}}
connectivity: {enabled: true}
maintenance: [{services: A, from: "01:00", to: "02:00"}]
dashboard: {port: 0}
`);
    expect(notActedOn).toEqual(['services[].tls.expiry_warning']);
  });

  it('is not named when it asks for nothing', async () => {
    expect((await configurationOf('slack: {language: en}\ndesktop:\n')).notActedOn).toEqual([]);
  });
});
