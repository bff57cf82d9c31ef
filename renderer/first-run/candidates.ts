/** The services that somebody is about to add, one for each address in what they typed. Pure. */
import { addressesIn, freeName, nameFor } from '../settings/services/service-drafts.ts';

export type Candidate = { readonly url: string; readonly name: string };

/** Those of before keep the names that they were given; new ones are called after their hosts. */
export function candidatesOf(text: string, before: readonly Candidate[]): readonly Candidate[] {
  const known = new Map(before.map((candidate) => [candidate.url, candidate]));
  const urls = addressesIn(text);
  const taken = new Set(urls.flatMap((url) => known.get(url)?.name ?? []));
  return urls.map((url) => {
    const own = known.get(url);
    if (own !== undefined) return own;
    const name = freeName(nameFor(url), taken);
    taken.add(name);
    return { url, name };
  });
}

export function renamed(candidates: readonly Candidate[], url: string, name: string): readonly Candidate[] {
  return candidates.map((candidate) => (candidate.url === url ? { url, name } : candidate));
}

export type NamesFault = 'nameNeeded' | 'nameTaken';

export function namesFault(candidates: readonly Candidate[]): NamesFault | undefined {
  const names = candidates.map(({ name }) => name.trim());
  if (names.includes('')) return 'nameNeeded';
  return new Set(names).size < names.length ? 'nameTaken' : undefined;
}
