/** What goes wrong in a made-up past: outages of one service or of several, and losses of the network. */

/** @typedef {import('../../main/monitor/model.ts').Incident} Incident */
/** @typedef {import('../../main/monitor/model.ts').Outage} Outage */
/** @typedef {import('../../main/monitor/model.ts').Alert} Alert */
/** @typedef {import('../../main/monitor/model.ts').FailureKind} FailureKind */
/** @typedef {import('../../main/history/history.ts').History} History */

/**
 * Of one outage: its services fail from the first cycle on, and are well again with the last one.
 *
 * @typedef {object} Trouble
 * @property {number} first
 * @property {number} last
 * @property {readonly number[]} services
 * @property {FailureKind} kind
 */

const kinds = /** @type {const} */ (['refused', 'status', 'timeout_response', 'dns', 'reset']);
const minuteMs = 60_000;
const sentences = {
  refused: 'Connection to 10.1.2.3:443 was refused (DNS 2 ms)',
  status: 'HTTP status 503 instead of 200 from 10.1.2.3:443 (DNS 2 ms, TCP 11 ms, TLS 23 ms)',
  timeout_response: 'No answer from 10.1.2.3:443 within 10 s (DNS 2 ms, TCP 11 ms, TLS 23 ms)',
  dns: 'The name service.example does not resolve (ENOTFOUND)',
  reset: 'Connection to 10.1.2.3:443 was reset (DNS 2 ms, TCP 11 ms)',
};

/**
 * Every fifth one takes five services with it. No service is in two at a time.
 *
 * @param {object} plan
 * @param {number} plan.cycles
 * @param {number} plan.services
 * @param {number} plan.incidents
 * @param {() => number} random
 * @returns {readonly Trouble[]} in order of time
 */
export function planTrouble({ cycles, services, incidents }, random) {
  /** @type {Trouble[]} */
  const planned = [];
  const busyUntil = new Map();
  const outages = Math.round(incidents / 1.8);
  for (let index = 0; index < outages; index += 1) {
    const first = Math.floor(((index + random()) / outages) * (cycles - 4)) + 1;
    const last = Math.min(cycles - 1, first + 3 + Math.floor(170 * random() ** 2));
    const lead = Math.floor(random() * services);
    const members = Array.from({ length: index % 5 === 4 ? 5 : 1 }, (_, member) => (lead + member) % services);
    const free = members.filter((service) => (busyUntil.get(service) ?? 0) < first);
    for (const service of free) busyUntil.set(service, last + 20);
    if (free.length > 0) planned.push({ first, last, services: free, kind: kinds[index % kinds.length] ?? 'refused' });
  }
  return planned;
}

/** @param {FailureKind} kind */
export function failureOf(kind) {
  const sentence = sentences[/** @type {keyof typeof sentences} */ (kind)];
  return { kind, phase: /** @type {const} */ ('tcp'), sentence };
}

/**
 * Puts an outage on record as the engine does, with who was told of it and how late.
 *
 * @param {History} history
 * @param {readonly string[]} names
 * @param {() => number} random
 */
export function createTroubles(history, names, random) {
  let count = 0;

  /** @param {number} service */
  const serviceOf = (service) => {
    const name = names[service] ?? '';
    return { name, url: `https://${name}.example/health`, method: 'GET', critical: service % 3 !== 0, tags: [] };
  };

  /**
   * @param {Alert['kind']} kind
   * @param {Incident} incident
   * @param {number} service
   * @param {Outage} outage
   * @param {number} at
   */
  function commit(kind, incident, service, outage, at) {
    const { tags: _, ...told } = serviceOf(service);
    const isDown = incident.endedAt === undefined;
    history.commit({
      service: { ...serviceOf(service), fingerprint: told.name },
      health: {
        status: isDown ? 'down' : 'up',
        since: at,
        failures: isDown ? 2 : 0,
        successes: 0,
        ...(isDown ? { incidentId: incident.id } : {}),
      },
      incident,
      outage,
      alert: { kind, incident, service: told, at },
    });
    for (const notifier of ['slack', 'desktop']) {
      const ids = history.owed(notifier).map(({ id }) => id);
      if (random() < 0.1) history.postpone(ids, at + 5_000, 'Slack answered 503');
      history.settle(ids, at + 300 + Math.floor(2_000 * random()));
    }
  }

  return {
    /**
     * @param {Trouble} trouble
     * @param {number} startedAt epoch milliseconds
     * @param {number} openedAt
     */
    begin({ services, kind }, startedAt, openedAt) {
      const id = (/** @type {number} */ service) => `${names[service]}_${startedAt}_${count}`;
      count += 1;
      const [lead = 0] = services;
      /** @type {Incident[]} */
      const incidents = [];
      for (const service of services) {
        const { name, url, critical } = serviceOf(service);
        const incident = {
          id: id(service),
          service: name,
          url,
          critical,
          startedAt,
          openedAt,
          outage: id(lead),
          failure: failureOf(kind),
          ...(kind === 'status' ? { statusCode: 503 } : {}),
          responseMs: 12.5,
          phases: { dnsMs: 2, tcpMs: 11 },
          address: '10.1.2.3:443',
          consecutiveFailures: 2,
          flaps: 0,
        };
        incidents.push(incident);
        const members = incidents.map((one) => one.id);
        commit('opened', incident, service, outageOf(incidents, members), openedAt);
        for (const [alerted, cause] of /** @type {const} */ ([
          [true, 'threshold_reached'],
          [false, 'already_open'],
        ])) {
          const at = openedAt + (alerted ? 0 : 20_000);
          const sentence = `${alerted ? 'alerted' : 'not alerted'}: ${cause}`;
          history.noteDecision({ service: name, at, alerted, cause, sentence, kind, incident: incident.id });
        }
      }
      return incidents;
    },
    /**
     * @param {Trouble} trouble
     * @param {readonly Incident[]} incidents
     * @param {number} endedAt
     * @param {number} now
     */
    end({ services }, incidents, endedAt, now) {
      const isNoted = random() < 0.3;
      const over = incidents.map((incident) => ({
        ...incident,
        endedAt,
        end: /** @type {const} */ ('recovered'),
        ...(isNoted
          ? {
              acknowledged: {
                by: { name: 'Ana', via: /** @type {const} */ ('slack') },
                at: endedAt - minuteMs / 2,
                note: 'restarting the gateway',
              },
            }
          : {}),
      }));
      for (const [index, incident] of over.entries()) {
        const outage = {
          ...outageOf(
            over,
            over.map(({ id }) => id),
          ),
          endedAt,
        };
        commit('resolved', incident, services[index] ?? 0, outage, now);
      }
    },
  };
}

/**
 * @param {readonly Incident[]} incidents
 * @param {readonly string[]} members
 * @returns {Outage}
 */
function outageOf(incidents, members) {
  const [first] = incidents;
  return {
    id: members[0] ?? '',
    startedAt: first?.startedAt ?? 0,
    explanation: members.length > 1 ? { kind: 'address', value: '10.1.2.3' } : { kind: 'alone' },
    members,
  };
}
