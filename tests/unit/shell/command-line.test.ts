import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { argumentsOf, launchOf, readCommandLine } from '../../../main/shell/command-line.ts';

const home = resolve('/home/ana');
const read = (...args: string[]) => readCommandLine(args, home);

describe('what the desktop is started with', () => {
  it('watches the usual configuration in a window where nothing is said', () => {
    expect(read()).toEqual({ launch: { demo: false, hidden: false }, complaints: [] });
  });

  it.each([['--config', 'watch.yaml'], ['--config=watch.yaml']])(
    'takes a path as it is written in the folder where it was typed: %s',
    (...args) => {
      expect(read(...args).launch.config).toBe(resolve(home, 'watch.yaml'));
    },
  );

  it('leaves Chromium its own switches, and the folder that Electron is started with', () => {
    const { launch, complaints } = read(
      '.',
      '--no-sandbox',
      '--user-data-dir=/tmp/x',
      '--demo',
      '--hidden',
      '--inspect=0',
    );
    expect({ launch, complaints }).toEqual({ launch: { demo: true, hidden: true }, complaints: [] });
  });

  it.each([['--config'], ['--config='], ['--config', '--demo']])(
    'goes on without a path that is missing: %s %s',
    (...args) => {
      const { launch, complaints } = read(...args);
      expect(launch.config).toBeUndefined();
      expect(complaints).toEqual(['--config names no path: it is left out']);
    },
  );

  it('keeps a path with an equals sign in it whole', () => {
    expect(read('--config=a=b.yaml').launch.config).toBe(resolve(home, 'a=b.yaml'));
  });

  it('gives arguments that mean the same', () => {
    const { launch } = read('--config', 'a.yaml', '--data-dir', 'data', '--demo', '--hidden');
    expect(readCommandLine(argumentsOf(launch), resolve('/elsewhere')).launch).toEqual(launch);
  });
});

describe('what a second start hands over', () => {
  it('is understood as it was meant', () => {
    const { launch } = read('--config', 'a.yaml', '--demo');
    expect(launchOf(JSON.parse(JSON.stringify(launch)))).toEqual(launch);
  });

  it.each([undefined, null, 'text', {}, { demo: 'yes', hidden: false }])(
    'is nothing where it has another shape: %s',
    (data) => {
      expect(launchOf(data)).toBeUndefined();
    },
  );
});
