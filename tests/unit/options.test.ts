import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../main/options.ts';

const plain = {
  config: 'config.yaml',
  dashboard: true,
  json: false,
  checkConfig: false,
  demo: false,
  help: false,
  version: false,
};

describe('the command line', () => {
  it('watches ./config.yaml when nothing is said', () => {
    expect(parseOptions([])).toEqual(plain);
  });

  it('takes every option of the contract', () => {
    const args = ['--config', 'a.yaml', '--data-dir', 'data', '--port', '0', '--no-dashboard', '--json'];
    expect(parseOptions([...args, '--check-config', '--demo', '-h', '--version'])).toEqual({
      config: 'a.yaml',
      dataDir: 'data',
      port: 0,
      dashboard: false,
      json: true,
      checkConfig: true,
      demo: true,
      help: true,
      version: true,
    });
  });

  it.each([
    [['--colour'], "Unknown option '--colour'; --help lists the options"],
    [['--config'], "Option '--config <value>' argument missing; --help lists the options"],
    [['--port', '70000'], '--port: expected a whole number from 0 to 65535, got "70000"'],
    [['--port', 'x'], '--port: expected a whole number from 0 to 65535, got "x"'],
    [['my.yaml'], "Unexpected argument 'my.yaml'; --help lists the options"],
  ])('refuses %j with a sentence', (args, error) => {
    expect(parseOptions(args)).toEqual({ error });
  });
});
