/** The program's own log: one line per change, in a file that rotates and, for people, on the console. */
import electronLog from 'electron-log/node.js';

/** Python's names, which the seed's configuration uses. */
export type LogLevel = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';

export type Log = Readonly<Record<'debug' | 'info' | 'warning' | 'error', (message: string) => void>>;

export type LogSettings = {
  readonly level: LogLevel;
  /** Absolute path. */
  readonly file: string;
};

export type LogFile = Log & {
  /** Takes effect with the next line. */
  configure(settings: LogSettings): void;
};

/** The file and the one before it: twice this much disk at most. */
const largestFileBytes = 5 * 1024 * 1024;

const thresholds = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error', CRITICAL: 'error' } as const;

/** Lines go to the file and to `print`, the reader's own console; until `configure` they go to `print` alone. */
export function createLog(print: (line: string) => void): LogFile {
  const sink = electronLog.create({ logId: 'asl-monitor' });
  let file: string | undefined;
  // Else it looks for a package.json around the working directory, and is silent where it finds none.
  sink.transports.file.setAppName('asl-monitor');
  sink.transports.console.level = false;
  sink.transports.file.level = false;
  sink.transports.file.maxSize = largestFileBytes;
  sink.transports.file.format = '{y}-{m}-{d} {h}:{i}:{s}.{ms} {text}';
  sink.transports.file.resolvePathFn = (variables) => file ?? variables.libraryDefaultDir;
  let threshold: keyof typeof severities = 'info';

  function write(level: keyof typeof severities, message: string): void {
    // A server's text may hold line ends; one entry stays one line.
    const line = message.replace(/\s*[\r\n]+\s*/g, ' ');
    if (file !== undefined) sink[level](`${names[level]} ${line}`);
    if (severities[level] >= severities[threshold]) print(consoleLine(names[level], line));
  }

  return {
    configure(settings) {
      file = settings.file;
      threshold = thresholds[settings.level];
      sink.transports.file.level = threshold;
    },
    debug: (message) => write('debug', message),
    info: (message) => write('info', message),
    warning: (message) => write('warn', message),
    error: (message) => write('error', message),
  };
}

/** How an entry looks on the reader's own console. */
export function consoleLine(level: LogLevel, text: string): string {
  return `${new Date().toLocaleTimeString('sv')} ${level} ${text}`;
}

const severities = { debug: 0, info: 1, warn: 2, error: 3 };
const names = { debug: 'DEBUG', info: 'INFO', warn: 'WARNING', error: 'ERROR' } as const;
