/** What the settings ask and change: the configuration file, and a service that is not in it yet. */
import type { Handlers } from '../../preload/contract.ts';
import type { DraftResult, Edit, EditResult, JsonObject, Settings } from '../../preload/settings.ts';
import type { Configuration } from '../config/configuration.ts';
import { type EditResult as Edited, editConfiguration } from '../config/edit-file.ts';
import { at, isList } from '../config/edit-model.ts';
import type { Environment } from '../config/environment.ts';
import { parseConfiguration } from '../config/load.ts';
import { checkDraft } from '../config/service-draft.ts';
import { readSettings } from '../config/settings.ts';
import type { Observation } from '../monitor/model.ts';
import type { Probe } from '../monitor/ports.ts';
import { cadenceView, checkView } from './checks.ts';
import { noSuchService } from './refusal.ts';
import { problemSentence, problemView } from './sentences.ts';
import { type SettingsFacts, settingsView } from './settings-view.ts';

export type SettingsDependencies = Pick<
  SettingsFacts,
  'processEnvironment' | 'keychain' | 'opened' | 'defaultCanaries'
> & {
  /** That is in force. */
  readonly configuration: () => Configuration;
  /** The variables with which it was read. */
  readonly environment: () => Environment;
  readonly probe: Probe;
};

export type SettingsHandlers = Pick<Handlers, 'pause' | 'settings' | 'editSettings' | 'testService'>;

export function createSettingsHandlers(deps: SettingsDependencies): SettingsHandlers {
  const { configuration, environment, processEnvironment, probe } = deps;
  // Of the file, the process's variables and those of `.env` as it is now.
  const source = () => ({ file: configuration().file, environment: processEnvironment });

  async function settings(): Promise<Settings> {
    const [read, empty] = await Promise.all([readSettings(source()), emptyConfiguration(configuration().file)]);
    return settingsView(read, { ...deps, inForce: configuration(), environment: environment(), empty });
  }

  async function edit(edits: readonly Edit[]): Promise<EditResult> {
    return editResult(await editConfiguration({ ...source(), edits }));
  }

  /** The key goes when it is not needed, as somebody would write it. */
  async function pause(name: string, paused: boolean): Promise<EditResult> {
    if (!configuration().services.some((service) => service.name === name)) throw noSuchService(name);
    const { raw } = await readSettings(source());
    const services = at(raw, 'services');
    const written = isList(services) ? services.find((one) => at(one, 'name') === name) : undefined;
    const was = at(written, 'paused');
    return edit([
      {
        kind: 'set',
        path: { service: name, field: ['paused'] },
        ...(was === undefined ? {} : { was }),
        ...(paused ? { value: true } : {}),
      },
    ]);
  }

  async function test(draft: JsonObject): Promise<DraftResult> {
    const checked = await checkDraft({ ...source(), service: draft });
    if (!checked.ok) return { ok: false, problems: checked.problems.map(problemView) };
    const observation = await new Promise<Observation>((done) => void probe(checked.service, done));
    return { ok: true, check: checkView(observation), cadence: cadenceView(checked.service) };
  }

  return {
    settings,
    editSettings: ({ edits }) => edit(edits),
    pause: ({ service, paused }) => pause(service, paused),
    testService: ({ service }) => test(service),
  };
}

/** What holds where a file says nothing. */
async function emptyConfiguration(file: string): Promise<Configuration> {
  const parsed = await parseConfiguration('', { file, environment: {} });
  if (!parsed.ok) throw new Error('an empty file must be a valid configuration');
  return parsed.configuration;
}

function editResult(edited: Edited): EditResult {
  if (edited.ok) {
    const { revision, removed, removedWindows } = edited;
    return { ok: true, revision, removed, removedWindows };
  }
  switch (edited.reason) {
    case 'conflict':
      return edited;
    case 'invalid':
      return { ...edited, problems: edited.problems.map(problemView) };
    case 'unwritable':
      return { ...edited, message: problemSentence(edited.message) };
  }
}
