import { describe, expect, it } from 'vitest';
import { type Status, statusOf } from '../../../main/commands/status.ts';
import { aggregate } from '../../../main/monitor/aggregate.ts';
import type { ServiceOverview } from '../../../main/monitor/attention.ts';
import type { Silence } from '../../../main/monitor/model.ts';
import { incidentRow } from '../../../main/window/incidents.ts';
import { type Circumstances, headOf, serviceView } from '../../../main/window/projection.ts';
import { aService } from '../../support/services.ts';
import { anIncident } from './stage.ts';

const now = Date.UTC(2026, 2, 1, 12);

function anOverview(service: string, more: Partial<ServiceOverview> = {}): ServiceOverview {
  return { service, url: 'https://x.example/', critical: true, status: 'up', since: now, slow: false, ...more };
}

function statusWith(overviews: readonly ServiceOverview[], more: Partial<Parameters<typeof statusOf>[1]> = {}): Status {
  return statusOf(
    { state: aggregate(overviews), services: overviews, silences: silences, lastCycleAt: now - 3_000 },
    {
      at: now,
      network: 'online',
      notifiers: [],
      heartbeat: undefined,
      explanationOf: () => ({ kind: 'host', value: 'shared.example' }),
      ...more,
    },
  );
}

const silences: readonly Silence[] = [
  {
    kind: 'snooze',
    id: 's',
    scope: 'everything',
    startedAt: 5,
    until: 9,
    by: { name: 'Ana', via: 'slack' },
    note: 'dull',
  },
  { kind: 'maintenance', id: 'm', scope: 'everything', startedAt: 6, name: 'Nightly' },
];

const circumstances: Circumstances = {
  version: '1.2.3',
  networkSince: 4,
  slack: 'on',
  file: '/etc/asl/config.yaml',
  revision: 7,
  problems: [],
  isDemo: false,
  preferences: {},
};

describe('a service as the window shows it', () => {
  const service = aService('API', {
    url: 'https://ana:hunter2@api.example/health',
    method: 'HEAD',
    group: 'Core',
    tags: ['eu'],
    runbook: 'https://wiki.example/api',
    description: 'The front door',
  });

  function view(overview: ServiceOverview) {
    const [state] = statusWith([overview]).services;
    if (state === undefined) throw new Error('there is no state');
    return serviceView(service, state, { overview, certificateValidTo: 8, uptime: { day: 1 } });
  }

  it('has all that is configured for people, and no password', () => {
    expect(view(anOverview('API', { group: 'Core' }))).toEqual({
      name: 'API',
      url: 'https://***@api.example/health',
      method: 'HEAD',
      group: 'Core',
      tags: ['eu'],
      critical: true,
      description: 'The front door',
      runbook: 'https://wiki.example/api',
      state: 'ok',
      status: 'up',
      since: now,
      slow: false,
      certificateValidTo: 8,
      uptime: { day: 1 },
    });
  });

  it('tells an incident with its doubt, in both languages', () => {
    const incident = anIncident('API', {
      outage: 'Web_1',
      statusCode: 503,
      failure: { kind: 'status', phase: 'first_byte', sentence: 'expected status 200, got 503 Service Unavailable' },
      doubt: 'the network of this machine loses packets',
    });
    expect(view(anOverview('API', { status: 'down', incident })).incident).toEqual({
      id: incident.id,
      outage: 'Web_1',
      startedAt: incident.startedAt,
      kind: 'status',
      sentence: {
        en: 'expected status 200, got 503 Service Unavailable',
        fr: 'statut 503 Service Unavailable au lieu de 200',
      },
      statusCode: 503,
      consecutiveFailures: 2,
      flaps: 0,
      doubt: {
        en: 'the network of this machine loses packets',
        fr: 'le réseau de cette machine perd des paquets',
      },
    });
  });

  it('says why it is not observed, and which silence ends last', () => {
    expect(
      view(anOverview('API', { unobserved: { reason: 'vpn', from: 3 }, ...(silences[0] && { silence: silences[0] }) })),
    ).toMatchObject({
      state: 'paused',
      unobserved: { reason: 'vpn', from: 3 },
      silence: { id: 's', kind: 'snooze', until: 9 },
    });
  });
});

describe('everything but the services', () => {
  it('is counted, with outages, silences and who is not told', () => {
    const status = statusWith(
      [
        anOverview('API', { status: 'down', incident: anIncident('API') }),
        anOverview('Web'),
        anOverview('Mail', { slow: true }),
      ],
      {
        notifiers: [
          { name: 'slack', owed: 2, unreachableSince: 7, reason: 'Slack does not know the token (invalid_auth)' },
        ],
        heartbeat: { origin: 'https://hc.example', lastOkAt: 1, failingSince: 2, reason: 'status 500' },
      },
    );
    expect(headOf(status, circumstances)).toEqual({
      version: '1.2.3',
      state: 'down',
      counts: { services: 3, ok: 1, degraded: 1, down: 1, unknown: 0, paused: 0 },
      network: { state: 'online', since: 4 },
      outages: [
        {
          id: 'API_20260301_130000',
          since: now,
          explanation: { kind: 'host', value: 'shared.example' },
          services: ['API'],
          critical: true,
        },
      ],
      silences: [
        { id: 's', kind: 'snooze', scope: 'everything', startedAt: 5, until: 9, by: 'Ana', note: 'dull' },
        { id: 'm', kind: 'maintenance', scope: 'everything', startedAt: 6, name: 'Nightly' },
      ],
      notifiers: [
        {
          name: 'slack',
          owed: 2,
          unreachableSince: 7,
          reason: {
            en: 'Slack does not know the token (invalid_auth)',
            fr: 'Slack ne connaît pas le jeton (invalid_auth)',
          },
        },
      ],
      slack: 'on',
      heartbeat: {
        origin: 'https://hc.example',
        failingSince: 2,
        reason: { en: 'status 500', fr: 'code HTTP 500' },
      },
      lastCycleAt: now - 3_000,
      configuration: { file: '/etc/asl/config.yaml', revision: 7, problems: [] },
      isDemo: false,
      preferences: {},
    });
  });
});

describe('an incident as a row', () => {
  it('has its end, who takes care of it, and no password', () => {
    const acknowledged = { by: { name: 'Ana', via: 'window' }, at: 9 } as const;
    const incident = anIncident('API', {
      url: 'https://token@api.example/',
      endedAt: now + 60_000,
      endedNotBefore: now + 30_000,
      end: 'recovered',
      acknowledged,
    });
    expect(incidentRow(incident)).toMatchObject({
      outage: incident.id,
      url: 'https://***@api.example/',
      endedAt: now + 60_000,
      endedNotBefore: now + 30_000,
      end: 'recovered',
      sentence: { fr: '10.1.2.3:443 a refusé la connexion' },
      acknowledged,
    });
  });
});
