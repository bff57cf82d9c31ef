/** What the lab asks of an actor: a process of ours within one namespace, spoken to in JSON lines. */
import type { KeyPair } from '../../support/certificates.ts';

/** `refused`: nobody listens. `hung`: accepts and never answers. */
export type WebMode = 'ok' | 'refused' | 'hung' | 'error' | 'wrong_content';
/** `login`: every page is the login page. `redirect`: every page sends there, as most portals do. */
export type PortalStyle = 'redirect' | 'login';
/** `servfail`: a forwarder that has lost its uplink. */
export type NameMode = 'normal' | 'silent' | 'nxdomain' | 'servfail';

export type WebSite = {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly text: string;
  readonly tls?: KeyPair;
  readonly portal?: PortalStyle;
};

export type SlackSeen = {
  /** Top-level messages: threads and what is broadcast from them are told apart. */
  readonly roots: readonly { readonly ts: string; readonly text: string }[];
  readonly requests: readonly {
    readonly method: string;
    /** Epoch milliseconds at which it was in. */
    readonly at: number;
    readonly text: string;
  }[];
};

/** By order: what goes with it, and what comes back. */
export type Orders = {
  'web.open': [given: { readonly sites: readonly WebSite[] }, answer: null];
  'web.mode': [given: { readonly names: readonly string[]; readonly mode: WebMode }, answer: null];
  'names.open': [given: { readonly address: string; readonly table: Readonly<Record<string, string>> }, answer: null];
  'names.mode': [given: { readonly mode: NameMode }, answer: null];
  'echo.open': [given: { readonly address: string; readonly port: number }, answer: null];
  'slack.open': [given: { readonly address: string; readonly port: number; readonly token: string }, answer: null];
  'slack.seen': [given: object, answer: SlackSeen];
  'delay.open': [given: { readonly devices: readonly [string, string]; readonly oneWayMs: number }, answer: null];
  'try.connect': [
    given: { readonly address: string; readonly port: number; readonly timeoutMs: number },
    answer: { readonly outcome: string; readonly tookMs: number },
  ];
  'try.get': [
    given: { readonly url: string; readonly timeoutMs: number },
    answer: { readonly status: number | undefined; readonly body: string; readonly error: string | undefined },
  ];
  'try.resolve': [given: { readonly name: string; readonly timeoutMs: number }, answer: { readonly outcome: string }];
  'try.echo': [
    given: { readonly address: string; readonly port: number; readonly count: number; readonly timeoutMs: number },
    answer: { readonly received: number; readonly medianMs: number | undefined },
  ];
};

export type Order = keyof Orders;
export type Given<O extends Order> = Orders[O][0];
export type Answer<O extends Order> = Orders[O][1];
export type Carrier = { readonly [O in Order]: (given: Given<O>) => Promise<Answer<O>> | Answer<O> };
