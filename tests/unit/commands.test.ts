import { describe, expect, it } from 'vitest';
import type { CommandArguments } from '../../main/commands/arguments.ts';
import { type Commands, type CommandsDependencies, createCommands, runCommand } from '../../main/commands/commands.ts';
import type { LoggedDecision } from '../../main/history/decisions.ts';
import { aggregate } from '../../main/monitor/aggregate.ts';
import type { Attention, ServiceOverview } from '../../main/monitor/attention.ts';
import type { Incident, Silence } from '../../main/monitor/model.ts';
import { isInScope } from '../../main/monitor/scope.ts';
import { aService } from '../support/services.ts';

const now = 1_700_000_000_000;
const ana = { name: 'Ana', via: 'command' } as const;

const services = [
  aService('API Production', { group: 'Core', tags: ['eu', 'paid'] }),
  aService('Web', { group: 'Core', tags: ['eu'] }),
  aService('Billing', { tags: ['paid'] }),
  aService('billing', { critical: false }),
];

function anIncident(service: string, more: Partial<Incident> = {}): Incident {
  return {
    id: `${service.replace(' ', '_')}_20231114_231000`,
    service,
    url: 'https://a.example/',
    critical: true,
    startedAt: now - 240_000,
    openedAt: now - 238_000,
    failure: { kind: 'status', phase: 'first_byte', sentence: 'expected status 200, got 503' },
    responseMs: 12,
    phases: {},
    consecutiveFailures: 2,
    flaps: 0,
    ...more,
  };
}

type Stage = {
  readonly commands: Commands;
  readonly calls: string[];
  silences: readonly Silence[];
};

/** The core as far as commands see it: these incidents are open, and snoozes last until they are ended. */
function stage(open: readonly Incident[] = [], more: Partial<CommandsDependencies> = {}): Stage {
  const calls: string[] = [];
  const incidents = new Map(open.map((incident) => [incident.service, incident]));
  const of = (service: (typeof services)[number]): ServiceOverview => {
    const incident = incidents.get(service.name);
    const silence = acted.silences.find(({ scope }) => isInScope(scope, service));
    return {
      service: service.name,
      url: service.url,
      critical: service.critical,
      status: incident === undefined ? 'up' : 'down',
      since: now - 240_000,
      slow: false,
      ...(service.group === undefined ? {} : { group: service.group }),
      ...(incident === undefined ? {} : { incident }),
      ...(silence === undefined ? {} : { silence }),
    };
  };
  const attention: Attention = {
    acknowledge(ids, by, note) {
      calls.push(`acknowledge ${ids.join(' ')}`);
      return [...incidents.values()]
        .filter(({ id, acknowledged }) => ids.includes(id) && acknowledged === undefined)
        .map((incident) => {
          const after = { ...incident, acknowledged: { by, at: now, ...(note === undefined ? {} : { note }) } };
          incidents.set(incident.service, after);
          return after;
        });
    },
    snooze({ scope, forMs, by }) {
      const silence: Silence = {
        kind: 'snooze',
        id: `snooze_${acted.silences.length + 1}`,
        scope,
        startedAt: now,
        by,
        ...(forMs === undefined ? {} : { until: now + forMs }),
      };
      acted.silences = [...acted.silences, silence];
      return silence;
    },
    unsnooze(ids) {
      const ended = acted.silences.filter(({ id }) => ids.includes(id));
      acted.silences = acted.silences.filter(({ id }) => !ids.includes(id));
      return ended;
    },
    overview() {
      const all = services.map(of);
      return { state: aggregate(all), services: all, silences: acted.silences, lastCycleAt: now - 3_000 };
    },
  };
  const acted: Stage = {
    calls,
    silences: [],
    commands: createCommands({
      attention,
      history: {
        incidents: ({ service, limit }) =>
          [anIncident('Old Service', { id: 'Old', endedAt: now }), ...open]
            .filter((incident) => service === undefined || incident.service === service)
            .slice(0, limit),
        decisions: ({ service }) => (service === 'Web' ? [aDecision] : []),
        outage: () => undefined,
        isIncidentIdTaken: (id) => id === 'Web_20200101_000000',
      },
      services: () => services,
      network: () => 'online',
      notifiers: () => [{ name: 'slack', owed: 0 }],
      heartbeat: () => undefined,
      testSlack: () => Promise.resolve({ ok: false, channel: '#alerts', reason: 'Slack is off' }),
      wallMs: () => now,
      ...more,
    }),
  };
  return acted;
}

