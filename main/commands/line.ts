/** `asl-monitor status` and its like: asks the program that runs, and says what it answered. */
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { loadConfiguration } from '../config/load.ts';
import { formatProblem } from '../config/problem.ts';
import { testSlack } from '../slack-test.ts';
import { describeAnswer } from './answers.ts';
import type { CommandName } from './arguments.ts';
import { type Answer, ask } from './client.ts';
import { type CommandRequest, parseCommand } from './request.ts';
import { commandUsage } from './usage.ts';
import type { TypedCommand } from './words.ts';

export type Terminal = {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly environment: Environment;
  /** Whether shapes get their colours: see `isColourful`. */
  readonly colours: boolean;
  /** Epoch milliseconds. */
  readonly wallMs: () => number;
};

const failed = 1;
const answerWithinMs = 10_000;
/** Two requests to Slack, each with its own limit, and the answer. */
const slackWithinMs = 40_000;

/** Gives the exit code. Never rejects. */
export async function runCommandLine(
  typed: TypedCommand,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const request = parseCommand(typed, args, userName(terminal.environment));
  if ('error' in request) {
    terminal.complain(`asl-monitor: ${request.error}\n`);
    return failed;
  }
  if (request.help) {
    terminal.print(commandUsage(typed));
    return 0;
  }
  const answer = await answerTo(request, terminal.environment);
  if (!answer.ok) {
    const error = answer.absent ? `${answer.error}: start it with "${startCommand(request)}"` : answer.error;
    if (request.json) terminal.print(`${JSON.stringify({ error })}\n`);
    terminal.complain(`asl-monitor: ${error}\n`);
    return failed;
  }
  if (request.json) terminal.print(`${JSON.stringify(answer.result)}\n`);
  else if (!describe(request, answer.result, terminal)) return failed;
  return request.command === 'testSlack' && !isWell(answer.result) ? failed : 0;
}

function describe({ command }: CommandRequest, result: unknown, terminal: Terminal): boolean {
  const view = { now: terminal.wallMs(), colours: terminal.colours };
  try {
    terminal.print(`${describeAnswer(command, result, view).join('\n')}\n`);
    return true;
  } catch (error) {
    terminal.complain(
      `asl-monitor: the answer cannot be read (${error}): the program that runs may be of another version; restart it\n`,
    );
    return false;
  }
}

async function answerTo(request: CommandRequest, environment: Environment): Promise<Answer> {
  const { command, config } = request;
  const answer = await ask({
    dataDir: resolve(request.dataDir ?? dirname(resolve(config))),
    command,
    arguments: request.arguments,
    timeoutMs: timeLimits[command] ?? answerWithinMs,
  });
  return !answer.ok && answer.absent && command === 'testSlack' ? testWithoutProgram(config, environment) : answer;
}

const timeLimits: Partial<Record<CommandName, number>> = { testSlack: slackWithinMs };

async function testWithoutProgram(config: string, environment: Environment): Promise<Answer> {
  const loaded = await loadConfiguration(resolve(config), environment);
  if (!loaded.ok) {
    return { ok: false, error: loaded.problems.map((problem) => formatProblem(problem)).join('\n') };
  }
  const settings = loaded.configuration.slack;
  return { ok: true, result: await testSlack({ settings, environment: loaded.environment }) };
}

function startCommand({ config, dataDir }: CommandRequest): string {
  const place = dataDir === undefined ? '' : ` --data-dir ${dataDir}`;
  return `asl-monitor --config ${config}${place}`;
}

function isWell(report: unknown): boolean {
  return typeof report === 'object' && report !== null && 'ok' in report && report.ok === true;
}

function userName({ USER, USERNAME }: Environment): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user that has no name.
    return USER || USERNAME || 'somebody';
  }
}

/** For people who look at it, and have not asked for none (https://no-color.org). */
export function isColourful(isTerminal: boolean, { NO_COLOR, TERM }: Environment): boolean {
  return isTerminal && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
}
