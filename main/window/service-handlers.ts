/** What the window asks about one service. */
import type { Handlers } from '../../preload/contract.ts';
import type { ServiceDetail } from '../../preload/past.ts';
import type { Environment } from '../config/environment.ts';
import type { ServiceInput } from '../config/service-schema.ts';
import { decode, readSources } from '../config/source.ts';
import type { Readers } from '../history/readers.ts';
import type { Service } from '../monitor/model.ts';
import { cadenceView, checkView, statusText } from './checks.ts';
import { curlCommand } from './curl.ts';
import { decisionView } from './decisions.ts';
import { incidentRow } from './incidents.ts';
import { noSuchService } from './refusal.ts';
import type { Sightings } from './sightings.ts';
import { shownRequest, writtenService } from './written-request.ts';

export type ServiceDependencies = {
  readonly services: () => readonly Service[];
  readonly sightings: Pick<Sightings, 'of'>;
  readonly history: Pick<Readers, 'incidents' | 'decisions' | 'responseSummary'>;
  /** Absolute path of the configuration. */
  readonly file: () => string;
  /** The variables with which the configuration was read. */
  readonly environment: () => Environment;
  readonly userAgent: string;
  /** Epoch milliseconds. */
  readonly wallMs: () => number;
};

const mostListed = 20;
const dayMs = 24 * 60 * 60_000;

export function createServiceHandlers(deps: ServiceDependencies): Pick<Handlers, 'service'> {
  const { services, sightings, history, file, environment, userAgent, wallMs } = deps;

  async function curlOf(service: Service): Promise<string> {
    const isPlain = Object.keys(service.headers).length === 0 && service.body === undefined;
    const written = isPlain ? undefined : await writtenNow(service.name);
    return curlCommand(service, shownRequest(service, written, environment()), userAgent);
  }

  async function writtenNow(name: string): Promise<ServiceInput | undefined> {
    const { configuration } = await readSources(file());
    const decoded = configuration.kind === 'bytes' ? decode(configuration.bytes) : configuration;
    return 'text' in decoded ? writtenService(decoded.text, name) : undefined;
  }

  function detail(service: Service, curl: string): ServiceDetail {
    const { name } = service;
    const { last, certificate } = sightings.of(name) ?? {};
    const now = wallMs();
    return {
      name,
      ...(last === undefined ? {} : { last: checkView(last.observation, last.unobserved) }),
      ...(certificate === undefined ? {} : { certificate }),
      cadence: cadenceView(service),
      curl,
      expectedStatus: statusText(service.expectedStatus),
      response: history.responseSummary(name, now - dayMs, now),
      incidents: history.incidents({ service: name, limit: mostListed }).map(incidentRow),
      decisions: history.decisions({ service: name, limit: mostListed }).map(decisionView),
    };
  }

  return {
    async service({ name }) {
      const service = services().find((one) => one.name === name);
      if (service === undefined) throw noSuchService(name);
      return detail(service, await curlOf(service));
    },
  };
}
