/** Every sentence that an alert is made of, in plain language; where and how they stand is each notifier's matter. */
import type { Alert, Failure, Phases } from '../monitor/model.ts';
import { assertNever } from '../monitor/model.ts';
import { type DigestWording, englishDigests } from './digest-wording.ts';
import { duration, milliseconds } from './durations.ts';
import { french } from './french-wording.ts';
import { englishNotes, type NoteWording } from './note-wording.ts';
import { englishOutages, type OutageWording } from './outage-wording.ts';
import { type ButtonWording, englishButtons } from './slack-button-wording.ts';

/** What one message tells. An alert that tells an end of which nobody knows the beginning tells both. */
export type Telling = 'down' | 'down_again' | 'up' | 'was_down' | 'edited' | 'removed';

/** `unannounced`: people have heard nothing of this incident yet. */
export function tellingOf(alert: Alert, unannounced: boolean): Telling {
  switch (alert.kind) {
    case 'opened':
      return 'down';
    case 'reopened':
      return unannounced ? 'down' : 'down_again';
    case 'changed':
    case 'acknowledged':
    case 'silenced':
    case 'still_down':
    case 'reminder':
      return alert.incident.flaps > 0 ? 'down_again' : 'down';
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
  preview(headline: string, marks: Marks, sentence: string | undefined): string;
  /** How long something lasted whose end is known, or lies between two times. */
  lasted(leastMs: number, mostMs: number): string;
  /** How long something takes or took, as people say it. */
  duration(ms: number): string;
  /** The same for what takes moments. */
  milliseconds(ms: number): string;
  /** What failed. Incidents keep the English of it, so that it is put into words here. */
  sentence(failure: Failure): string;
  /** Why it is not certain; kept in English too. */
  doubt(doubt: string): string;
  labelled(label: string, value: string): string;
  notCertain(doubt: string): string;
  late(by: string): string;
  lateDetail(detected: string, delivered: string): string;
  since(date: string, critical: boolean): string;
  period(from: string, until: string): string;
  /** Where the end was not observed. */
  unseenEnd(from: string, notBefore: string, notAfter: string): string;
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
  readonly outages: OutageWording;
  readonly digests: DigestWording;
  readonly notes: NoteWording;
  readonly buttons: ButtonWording;
};

export type Marks = { readonly critical: boolean; readonly doubtful: boolean };

export type Language = 'en' | 'fr';

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
  preview(headline, { critical, doubtful }, sentence) {
    const marked = `${headline}${critical ? ' (critical)' : ''}${doubtful ? ' (not certain)' : ''}`;
    return sentence === undefined ? marked : `${marked}: ${sentence}`;
  },
  lasted(leastMs, mostMs) {
    const [least, most] = [duration(leastMs), duration(mostMs)];
    return least === most ? most : `between ${least} and ${most}`;
  },
  duration,
  milliseconds,
  sentence: ({ sentence }) => sentence,
  doubt: (doubt) => doubt,
  labelled: (label, value) => `${label}: ${value}`,
  notCertain: (doubt) => `Not certain: ${doubt}.`,
  late: (by) => `told ${by} late`,
  lateDetail: (detected, delivered) => `Told late: detected ${detected}, delivered ${delivered}`,
  since: (date, critical) => `${critical ? 'Critical' : 'Not critical'}, down since ${date}`,
  period: (from, until) => `Down from ${from} until ${until}`,
  unseenEnd: (from, notBefore, notAfter) =>
    `Down since ${from}. It ended between ${notBefore} and ${notAfter}: nobody was watching`,
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
  outages: englishOutages,
  digests: englishDigests,
  notes: englishNotes,
  buttons: englishButtons,
};

/** Another language is one more entry here, and its code in `Language`. */
const wordings: Readonly<Record<Language, Wording>> = { en: english, fr: french };

export function wordingFor(language: Language): Wording {
  return wordings[language];
}

/** "DNS 2 ms, TCP 11 ms", in the order in which they happen; empty where none was reached. */
export function phasesText(phases: Phases, wording: Wording): string {
  const order = ['dnsMs', 'tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs'] as const;
  return order
    .flatMap((phase) => {
      const ms = phases[phase];
      return ms === undefined ? [] : [`${wording.phases[phase]} ${wording.milliseconds(ms)}`];
    })
    .join(', ');
}
