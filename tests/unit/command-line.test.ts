import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeAnswer } from '../../main/commands/answers.ts';
import { isColourful, runCommandLine } from '../../main/commands/line.ts';
import { parseCommand } from '../../main/commands/request.ts';
import { serveCommands } from '../../main/commands/socket.ts';
import type { Status } from '../../main/commands/status.ts';
import { commandUsage } from '../../main/commands/usage.ts';
import { commandDescriptions, isTypedCommand, type TypedCommand } from '../../main/commands/words.ts';
import type { Environment } from '../../main/config/environment.ts';
import type { Incident } from '../../main/monitor/model.ts';
import { createSlackServer } from '../support/slack-server.ts';

const by = { name: 'ana', via: 'command' };
const argumentsOf = (typed: TypedCommand, ...args: string[]) => {
  const request = parseCommand(typed, args, 'ana');
  return 'error' in request ? request.error : request.arguments;
};

describe('what somebody types', () => {
  it.each<[TypedCommand, string[], object]>([
    ['status', [], {}],
    ['ack', ['API', 'group:Core'], { targets: ['API', 'group:Core'], by }],
    ['ack', ['API', '--note', 'mine', '--by', 'Bob'], { targets: ['API'], by: { ...by, name: 'Bob' }, note: 'mine' }],
    ['snooze', ['all', '--for', '1h'], { targets: ['all'], by, forMs: 3_600_000 }],
    ['snooze', ['--for=1h30m', 'all'], { targets: ['all'], by, forMs: 5_400_000 }],
    ['snooze', ['API'], { targets: ['API'], by }],
    ['snooze', ['API', '--until-recovery'], { targets: ['API'], by }],
    ['snooze', ['API', '--for', 'until-recovery'], { targets: ['API'], by }],
    ['unsnooze', [], { by }],
    ['unsnooze', ['API'], { by, targets: ['API'] }],
    ['incidents', ['--open', '--service', 'API', '--limit', '5'], { open: true, service: 'API', limit: 5 }],
    ['decisions', ['--limit', '5'], { limit: 5 }],
    ['test-slack', [], {}],
  ])('is understood: %s %j', (typed, args, expected) => {
    expect(argumentsOf(typed, ...args)).toEqual(expected);
  });

  it.each<[TypedCommand, string[], string]>([
    ['status', ['API'], 'unexpected "API"; "asl-monitor status --help" says more'],
    ['status', ['--open'], `Unknown option '--open'; "asl-monitor status --help" says more`],
    ['ack', [], 'name what to ack: a service, an incident, an outage, group:NAME or all'],
    ['snooze', ['--for', '1h'], 'name what to snooze: a service'],
    [
      'snooze',
      ['API', '--for', '90'],
      '--for: expected 15m, 1h, 4h, 8h or another time such as 90s or 1h30m, got "90"',
    ],
    ['snooze', ['API', '--for', 'soon'], '--for: expected 15m'],
    ['snooze', ['API', '--for', '8d'], '--for: expected at most 7d, got "8d": for longer, set "paused: true"'],
    ['snooze', ['API', '--for', '1h', '--until-recovery'], 'give either --for or --until-recovery'],
    ['incidents', ['--limit', '0'], '--limit: expected a whole number from 1 to 1000, got "0"'],
    ['incidents', ['--limit', 'x'], '--limit: expected a whole number from 1 to 1000, got "x"'],
  ])('is refused with a sentence: %s %j', (typed, args, message) => {
    expect(argumentsOf(typed, ...args)).toContain(message);
  });

  it('is a command where its first word is one', () => {
    expect(['status', 'test-slack', '--json', 'toString', undefined].filter(isTypedCommand)).toEqual([
      'status',
      'test-slack',
    ]);
  });
});

describe('the help of a command', () => {
  const typed = Object.keys(commandDescriptions).filter(isTypedCommand);

  it.each(typed)('has every option of %s, and no other', (name) => {
    const named = [...commandUsage(name).matchAll(/^ {2}--([\w-]+)/gm)].map(([, option]) => option);
    expect(named).toEqual([...commandDescriptions[name].options, 'config', 'data-dir', 'json', 'help']);
  });
});

