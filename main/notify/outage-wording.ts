/** The sentences about an outage of several services. */
import type { Explanation, FailureKind } from '../monitor/model.ts';
import { assertNever } from '../monitor/model.ts';

export type OutageWording = {
  /** `shared` says what its services have in common, or who they are. */
  down(down: number, total: number, shared: string): string;
  /** `recovered` of them are well again, the others are no longer judged. */
  over(recovered: number, total: number, lasted: string, shared: string): string;
  /** The same where people had heard nothing of it. */
  wasDown(recovered: number, total: number, lasted: string, shared: string): string;
  joined(count: number, names: string): string;
  downAgain(count: number, names: string): string;
  upAgain(count: number, names: string): string;
  closed(count: number, names: string): string;
  /** One or more of the four above as one. */
  news(parts: readonly string[]): string;
  remaining(news: string, down: number, total: number): string;
  names(names: readonly string[], more: number): string;
  /** Short enough for a headline; undefined where they have nothing in common. */
  shared(explanation: Explanation): string | undefined;
  /** The same as a sentence. */
  explained(explanation: Explanation): string | undefined;
  /** The same of most services, where they fail in various ways. */
  readonly inVariousWays: string;
  since(critical: number, down: number, date: string): string;
  standing(down: number, total: number): string;
  notCertainOf(doubt: string, count: number, down: number): string;
  failure(name: string, sentence: string, likewise: number): string;
  /** One service of the list, after its shape and name. */
  memberDown(critical: boolean, date: string): string;
  memberUp(lasted: string): string;
  memberClosed(end: 'edited' | 'removed', lasted: string): string;
  /** What the list leaves out. */
  more(count: number, down: number): string;
  runbookOf(name: string): string;
  readonly services: string;
  readonly outage: string;
};

/** What they all do; plural, for a headline. */
const ways: Readonly<Record<FailureKind, string>> = {
  dns: 'all have names that do not resolve',
  refused: 'all refuse connections',
  reset: 'all break the connection',
  unreachable: 'none can be reached',
  timeout_connect: 'none accepts a connection in time',
  timeout_tls: 'none completes the TLS handshake in time',
  timeout_response: 'none answers in time',
  tls_expired: 'all have an expired certificate',
  tls_untrusted: 'all have a certificate that is not trusted',
  tls_name: 'all have a certificate for another name',
  status: 'all answer with an unexpected status',
  content: 'all answer with unexpected content',
  protocol: 'none answers in HTTP',
  too_large: 'all answer with too much to judge',
};

const services = (count: number): string => (count === 1 ? '1 service' : `${count} services`);
const are = (count: number): string => (count === 1 ? 'is' : 'are');
const were = (count: number): string => (count === 1 ? 'was' : 'were');
/** "12 services", or "10 of 12 services" where that is not all. */
const share = (count: number, total: number): string =>
  count === total ? services(total) : `${count} of ${services(total)}`;

export const englishOutages: OutageWording = {
  down: (down, total, shared) =>
    down === total
      ? `${services(total)} ${are(total)} down: ${shared}`
      : `${share(down, total)} ${are(down)} still down: ${shared}`,
  over: (recovered, total, lasted, shared) =>
    recovered === 0
      ? `Incidents of ${services(total)} closed after ${lasted}: ${shared}`
      : `${share(recovered, total)} ${are(recovered)} up again after ${lasted}: ${shared}`,
  wasDown: (recovered, total, lasted, shared) =>
    recovered === 0
      ? `Incidents of ${services(total)} closed after ${lasted}: ${shared}`
      : `${share(recovered, total)} ${were(recovered)} down for ${lasted} and ${are(recovered)} up again: ${shared}`,
  joined: (count, names) =>
    count === 1 ? `1 more service is down: ${names}` : `${count} more services are down: ${names}`,
  downAgain: (count, names) => `${names} ${are(count)} down again`,
  upAgain: (count, names) => `${names} ${are(count)} up again`,
  closed: (count, names) => `${names} ${are(count)} no longer judged`,
  news: (parts) => parts.join('; '),
  remaining: (news, down, total) => `${news}; ${down} of ${total} still down`,
  names: (names, more) => (more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more`),
  shared(explanation) {
    switch (explanation.kind) {
      case 'alone':
        return undefined;
      case 'host':
        return explanation.value;
      case 'zone':
        return `names in ${explanation.value}`;
      case 'vpn':
        return `VPN ${explanation.value}`;
      case 'address':
      case 'network':
      case 'port':
        return `${explanation.kind} ${explanation.value}`;
      case 'widespread':
        return ways[explanation.value];
      default:
        return assertNever(explanation);
    }
  },
  explained(explanation) {
    switch (explanation.kind) {
      case 'alone':
        return undefined;
      case 'zone':
        return `What they share: names in ${explanation.value}`;
      case 'vpn':
        return `What they share: the VPN ${explanation.value}`;
      case 'host':
      case 'address':
      case 'network':
      case 'port':
        return `What they share: the ${explanation.kind} ${explanation.value}`;
      case 'widespread':
        return 'What they share: most services fail, and in the same way';
      default:
        return assertNever(explanation);
    }
  },
  inVariousWays: 'What they share: most services fail at the same time, in various ways',
  since(critical, down, date) {
    if (critical === 0) return `None critical, down since ${date}`;
    return critical === down
      ? `${down === 1 ? 'Critical' : 'All critical'}, down since ${date}`
      : `${critical} of ${down} critical, down since ${date}`;
  },
  standing: (down, total) => `${down} of ${total} down now`,
  notCertainOf: (doubt, count, down) =>
    count === down ? `Not certain: ${doubt}.` : `Not certain for ${count} of ${down}: ${doubt}.`,
  failure: (name, sentence, likewise) =>
    likewise === 0 ? `${name}: ${sentence}` : `${name}: ${sentence} (and ${likewise} more in the same way)`,
  memberDown: (critical, date) => `${critical ? ' (critical)' : ''} down since ${date}`,
  memberUp: (lasted) => ` up again after ${lasted}`,
  memberClosed: (end, lasted) =>
    end === 'edited'
      ? ` closed after ${lasted}, its settings were changed`
      : ` closed after ${lasted}, no longer watched`,
  more(count, down) {
    if (down === 0 || down === count) return `and ${count} more`;
    return `and ${count} more, ${down} of them down`;
  },
  runbookOf: (name) => `Runbook: ${name}`,
  services: 'Services',
  outage: 'Outage',
};
