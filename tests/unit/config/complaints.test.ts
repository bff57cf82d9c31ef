/** What a person reads about each mistake, to the letter. */
import { describe, expect, it } from 'vitest';
import { complaintsAbout, serviceText } from '../../support/config-text.ts';

describe('a service that says', () => {
  it.each([
    [
      'name: ""',
      [
        'config.yaml:4:5 services[0].name: is already given on line 2: remove one of them',
        'config.yaml:4:11 services[0].name: expected a name, got ""',
      ],
    ],
    ['name: A', ['config.yaml:4:5 services[0].name: is already given on line 2: remove one of them']],
    ['interval:', ['config.yaml:4:5 services[0].interval: expected seconds as a number greater than 0, got nothing']],
    ['timeout: 10x', ['config.yaml:4:14 services[0].timeout: expected seconds as a number greater than 0, got "10x"']],
    ['timeout: "10"', ['config.yaml:4:14 services[0].timeout: expected seconds as a number greater than 0, got "10"']],
    ['timeout: 0', ['config.yaml:4:14 services[0].timeout: expected seconds as a number greater than 0, got 0']],
    ['timeout: -5', ['config.yaml:4:14 services[0].timeout: expected seconds as a number greater than 0, got -5']],
    [
      'timeout: 0.0001',
      ['config.yaml:4:14 services[0].timeout: expected seconds as a number greater than 0, got 0.0001'],
    ],
    [
      'timeout: .inf',
      ['config.yaml:4:14 services[0].timeout: expected seconds as a number greater than 0, got Infinity'],
    ],
    ['timeout: 30d', ['config.yaml:4:14 services[0].timeout: expected at most 24d, got "30d"']],
    ['timeout: [1]', ['config.yaml:4:14 services[0].timeout: expected seconds as a number greater than 0, got a list']],
    ['timout: 5', ['config.yaml:4:5 services[0].timout: unknown key, did you mean "timeout"?']],
    ['Timeout: 5', ['config.yaml:4:5 services[0].Timeout: unknown key, did you mean "timeout"?']],
    ['check_interval: 5', ['config.yaml:4:5 services[0].check_interval: unknown key, did you mean "interval"?']],
    [
      'retries: 3',
      [
        'config.yaml:4:5 services[0].retries: unknown key; known here: name, url, method, headers, body, expected_status, timeout, critical, interval, failure_threshold, recovery_threshold, expect, follow_redirects, tls, group, tags, runbook, description, paused, requires',
      ],
    ],
    ['status: 200', ['config.yaml:4:5 services[0].status: unknown key, did you mean "expected_status"?']],
    [
      'expected_status: 99',
      [
        'config.yaml:4:22 services[0].expected_status: expected a status code such as 200, a class such as "2xx", a range such as "200-299", or a list of these, got 99',
      ],
    ],
    [
      'expected_status: 2x',
      [
        'config.yaml:4:22 services[0].expected_status: expected a status code such as 200, a class such as "2xx", a range such as "200-299", or a list of these, got "2x"',
      ],
    ],
    [
      'expected_status: 299-200',
      [
        'config.yaml:4:22 services[0].expected_status: expected a status code such as 200, a class such as "2xx", a range such as "200-299", or a list of these, got "299-200"',
      ],
    ],
    [
      'expected_status: []',
      [
        'config.yaml:4:22 services[0].expected_status: expected a status code such as 200, a class such as "2xx", a range such as "200-299", or a list of these, got an empty list',
      ],
    ],
    [
      'expected_status: [200, "ok"]',
      [
        'config.yaml:4:28 services[0].expected_status[1]: expected a status code such as 200, a class such as "2xx", a range such as "200-299", or a list of these, got "ok"',
      ],
    ],
    [
      'expected_status: true',
      [
        'config.yaml:4:22 services[0].expected_status: expected a status code such as 200, a class such as "2xx", a range such as "200-299", or a list of these, got true',
      ],
    ],
    ['critical: "true"', ['config.yaml:4:15 services[0].critical: expected true or false, got "true"']],
    ['critical: 1', ['config.yaml:4:15 services[0].critical: expected true or false, got 1']],
    [
      'method: GTE',
      [
        'config.yaml:4:13 services[0].method: expected an HTTP method such as GET, HEAD or POST, got "GTE", did you mean "GET"?',
      ],
    ],
    [
      'method: CONNECT',
      ['config.yaml:4:13 services[0].method: expected an HTTP method such as GET, HEAD or POST, got "CONNECT"'],
    ],
    ['method: 5', ['config.yaml:4:13 services[0].method: expected an HTTP method such as GET, HEAD or POST, got 5']],
    ['headers: text', ['config.yaml:4:14 services[0].headers: expected header names with their values, got "text"']],
    ['headers: {"a b": c}', ['config.yaml:4:22 services[0].headers["a b"]: is no name of a header']],
    [
      'headers: {Content-Length: 5}',
      ['config.yaml:4:31 services[0].headers.Content-Length: is set by the program itself: remove it'],
    ],
    [
      'headers: {Accept: a, accept: b}',
      ['config.yaml:4:34 services[0].headers.accept: is the same header as Accept: remove one of them'],
    ],
    [
      'headers: {Accept: true}',
      ['config.yaml:4:23 services[0].headers.Accept: expected text (put it in quotes), got true'],
    ],
    ['body: 5', ['config.yaml:4:11 services[0].body: expected text, or a mapping that is sent as JSON, got a number']],
    ['body:', ['config.yaml:4:5 services[0].body: expected text, or a mapping that is sent as JSON, got nothing']],
    [
      'failure_threshold: 0',
      ['config.yaml:4:24 services[0].failure_threshold: expected a whole number from 1 to 1000, got 0'],
    ],
    [
      'failure_threshold: 1.5',
      ['config.yaml:4:24 services[0].failure_threshold: expected a whole number from 1 to 1000, got 1.5'],
    ],
    [
      'recovery_threshold: many',
      ['config.yaml:4:25 services[0].recovery_threshold: expected a whole number from 1 to 1000, got "many"'],
    ],
    [
      'expect: []',
      ['config.yaml:4:13 services[0].expect: expected a mapping with contains, not_contains, matches, …, got a list'],
    ],
    ['expect: {contain: x}', ['config.yaml:4:14 services[0].expect.contain: unknown key, did you mean "contains"?']],
    ['expect: {contains: ""}', ['config.yaml:4:24 services[0].expect.contains: expected text, or a list, got ""']],
    ['expect: {contains: [a, 5]}', ['config.yaml:4:28 services[0].expect.contains[1]: expected text, got 5']],
    [
      'expect: {matches: "("}',
      ['config.yaml:4:23 services[0].expect.matches: expected a regular expression, got "(": unterminated group'],
    ],
    [
      'expect: {matches: [ok, "[b-a]"]}',
      [
        'config.yaml:4:28 services[0].expect.matches[1]: expected a regular expression, got "[b-a]": range out of order in character class',
      ],
    ],
    [
      'expect: {json: status}',
      [
        'config.yaml:4:20 services[0].expect.json: expected a path and a wanted value: {path: $.status, equals: ok}, got "status"',
      ],
    ],
    [
      'expect: {json: [{path: status}]}',
      ['config.yaml:4:21 services[0].expect.json[0].equals: is missing: expected the wanted value'],
    ],
    [
      'expect: {json: [{path: "a..b", equals: 1}]}',
      [
        'config.yaml:4:28 services[0].expect.json[0].path: expected a path such as $.status or checks[0].state, got "a..b"',
      ],
    ],
    [
      'expect: {json: [{path: a, equal: 1}]}',
      [
        'config.yaml:4:21 services[0].expect.json[0].equals: is missing: expected the wanted value',
        'config.yaml:4:38 services[0].expect.json[0].equal: unknown key; known here: path, equals',
      ],
    ],
    [
      'expect: {json: [5]}',
      [
        'config.yaml:4:21 services[0].expect.json[0]: expected a path and a wanted value: {path: $.status, equals: ok}, got 5',
      ],
    ],
    [
      'expect: {headers: {Server: [a]}}',
      [
        'config.yaml:4:32 services[0].expect.headers.Server: expected the wanted value, or {contains: part of it}, got a list',
      ],
    ],
    ['expect: {headers: {"a b": c}}', ['config.yaml:4:31 services[0].expect.headers["a b"]: is no name of a header']],
    [
      'expect: {headers: {A: b}, header: {A: b}}',
      ['config.yaml:4:31 services[0].expect.header: is the same as headers: remove one of them'],
    ],
    [
      'expect: {max_response_time: slow}',
      [
        'config.yaml:4:33 services[0].expect.max_response_time: expected seconds as a number greater than 0, got "slow"',
      ],
    ],
    [
      'method: HEAD\nexpect: {contains: x}',
      ['config.yaml:5:5 services[0].expect: the answer to a HEAD request has no body to look into: use method: GET'],
    ],
    ['follow_redirects: 3', ['config.yaml:4:23 services[0].follow_redirects: expected true or false, got 3']],
    ['tls: strict', ['config.yaml:4:10 services[0].tls: expected a mapping with verify, expiry_warning, got "strict"']],
    ['tls: {verify: maybe}', ['config.yaml:4:19 services[0].tls.verify: expected true or false, got "maybe"']],
    [
      'tls: {expiry_warning: [21, soon]}',
      ['config.yaml:4:32 services[0].tls.expiry_warning[1]: expected a number of days such as 21, got "soon"'],
    ],
    ['tls: {ca: x}', ['config.yaml:4:11 services[0].tls.ca: unknown key; known here: verify, expiry_warning']],
    ['group: 5', ['config.yaml:4:12 services[0].group: expected text, got 5']],
    ['tags: [a, 1]', ['config.yaml:4:15 services[0].tags[1]: expected text, got 1']],
    ['tags: {a: b}', ['config.yaml:4:11 services[0].tags: expected text, or a list, got a mapping']],
    [
      'runbook: wiki/api',
      ['config.yaml:4:14 services[0].runbook: expected a URL that begins with http:// or https://, got "wiki/api"'],
    ],
    ['description: [x]', ['config.yaml:4:18 services[0].description: expected text, got a list']],
    ['paused: 2026-01-01', ['config.yaml:4:13 services[0].paused: expected true or false, got "2026-01-01"']],
    [
      'requires: vpn',
      ['config.yaml:4:15 services[0].requires: expected a mapping with interface, route, canary, got "vpn"'],
    ],
    [
      'requires: {interfaces: tun0}',
      ['config.yaml:4:16 services[0].requires.interfaces: unknown key, did you mean "interface"?'],
    ],
    [
      'requires: {route: home}',
      ['config.yaml:4:23 services[0].requires.route: expected a network such as 10.8.0.0/16, got "home"'],
    ],
  ])('%j is refused', async (keys, complaints) => {
    expect(await complaintsAbout(serviceText(keys))).toEqual(complaints);
  });
});

