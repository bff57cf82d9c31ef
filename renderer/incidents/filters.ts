/** Which incidents are shown: filters that combine, as the address keeps them. Pure. */
import type { FailureKind } from '../../main/monitor/model.ts';
import type { IncidentQuery } from '../../preload/past.ts';
import { isDayName, startOfDay, startOfNamedDay, startOfNextNamedDay } from './days.ts';

/** How far back one looks, by when incidents began. */
export const periods = ['24h', '7d', '30d', '90d'] as const;
export type Period = (typeof periods)[number];

/** Whole days, as `2026-11-24`; the last one is included. */
export type DayRange = { readonly first: string; readonly last: string };

export type Filters = {
  readonly text: string;
  readonly service?: string;
  readonly kind?: FailureKind;
  readonly state?: 'open' | 'over';
  /** Absent: however long ago. */
  readonly period?: Period;
  /** Narrower than any period; one comes to it from the figures. */
  readonly days?: DayRange;
};

type Params = Readonly<Record<string, string>>;

/** A value that is none of those known is as if it were not there. */
export function filtersOf(params: Params): Filters {
  const { text = '', service, kind, state, period, days } = params;
  const range = days === undefined ? undefined : parseDays(days);
  return {
    text,
    ...(service === undefined ? {} : { service }),
    ...(kind !== undefined && isFailureKind(kind) ? { kind } : {}),
    ...(state === 'open' || state === 'over' ? { state } : {}),
    ...(isPeriod(period) ? { period } : {}),
    ...(range === undefined ? {} : { days: range }),
  };
}

export function paramsOf({ days, ...rest }: Filters): Params {
  return { ...rest, ...(days === undefined ? {} : { days: daysParam(days) }) };
}

/** For the route: takes every filter away. */
export const noFilters: Readonly<Record<keyof Filters, undefined>> = {
  text: undefined,
  service: undefined,
  kind: undefined,
  state: undefined,
  period: undefined,
  days: undefined,
};

/** What figures heed, for the ways from them to the incidents that they count. */
export function periodOf({ period, days }: Params): Params {
  return { ...(period === undefined ? {} : { period }), ...(days === undefined ? {} : { days }) };
}

export function daysParam({ first, last }: DayRange): string {
  return first === last ? first : `${first}..${last}`;
}

export function isNarrowed({ text, ...rest }: Filters): boolean {
  return text.trim() !== '' || Object.keys(rest).length > 0;
}

/** `now`: epoch milliseconds; periods end there. */
export function queryOf(filters: Filters, now: number): IncidentQuery {
  const { service, kind, state, period, days } = filters;
  const text = filters.text.trim();
  return {
    ...(text === '' ? {} : { text }),
    ...(service === undefined ? {} : { service }),
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    ...(days === undefined ? {} : { from: startOfNamedDay(days.first), to: startOfNextNamedDay(days.last) }),
    ...(days !== undefined || period === undefined ? {} : { from: periodStart(period, now) }),
  };
}

/** 24 hours back; longer periods begin with a day, so that each day in them is whole. */
export function periodStart(period: Period, now: number): number {
  const back = { '24h': undefined, '7d': 6, '30d': 29, '90d': 89 }[period];
  return back === undefined ? now - 24 * 60 * 60_000 : startOfDay(now, -back);
}

function parseDays(text: string): DayRange | undefined {
  const [first = '', last = first] = text.split('..');
  return isDayName(first) && isDayName(last) && first <= last ? { first, last } : undefined;
}

function isPeriod(text: string | undefined): text is Period {
  return periods.some((period) => period === text);
}

/** The contract gives types alone; the compiler holds this to them. */
const kinds: Readonly<Record<FailureKind, true>> = {
  dns: true,
  refused: true,
  reset: true,
  unreachable: true,
  timeout_connect: true,
  timeout_tls: true,
  timeout_response: true,
  tls_expired: true,
  tls_untrusted: true,
  tls_name: true,
  status: true,
  content: true,
  protocol: true,
  too_large: true,
};

export function isFailureKind(text: string): text is FailureKind {
  return Object.hasOwn(kinds, text);
}

export const failureKinds: readonly FailureKind[] = Object.keys(kinds).filter(isFailureKind);
