/** What somebody typed, as a command to be asked. Pure. */
import { parseArgs } from 'node:util';
import { parseDuration } from '../config/duration.ts';
import { type CommandName, longestSnoozeMs, mostListed } from './arguments.ts';
import { commandDescriptions, type TypedCommand } from './words.ts';

export type CommandRequest = {
  readonly typed: TypedCommand;
  readonly command: CommandName;
  readonly arguments: object;
  readonly config: string;
  readonly dataDir?: string;
  readonly json: boolean;
  readonly help: boolean;
};

const commands: Readonly<Record<TypedCommand, CommandName>> = {
  status: 'status',
  ack: 'acknowledge',
  snooze: 'snooze',
  unsnooze: 'unsnooze',
  incidents: 'incidents',
  decisions: 'decisions',
  'test-slack': 'testSlack',
};

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const everywhere = { config: text, 'data-dir': text, json: flag, help: { ...flag, short: 'h' } } as const;
const special = {
  for: text,
  'until-recovery': flag,
  note: text,
  by: text,
  open: flag,
  service: text,
  limit: text,
} as const;

type Values = Partial<Record<keyof typeof everywhere | keyof typeof special, string | boolean>>;

/** Or one sentence that names what is wrong and what to do. `user` is who asks, unless they say otherwise. */
export function parseCommand(
  typed: TypedCommand,
  args: readonly string[],
  user: string,
): CommandRequest | { readonly error: string } {
  const description = commandDescriptions[typed];
  const options = { ...everywhere, ...pick(description.options) };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true }) as {
      values: Values;
      positionals: string[];
    };
    const common = {
      typed,
      command: commands[typed],
      config: String(values.config ?? 'config.yaml'),
      ...(values['data-dir'] === undefined ? {} : { dataDir: String(values['data-dir']) }),
      json: values.json === true,
      help: values.help === true,
    };
    if (common.help) return { ...common, arguments: {} };
    const [first] = positionals;
    if (description.targets === 'none' && first !== undefined)
      return { error: `unexpected "${first}"; ${hint(typed)}` };
    if (description.targets === 'required' && first === undefined) {
      return { error: `name what to ${typed}: a service, an incident, an outage, group:NAME or all; ${hint(typed)}` };
    }
    const given = argumentsOf(typed, values, positionals, user);
    return 'error' in given ? { error: given.error } : { ...common, arguments: given.arguments };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error);
    return { error: `${message}; ${hint(typed)}` };
  }
}

const hint = (typed: TypedCommand): string => `"asl-monitor ${typed} --help" says more`;

function pick(names: readonly (keyof typeof special)[]): Partial<typeof special> {
  return Object.fromEntries(names.map((name) => [name, special[name]]));
}

type Given = { readonly arguments: object } | { readonly error: string };

function argumentsOf(typed: TypedCommand, values: Values, targets: readonly string[], user: string): Given {
  const by = { name: String(values.by ?? user), via: 'command' };
  const note = values.note === undefined ? {} : { note: String(values.note) };
  switch (typed) {
    case 'ack':
      return { arguments: { targets, by, ...note } };
    case 'snooze': {
      const time = snoozeTime(values);
      return 'error' in time ? time : { arguments: { targets, by, ...time, ...note } };
    }
    case 'unsnooze':
      return { arguments: { by, ...(targets.length === 0 ? {} : { targets }) } };
    case 'incidents':
    case 'decisions': {
      const limit = values.limit === undefined ? undefined : Number(values.limit);
      if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= mostListed)) {
        return { error: `--limit: expected a whole number from 1 to ${mostListed}, got "${values.limit}"` };
      }
      return {
        arguments: {
          ...(values.open === true ? { open: true } : {}),
          ...(values.service === undefined ? {} : { service: String(values.service) }),
          ...(limit === undefined ? {} : { limit }),
        },
      };
    }
    default:
      return { arguments: {} };
  }
}

function snoozeTime(values: Values): { readonly forMs?: number } | { readonly error: string } {
  const { for: time, 'until-recovery': untilRecovery } = values;
  if (time !== undefined && untilRecovery) return { error: 'give either --for or --until-recovery' };
  if (time === undefined || time === 'until-recovery') return {};
  const forMs = parseDuration(time);
  if (forMs === undefined || forMs < 1_000) {
    return { error: `--for: expected 15m, 1h, 4h, 8h or another time such as 90s or 1h30m, got "${time}"` };
  }
  if (forMs > longestSnoozeMs) {
    return { error: `--for: expected at most 7d, got "${time}": for longer, set "paused: true" in the configuration` };
  }
  return { forMs };
}