describe('a file that says', () => {
  it.each([
    [
      '- 1',
      [
        'config.yaml:1:1: expected a mapping with services, monitoring, slack, desktop, connectivity, maintenance, history, logging, dashboard, heartbeat_url, got a list',
      ],
    ],
    ['services: {}', ['config.yaml:1:11 services: expected a list (each entry begins with "- "), got a mapping']],
    ['services: x', ['config.yaml:1:11 services: expected a list (each entry begins with "- "), got "x"']],
    ['services:\n  - url: http://a.example\n', ['config.yaml:2:5 services[0].name: is missing: expected a name']],
    [
      'services:\n  - name: A\n',
      ['config.yaml:2:5 services[0].url: is missing: expected a URL that begins with http:// or https://'],
    ],
    [
      'services:\n  - https://a.example\n',
      ['config.yaml:2:5 services[0]: expected a mapping with name, url, method, …, got "https://a.example"'],
    ],
    [
      'services:\n  - {name: A, url: a.example}\n',
      ['config.yaml:2:20 services[0].url: expected a URL that begins with http:// or https://, got "a.example"'],
    ],
    [
      'services:\n  - {name: A, url: "ftp://a.example"}\n',
      ['config.yaml:2:20 services[0].url: expected a URL that begins with http:// or https://, got "ftp://a.example"'],
    ],
    [
      'services:\n  - {name: A, url: "http://a.example:99999/"}\n',
      ['config.yaml:2:20 services[0].url: expected a valid URL, got "http://a.example:99999/"'],
    ],
    [
      'services:\n  - {name: A, url: "http://me:pw@a .example/"}\n',
      ['config.yaml:2:20 services[0].url: expected a valid URL, got "http://…@a .example/"'],
    ],
    [
      'services:\n  - {name: 5, url: "http://a.example/"}\n',
      ['config.yaml:2:12 services[0].name: expected a name, got 5: put it in quotes'],
    ],
    [
      'services:\n  - {name: "A\\nB", url: "http://a.example/"}\n',
      ['config.yaml:2:12 services[0].name: expected a name on one line, without control characters'],
    ],
    [
      'services:\n  - name: A\n    url: http://a.example\n  - name: B\n    url: http://b.example\n  - name: A\n    url: http://c.example\n',
      ['config.yaml:6:11 services[2].name: "A" is already the name of the service on line 2: names must differ'],
    ],
    ['service: []\n', ['config.yaml:1:1 service: unknown key, did you mean "services"?']],
    [
      'monitoring: 5',
      [
        'config.yaml:1:13 monitoring: expected a mapping with check_interval, failure_threshold, recovery_threshold, …, got 5',
      ],
    ],
    [
      'monitoring: {check_interval: often, interval: 5, failure_threshold: 0, max_concurrent: 0}',
      [
        'config.yaml:1:30 monitoring.check_interval: expected seconds as a number greater than 0, got "often"',
        'config.yaml:1:37 monitoring.interval: unknown key, did you mean "check_interval"?',
        'config.yaml:1:69 monitoring.failure_threshold: expected a whole number from 1 to 1000, got 0',
        'config.yaml:1:88 monitoring.max_concurrent: expected a whole number from 1 to 10000, got 0',
      ],
    ],
    [
      'slack:\n  channel: #alerts\n',
      [
        'config.yaml:2:3 slack.channel: expected a channel such as "#asl-alerts", got nothing: without quotes a # begins a comment',
      ],
    ],
    [
      'slack: {channel: "two words", enabled: maybe, language: de, token: xoxb-1-2, mention: "@alice"}',
      [
        'config.yaml:1:18 slack.channel: expected a channel such as "#asl-alerts", got "two words"',
        'config.yaml:1:40 slack.enabled: expected true or false, got "maybe"',
        'config.yaml:1:57 slack.language: expected en or fr, got "de"',
        'config.yaml:1:61 slack.token: a token does not belong into this file: set SLACK_BOT_TOKEN in the environment, or in .env beside the configuration',
        'config.yaml:1:87 slack.mention: expected @channel, @here, the ID of a member (U…) or of a user group (S…), got "@alice": Slack calls nobody by name; copy the ID from the profile',
      ],
    ],
    [
      'slack: {mention: [U012ABCDEF, bob]}',
      [
        'config.yaml:1:31 slack.mention[1]: expected @channel, @here, the ID of a member (U…) or of a user group (S…), got "bob"',
      ],
    ],
    [
      'desktop: {sounds: true, quiet_hours: {from: 22, to: "25:00", days: [fry]}, severities: {criticl: {}, normal: {sound: loud}}}',
      [
        'config.yaml:1:11 desktop.sounds: unknown key, did you mean "sound"?',
        'config.yaml:1:45 desktop.quiet_hours.from: expected a time of day in quotes such as "22:30", got 22',
        'config.yaml:1:53 desktop.quiet_hours.to: expected a time of day in quotes such as "22:30", got "25:00"',
        'config.yaml:1:69 desktop.quiet_hours.days[0]: expected a day such as mon, got "fry", did you mean "fri"?',
        'config.yaml:1:89 desktop.severities.criticl: unknown key, did you mean "critical"?',
        'config.yaml:1:118 desktop.severities.normal.sound: expected true or false, got "loud"',
      ],
    ],
    [
      'desktop: {quiet_hours: {from: "22:00", to: "22:00"}}',
      ['config.yaml:1:44 desktop.quiet_hours.to: expected another time than from'],
    ],
    [
      'connectivity: {canaries: 1.1.1.1}',
      ['config.yaml:1:26 connectivity.canaries: expected a list of canaries, got "1.1.1.1"'],
    ],
    [
      'connectivity: {canaries: ["1.1.1.1:99999"]}',
      [
        'config.yaml:1:27 connectivity.canaries[0].host: expected a URL, or a host and port such as 1.1.1.1:443, got "1.1.1.1:99999"',
      ],
    ],
    [
      'connectivity: {canaries: []}',
      [
        'config.yaml:1:26 connectivity.canaries: expected at least one canary (to judge without any, set connectivity.enabled: false)',
      ],
    ],
    [
      'connectivity: {canaries: [nowhere, {url: "http://a.example", host: "b:1"}, {expected_status: 200}]}',
      [
        'config.yaml:1:27 connectivity.canaries[0].host: expected a URL, or a host and port such as 1.1.1.1:443, got "nowhere"',
      ],
    ],
    [
      'maintenance:\n  - {services: [], tags: [], from: "01:00", to: "02:00"}\n',
      [
        'config.yaml:2:5 maintenance[0]: is for no service: name one, or remove services, groups and tags for a window that is for everything',
      ],
    ],
    ['maintenance: {}', ['config.yaml:1:14 maintenance: expected a list (each entry begins with "- "), got a mapping']],
    [
      'maintenance:\n  - {name: x}\n  - {start: 2026-01-01, from: "01:00", to: "02:00"}\n  - {start: 2026-02-30 10:00, end: soon}\n  - {start: 2026-01-02, end: 2026-01-01}\n  - {start: 2026-01-01}\n  - {from: "01:00"}\n  - {from: "01:00", to: "01:00"}\n  - {from: "01:00", to: "02:00", timezone: Europe/Pariss}\n  - {start: 2026-01-01, end: 2026-01-02, timezone: Europe/Paris}\n',
      [
        'config.yaml:2:5 maintenance[0]: expected either start and end (one-off), or from and to with days (recurring)',
        'config.yaml:3:5 maintenance[1]: expected either start and end (one-off), or from and to with days (recurring)',
        'config.yaml:4:13 maintenance[2].start: expected a date and time such as 2026-12-24 22:00 or 2026-12-24T22:00:00+01:00, got "2026-02-30 10:00"',
        'config.yaml:4:36 maintenance[2].end: expected a date and time such as 2026-12-24 22:00 or 2026-12-24T22:00:00+01:00, got "soon"',
        'config.yaml:5:30 maintenance[3].end: expected a time after start',
        'config.yaml:6:5 maintenance[4]: expected both start and end',
        'config.yaml:7:5 maintenance[5]: expected both from and to',
        'config.yaml:8:25 maintenance[6].to: expected another time than from',
        'config.yaml:9:44 maintenance[7].timezone: expected a time zone such as Europe/Paris, got "Europe/Pariss"',
        'config.yaml:10:52 maintenance[8].timezone: is for recurring windows: write the offset into start and end',
      ],
    ],
    [
      'services: [{name: API, url: "http://a.example", group: Shop, tags: [web]}]\nmaintenance:\n  - {services: [APi, Nobody], groups: Shp, tags: [wep], from: "01:00", to: "02:00"}\n',
      [
        'config.yaml:3:17 maintenance[0].services[0]: no service has the name "APi", did you mean "API"?',
        'config.yaml:3:22 maintenance[0].services[1]: no service has the name "Nobody"',
        'config.yaml:3:39 maintenance[0].groups[0]: no service has the group "Shp", did you mean "Shop"?',
        'config.yaml:3:51 maintenance[0].tags[0]: no service has the tag "wep", did you mean "web"?',
      ],
    ],
    [
      'history: {raw_days: 0, rollup: 5, database: 5}',
      [
        'config.yaml:1:21 history.raw_days: expected a whole number of days, at least 1, got 0',
        'config.yaml:1:24 history.rollup: unknown key, did you mean "rollup_days"?',
        'config.yaml:1:45 history.database: expected text, got 5',
      ],
    ],
    [
      'logging: {level: WARN, file: "", incident_dir: x}',
      [
        'config.yaml:1:18 logging.level: expected DEBUG, INFO, WARNING, ERROR or CRITICAL, got "WARN", did you mean "WARNING"?',
        'config.yaml:1:30 logging.file: expected text, got ""',
        'config.yaml:1:34 logging.incident_dir: unknown key, did you mean "incidents_dir"?',
      ],
    ],
    [
      'logging: {level: VERBOSE}',
      ['config.yaml:1:18 logging.level: expected DEBUG, INFO, WARNING, ERROR or CRITICAL, got "VERBOSE"'],
    ],
    [
      'monitoring: {heartbeat_url: ftp://hc.example/my-secret}',
      [
        'config.yaml:1:29 monitoring.heartbeat_url: expected a URL that begins with http:// or https://, got something else',
      ],
    ],
    [
      'monitoring: {heartbeat_url: https://hc.example:x/my-secret}\nheartbeat_url: "https://hc.example/my secret"\n',
      [
        'config.yaml:1:29 monitoring.heartbeat_url: expected a URL that begins with http:// or https://, got something else',
        'config.yaml:2:1 heartbeat_url: is the same as monitoring.heartbeat_url on line 1: remove one of them',
      ],
    ],
    [
      'heartbeat_url: "https://hc.example/my secret"',
      ['config.yaml:1:16 heartbeat_url: expected a URL that begins with http:// or https://, got something else'],
    ],
    [
      'heartbeat_url: [https://hc.example/my-secret]',
      ['config.yaml:1:16 heartbeat_url: expected a URL that begins with http:// or https://, got a list'],
    ],
    [
      `monitoring:\n  heartbeat_url: https://hc.example/\${HEARTBEAT_ID}\n`,
      [
        'config.yaml:2:18 monitoring.heartbeat_url: the environment variable HEARTBEAT_ID is not set: set it, or add HEARTBEAT_ID=… to .env beside the configuration',
      ],
    ],
    [
      'dashboard: {port: 70000, host: 0.0.0.0, token: short}',
      [
        'config.yaml:1:19 dashboard.port: expected a port from 0 (any free one) to 65535, got 70000',
        'config.yaml:1:32 dashboard.host: expected 127.0.0.1, ::1 or localhost (the dashboard is for this machine only), got "0.0.0.0"',
        'config.yaml:1:48 dashboard.token: expected a token of at least 16 letters, digits, "-" or "_"',
      ],
    ],
  ])('%j is refused', async (text, complaints) => {
    expect(await complaintsAbout(text)).toEqual(complaints);
  });
});