const aDecision: LoggedDecision = {
  service: 'Web',
  at: now,
  firstAt: now,
  count: 1,
  alerted: false,
  cause: 'below_threshold',
  sentence: 'not alerted: 1 of 2 failures',
  kind: 'status',
};

const apiDown = anIncident('API Production', { outage: 'API_Production_20231114_231000' });
const webDown = anIncident('Web', { outage: 'API_Production_20231114_231000' });
const billingDown = anIncident('Billing');

describe('acknowledging', () => {
  const acknowledge = (targets: string[], open = [apiDown, webDown, billingDown]) =>
    stage(open)
      .commands.acknowledge({ targets, by: ana })
      .acknowledged.map(({ service }) => service);

  it.each<[string, string[], string[]]>([
    ['a service', ['Web'], ['Web']],
    ['a service in another case, where only one can be meant', ['WEB'], ['Web']],
    ['one of two services that differ in case only', ['Billing'], ['Billing']],
    ['an incident', ['Web_20231114_231000'], ['Web']],
    ['an outage, by the id of its first incident', ['API_Production_20231114_231000'], ['API Production', 'Web']],
    ['a group', ['group:core'], ['API Production', 'Web']],
    ['a tag', ['tag:paid'], ['API Production', 'Billing']],
    ['everything', ['all'], ['API Production', 'Web', 'Billing']],
    ['several at once, one of them well', ['Web', 'billing', 'service:Billing'], ['Web', 'Billing']],
  ])('takes %s', (_, targets, expected) => {
    expect(acknowledge(targets)).toEqual(expected);
  });

  it('keeps who and why, and says of a second one that the first was earlier', () => {
    const { commands } = stage([webDown]);
    const first = commands.acknowledge({ targets: ['Web'], by: ana, note: 'rolling back' });
    expect(first).toMatchObject({ acknowledged: [{ acknowledged: { by: ana, note: 'rolling back' } }], already: [] });
    const bob = { ...ana, name: 'Bob' };
    const second = commands.acknowledge({ targets: ['all'], by: bob });
    expect(second).toMatchObject({ acknowledged: [], already: [{ acknowledged: { by: ana } }] });
  });

  it.each([
    [['Wbe'], 'nothing here is called "Wbe": did you mean "Web"?'],
    [['Core'], 'nothing here is called "Core": did you mean "group:Core"?'],
    [['group:Cor'], 'nothing here is called "group:Cor": did you mean "group:Core"?'],
    [['Mainframe'], 'nothing here is called "Mainframe": "asl-monitor status" lists what there is'],
    [['BILLING'], '"BILLING" may be "Billing" or "billing": write it so'],
    [['billing'], 'nothing of "billing" is down: there is nothing to acknowledge'],
    [['Web_20200101_000000'], 'nothing of "Web_20200101_000000" is down: there is nothing to acknowledge'],
  ])('refuses %j', (targets, message) => {
    expect(() => acknowledge(targets)).toThrow(message);
  });

  it('does nothing at all where one of the targets is unknown', () => {
    const { commands, calls } = stage([webDown]);
    expect(() => commands.acknowledge({ targets: ['Web', 'Wbe'], by: ana })).toThrow('"Wbe"');
    expect(calls).toEqual([]);
  });
});

