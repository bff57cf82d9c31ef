/** What is written down when the program ends by a fault of its own. Pure. */
import { inspect } from 'node:util';
import { type Private, redact } from './redaction.ts';

export type Crash = {
  readonly kind: 'uncaughtException' | 'unhandledRejection';
  /** Whatever was thrown. */
  readonly error: unknown;
  /** Epoch milliseconds. */
  readonly at: number;
};

export type Circumstances = {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
  /** Of the system. */
  readonly release: string;
  /** Of Node and, on the desktop, of Electron and Chromium. */
  readonly versions: Readonly<Partial<Record<'node' | 'electron' | 'chrome', string>>>;
  readonly uptimeSeconds: number;
  /** The last of the log, oldest first. */
  readonly logLines: readonly string[];
};

const kinds = {
  uncaughtException: 'an error that nobody caught',
  unhandledRejection: 'a promise that was rejected, and nobody heard it',
} as const;

const longestErrorCharacters = 20_000;
const longestLineCharacters = 1_000;
const mostLines = 100;
const mostCauses = 5;

/** Holds no secrets and no names of people, as far as those can be told: it may be sent to others. */
export function crashReport(crash: Crash, circumstances: Circumstances, secret: Private): string {
  const { version, platform, arch, release, versions, uptimeSeconds, logLines } = circumstances;
  const built = Object.entries(versions).map(([name, number]) => `${name} ${number}`);
  const lines = logLines.slice(-mostLines).map((line) => cut(line, longestLineCharacters));
  const error = cut(describe(crash.error, mostCauses), longestErrorCharacters);
  return `ASL Monitor has ended by a fault of its own.

when:    ${new Date(crash.at).toISOString()}
version: ${version}
system:  ${platform} ${release} ${arch}
built:   ${built.join(', ')}
up for:  ${Math.round(uptimeSeconds)} s
what:    ${kinds[crash.kind]}

${redact(error, secret)}

The last of the log:
${lines.length === 0 ? '(nothing)' : redact(lines.join('\n'), secret)}

Tokens, passwords, addresses and the name of the user's folder were cut out of this report. Look through it before you
send it to anybody.
`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} more characters)`;
}

/** Never throws, though what was thrown may. */
function describe(error: unknown, causes: number): string {
  try {
    if (!(error instanceof Error))
      return `thrown: ${inspect(error, { depth: 1, maxStringLength: 500, breakLength: 120 })}`;
    const facts = inspect(factsOf(error), { breakLength: 120 });
    const parts = [error.stack ?? `${error.name}: ${error.message}`, ...(facts === '{}' ? [] : [facts])];
    if (causes === 0) return parts.join('\n');
    const within = error instanceof AggregateError ? error.errors.slice(0, causes) : [];
    return [
      ...parts,
      ...within.map((each) => `\none of: ${describe(each, causes - 1)}`),
      ...(error.cause === undefined ? [] : [`\ncaused by: ${describe(error.cause, causes - 1)}`]),
    ].join('\n');
  } catch {
    return 'thrown: something that cannot be described';
  }
}

/** Of a fault of the system: which, of what, and where. */
function factsOf(error: Error): Readonly<Record<string, unknown>> {
  const known = ['code', 'errno', 'syscall', 'path', 'dest', 'address', 'port', 'errcode', 'errstr'];
  return Object.fromEntries(Object.entries(error).filter(([name, value]) => known.includes(name) && !isNested(value)));
}

const isNested = (value: unknown): boolean => typeof value === 'object' || typeof value === 'function';

/** Names sort as times do. */
export function reportName(at: number): string {
  return `crash-${new Date(at).toISOString().replace(/[:.]/g, '-')}.txt`;
}

const mostReports = 10;

/** Of the files in the folder of reports those that are too many, the oldest ones. */
export function surplusReports(names: readonly string[]): readonly string[] {
  const reports = names.filter((name) => /^crash-[\dTZ-]+\.txt$/.test(name)).toSorted();
  return reports.slice(0, Math.max(0, reports.length - mostReports));
}
