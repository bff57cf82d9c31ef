/** What `asl-monitor <command> --help` prints. */
import { type CommandOption, commandDescriptions, type TypedCommand } from './words.ts';

const optionLines: Readonly<Record<CommandOption, string>> = {
  for: '  --for TIME         15m, 1h, 4h, 8h or any other time up to 7d',
  'until-recovery': '  --until-recovery   until nothing of it is down any more; so it is without --for',
  note: '  --note TEXT        why; everybody who is told sees it',
  by: '  --by NAME          who; default: the user of this machine',
  open: '  --open             only those that are not over',
  service: '  --service NAME     only those of this service',
  limit: '  --limit N          so many at most; default: 20',
};

const targetLines = `A target is the name of a service, the id of an incident or an outage, group:NAME, tag:NAME or all.
`;

export function commandUsage(name: TypedCommand): string {
  const { operands, summary, targets, options } = commandDescriptions[name];
  const ids = name === 'unsnooze' ? 'A target may also be the id of a snooze, which "asl-monitor status" lists.\n' : '';
  return `asl-monitor ${name}: ${summary}.

Usage: asl-monitor ${`${name} ${operands}`.trim()} [options]

${options.map((option) => `${optionLines[option]}\n`).join('')}  --config PATH      the configuration of the program that runs; default ./config.yaml
  --data-dir PATH    its data folder, if it was started with one
  --json             one JSON object on standard output; times are epoch milliseconds
  --help             this text

${targets === 'none' ? '' : `${targetLines}${ids}\n`}Exit codes: 0 done, 1 anything else, such as a target that nobody knows or a program that does not run.
`;
}