describe('snoozing', () => {
  it('is of what is named, all of it in one snooze', () => {
    const { commands } = stage([apiDown, webDown]);
    expect(commands.snooze({ targets: ['billing', 'group:Core'], forMs: 3_600_000, by: ana })).toMatchObject({
      silence: { until: now + 3_600_000, scope: { services: ['billing'], groups: ['Core'], tags: [] } },
      services: ['API Production', 'Web', 'billing'],
    });
  });

  it('of an outage is of the services that it has taken down, and lasts until they are well again', () => {
    const { commands } = stage([apiDown, webDown]);
    const { silence } = commands.snooze({ targets: ['API_Production_20231114_231000'], by: ana });
    expect(silence.scope).toEqual({ services: ['API Production', 'Web'], groups: [], tags: [] });
    expect(silence.until).toBeUndefined();
  });

  it('of all is of everything, also of services that are added later', () => {
    const { commands } = stage();
    expect(commands.snooze({ targets: ['Web', 'all'], forMs: 60_000, by: ana }).silence.scope).toBe('everything');
  });

  it('refuses an incident that is over', () => {
    const { commands } = stage();
    expect(() => commands.snooze({ targets: ['Web_20200101_000000'], by: ana })).toThrow(
      'the incident Web_20200101_000000 is over: name its service instead',
    );
  });
});

describe('ending snoozes', () => {
  const snoozed = (...targets: string[][]) => {
    const set = stage();
    for (const one of targets) set.commands.snooze({ targets: one, forMs: 60_000, by: ana });
    const end = (args: Omit<CommandArguments['unsnooze'], 'by'>) =>
      set.commands.unsnooze({ ...args, by: ana }).ended.map(({ id }) => id);
    return { set, end };
  };

  it('ends all of them where nothing is named', () => {
    expect(snoozed(['Web'], ['group:Core']).end({})).toEqual(['snooze_1', 'snooze_2']);
  });

  it('ends those that lie within what is named', () => {
    expect(snoozed(['Web'], ['Billing'], ['group:Core']).end({ targets: ['group:Core'] })).toEqual([
      'snooze_1',
      'snooze_3',
    ]);
    expect(snoozed(['Web'], ['group:Core']).end({ targets: ['Web'] })).toEqual(['snooze_1']);
  });

  it('ends the one with that id', () => {
    expect(snoozed(['Web'], ['group:Core']).end({ targets: ['snooze_2'] })).toEqual(['snooze_2']);
  });

  it('leaves one that others count on, and says how to end all of it', () => {
    const { end } = snoozed(['group:Core']);
    expect(() => end({ targets: ['Web'] })).toThrow(
      'what snoozes "Web" snoozes others too: end all of it with "asl-monitor unsnooze snooze_1"',
    );
  });

  it('says so where there is none', () => {
    expect(() => snoozed().end({})).toThrow('there is no snooze of anything');
    expect(() => snoozed(['Web']).end({ targets: ['Billing'] })).toThrow('there is no snooze of "Billing"');
  });

  it.each<[Omit<CommandArguments['unsnooze'], 'by'>]>([[{}], [{ targets: ['Web'] }], [{ targets: ['window-1'] }]])(
    'leaves maintenance to the configuration: %j',
    (args) => {
      const { set, end } = snoozed();
      const scope = { services: ['Web'], groups: [], tags: [] };
      set.silences = [{ id: 'window-1', kind: 'maintenance', name: 'Nightly', scope, startedAt: now, until: now + 1 }];
      expect(() => end(args)).toThrow('the maintenance "Nightly" is no snooze: end it by editing "maintenance"');
      expect(set.silences).toHaveLength(1);
    },
  );
});

