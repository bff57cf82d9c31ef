/** How long a certificate is still good for. Pure. */
import type { Certificate } from '../../main/monitor/model.ts';

export type Expiry =
  | { readonly state: 'good' | 'soon'; readonly leftMs: number }
  | { readonly state: 'over'; readonly agoMs: number }
  | { readonly state: 'not_yet' };

const dayMs = 24 * 60 * 60_000;
/** The configuration's own first warning, unless it says otherwise. */
export const soonMs = 21 * dayMs;

export function expiryOf({ validFrom, validTo }: Pick<Certificate, 'validFrom' | 'validTo'>, now: number): Expiry {
  if (now < validFrom) return { state: 'not_yet' };
  if (now >= validTo) return { state: 'over', agoMs: now - validTo };
  return { state: validTo - now <= soonMs ? 'soon' : 'good', leftMs: validTo - now };
}