describe('asking', () => {
  let folder: string;
  let printed: string;
  let complained: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'asl-'));
    printed = '';
    complained = '';
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (typed: TypedCommand, args: readonly string[], environment: Environment = {}) =>
    runCommandLine(typed, args, {
      print: (text) => {
        printed += text;
      },
      complain: (text) => {
        complained += text;
      },
      environment,
      colours: false,
      wallMs: () => now,
    });

  async function serving<T>(answer: unknown, use: (asked: unknown[]) => Promise<T>): Promise<T> {
    const asked: unknown[] = [];
    const socket = serveCommands({
      dataDir: folder,
      warn: () => undefined,
      run(command, args) {
        asked.push({ command, args });
        return Promise.resolve(answer);
      },
    });
    await socket.ready;
    return use(asked).finally(() => socket.close());
  }

  it('finds the program by the folder of its configuration, and prints what it answers', async () => {
    await serving({ acknowledged: [anIncident], already: [] }, async (asked) => {
      expect(await run('ack', ['API', '--config', join(folder, 'config.yaml')])).toBe(0);
      const { username } = userInfo();
      expect(asked).toEqual([
        { command: 'acknowledge', args: { targets: ['API'], by: { name: username, via: 'command' } } },
      ]);
    });
    expect(printed).toBe('Acknowledged: API\n');
  });

  it('finds it by its data folder, and prints one object with --json', async () => {
    await serving({ incidents: [anIncident] }, async () => {
      expect(await run('incidents', ['--data-dir', folder, '--json'])).toBe(0);
    });
    expect(JSON.parse(printed)).toEqual({ incidents: [anIncident] });
    expect(printed.endsWith('}\n')).toBe(true);
  });

  it('says what to start where nothing runs', async () => {
    const config = join(folder, 'config.yaml');
    expect(await run('status', ['--config', config, '--json'])).toBe(1);
    const error = `no ASL Monitor runs for ${resolve(folder)}: start it with "asl-monitor --config ${config}"`;
    expect(complained).toBe(`asl-monitor: ${error}\n`);
    expect(JSON.parse(printed)).toEqual({ error });
  });

  it('says what is wrong with the command before it asks anybody', async () => {
    expect(await run('snooze', [])).toBe(1);
    expect(complained).toContain('name what to snooze');
    expect(await run('snooze', ['--help'])).toBe(0);
    expect(printed).toBe(commandUsage('snooze'));
  });

  it('says so where the answer is one of another version', async () => {
    await serving({ surprise: true }, async () => {
      expect(await run('status', ['--data-dir', folder])).toBe(1);
    });
    expect(complained).toContain('may be of another version; restart it');
  });

  describe('for a test message where nothing runs', () => {
    const config = () => join(folder, 'config.yaml');
    const write = (more: string) =>
      writeFileSync(
        config(),
        `services:\n  - {name: API, url: "https://a.example/"}\nslack:\n  channel: "#alerts"\n${more}`,
      );

    it('sends it, in the language of the configuration, and says as whom', async () => {
      const slack = await createSlackServer();
      write('  language: fr\n');
      const environment = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_API_URL: slack.url };
      expect(await run('test-slack', ['--config', config()], environment)).toBe(0);
      expect(printed).toMatch(/^● The test message is in #alerts\n {2}Signed in as \S+ in the workspace /);
      expect(slack.messages).toMatchObject([{ text: expect.stringContaining('Ceci est un essai'), mentions: [] }]);
      await slack.close();
    });

    it('says what stands in its way', async () => {
      const slack = await createSlackServer();
      write('');
      slack.misbehave([{ error: 'not_in_channel' }], 'chat.postMessage');
      const environment = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_API_URL: slack.url };
      expect(await run('test-slack', ['--config', config()], environment)).toBe(1);
      expect(printed).toMatch(/^■ No test message in #alerts: the bot is not a member of "#alerts"/);
      expect(printed).toContain('What to do: ');
      printed = '';
      expect(
        await run('test-slack', ['--config', config(), '--json'], { ...environment, SLACK_BOT_TOKEN: 'xoxb-no' }),
      ).toBe(1);
      expect(JSON.parse(printed)).toMatchObject({ ok: false, reason: expect.stringContaining('invalid_auth') });
      await slack.close();
    });

    it.each([
      ['', {}, 'there is no SLACK_BOT_TOKEN'],
      ['  enabled: false\n', { SLACK_BOT_TOKEN: 'xoxb-test' }, 'slack.enabled is false'],
    ])('says that Slack is off: %j', async (more, environment, reason) => {
      write(more);
      expect(await run('test-slack', ['--config', config()], environment)).toBe(1);
      expect(printed).toContain(reason);
    });

    it('names the place where the configuration is wrong', async () => {
      write('  langage: fr\n');
      expect(await run('test-slack', ['--config', config()])).toBe(1);
      expect(complained).toContain('config.yaml:5:3 slack.langage: unknown key, did you mean "language"?');
    });
  });
});

const now = new Date(2024, 10, 6, 15, 30).getTime();
const minute = 60_000;
const ana = { name: 'Ana', via: 'slack' } as const;

const anIncident: Incident = {
  id: 'API_20241106_152600',
  service: 'API',
  url: 'https://a.example/',
  critical: true,
  startedAt: now - 4 * minute,
  openedAt: now - 4 * minute,
  failure: { kind: 'status', phase: 'first_byte', sentence: 'expected status 200, got 503' },
  responseMs: 12,
  phases: {},
  consecutiveFailures: 2,
  flaps: 0,
};