describe('the status', () => {
  it('has each service under its state, and what is silenced with those that are paused', () => {
    const { commands } = stage([apiDown, webDown]);
    commands.acknowledge({ targets: ['API Production'], by: ana });
    commands.snooze({ targets: ['Billing'], forMs: 60_000, by: ana });
    const status = commands.status();
    expect(status).toMatchObject({
      at: now,
      state: 'down',
      network: 'online',
      lastCycleAt: now - 3_000,
      counts: { services: 4, down: 2, ok: 1, paused: 1, degraded: 0, unknown: 0 },
      notifiers: [{ name: 'slack', owed: 0 }],
      silences: [{ id: 'snooze_1' }],
    });
    expect(status.services[0]).toEqual({
      name: 'API Production',
      group: 'Core',
      critical: true,
      state: 'down',
      status: 'down',
      since: now - 240_000,
      slow: false,
      incident: apiDown.id,
      reason: 'expected status 200, got 503',
      acknowledged: { by: ana, at: now },
    });
    expect(status.services[2]).toMatchObject({ silence: { id: 'snooze_1', kind: 'snooze', until: now + 60_000 } });
    expect(status.outages).toMatchObject([{ id: apiDown.id, services: ['API Production', 'Web'], critical: true }]);
    expect(status.outages[0]?.acknowledged).toBeUndefined();
    commands.acknowledge({ targets: ['all'], by: { ...ana, name: 'Bob' } });
    expect(commands.status().outages[0]?.acknowledged?.by.name).toBe('Bob');
  });

  it('is plain JSON', () => {
    const status = stage([apiDown]).commands.status();
    expect(JSON.parse(JSON.stringify(status))).toEqual(status);
  });
});

describe('history', () => {
  it('is of one service, in whatever case, also of one that is no longer watched', () => {
    const { commands } = stage([webDown]);
    expect(commands.incidents({}).incidents).toHaveLength(2);
    expect(commands.incidents({ service: 'web' }).incidents).toEqual([webDown]);
    expect(commands.incidents({ service: 'Old Service' }).incidents).toMatchObject([{ id: 'Old' }]);
    expect(commands.decisions({ service: 'WEB', limit: 5 }).decisions).toEqual([aDecision]);
    expect(commands.decisions({ service: 'Billing' }).decisions).toEqual([]);
  });

  it('knows no others', () => {
    expect(() => stage().commands.incidents({ service: 'Wbe' })).toThrow('no service "Wbe": did you mean "Web"?');
  });
});

describe('a command from outside', () => {
  const run = (name: string, args: unknown) => runCommand(stage([webDown]).commands, name, args);

  it('is run with what it was given', async () => {
    expect(await run('incidents', { limit: 1 })).toMatchObject({ incidents: [{ id: 'Old' }] });
    expect(await run('testSlack', {})).toMatchObject({ ok: false });
  });

  it.each([
    ['statsu', {}, 'there is no command "statsu", did you mean "status"?; known are status, acknowledge'],
    ['toString', {}, 'there is no command "toString"'],
    ['__proto__', {}, 'there is no command "__proto__"'],
    ['acknowledge', { targets: ['Web'] }, 'acknowledge: arguments.by: expected a mapping with name, via'],
    ['acknowledge', { targets: [], by: ana }, 'acknowledge: arguments.targets: expected at least one'],
    ['acknowledge', { targets: 'Web', by: ana }, 'acknowledge: arguments.targets: expected a list of names'],
    ['acknowledge', { targets: [3], by: ana }, 'acknowledge: arguments.targets[0]: expected text, got 3'],
    [
      'acknowledge',
      { targets: ['Web'], by: ana, nte: '' },
      'acknowledge: arguments: unknown key, did you mean "note"?',
    ],
    [
      'snooze',
      { targets: ['Web'], by: ana, forMs: 7 * 86_400_000 + 1 },
      'snooze: arguments.forMs: expected milliseconds',
    ],
    ['snooze', { targets: ['Web'], by: ana, note: 'x'.repeat(501) }, 'arguments.note: expected at most 500 characters'],
    ['incidents', { limit: 0 }, 'incidents: arguments.limit: expected a whole number from 1 to 1000, got 0'],
    ['status', [], 'status: arguments: expected a mapping'],
    ['status', null, 'status: arguments: expected a mapping'],
  ])('is refused with a sentence: %s %j', async (name, args, message) => {
    await expect(run(name, args)).rejects.toThrow(message);
    await expect(run(name, args)).rejects.toMatchObject({ name: 'AttentionError' });
  });
});
