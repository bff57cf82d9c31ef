/** Whether the uptime that was reported is the true one, outside what was not observed. */
import type { ProgramEvent } from './program.ts';
import { firstCheckAt, incidentsOf, reportedUptime, unobservedOf } from './record.ts';
import type { Timing } from './scenario.ts';
import { common, lengthMs, merged, type Span, without } from './spans.ts';
import type { Truth } from './truth.ts';

export type UptimeVerdict = {
  /** Time in which up was said of down, or down of up. */
  readonly wrongMs: number;
  /** What nobody who looks once an interval can know better. */
  readonly allowedMs: number;
  /** How far the final statistics are from what the same events add up to. */
  readonly sumOffMs: number;
  /** Not observed, although the laptop was well. */
  readonly greyMs: number;
  /** Taken for observed, although the laptop could not see the service. */
  readonly blindMs: number;
};

/** From a check until it is judged and on record. */
const judgingMs = 1_500;

export function judgeUptime(
  service: string,
  events: readonly ProgramEvent[],
  truth: Truth,
  { intervalMs, timeoutMs }: Timing,
): UptimeVerdict {
  const endAt = Date.parse(events.findLast(({ event }) => event === 'statistics')?.at ?? events.at(-1)?.at ?? '');
  const whole: readonly Span[] = [{ from: firstCheckAt(events, service) ?? endAt, to: endAt }];
  const unobserved = common(unobservedOf(events, service, endAt), whole);
  const observed = without(whole, unobserved);
  const saidDown = common(merged(incidentsOf(events, endAt).filter((one) => one.service === service)), observed);
  const outages = truth.outages.filter(({ services }) => services.includes(service));
  const blind = truth.blindness.filter(({ hides }) => hides.includes(service)).map((one) => spanOf(one, endAt));
  const down = common(
    outages.map((one) => spanOf(one, endAt)),
    observed,
  );
  const wrong = [...without(saidDown, down), ...without(down, saidDown)];
  // Each edge of an outage may lie just behind a check; so may what comes to light when a blindness ends.
  const edges = 2 * outages.length + 2 * blind.filter((span) => touches(outages, span, endAt)).length;
  const fraction = reportedUptime(events, service);
  const own = 1 - lengthMs(saidDown) / Math.max(1, lengthMs(observed));
  const edgeMs = intervalMs + timeoutMs + judgingMs;
  return {
    wrongMs: lengthMs(wrong),
    allowedMs: edges === 0 ? 0 : edges * (intervalMs + judgingMs),
    sumOffMs: fraction === undefined ? 0 : Math.abs(fraction - own) * lengthMs(observed),
    greyMs: lengthMs(
      without(
        unobserved,
        blind.map(({ from, to }) => ({ from, to: to + edgeMs })),
      ),
    ),
    // Until a check fails, nobody knows.
    blindMs: lengthMs(
      common(
        observed,
        blind.map(({ from, to }) => ({ from: from + edgeMs, to })),
      ),
    ),
  };
}

function touches(outages: Truth['outages'], span: Span, endAt: number): boolean {
  return (
    common(
      outages.map((one) => spanOf(one, endAt)),
      [span],
    ).length > 0
  );
}

export function spanOf({ from, to }: { readonly from: number; readonly to?: number }, endAt: number): Span {
  return { from, to: to ?? endAt };
}
