import type { Alert, Incident } from '../../../main/monitor/model.ts';

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
