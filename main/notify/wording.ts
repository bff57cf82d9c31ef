/** Every sentence that an alert is made of, in plain language; where and how they stand is each notifier's matter. */
import type { Alert, Phases } from '../monitor/model.ts';
import { assertNever } from '../monitor/model.ts';

/** What one message tells. An alert that tells an end of which nobody knows the beginning tells both. */
export type Telling = 'down' | 'down_again' | 'up' | 'was_down' | 'edited' | 'removed';

/** `unannounced`: people have heard nothing of this incident yet. */
export function tellingOf(alert: Alert, unannounced: boolean): Telling {
  switch (alert.kind) {
    case 'opened':
      return 'down';
    case 'reopened':
      return unannounced ? 'down' : 'down_again';
    case 'resolved': {
      const end = alert.incident.end ?? 'recovered';
      if (end !== 'recovered') return end;
      return unannounced ? 'was_down' : 'up';
    }
    default:
      return assertNever(alert.kind);
  }
}

export type Wording = {
  headline(telling: Telling, name: string, lasted: string): string;
  /** What a phone shows before anything is opened. */
  preview(headline: string, critical: boolean, sentence: string | undefined): string;
  late(by: string): string;
  lateDetail(detected: string, delivered: string): string;
  since(date: string, critical: boolean): string;
  period(from: string, until: string): string;
  responseTime(total: string, phases: string): string;
  reopened(times: number): string;
  readonly labels: Readonly<
    Record<
      | 'service'
      | 'group'
      | 'criticality'
      | 'statusCode'
      | 'responseTime'
      | 'incident'
      | 'url'
      | 'runbook'
      | 'flapping'
      | 'lastFailure',
      string
    >
  >;
  readonly critical: string;
  readonly notCritical: string;
  readonly noStatusCode: string;
  readonly phases: Readonly<Record<keyof Phases, string>>;
};

export type Language = 'en';

const english: Wording = {
  headline(telling, name, lasted) {
    switch (telling) {
      case 'down':
        return `${name} is down`;
      case 'down_again':
        return `${name} is down again`;
      case 'up':
        return `${name} is up again after ${lasted}`;
      case 'was_down':
        return `${name} was down for ${lasted} and is up again`;
      case 'edited':
        return `${name}: incident closed after ${lasted}, its settings were changed`;
      case 'removed':
        return `${name}: incident closed after ${lasted}, it is no longer watched`;
      default:
        return assertNever(telling);
    }
  },
  preview: (headline, critical, sentence) =>
    `${headline}${critical ? ' (critical)' : ''}${sentence === undefined ? '' : `: ${sentence}`}`,
  late: (by) => `told ${by} late`,
  lateDetail: (detected, delivered) => `Told late: detected ${detected}, delivered ${delivered}`,
  since: (date, critical) => `${critical ? 'Critical' : 'Not critical'}, down since ${date}`,
  period: (from, until) => `Down from ${from} until ${until}`,
  responseTime: (total, phases) => (phases === '' ? total : `${total} (${phases})`),
  reopened: (times) => (times === 1 ? 'came back once and failed again' : `came back ${times} times and failed again`),
  labels: {
    service: 'Service',
    group: 'Group',
    criticality: 'Criticality',
    statusCode: 'HTTP code',
    responseTime: 'Response time',
    incident: 'Incident',
    url: 'URL',
    runbook: 'Runbook',
    flapping: 'Flapping',
    lastFailure: 'Last failure',
  },
  critical: 'Critical',
  notCritical: 'Not critical',
  noStatusCode: 'none received',
  phases: { dnsMs: 'DNS', tcpMs: 'TCP', tlsMs: 'TLS', firstByteMs: 'first byte', bodyMs: 'body' },
};

/** Another language is one more entry here, and its code in `Language`. */
const wordings: Readonly<Record<Language, Wording>> = { en: english };

export function wordingFor(language: Language): Wording {
  return wordings[language];
}

/** "45 s", "4 min", "1 h 12 min", "2 d 3 h": what a person would say, rounded to at most two units. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 1) return 'less than 1 s';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return twoUnits(minutes, 60, 'h', 'min');
  return twoUnits(Math.round(minutes / 60), 24, 'd', 'h');
}

function twoUnits(count: number, size: number, large: string, small: string): string {
  const rest = count % size;
  const whole = `${Math.floor(count / size)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}

/** "120 ms", "1.2 s", "10 s": for what takes moments. */
export function milliseconds(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return `${Math.round(ms / 100) / 10} s`;
}

/** "DNS 2 ms, TCP 11 ms", in the order in which they happen; empty where none was reached. */
export function phasesText(phases: Phases, wording: Wording): string {
  const order = ['dnsMs', 'tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs'] as const;
  return order
    .flatMap((phase) => {
      const ms = phases[phase];
      return ms === undefined ? [] : [`${wording.phases[phase]} ${milliseconds(ms)}`];
    })
    .join(', ');
}
