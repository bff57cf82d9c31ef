/** The real core, history, commands and window; time and the network are in the test's hand. */
import { createCommands } from '../../../main/commands/commands.ts';
import type { Configuration } from '../../../main/config/configuration.ts';
import { parseConfiguration } from '../../../main/config/load.ts';
import { createEngine } from '../../../main/monitor/engine.ts';
import type { Service } from '../../../main/monitor/model.ts';
import { createWindow } from '../../../main/window/window.ts';
import type { Answer, Argument, CommandName } from '../../../preload/contract.ts';
import type { Sentence } from '../../../preload/snapshot.ts';
import { createScriptedProbe } from '../../support/scripted-probe.ts';
import { createScriptedSurroundings } from '../../support/scripted-surroundings.ts';
import { aPlace } from '../history/opened.ts';

export async function aProgram(services: readonly Service[]) {
  const place = aPlace();
  const { clock } = place;
  const history = place.open();
  const network = createScriptedProbe(clock);
  const configuration = await aConfiguration(services);
  const errors: string[] = [];
  const engine = createEngine({
    clock,
    probe: network.probe,
    ledger: history,
    surroundings: createScriptedSurroundings(clock),
    listen: (event) => window.feed.note(event),
  });
  const commands = createCommands({
    attention: engine,
    history,
    services: () => configuration.services,
    network: () => 'online',
    notifiers: () => [],
    heartbeat: () => undefined,
    testSlack: () => Promise.resolve({ ok: false, channel: '#alerts', reason: 'Slack is off: slack.enabled is false' }),
    wallMs: clock.wallMs,
  });
  const window = createWindow({
    clock,
    version: '1.2.3',
    isDemo: false,
    log: { warning: (message) => void errors.push(message), error: (message) => void errors.push(message) },
    engine,
    history,
    commands,
    configuration: () => configuration,
    messenger: { slack: 'on', notifiers: () => [] },
    heartbeat: () => undefined,
    environment: () => ({}),
    processEnvironment: {},
    probe: network.probe,
    opened: { history: place.databasePath, incidents: place.incidentsDir },
    defaultCanaries: [],
  });
  engine.watch({ services, maxConcurrent: 64 });

  return {
    clock,
    network,
    history,
    feed: window.feed,
    errors,
    /** As a carrier asks: by name, with whatever it was sent. */
    ask: window.ask,
    /** The answer, or an error that tells the refusal. */
    async answered<Name extends CommandName>(name: Name, argument: Argument<Name>): Promise<Answer<Name>> {
      const outcome = await window.ask(name, argument);
      if ('error' in outcome) throw new Error(`${outcome.error.kind}: ${outcome.error.message.en}`);
      // What comes back has the type that the handler promised.
      return outcome.answer as Answer<Name>;
    },
    async refused(name: CommandName, argument: unknown): Promise<{ readonly kind: string } & Sentence> {
      const outcome = await window.ask(name, argument);
      if (!('error' in outcome)) throw new Error(`${name} was not refused`);
      return { kind: outcome.error.kind, ...outcome.error.message };
    },
  };
}

async function aConfiguration(services: readonly Service[]): Promise<Configuration> {
  const parsed = await parseConfiguration('services: []\n', { file: '/etc/asl-monitor/config.yaml', environment: {} });
  if (!parsed.ok) throw new Error('the empty configuration is not valid');
  return { ...parsed.configuration, services };
}
