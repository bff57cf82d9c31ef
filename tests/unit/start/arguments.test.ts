import { describe, expect, it } from 'vitest';
import { commandDescriptions } from '../../../main/commands/words.ts';

type Start =
  | { readonly kind: 'run'; readonly mode: 'auto' | 'desktop' | 'headless'; readonly args: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'error'; readonly message: string };

const {
  readStart,
  headlessArguments,
  commands,
}: {
  readStart(args: readonly string[]): Start;
  headlessArguments(args: readonly string[]): readonly string[];
  readonly commands: readonly string[];
} = await import(new URL('../../../scripts/start/arguments.mjs', import.meta.url).href);

const run = (...args: readonly string[]) => {
  const start = readStart(args);
  return start.kind === 'run' ? [start.mode, start.args.join(' ')] : start;
};

describe('npm start', () => {
  it('tries the desktop application first, and hands on what it is given', () => {
    expect(run()).toEqual(['auto', '']);
    expect(run('--demo', '--hidden', '--config', 'a b.yaml')).toEqual(['auto', '--demo --hidden --config a b.yaml']);
    expect(run('--config=x', '--data-dir', '/d')).toEqual(['auto', '--config=x --data-dir /d']);
  });

  it('is told which of the two, wherever that stands, and keeps it to itself', () => {
    expect(run('--headless')).toEqual(['headless', '']);
    expect(run('--demo', '--desktop', '--hidden')).toEqual(['desktop', '--demo --hidden']);
    expect(run('--config', 'x', '--headless')).toEqual(['headless', '--config x']);
  });

  it.each(['--json', '--check-config', '--no-dashboard', '--port=0', '--version'])('is headless with %s', (option) => {
    expect(run('--demo', option)).toEqual(['headless', `--demo ${option}`]);
  });

  it('is headless with a port, which is a word of its own', () => {
    expect(run('--port', '8080', '--demo')).toEqual(['headless', '--port 8080 --demo']);
  });

  it('is headless with a command, whose words are its own affair', () => {
    expect(run('status', '--json')).toEqual(['headless', 'status --json']);
    expect(run('ack', 'API', '--note', '--desktop')).toEqual(['headless', 'ack API --note --desktop']);
    expect(run('--headless', 'status', '--help')).toEqual(['headless', 'status --help']);
  });

  it('knows the commands that there are', () => {
    expect(commands).toEqual(Object.keys(commandDescriptions));
  });

  it('takes no value for an option', () => {
    expect(run('--config', '--headless')).toEqual(['auto', '--config --headless']);
    expect(run('--data-dir', 'status')).toEqual(['auto', '--data-dir status']);
    expect(run('--config')).toEqual(['auto', '--config']);
    expect(run('--', '--headless', '--json')).toEqual(['auto', '-- --headless --json']);
  });

  it.each([['--help'], ['-h'], ['--desktop', '--help'], ['--config', 'x', '--help']])(
    'explains itself: %s %s',
    (...args) => {
      expect(readStart(args.filter((arg) => arg !== undefined))).toEqual({ kind: 'help' });
    },
  );

  it('cannot be both, and says which of the words has to go', () => {
    expect(run('--desktop', '--headless')).toEqual({
      kind: 'error',
      message: expect.stringContaining('exclude each other'),
    });
    expect(run('--desktop', '--json')).toEqual({
      kind: 'error',
      message: '"--json" is for the headless program: leave out --desktop',
    });
    expect(run('--desktop', 'status')).toMatchObject({ message: expect.stringContaining('"status" is for') });
  });
});

describe('what is left for the headless program', () => {
  it('is nothing that only a desktop knows', () => {
    const args = [
      '--hidden',
      '--no-sandbox',
      '--ozone-platform=x11',
      '--disable-gpu',
      '--demo',
      '--config',
      'x',
      '--no-dashboard',
    ];
    expect(headlessArguments(args)).toEqual(['--demo', '--config', 'x', '--no-dashboard']);
  });
});
