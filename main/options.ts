/** The command line of the headless program. */
import { parseArgs } from 'node:util';
import { commandList } from './commands/words.ts';

export type Options = {
  readonly config: string;
  readonly dataDir?: string;
  readonly port?: number;
  readonly dashboard: boolean;
  readonly json: boolean;
  readonly checkConfig: boolean;
  readonly demo: boolean;
  readonly help: boolean;
  readonly version: boolean;
};

export const usage = `asl-monitor watches HTTP(S) services and tells Slack about outages.

Usage: asl-monitor [options]        (npm run headless -- [options])
       asl-monitor COMMAND [options]

  --config PATH      the configuration; default ./config.yaml
  --data-dir PATH    where history.db lives; default: the config file's folder
  --port N           dashboard on 127.0.0.1:N (0 picks a free one); default dashboard.port, or 0
  --no-dashboard     no dashboard
  --json             one JSON object a line on standard output, one for each event
  --check-config     validates, prints problems with line and column, exits 0 or 2
  --demo             watches a few local services that fail on a schedule
  --help             this text
  --version          the version

The dashboard is the program's window, for a browser on this machine. Its address is printed at the start.

Commands ask the program that runs with the same --config and --data-dir; COMMAND --help says more:
${commandList}

SLACK_BOT_TOKEN (environment, or .env beside the configuration) is the bot's token; without it Slack is off.
SLACK_APP_TOKEN, in the same places, is for buttons in Slack; without it there are none. SLACK_API_URL
replaces Slack's address. SIGINT or SIGTERM ends the program and prints statistics.
Exit codes: 0 ended as asked, or the command is done; 2 the configuration is wrong, 1 anything else.
`;

/** Options as given, or one sentence that names the argument that is wrong and what to do. */
export function parseOptions(args: readonly string[]): Options | { readonly error: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: 'string', default: 'config.yaml' },
        'data-dir': { type: 'string' },
        port: { type: 'string' },
        'no-dashboard': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        'check-config': { type: 'boolean', default: false },
        demo: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      return { error: `--port: expected a whole number from 0 to 65535, got "${values.port}"` };
    }
    return {
      config: values.config,
      ...(values['data-dir'] === undefined ? {} : { dataDir: values['data-dir'] }),
      ...(port === undefined ? {} : { port }),
      dashboard: !values['no-dashboard'],
      json: values.json,
      checkConfig: values['check-config'],
      demo: values.demo,
      help: values.help,
      version: values.version,
    };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error);
    return { error: `${message}; --help lists the options` };
  }
}