const well = { critical: true, state: 'ok', status: 'up', since: now - 120 * minute, slow: false } as const;
const counts = { services: 0, ok: 0, degraded: 0, down: 0, unknown: 0, paused: 0 };
const aStatus: Status = {
  at: now,
  state: 'ok',
  counts: { ...counts, services: 2, ok: 2 },
  network: 'online',
  services: [
    { ...well, name: 'API', group: 'Core' },
    { ...well, name: 'Web' },
  ],
  outages: [],
  silences: [],
  notifiers: [{ name: 'slack', owed: 0 }],
  lastCycleAt: now - 3_000,
};
const view = { now, colours: false };
const shown = (status: Status) => describeAnswer('status', status, view);

describe('the status, for people', () => {
  it('begins with the one sentence that matters', () => {
    expect(shown(aStatus)).toEqual([
      '● All 2 services are well.',
      '',
      '● API  Core  up for 2 h',
      '● Web        up for 2 h',
      '',
      'slack: everything is told',
      'Everything was last checked 3 s ago',
    ]);
  });

  const down = {
    ...well,
    state: 'down',
    status: 'down',
    since: now - 4 * minute,
    incident: anIncident.id,
    reason: 'expected status 200, got 503',
  } as const;
  const anOutage = {
    id: anIncident.id,
    since: now - 4 * minute,
    explanation: { kind: 'host', value: 'gw.example' },
    services: ['API', 'Web'],
    incidents: ['a', 'b'],
    critical: true,
  } as const;

  it('has what is down first, with the reason, and who knows', () => {
    const acknowledged = { by: ana, at: now - minute };
    const status: Status = {
      ...aStatus,
      state: 'down',
      counts: { ...counts, services: 4, ok: 1, down: 2, paused: 1 },
      services: [
        { ...well, name: 'Well' },
        { ...down, name: 'API', acknowledged },
        { ...well, name: 'Snoozed', state: 'paused', silence: { id: 'snooze_1', kind: 'snooze', until: now + minute } },
        { ...down, name: 'Web' },
      ],
      outages: [anOutage],
      silences: [
        {
          id: 'snooze_1',
          kind: 'snooze',
          by: ana,
          note: 'deploying',
          scope: { services: ['Snoozed'], groups: [], tags: [] },
          startedAt: now,
          until: now + 15 * minute,
        },
        {
          id: 'w',
          kind: 'maintenance',
          name: 'Nightly',
          scope: 'everything',
          startedAt: now,
          until: now + 24 * 60 * minute,
        },
      ],
      notifiers: [{ name: 'slack', owed: 2, unreachableSince: now - minute, reason: 'no answer' }],
      heartbeat: { origin: 'https://hc.example', failingSince: now - minute, reason: 'HTTP 500' },
    };
    expect(shown(status)).toEqual([
      '■ One outage: host gw.example, 2 services, for 4 min.',
      '',
      '■ API      down for 4 min       expected status 200, got 503  acknowledged by Ana',
      '■ Web      down for 4 min       expected status 200, got 503',
      '● Well     up for 2 h',
      '‖ Snoozed  up for 2 h, snoozed',
      '',
      'Outages',
      '■ host gw.example  2 services  for 4 min  nobody has acknowledged it  API_20241106_152600',
      '',
      'Silenced',
      '‖ Snoozed     until 15:45 (15 min)          by Ana: deploying    snooze_1',
      '‖ everything  until 2024-11-07 15:30 (1 d)  maintenance Nightly',
      '',
      'slack: 2 alerts to tell, unreachable for 1 min: no answer',
      'Heartbeat to https://hc.example has failed for 1 min: HTTP 500',
      'Everything was last checked 3 s ago',
    ]);
  });

  it.each<[string, Partial<Status>, string]>([
    [
      'one service is down',
      { state: 'down', services: [{ ...down, name: 'API' }], outages: [{ ...anOutage, services: ['API'] }] },
      '■ One outage: API, for 4 min.',
    ],
    [
      'somebody has taken it',
      {
        state: 'down',
        services: [{ ...down, name: 'API' }],
        outages: [{ ...anOutage, services: ['API'], acknowledged: { by: ana, at: now - minute } }],
      },
      '■ One outage: API, for 4 min. Acknowledged by Ana at 15:29.',
    ],
    [
      'there are several',
      {
        state: 'down',
        counts: { ...counts, services: 9, down: 3 },
        services: [
          { ...down, name: 'API' },
          { ...down, name: 'Z' },
        ],
        outages: [anOutage, { ...anOutage, id: 'x', services: ['Z'] }],
      },
      '■ 2 outages, 3 of 9 services are down.',
    ],
    [
      'something is in doubt',
      {
        state: 'degraded',
        services: [
          { ...well, name: 'API', state: 'degraded', status: 'failing' },
          { ...well, name: 'B' },
        ],
      },
      '▲ 1 of 2 services is in doubt: API.',
    ],
    [
      'this machine is offline',
      { state: 'unknown', network: 'offline' },
      '◌ This machine is offline: what lies beyond it is not judged. Nothing has been seen yet, or nothing can be seen.',
    ],
    ['all is paused', { state: 'paused' }, '‖ Everything is paused or silenced.'],
    [
      'nothing is watched',
      { state: 'unknown', services: [], counts },
      '◌ Nothing is watched: the configuration has no services.',
    ],
    [
      'some are paused',
      { counts: { ...counts, services: 3, ok: 2, paused: 1 } },
      '● 2 of 3 services are well; of the others nothing is known, or they are paused or silenced.',
    ],
  ])('says so where %s', (_, more, first) => {
    expect(shown({ ...aStatus, ...more })[0]).toBe(first);
  });

  it('says why a service is not observed', () => {
    const services: Status['services'] = [
      { ...well, name: 'A', state: 'unknown', unobserved: { reason: 'vpn', from: now - minute } },
      { ...down, name: 'B', unobserved: { reason: 'offline', from: now - minute } },
      { ...well, name: 'C', state: 'paused', unobserved: { reason: 'paused', from: now } },
      { ...well, name: 'D', state: 'unknown', status: 'pending' },
      { ...well, name: 'E', state: 'degraded', slow: true },
    ];
    expect(shown({ ...aStatus, services }).slice(2, 7)).toEqual([
      '■ B  down; not observed for 1 min, offline             expected status 200, got 503',
      '▲ E  up, slow for 2 h',
      '◌ A  not observed for 1 min, its network is not there',
      '◌ D  not checked yet',
      '‖ C  paused',
    ]);
  });

  it('keeps its columns where characters are wide or none, and acts on no control character', () => {
    const services = ['日本', 'e\u0301a', 'a\u001b[2Jb'].map((name) => ({ ...well, name }));
    expect(shown({ ...aStatus, services }).slice(2, 5)).toEqual([
      '● 日本    up for 2 h',
      '● e\u0301a      up for 2 h',
      '● a [2Jb  up for 2 h',
    ]);
  });

  it('has colours for those who see them, and wants them', () => {
    expect(describeAnswer('status', aStatus, { now, colours: true })[0]).toBe(
      '\u001b[36m●\u001b[39m All 2 services are well.',
    );
    expect(isColourful(true, {})).toBe(true);
    expect(isColourful(false, {})).toBe(false);
    expect(isColourful(true, { NO_COLOR: '1' })).toBe(false);
    expect(isColourful(true, { TERM: 'dumb' })).toBe(false);
  });
});

