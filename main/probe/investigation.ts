/** One investigation: everything that is asked when it is not clear whether this machine's network is at fault. */
import { isIP } from 'node:net';
import type { Cancel, Clock } from '../monitor/ports.ts';
import type { Canary, Contact, Evidence, Question, Way } from '../monitor/surroundings.ts';
import { createConnector } from './connection.ts';
import { beginContact, type Plan, type RunningContact } from './contact.ts';
import { hasUsableInterface, type LocalNetwork } from './local-network.ts';
import type { BeginSurvey } from './name-survey.ts';
import { hostOf, type ProxyRule } from './proxy.ts';
import type { RequestFactory } from './request.ts';
import type { Trust } from './trust.ts';
import { defaultLocalOf, findSources, internet, type Sources, wayTo } from './ways.ts';
import { formatAddress } from './wording.ts';

export type InvestigationDeps = {
  readonly clock: Clock;
  readonly network: LocalNetwork;
  readonly beginSurvey: BeginSurvey;
  readonly requests: RequestFactory;
  readonly proxyFor: ProxyRule;
  readonly trust: Trust;
};

const durationMs = 2_000;
/** How long the first canary is alone: it answers well before that, and the others need not be troubled. */
const aloneMs = 300;
const mostWitnesses = 6;
const mostNames = 5;
const gatewayPorts = [53, 80, 443];

/** See `Surroundings.investigate`. The first canary is asked at once, the others only if it does not answer rightly. */
export function beginInvestigation(
  { clock, network, beginSurvey, requests, proxyFor, trust }: InvestigationDeps,
  question: Question,
  canaries: readonly Canary[],
  tell: (evidence: Evidence) => void,
): Cancel {
  const endMs = clock.monotonicMs() + durationMs;
  const local = network.addresses();
  const hasInterface = local === undefined || hasUsableInterface(local);
  const gateway = network.gateway();
  const witnesses = question.witnesses.slice(0, mostWitnesses);
  const contacts: RunningContact[] = [];
  let [first, ...rest] = canaries.map(canaryPlan);
  if (first?.kind !== 'page') [first, rest] = [undefined, canaries.map(canaryPlan)];
  let sources: Sources | undefined;
  let ways: ReadonlyMap<string, Way> = new Map();
  let flushing: NodeJS.Immediate | undefined;
  let isOver = false;

  /** What becomes known together is told together, and nothing before this function has returned. */
  const changed = () => {
    if (!isOver) flushing ??= setImmediate(flush);
  };
  const survey = beginSurvey(changed);
  const deps = { clock, requests, connect: createConnector({ clock, lookup: survey.lookup, trust }) };

  const contact = (plan: Plan) => {
    const running = beginContact(deps, plan, Math.max(1, endMs - clock.monotonicMs()), changed);
    contacts.push(running);
    return running;
  };

  const askRest = () => {
    cancelAlone();
    for (const plan of rest.splice(0)) contact(plan);
    changed();
  };

  const flush = () => {
    flushing = undefined;
    const firstOutcome = firstContact?.now().outcome;
    if (firstOutcome === 'right') rest.length = 0;
    else if (firstOutcome !== 'pending' && rest.length > 0) askRest();
    const evidence = evidenceNow();
    if (sources !== undefined && rest.length === 0 && isComplete(evidence)) return finish();
    tell(evidence);
  };

  const evidenceNow = (): Evidence => {
    const defaultLocal = sources === undefined ? undefined : defaultLocalOf(sources);
    return {
      hasInterface,
      ...(defaultLocal !== undefined && { defaultLocal }),
      ways,
      contacts: contacts.map((one) => withSource(one, sources)),
      names: survey.outcomes(),
      isOver,
    };
  };

  const stop = () => {
    isOver = true;
    cancelAlone();
    cancelEnd();
    cancelSources();
    if (flushing !== undefined) clearImmediate(flushing);
    for (const one of contacts) one.cancel();
    survey.cancel();
  };

  const finish = () => {
    stop();
    tell(evidenceNow());
  };

  const expire = () => {
    if (isOver) return;
    for (const one of contacts) one.expire();
    survey.expire();
    finish();
  };

  const cancelSources = findSources(
    [
      internet.ipv4,
      internet.ipv6,
      ...(gateway === undefined ? [] : [gateway]),
      ...witnesses.map(({ address }) => address),
      ...question.targets,
    ],
    (found) => {
      sources = found;
      ways = new Map(
        question.targets.flatMap((target) => {
          const way = wayTo(target, found, local ?? []);
          return way === undefined ? [] : [[target, way]];
        }),
      );
      changed();
    },
  );
  for (const name of namesOf(question, canaries, proxyFor)) survey.watch(name);
  const firstContact = first === undefined ? undefined : contact(first);
  let cancelAlone: Cancel = () => {};
  if (firstContact === undefined) askRest();
  else cancelAlone = clock.wakeAt(clock.monotonicMs() + aloneMs, askRest);
  if (gateway !== undefined) contact(gatewayPlan(gateway));
  for (const { address, port } of witnesses) contact(portPlan('witness', address, port));
  for (const target of new Set(question.requirements)) contact({ kind: 'page', role: 'requirement', target });
  // What has arrived together with the end is read first.
  const cancelEnd = clock.wakeAt(endMs, () => setImmediate(expire));
  changed();

  return () => {
    if (!isOver) stop();
  };
}

function canaryPlan(canary: Canary): Plan {
  if (canary.kind === 'tcp') return portPlan('canary', canary.host, canary.port);
  const { url, expectedStatus, contains } = canary;
  return { kind: 'page', role: 'canary', target: url, expected: { status: expectedStatus, contains } };
}

function portPlan(role: 'canary' | 'witness', host: string, port: number): Plan {
  const plan = {
    kind: 'ports',
    role,
    target: formatAddress(host, port),
    host,
    ports: [port],
    isRefusalRight: false,
  } as const;
  return role === 'witness' ? { ...plan, address: host } : plan;
}

function gatewayPlan(host: string): Plan {
  return { kind: 'ports', role: 'gateway', target: host, host, ports: gatewayPorts, isRefusalRight: true };
}

/** A refused connection has no end here; but an answer came, and went to the address that the kernel would use. */
function withSource({ plan, now }: RunningContact, sources: Sources | undefined): Contact {
  const contact = now();
  if (contact.localAddress !== undefined || plan.kind !== 'ports') return contact;
  if (contact.outcome !== 'refused' && contact.outcome !== 'right') return contact;
  const source = sources?.get(plan.host);
  return source?.kind === 'address' ? { ...contact, localAddress: source.address } : contact;
}

function isComplete({ contacts, names }: Evidence): boolean {
  return contacts.every(({ outcome }) => outcome !== 'pending') && ![...names.values()].includes('pending');
}

/** A name that only a proxy has to know need not resolve here; the proxy's own must. */
function namesOf(question: Question, canaries: readonly Canary[], proxyFor: ProxyRule): ReadonlySet<string> {
  const hostOfUrl = (text: string) => {
    const url = URL.parse(text);
    return url === null ? [] : [proxyFor(url)?.host ?? hostOf(url)];
  };
  const hosts = [
    ...canaries.flatMap((canary) => (canary.kind === 'http' ? hostOfUrl(canary.url) : [canary.host])),
    ...question.names.slice(0, mostNames).flatMap((name) => (isIP(name) === 0 ? hostOfUrl(`https://${name}/`) : [])),
  ];
  return new Set(hosts.filter((host) => host !== '' && isIP(host) === 0 && !/(?:^|\.)localhost$/iu.test(host)));
}
