/** What the desktop application is started with. Pure. */
import { resolve } from 'node:path';

export type Launch = {
  /** Absolute; absent: the usual place. */
  readonly config?: string;
  /** Absolute; absent: the folder of the configuration. */
  readonly dataDir?: string;
  /** Watch a handful of local services that fail on a schedule. */
  readonly demo: boolean;
  /** Begin in the tray, without a window. */
  readonly hidden: boolean;
};

export type CommandLine = { readonly launch: Launch; readonly complaints: readonly string[] };

/**
 * Reads what stands behind the program's own name. Chromium's switches, such as `--no-sandbox` or `--user-data-dir=…`,
 * are its own affair. What cannot be understood is a complaint, and never keeps an application without a terminal from
 * watching.
 */
export function readCommandLine(args: readonly string[], cwd: string): CommandLine {
  const complaints: string[] = [];
  let launch: Launch = { demo: false, hidden: false };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [name = '', inline] = arg.split(/=(.*)/s);
    if (name === '--demo') launch = { ...launch, demo: true };
    else if (name === '--hidden') launch = { ...launch, hidden: true };
    else if (name === '--config' || name === '--data-dir') {
      const value = inline ?? (rest[0]?.startsWith('--') === false ? rest.shift() : undefined);
      if (value === undefined || value === '') complaints.push(`${name} names no path: it is left out`);
      else if (name === '--config') launch = { ...launch, config: resolve(cwd, value) };
      else launch = { ...launch, dataDir: resolve(cwd, value) };
    }
  }
  return { launch, complaints };
}

/** What another start of the application has handed over; undefined where it is of another shape. */
export function launchOf(data: unknown): Launch | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { config, dataDir, demo, hidden }: Readonly<Record<string, unknown>> = { ...data };
  if (typeof demo !== 'boolean' || typeof hidden !== 'boolean') return undefined;
  return {
    ...(typeof config === 'string' ? { config } : {}),
    ...(typeof dataDir === 'string' ? { dataDir } : {}),
    demo,
    hidden,
  };
}

/** As arguments again, for a start anew. */
export function argumentsOf({ config, dataDir, demo, hidden }: Launch): readonly string[] {
  return [
    ...(config === undefined ? [] : [`--config=${config}`]),
    ...(dataDir === undefined ? [] : [`--data-dir=${dataDir}`]),
    ...(demo ? ['--demo'] : []),
    ...(hidden ? ['--hidden'] : []),
  ];
}
