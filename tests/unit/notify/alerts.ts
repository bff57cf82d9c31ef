import type { Alert, Explanation, Incident } from '../../../main/monitor/model.ts';
import type { OutageStory } from '../../../main/monitor/ports.ts';

/** Noon UTC on the day on which the fake clock begins. */
export const noon = Date.UTC(2026, 2, 1, 12);

export type AlertStory = {
  readonly name?: string;
  /** Epoch milliseconds at which the alert became owed. */
  readonly at?: number;
  readonly incident?: Partial<Incident>;
  readonly service?: Partial<Alert['service']>;
};

/** An outage of a critical service that answers 503, which began 12 s before noon; a recovery comes 4 minutes later. */
export function anAlert(
  kind: Alert['kind'],
  { name = 'API Production', at, incident, service }: AlertStory = {},
): Alert {
  const url = 'https://api.example.com/health';
  const id = `${name.replace(/[^\w.-]/g, '_')}_20260301_115948`;
  const startedAt = noon - 12_000;
  const ended = kind === 'resolved' ? { endedAt: startedAt + 250_000, end: 'recovered' as const } : {};
  return {
    kind,
    incident: {
      id,
      service: name,
      url,
      critical: true,
      startedAt,
      openedAt: noon,
      ...ended,
      failure: { kind: 'status', phase: 'first_byte', sentence: 'Expected status 200, got 503' },
      statusCode: 503,
      responseMs: 120,
      phases: { dnsMs: 2, tcpMs: 11, tlsMs: 30, firstByteMs: 77 },
      address: '10.1.2.3:443',
      consecutiveFailures: 2,
      flaps: 0,
      ...incident,
    },
    service: { name, url, method: 'GET', critical: true, ...service },
    at: at ?? (kind === 'resolved' ? startedAt + 252_000 : noon),
  };
}

export type OutageParts = {
  readonly explanation?: Explanation;
  /** Names of critical services; the others are not. */
  readonly critical?: readonly string[];
  /** Names of services that are well again, and when. */
  readonly up?: Readonly<Record<string, number>>;
  readonly incident?: Partial<Incident>;
};

const behindGateway: Explanation = { kind: 'host', value: 'gateway.example.com' };

/** An outage of services with these names behind one gateway, which began 12 s before noon. Its id is that of the first. */
export function anOutage(
  names: readonly string[],
  { explanation = behindGateway, critical = [], up = {}, incident }: OutageParts = {},
): OutageStory {
  const incidents = names.map((name): Incident => {
    const endedAt = up[name];
    const own = {
      ...anAlert('opened', { name }).incident,
      critical: critical.includes(name),
      outage: outageIdOf(names),
      failure: { kind: 'refused', phase: 'tcp', sentence: `connection to 10.1.2.3:443 refused for ${name}` } as const,
      ...incident,
    };
    return endedAt === undefined ? own : { ...own, endedAt, end: 'recovered' };
  });
  const ends = incidents.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [endedAt]));
  return {
    outage: {
      id: outageIdOf(names),
      startedAt: noon - 12_000,
      explanation,
      members: incidents.map(({ id }) => id),
      ...(ends.length === incidents.length && { endedAt: Math.max(...ends) }),
    },
    incidents,
  };
}

/** The alert about one service of that outage, owed at `at`. */
export function alertIn(
  { incidents }: OutageStory,
  kind: Alert['kind'],
  name: string,
  { at = noon, notBefore, service }: { at?: number; notBefore?: number; service?: Partial<Alert['service']> } = {},
): Alert {
  const incident = incidents.find((one) => one.service === name);
  if (incident === undefined) throw new Error(`${name} is no part of the outage`);
  const alert = anAlert(kind, { name, at, service: { critical: incident.critical, ...service } });
  return { ...alert, incident, ...(notBefore !== undefined && { notBefore }) };
}

const outageIdOf = (names: readonly string[]): string => anAlert('opened', { name: names[0] ?? '' }).incident.id;

/** "s01" to "s12". */
export const manyNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `s${String(at + 1).padStart(String(count).length, '0')}`);
