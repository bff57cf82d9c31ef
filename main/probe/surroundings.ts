/** This machine's own network, as the core asks about it. */
import type { Clock } from '../monitor/ports.ts';
import type { Canary, Surroundings } from '../monitor/surroundings.ts';
import { createDirectLookup, type MakeResolver } from './direct-lookup.ts';
import { beginInvestigation } from './investigation.ts';
import { createLocalNetwork, type SystemNetwork } from './local-network.ts';
import type { ResolveName } from './name-lookup.ts';
import { createNameSurveys } from './name-survey.ts';
import { readProxies } from './proxy.ts';
import { createRequestFactory } from './request.ts';
import { createTrust } from './trust.ts';

export type SurroundingsDeps = {
  readonly clock: Clock;
  /** Where the proxy variables are looked up; read once. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Sent to canaries and to the URLs of requirements. */
  readonly userAgent: string;
  /** Read anew for every investigation. */
  readonly canaries: () => readonly Canary[];
  /** Replaces `getaddrinfo`. */
  readonly resolve?: ResolveName;
  /** Replaces the questions to the system's name servers. */
  readonly makeResolver?: MakeResolver;
  /** Replaces what the system says of its interfaces and routes. */
  readonly system?: SystemNetwork;
};

const exactly = (code: number) => [{ from: code, to: code }];

/**
 * By what the internet is recognised where the configuration names nothing else. The pages are those by which the
 * systems of different companies look for a login page: they answer in the clear, always with the same, and are made to
 * be asked often. The ports stand by their address, so that a dead name server can be told from a dead link.
 */
export const defaultCanaries: readonly Canary[] = [
  {
    kind: 'http',
    url: 'http://connectivitycheck.gstatic.com/generate_204',
    expectedStatus: exactly(204),
    contains: [],
  },
  {
    kind: 'http',
    url: 'http://captive.apple.com/hotspot-detect.html',
    expectedStatus: exactly(200),
    contains: ['Success'],
  },
  {
    kind: 'http',
    url: 'http://detectportal.firefox.com/success.txt',
    expectedStatus: exactly(200),
    contains: ['success'],
  },
  {
    kind: 'http',
    url: 'http://www.msftconnecttest.com/connecttest.txt',
    expectedStatus: exactly(200),
    contains: ['Microsoft Connect Test'],
  },
  { kind: 'tcp', host: '1.1.1.1', port: 443 },
  { kind: 'tcp', host: '9.9.9.9', port: 443 },
];

/** Nothing is open and no timer runs but during an investigation; what it opened is closed when it ends or is cancelled. */
export function createSurroundings(deps: SurroundingsDeps): Surroundings {
  const { clock, environment, userAgent, canaries, resolve, makeResolver, system } = deps;
  const network = createLocalNetwork(clock, system);
  const proxyFor = readProxies(environment);
  const investigationDeps = {
    clock,
    network,
    beginSurvey: createNameSurveys(clock, createDirectLookup(clock, makeResolver), resolve),
    requests: createRequestFactory(userAgent, proxyFor),
    proxyFor,
    trust: createTrust(),
  };
  let turn = 0;

  return {
    investigate(question, tell) {
      const inTurn = takingTurns(canaries(), turn);
      turn += 1;
      return beginInvestigation(investigationDeps, question, inTurn, tell);
    },
    holds: network.holds,
    isNear: network.isNear,
    owns: network.owns,
    fingerprint: network.fingerprint,
  };
}

/** Pages first, each time another one foremost, so that no company gets all the questions. */
function takingTurns(canaries: readonly Canary[], turn: number): readonly Canary[] {
  const pages = canaries.filter(({ kind }) => kind === 'http');
  const at = pages.length === 0 ? 0 : turn % pages.length;
  return [...pages.slice(at), ...pages.slice(0, at), ...canaries.filter(({ kind }) => kind === 'tcp')];
}
