/**
 * Who plays in the demo, and what goes wrong when. Pure, in seconds since the start.
 *
 * Each outage lasts long enough to be noticed, and each kind has begun within forty seconds, so that a newcomer sees
 * every alert within a minute. After a quiet half a round it all begins again.
 */

/** How a service behaves for a while; `bad_certificate` is the TLS certificate it was started with. */
export type Act = 'well' | 'error_503' | 'slow' | 'reset' | 'hang' | 'refuse' | 'bad_certificate';

/** From `from` until `to`, which is not part of it any more. */
export type Scene = { readonly from: number; readonly to: number; readonly act: Act };

export type Part = {
  readonly name: string;
  readonly description: string;
  readonly critical: boolean;
  /** In order; between two scenes the service is well. */
  readonly scenes: readonly Scene[];
};

export const roundSeconds = 120;

export const parts: readonly Part[] = [
  { name: 'Shop', description: 'Always well', critical: true, scenes: [] },
  {
    name: 'Checkout API',
    description: 'Answers 503 for a while',
    critical: true,
    scenes: [{ from: 6, to: 30, act: 'error_503' }],
  },
  {
    name: 'Search',
    description: 'Gets slow, which is no outage: never alerts',
    critical: false,
    scenes: [{ from: 10, to: 60, act: 'slow' }],
  },
  {
    name: 'Flapping cache',
    description: 'Breaks its connections, recovers, breaks them again: one incident',
    critical: false,
    scenes: [
      { from: 12, to: 22, act: 'reset' },
      { from: 32, to: 42, act: 'reset' },
      { from: 52, to: 62, act: 'reset' },
    ],
  },
  {
    name: 'Mail gateway',
    description: 'Refuses connections for a while',
    critical: true,
    scenes: [{ from: 24, to: 54, act: 'refuse' }],
  },
  {
    name: 'Report service',
    description: 'Accepts connections and never answers',
    critical: false,
    scenes: [{ from: 36, to: 66, act: 'hang' }],
  },
  {
    name: 'Legacy intranet',
    description: 'Its certificate has expired and nobody renews it',
    critical: false,
    scenes: [{ from: 0, to: roundSeconds, act: 'bad_certificate' }],
  },
];

export function actAt({ scenes }: Part, seconds: number): Act {
  const now = seconds % roundSeconds;
  return scenes.find(({ from, to }) => from <= now && now < to)?.act ?? 'well';
}

/** The first moment after `seconds` at which some service begins to behave otherwise. */
export function nextChangeAfter(seconds: number): number {
  const now = seconds % roundSeconds;
  const later = changes.find((change) => change > now) ?? roundSeconds + (changes[0] ?? 0);
  return seconds - now + later;
}

const changes = [
  ...new Set(parts.flatMap(({ scenes }) => scenes.flatMap(({ from, to }) => [from, to % roundSeconds]))),
].sort((a, b) => a - b);
