/** Incidents as the list is given them. */
import type { FailureKind } from '../../../main/monitor/model.ts';
import type { IncidentRow } from '../../../preload/past.ts';

const sentences = {
  refused: { en: '10.1.2.3:443 refused the connection', fr: '10.1.2.3:443 a refusé la connexion' },
  status: { en: 'HTTP status 503, expected 200', fr: 'Code HTTP 503, 200 attendu' },
};

type Wish = {
  readonly service: string;
  readonly from: Date;
  /** Absent while it is open. */
  readonly to?: Date;
  readonly outage?: string;
  readonly kind?: FailureKind & keyof typeof sentences;
  readonly acknowledgedBy?: string;
  readonly endedNotBefore?: Date;
};

export function incident({
  service,
  from,
  to,
  outage,
  kind = 'refused',
  acknowledgedBy,
  endedNotBefore,
}: Wish): IncidentRow {
  const id = `${service}_${from.toISOString()}`;
  const startedAt = from.getTime();
  return {
    id,
    service,
    outage: outage ?? id,
    url: `https://${service}.example.com/`,
    critical: true,
    startedAt,
    openedAt: startedAt + 2_000,
    ...(to === undefined ? {} : { endedAt: to.getTime(), end: 'recovered' as const }),
    ...(endedNotBefore === undefined ? {} : { endedNotBefore: endedNotBefore.getTime() }),
    kind,
    sentence: sentences[kind],
    flaps: 0,
    ...(acknowledgedBy === undefined
      ? {}
      : { acknowledged: { by: { name: acknowledgedBy, via: 'slack' as const }, at: startedAt + 60_000 } }),
  };
}

/** On a day of November 2026, by the clock on the wall. */
export const at = (day: number, hour = 0, minute = 0, second = 0): Date =>
  new Date(2026, 10, day, hour, minute, second);

export const ids = (rows: readonly IncidentRow[]): readonly string[] => rows.map(({ service }) => service);
