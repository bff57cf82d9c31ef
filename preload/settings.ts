/** What the settings show and change: the configuration file as it is written. Plain JSON. */
import type { CadenceView, CheckView } from './past.ts';
import type { FileProblem, Sentence } from './snapshot.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Stands where the file has a secret, which never leaves the program. */
export type SecretMark = { readonly secret: true; readonly hint: string };

/** The environment comes before `.env`, and both before the keychain, which only the desktop application has. */
export type TokenSource = 'environment' | 'dotenv' | 'keychain';

/** The bot's token, and the app-level token for buttons. */
export type TokenKind = 'bot' | 'app';

/** What the program reads and writes. */
export type Place = 'configuration' | 'dotenv' | 'history' | 'incidents' | 'log';

export type Settings = {
  readonly file: string;
  /** Of the content that is shown. */
  readonly revision: string;
  /** What is wrong with the file as it is; while there is anything, nothing of it can be edited here. */
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
  /** As written: durations as numbers or text, keys that are absent left out; secrets are marks. */
  readonly raw: JsonObject;
  /** What holds for a key of `monitoring` that is absent, seconds. */
  readonly defaults: {
    readonly checkInterval: number;
    readonly failureThreshold: number;
    readonly recoveryThreshold: number;
    readonly timeout: number;
    readonly retryInterval: number;
    readonly alertWithin: number;
    readonly maxConcurrent: number;
  };
  /** By name of the service. */
  readonly cadences: Readonly<Record<string, CadenceView>>;
  readonly slack: {
    /** Where the bot's token comes from; absent: there is none. */
    readonly token?: TokenSource;
    readonly appToken?: TokenSource;
  };
  /** The places of what the program reads and writes, absolute. */
  readonly places: Readonly<Record<Place, string>>;
  /** Canaries in use where the file names none. */
  readonly defaultCanaries: readonly string[];
};

/** A field of a section such as `['monitoring', 'check_interval']`, or of the service of that name. */
export type EditPath =
  | readonly (string | number)[]
  | { readonly service: string; readonly field: readonly (string | number)[] };

/**
 * One wish. `was` is what the person saw (absent: the key was not there): where the file has something else by now,
 * nothing is written and the difference is shown.
 */
export type Edit =
  | { readonly kind: 'set'; readonly path: EditPath; readonly was?: Json; readonly value?: Json }
  /** Without `after` at the end, with null at the beginning. */
  | { readonly kind: 'add_service'; readonly service: JsonObject; readonly after?: string | null }
  | { readonly kind: 'remove_service'; readonly name: string; readonly was: JsonObject }
  | { readonly kind: 'restore_service'; readonly removed: Removed }
  | {
      readonly kind: 'move_service';
      readonly name: string;
      readonly after: string | null;
      readonly wasAfter: string | null;
    }
  /** Maintenance windows need no name, so that their places count, from 0. Without `at` at the end. */
  | { readonly kind: 'add_window'; readonly window: JsonObject; readonly at?: number }
  | { readonly kind: 'remove_window'; readonly at: number; readonly was: Json }
  | { readonly kind: 'restore_window'; readonly removed: RemovedWindow };

/** The lines of a service that was removed, with their comments; to be handed back as they are. */
export type Removed = { readonly text: string; readonly gap?: number; readonly after: string | null };

/** The same of a maintenance window. */
export type RemovedWindow = { readonly text: string; readonly gap?: number; readonly at: number };

export type EditResult =
  | {
      readonly ok: true;
      readonly revision: string;
      readonly removed: readonly Removed[];
      readonly removedWindows: readonly RemovedWindow[];
    }
  | {
      readonly ok: false;
      readonly reason: 'conflict';
      /** `edit` is its place in the list that was sent. */
      readonly conflicts: ReadonlyArray<{ readonly edit: number; readonly now?: Json }>;
    }
  | { readonly ok: false; readonly reason: 'invalid'; readonly problems: readonly FileProblem[] }
  | { readonly ok: false; readonly reason: 'unwritable'; readonly message: Sentence };

/** A service as the form has it, checked once and not saved. Paths of problems are relative to the service. */
export type DraftResult =
  | { readonly ok: true; readonly check: CheckView; readonly cadence: CadenceView }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

export type SlackReport = {
  readonly ok: boolean;
  readonly channel: string;
  readonly bot?: string;
  readonly workspace?: string;
  readonly missingScopes?: readonly string[];
  readonly reason?: Sentence;
  readonly remedy?: Sentence;
};

/** `shown` is as far as the system says: it may be set to keep them from the screen. */
export type NotificationReport =
  | { readonly shown: true }
  | { readonly shown: false; readonly reason: Sentence; readonly remedy?: Sentence };
