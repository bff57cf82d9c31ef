/** The first sentence about everything: what is wrong, since when, and who knows. Pure. */

import type { NetworkState } from '../monitor/events.ts';
import { assertNever, type Explanation } from '../monitor/model.ts';
import type { OpenOutage, Status } from './status.ts';
import { clockTime, listed, plain, since, type View } from './tables.ts';

const networks: Readonly<Record<Exclude<NetworkState, 'online'>, string>> = {
  offline: 'This machine is offline: what lies beyond it is not judged.',
  dns: 'This machine can resolve no names: lookups that fail are not judged.',
  captive_portal: 'A captive portal stands before the internet: sign in; until then nothing beyond it is judged.',
  waking: 'This machine was asleep: nothing is judged until its network is back.',
};

/** One sentence, and a second one where this machine's network is at fault. */
export function headline(status: Status, view: View): string {
  const { network } = status;
  const sentence = sentenceFor(status, view);
  return network === 'online' ? sentence : `${networks[network]} ${sentence}`;
}

function sentenceFor(status: Status, view: View): string {
  const { counts, outages, services, state } = status;
  const audible = outages.filter(({ services: down }) =>
    services.some(({ name, state: its }) => its === 'down' && down.includes(name)),
  );
  switch (state) {
    case 'down':
      return audible.length === 1 && audible[0] !== undefined
        ? oneOutage(audible[0], view)
        : `${audible.length} outages, ${of(counts.down, counts.services)} down.`;
    case 'degraded': {
      const names = services.filter((one) => one.state === 'degraded').map(({ name }) => name);
      return `${of(names.length, counts.services)} in doubt: ${listed(names)}.`;
    }
    case 'ok': {
      const rest = counts.services - counts.ok;
      if (rest === 0) return counts.ok === 1 ? 'The service is well.' : `All ${counts.ok} services are well.`;
      return `${of(counts.ok, counts.services)} well; of the others nothing is known, or they are paused or silenced.`;
    }
    case 'unknown':
      return counts.services === 0
        ? 'Nothing is watched: the configuration has no services.'
        : 'Nothing has been seen yet, or nothing can be seen.';
    case 'paused':
      return 'Everything is paused or silenced.';
    default:
      return assertNever(state);
  }
}

function oneOutage(outage: OpenOutage, view: View): string {
  const { services, explanation, acknowledged, since: beganAt } = outage;
  const [only = ''] = services;
  const who =
    services.length === 1 ? plain(only) : `${shared(explanation) ?? listed(services, 2)}, ${services.length} services`;
  const by =
    acknowledged === undefined
      ? ''
      : ` Acknowledged by ${plain(acknowledged.by.name)} at ${clockTime(acknowledged.at, view)}.`;
  return `One outage: ${who}, for ${since(beganAt, view)}.${by}`;
}

/** What its services have in common. */
export function shared(explanation: Explanation): string | undefined {
  switch (explanation.kind) {
    case 'alone':
      return undefined;
    case 'widespread':
      return 'failing together';
    default:
      return `${explanation.kind} ${plain(explanation.value)}`;
  }
}

function of(count: number, all: number): string {
  const verb = count === 1 ? 'is' : 'are';
  return count === all ? `all ${all} services ${verb}` : `${count} of ${all} services ${verb}`;
}
