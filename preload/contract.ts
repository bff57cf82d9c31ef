/**
 * The one description of what the window may ask and is told. The program's handlers, the desktop's bridge and the
 * browser's derive from it: a command that is added here compiles only once somebody answers it and its arguments are
 * checked on arrival (`arguments.ts`). Everything is plain JSON.
 */
import type {
  Chart,
  DecisionView,
  IncidentFigures,
  IncidentPage,
  IncidentQuery,
  IncidentStory,
  ServiceDetail,
} from './past.ts';
import type {
  DraftResult,
  Edit,
  EditResult,
  JsonObject,
  NotificationReport,
  Place,
  Settings,
  SlackReport,
  TokenKind,
} from './settings.ts';
import type { Preferences, Push, Sentence } from './snapshot.ts';

/** What may be asked, each with one object of arguments or none. The effect of what changes something comes as a push. */
export type WindowCommands = {
  /**
   * Targets are names of services, ids of incidents or outages, `group:NAME`, `tag:NAME` or `all`. Refused where nothing
   * of them is down.
   */
  acknowledge(wish: { readonly targets: readonly string[]; readonly note?: string }): {
    readonly services: readonly string[];
  };
  /** `forMs` absent: until none of it is down any more. */
  snooze(wish: { readonly targets: readonly string[]; readonly forMs?: number; readonly note?: string }): {
    readonly services: readonly string[];
    readonly until?: number;
  };
  unsnooze(wish: { readonly targets: readonly string[] }): { readonly ended: number };
  /** Without names everything. The results come as pushes. */
  checkNow(wish: { readonly services?: readonly string[] }): { readonly started: number };
  /** Written to the configuration file, as an edit of `paused`. */
  pause(wish: { readonly service: string; readonly paused: boolean }): EditResult;
  service(query: { readonly name: string }): ServiceDetail;
  /** `points`: how many buckets there are room for. */
  chart(query: {
    readonly service: string;
    readonly from: number;
    readonly to: number;
    readonly points: number;
  }): Chart;
  decisions(query: { readonly service?: string; readonly limit?: number }): readonly DecisionView[];
  incidents(query: IncidentQuery): IncidentPage;
  incident(query: { readonly id: string }): IncidentStory;
  /** `timeZone`: an IANA name, in which weekdays and hours are meant. */
  figures(query: { readonly from: number; readonly to: number; readonly timeZone: string }): IncidentFigures;
  /** The text of a file. */
  exportIncidents(query: IncidentQuery & { readonly format: 'csv' | 'json' }): {
    readonly name: string;
    readonly text: string;
  };
  settings(): Settings;
  editSettings(wish: { readonly edits: readonly Edit[] }): EditResult;
  testService(wish: { readonly service: JsonObject }): DraftResult;
  testSlack(): SlackReport;
  setPreferences(preferences: Preferences): Preferences;
  /** Starts the demo beside this program, once, and gives the address of its window. It ends with this program. */
  startDemo(): { readonly url: string };
  /**
   * Keeps a token of Slack in the system's keychain, in place of the one before; it is never shown again. Like all that
   * follow, refused where there is no desktop application.
   */
  keepToken(wish: { readonly kind: TokenKind; readonly token: string }): TokenKept;
  forgetToken(wish: { readonly kind: TokenKind }): TokenKept;
  /** Refused where the system does not let it, with what to do. */
  setStartAtLogin(wish: { readonly enabled: boolean }): { readonly enabled: boolean };
  /** Shows a file or a folder of the program in the system's file manager. */
  revealPlace(wish: { readonly place: Place }): { readonly path: string };
  /** Shows one notification, to see whether they come. */
  testNotification(): NotificationReport;
};

/** Whether Slack has a token of that kind from anywhere now. */
export type TokenKept = { readonly kind: TokenKind; readonly present: boolean };

export type CommandName = keyof WindowCommands;
type Arguments<Name extends CommandName> = Parameters<WindowCommands[Name]>;
export type Argument<Name extends CommandName> = Arguments<Name> extends readonly [infer One] ? One : undefined;
export type Answer<Name extends CommandName> = ReturnType<WindowCommands[Name]>;

/** What the program provides: it fails to compile while a command has no handler. */
export type Handlers = {
  readonly [Name in CommandName]: (argument: Argument<Name>) => Answer<Name> | Promise<Answer<Name>>;
};

/**
 * `refused`: it cannot be done now, and the message says why. `invalid`: the arguments are not right. `missing`: there is
 * no such thing (any more). `failed`: the program is at fault. `unreachable`: nobody answered.
 */
export type AskErrorKind = 'refused' | 'invalid' | 'missing' | 'failed' | 'unreachable';

/** Plain, since an `Error` loses all but its text on its way into a page. */
export type AskError = { readonly kind: AskErrorKind; readonly message: Sentence };

/** How an error crosses: it stays readable on the other side. */
export type AskFailure = { readonly error: AskError };

/** What comes back for one question, whichever way it went. */
export type Answered = { readonly answer: unknown } | AskFailure;

export type Connection = 'connecting' | 'live' | 'lost';

export type Follower = {
  onPush(push: Push): void;
  /** `lost` while the program cannot be reached; it is tried again until it can, and then a whole snapshot comes. */
  onConnection(connection: Connection): void;
};

/** What the window finds as `window.aslMonitor`. */
export type Bridge = {
  readonly host: 'browser' | 'desktop';
  /** Rejects with an `AskError`. */
  ask<Name extends CommandName>(name: Name, ...args: Arguments<Name>): Promise<Answer<Name>>;
  /**
   * For the one follower that a page has, until the returned call. A snapshot comes first, and again whenever the page is
   * shown after it was hidden: hidden, it is sent nothing.
   */
  follow(follower: Follower): () => void;
};