describe('the other answers, for people', () => {
  it('tell of a snooze how to end it', () => {
    const silence = { id: 'snooze_1', kind: 'snooze', by: ana, scope: 'everything', startedAt: now } as const;
    expect(
      describeAnswer('snooze', { silence: { ...silence, until: now + 3_600_000 }, services: ['A', 'B'] }, view),
    ).toEqual([
      'Snoozed until 16:30 (1 h): everything (2 services)',
      'Checks go on. To end it before: asl-monitor unsnooze snooze_1',
    ]);
    expect(describeAnswer('unsnooze', { ended: [silence] }, view)).toEqual(['The snooze of everything by Ana is over']);
  });

  it('tell who acknowledged it before', () => {
    const already = [{ ...anIncident, acknowledged: { by: ana, at: now } }];
    expect(describeAnswer('acknowledge', { acknowledged: [], already }, view)).toEqual([
      'API was acknowledged before by Ana',
    ]);
  });

  it('list incidents and decisions', () => {
    const over = {
      ...anIncident,
      id: 'X',
      service: 'Web Shop',
      startedAt: now - 86_400_000,
      endedAt: now - 86_340_000,
    };
    expect(describeAnswer('incidents', { incidents: [anIncident, over] }, view)).toEqual([
      '■  15:26             for 4 min  API       expected status 200, got 503  API_20241106_152600',
      '●  2024-11-05 15:30  1 min      Web Shop  expected status 200, got 503  X',
    ]);
    const decision = { service: 'API', at: now, alerted: false, sentence: 'not alerted: 1 of 2 failures', count: 3 };
    expect(describeAnswer('decisions', { decisions: [decision] }, view)).toEqual([
      '▲  15:30  API  not alerted: 1 of 2 failures  3 times',
    ]);
    expect(describeAnswer('incidents', { incidents: [] }, view)).toEqual(['No incidents.']);
  });
});
