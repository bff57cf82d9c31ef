/** The entry in plain Node: options, signals, exit codes, and what goes to standard output. */
import { join, resolve } from 'node:path';
import { version } from '../package.json' with { type: 'json' };
import { startApplication } from './app.ts';
import { describeConfiguration } from './check-config.ts';
import { isTypedCommand, type TypedCommand } from './commands/words.ts';
import { loadConfiguration } from './config/load.ts';
import { formatProblem, type Problem } from './config/problem.ts';
import type { DemoFolder } from './demo/stage-folder.ts';
import { eventJson, type ProgramEvent } from './event-json.ts';
import { finalStatistics } from './final-statistics.ts';
import { createLineWriter } from './line-writer.ts';
import { createLog } from './log.ts';
import { lostLine } from './lost-lines.ts';
import { type Options, parseOptions, usage } from './options.ts';

const exitFailed = 1;
const exitConfiguration = 2;
/** What a close may take before the process ends without it: everything owed is on record already. */
const longestCloseMs = 1_800;
const orphanCheckMs = 500;
/** Beside the folder of the built program. */
const rendererDir = join(import.meta.dirname, '../renderer');
const longestTimerMs = 2 ** 31 - 1;

// A lookup that hangs holds a thread for many seconds, and lookups may use half of them: of Node's four, two.
process.env.UV_THREADPOOL_SIZE ??= '32';

const [word, ...rest] = process.argv.slice(2);
if (isTypedCommand(word)) void ask(word, rest);
else await start(parseOptions(process.argv.slice(2)));

async function start(options: ReturnType<typeof parseOptions>): Promise<void> {
  if ('error' in options) fail(`asl-monitor: ${options.error}`, exitFailed);
  else if (options.help) process.stdout.write(usage);
  else if (options.version) process.stdout.write(`${version}\n`);
  else if (options.checkConfig) await checkConfig(options.config);
  else await run(options);
}

/** Not awaited above: what it imports may import this file in turn, and would wait for its end. */
async function ask(command: TypedCommand, args: readonly string[]): Promise<void> {
  const { isColourful, runCommandLine } = await import('./commands/line.ts');
  // A reader such as head may go away before the end.
  process.stdout.on('error', () => undefined);
  process.exitCode = await runCommandLine(command, args, {
    print: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
    environment: process.env,
    colours: isColourful(process.stdout.isTTY === true, process.env),
    wallMs: Date.now,
  });
}

function fail(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}

function failWithProblems(problems: readonly Problem[]): void {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  fail([...problems.map((problem) => formatProblem(problem)), `asl-monitor: ${count}`].join('\n'), exitConfiguration);
}

async function checkConfig(config: string): Promise<void> {
  const loaded = await loadConfiguration(resolve(config), process.env);
  if (!loaded.ok) {
    failWithProblems(loaded.problems);
    return;
  }
  const warnings = loaded.warnings.map((warning) => formatProblem(warning));
  process.stdout.write(`${[...warnings, ...describeConfiguration(loaded.configuration)].join('\n')}\n`);
}

async function run(options: Options): Promise<void> {
  const output = createLineWriter(process.stdout, (lines) =>
    lostLine(lines, { json: options.json, log, wallMs: Date.now }),
  );
  // With --json, standard output belongs to the events; people have the log file.
  const log = createLog(options.json ? () => undefined : output.write);
  const stopped = whenAskedToStop();
  // With nothing to watch, or everything paused, nothing else would keep the program alive until an edit changes that.
  const keepAlive = setInterval(() => undefined, longestTimerMs);
  const parts = new AsyncDisposableStack();
  // With --json it is in the event. Not a line of the log, whose file may be read by more people than the window is for.
  const printAddress = (event: ProgramEvent) => {
    if (event.type === 'started' && event.dashboard !== null) output.write(`Dashboard: ${event.dashboard}`);
  };
  try {
    const stage = options.demo ? parts.adopt(await openDemo(), (demo) => demo.close()) : undefined;
    const started = await startApplication({
      configFile: stage?.configFile ?? options.config,
      ...(options.dataDir === undefined ? {} : { dataDir: resolve(options.dataDir) }),
      version,
      // The demo's services are on this machine, whatever proxy the others are behind.
      environment: stage ? { ...process.env, no_proxy: '*' } : process.env,
      log,
      listen: options.json ? (event) => output.write(JSON.stringify(eventJson(event))) : printAddress,
      ...(options.dashboard
        ? { browser: { ...(options.port === undefined ? {} : { port: options.port }), rendererDir } }
        : {}),
      isDemo: stage !== undefined,
    });
    if (!started.ok) {
      await parts.disposeAsync();
      clearInterval(keepAlive);
      failWithProblems(started.problems);
      return;
    }
    if (stage)
      log.info(`this is the demo: outages come and go by themselves; incident files are in ${stage.incidentsDir}`);
    await stopped;
    clearInterval(keepAlive);
    setTimeout(() => process.exit(), longestCloseMs).unref();
    const statistics = await started.application.close();
    await parts.disposeAsync();
    if (!options.json) for (const line of finalStatistics(statistics)) output.write(line);
    output.flush();
  } catch (error) {
    output.flush();
    fail(`asl-monitor: ${error instanceof Error ? error.message : String(error)}`, exitFailed);
    // Whatever still runs would keep a program alive that watches nothing.
    process.exit();
  }
}

/** Resolves with the first signal; a second one ends the program on the spot, as anybody who sends it wants. */
function whenAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    // Not SIGHUP: under nohup it is meant to be ignored.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    // A program that started this one for itself, such as for its demo, and is gone.
    if (process.channel !== undefined) process.once('disconnect', () => resolve());
    if (process.env.npm_lifecycle_event !== undefined) onOrphaned(resolve);
  });
}

/**
 * npm hands a SIGTERM on to the shell that it put between itself and this program, and the shell dies without a word.
 * Being adopted by another process is the only sign of it, and asking is the only way to see it.
 */
function onOrphaned(call: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    call();
  }, orphanCheckMs);
  timer.unref();
}

/** Loaded only for those who want it. */
async function openDemo(): Promise<DemoFolder> {
  const { openDemoFolder } = await import('./demo/stage-folder.ts');
  return openDemoFolder();
}
