/** The commands as people type them. */

export type TypedCommand = 'status' | 'ack' | 'snooze' | 'unsnooze' | 'incidents' | 'decisions' | 'test-slack';

export type CommandOption = 'for' | 'until-recovery' | 'note' | 'by' | 'open' | 'service' | 'limit';

export type CommandDescription = {
  /** What follows its name. */
  readonly operands: string;
  readonly summary: string;
  /** Whether names of services, incidents and the like follow. */
  readonly targets: 'none' | 'some' | 'required';
  readonly options: readonly CommandOption[];
};

export const commandDescriptions: Readonly<Record<TypedCommand, CommandDescription>> = {
  status: { operands: '', summary: 'how everything is', targets: 'none', options: [] },
  ack: {
    operands: 'TARGET…',
    summary: 'somebody takes care of it; reminders stop',
    targets: 'required',
    options: ['note', 'by'],
  },
  snooze: {
    operands: 'TARGET…',
    summary: 'checks go on and nobody is told, for a time or until it is well again',
    targets: 'required',
    options: ['for', 'until-recovery', 'note', 'by'],
  },
  unsnooze: {
    operands: '[TARGET…]',
    summary: 'ends snoozes; without a target all of them',
    targets: 'some',
    options: ['by'],
  },
  incidents: {
    operands: '',
    summary: 'the latest incidents',
    targets: 'none',
    options: ['open', 'service', 'limit'],
  },
  decisions: {
    operands: '',
    summary: 'why there was an alert, or none',
    targets: 'none',
    options: ['service', 'limit'],
  },
  'test-slack': {
    operands: '',
    summary: 'sends a test message to Slack; needs no running program',
    targets: 'none',
    options: [],
  },
};

export function isTypedCommand(word: string | undefined): word is TypedCommand {
  return word !== undefined && Object.hasOwn(commandDescriptions, word);
}

/** Those lines of --help that list the commands. */
export const commandList: string = Object.entries(commandDescriptions)
  .map(([name, { operands, summary }]) => `  ${`${name} ${operands}`.trim().padEnd(22)}${summary}`)
  .join('\n');
