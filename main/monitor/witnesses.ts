/** What other services know about the network: whom to ask, and what their connections tell. */
import { isLoopback, placeOf } from './explanation.ts';
import type { LossMeter } from './loss.ts';
import type { Evidence, Question, Witness } from './surroundings.ts';
import type { Watch } from './watch.ts';

/** On each way: one may be down itself. */
const witnessesOnEachWay = 2;
const mostNames = 4;

/**
 * Addresses that answered lately, of services on other hosts than these, and names that should resolve: of others first,
 * then of these, since each of them is another one for the rest.
 */
export function othersThan(
  hosts: ReadonlySet<string>,
  watches: Iterable<Watch>,
): Pick<Question, 'witnesses' | 'names'> {
  const witnesses = new Map<string, Witness>();
  const onWay = new Map<string | undefined, number>();
  const names = new Set<string>();
  for (const { service, lastGood, standing } of watches) {
    const { host, port } = placeOf(service);
    if (hosts.has(host) || isLoopback(host) || standing.health.status !== 'up') continue;
    if (names.size < mostNames && isName(host)) names.add(host);
    const { address, localAddress } = lastGood ?? {};
    const already = onWay.get(localAddress) ?? 0;
    if (address === undefined || already >= witnessesOnEachWay || witnesses.has(address)) continue;
    onWay.set(localAddress, already + 1);
    witnesses.set(address, { address, port: Number(port) });
  }
  for (const host of hosts) if (names.size < mostNames && isName(host)) names.add(host);
  return { witnesses: [...witnesses.values()], names: [...names] };
}

function isName(host: string): boolean {
  return !host.startsWith('[') && !/^[\d.]*$/.test(host) && !isLoopback(host);
}

/** Contacts of an investigation are connections like any other. */
export function noteLoss(loss: LossMeter, now: number, { contacts }: Evidence): void {
  loss.note(
    now,
    contacts.map(({ connectMs }) => connectMs),
  );
}
