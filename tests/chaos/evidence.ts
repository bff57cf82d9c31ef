/** What a run leaves behind for its judge: what Slack holds, what was asked of it, and what the program has on record. */
import type { FaultKind } from './faults.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What a message says; structures are parsed. */
export type Content = {
  readonly text: string;
  readonly blocks: unknown;
  readonly attachments: unknown;
  readonly metadata?: unknown;
};

/** All times are epoch milliseconds. */
export type ChannelMessage = {
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly broadcast: boolean;
  /** When it came to stand in the channel. */
  readonly at: number;
  /** As it was posted. */
  readonly content: Content;
  readonly edits: readonly { readonly at: number; readonly content: Content }[];
  /** The request that posted it. */
  readonly request: number;
};

/** Why a request met HTTP 429. All but the first two could have been avoided, the third only by remembering across restarts. */
export type LimitCause =
  /** The random faults made it. */
  | 'fault'
  /** What earlier runs of the program had sent, which this one need not know of. */
  | 'earlier_runs'
  /** An earlier run had been told how long to wait. */
  | 'told_earlier_run'
  /** This run had been told. */
  | 'told'
  /** This run sends more than Slack allows in the long run. */
  | 'too_fast';

export type SlackRequest = {
  readonly id: number;
  readonly method: string;
  /** Which run of the program sent it, counted from 1. */
  readonly run: number;
  readonly at: number;
  readonly fault: FaultKind;
  /** Absent while, or because, it was not carried out. */
  readonly carriedOutAt?: number;
  /** When an answer was written to a client that was still there. */
  readonly answeredAt?: number;
  /** `ok`, Slack's error code, or the HTTP status. */
  readonly answer?: string;
  readonly limited?: LimitCause;
};

/** One life of the program. */
export type Run = {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly how: 'killed' | 'stopped' | 'died';
};

export type RecordedIncident = {
  readonly id: string;
  readonly service: string;
  readonly outage: string;
  readonly startedAt: number;
  readonly openedAt: number;
  readonly endedAt: number | undefined;
  readonly flaps: number;
  /** Nobody was to be told of it. */
  readonly silenced: boolean;
};

export type Evidence = {
  readonly services: readonly string[];
  /** Whether the token may read what stands in the channel. */
  readonly mayRead: boolean;
  readonly messages: readonly ChannelMessage[];
  readonly requests: readonly SlackRequest[];
  readonly runs: readonly Run[];
  readonly incidents: readonly RecordedIncident[];
  /** Ids that were announced with `incident.opened` and of which there is no record. */
  readonly forgotten: readonly string[];
  /** Alerts that are still owed, one sentence each. */
  readonly owed: readonly string[];
  /** What went wrong besides, such as a program that ended by itself. */
  readonly troubles: readonly string[];
};
