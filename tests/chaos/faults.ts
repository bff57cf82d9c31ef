/** How Slack misbehaves at random: spells of one kind of trouble, with calm between them. */
import type { Random } from '../lab/random.ts';

export type Fault =
  | { readonly kind: 'none' }
  /** `ok: false`; not carried out. */
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'http'; readonly status: number }
  /** The same, and yet carried out: Slack itself says of such errors that this is possible. */
  | { readonly kind: 'refused_after'; readonly error: string }
  | { readonly kind: 'http_after'; readonly status: number }
  | { readonly kind: 'limited'; readonly seconds: number }
  | { readonly kind: 'dropped_before' | 'dropped_after' }
  /** Never answers. */
  | { readonly kind: 'silent' | 'silent_after' }
  /** Carried out at once, answered late. */
  | { readonly kind: 'answered_late'; readonly ms: number }
  /** Carried out only then, whether or not anybody still waits for the answer. */
  | { readonly kind: 'carried_out_late'; readonly ms: number };

export type FaultKind = Fault['kind'];

export type Spell = {
  readonly kind: keyof typeof troubles | 'calm' | 'away';
  readonly lastsMs: number;
};

/** Chance of a fault for each request, and which. Those that stand twice are twice as likely. */
const troubles = {
  mixed: {
    share: 0.5,
    kinds: [
      'refused',
      'refused_after',
      'http',
      'http_after',
      'limited',
      'dropped_before',
      'dropped_after',
      'dropped_after',
      'silent',
      'silent_after',
      'answered_late',
      'carried_out_late',
    ],
  },
  refusing: { share: 0.8, kinds: ['refused', 'refused', 'http', 'http', 'refused_after', 'http_after'] },
  losing: { share: 0.7, kinds: ['dropped_before', 'dropped_after', 'dropped_after'] },
  silent: { share: 0.6, kinds: ['silent', 'silent_after'] },
  slow: { share: 0.9, kinds: ['answered_late', 'carried_out_late'] },
  limiting: { share: 0.5, kinds: ['limited'] },
} as const satisfies Record<string, { share: number; kinds: readonly [FaultKind, ...FaultKind[]] }>;

const longestDelayMs = 4_000;
const longestRetryAfterSeconds = 5;

/** The next spell of weather: after each trouble some calm, so that everything comes to an end. */
export function nextSpell(before: Spell | undefined, random: Random): Spell {
  if (before === undefined || before.kind !== 'calm') return { kind: 'calm', lastsMs: random.between(3_000, 12_000) };
  const kind = random.oneOf<Spell['kind']>([
    'mixed',
    'mixed',
    'refusing',
    'losing',
    'losing',
    'silent',
    'slow',
    'limiting',
    'away',
  ]);
  return { kind, lastsMs: kind === 'away' ? random.between(1_500, 7_000) : random.between(3_000, 10_000) };
}

export function faultIn(spell: Spell, random: Random): Fault {
  if (spell.kind === 'calm' || spell.kind === 'away') return { kind: 'none' };
  const { share, kinds } = troubles[spell.kind];
  if (random.between(0, 1) >= share) return { kind: 'none' };
  const kind = random.oneOf<FaultKind>(kinds);
  switch (kind) {
    case 'refused':
      return { kind, error: random.oneOf(['fatal_error', 'internal_error', 'service_unavailable']) };
    case 'refused_after':
      return { kind, error: random.oneOf(['fatal_error', 'internal_error']) };
    case 'http':
    case 'http_after':
      return { kind, status: random.oneOf([500, 503]) };
    case 'limited':
      return { kind, seconds: Math.ceil(random.between(0, longestRetryAfterSeconds)) };
    case 'answered_late':
    case 'carried_out_late':
      return { kind, ms: random.between(0, longestDelayMs) };
    default:
      return { kind };
  }
}
