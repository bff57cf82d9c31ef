/** One maintenance window: a new one, or one that is in the file. */
import { useRef } from 'preact/hooks';
import type { JsonObject, Settings } from '../../../preload/settings.ts';
import { go } from '../../state/route.ts';
import type { Form } from '../form/form.ts';
import { useNewForm } from '../form/form-context.ts';
import { type FieldPath, isMapping, type Path, parsePath } from '../form/json.ts';
import { SettingsForm } from '../form/settings-form.tsx';
import { write } from '../saving.ts';
import { askedSettings } from '../settings-state.ts';
import { placeOfWindow, writtenWindow } from './window-edits.ts';
import { WindowFields } from './window-fields.tsx';
import { windowName } from './window-text.ts';
import { windowFaults, windowsOf } from './windows.ts';
import { maintenanceWords } from './words.ts';

const list = { view: 'settings', chosen: 'maintenance' } as const;
const fields: readonly FieldPath[] = [
  'name',
  'start',
  'end',
  'from',
  'to',
  'days',
  'timezone',
  'services',
  'groups',
  'tags',
].map((key) => [key]);
const nothing: JsonObject = {};

const latest = (settings: Settings): JsonObject => (askedSettings.peek().answer ?? settings).raw;

export function NewWindow({ settings, isReadOnly }: { readonly settings: Settings; readonly isReadOnly: boolean }) {
  const words = maintenanceWords.value;
  const place = (): number => windowsOf(latest(settings)).length;
  const form = useNewForm('new', nothing, () => ({
    isNew: true,
    kept: 0,
    faultsOf: windowFaults,
    send: (_, draft) =>
      write([writtenWindow(latest(settings), place(), draft)], maintenanceWords.peek().added(windowName(draft))),
    pathOf: ({ path }) => withinWindow(path, place()),
  }));
  return <WindowForm form={form} settings={settings} title={words.newTitle} isReadOnly={isReadOnly} isNew />;
}

export function ExistingWindow({
  settings,
  index,
  isReadOnly,
}: {
  readonly settings: Settings;
  readonly index: number;
  readonly isReadOnly: boolean;
}) {
  const words = maintenanceWords.value;
  const windows = windowsOf(settings.raw);
  /** Where it was last, and what it was. */
  const last = useRef({ place: index, window: windows[index] ?? nothing });
  const found = placeOfWindow(windows, last.current.place, last.current.window);
  const window = found === undefined ? undefined : windows[found];
  if (found !== undefined && window !== undefined) last.current = { place: found, window };
  const place = (): number =>
    last.current.place < windowsOf(latest(settings)).length ? last.current.place : (found ?? windows.length);
  const form: Form = useNewForm('window', last.current.window, () => ({
    kept: 0,
    faultsOf: windowFaults,
    async send(_, draft) {
      const result = await write([writtenWindow(latest(settings), place(), draft)]);
      if (result.ok || result.reason !== 'conflict') return result;
      // The window is one edit: what differs in it is for the form to find out.
      const now = result.conflicts[0]?.now;
      if (isMapping(now)) form.follow(now);
      return { ...result, conflicts: [] };
    },
    pathOf: ({ path }) => withinWindow(path, place()),
  }));
  if (window === undefined && !form.isDirty.value) return <h2>{words.missing}</h2>;
  return (
    <WindowForm
      form={form}
      settings={settings}
      title={windowName(form.seen.value)}
      remark={window === undefined ? words.gone : undefined}
      isReadOnly={isReadOnly}
    />
  );
}

function WindowForm({
  form,
  settings,
  title,
  remark,
  isReadOnly,
  isNew = false,
}: {
  readonly form: Form;
  readonly settings: Settings;
  readonly title: string;
  readonly remark?: string | undefined;
  readonly isReadOnly: boolean;
  readonly isNew?: boolean;
}) {
  return (
    <SettingsForm
      form={form}
      label={title}
      fields={fields}
      isReadOnly={isReadOnly}
      canSave={isNew}
      onSaved={() => go(list)}
    >
      <header class="edited-head">
        <h2 class="name">{title}</h2>
      </header>
      {remark !== undefined && <p class="settings-lead">{remark}</p>}
      <WindowFields settings={settings} />
    </SettingsForm>
  );
}

/** Where a problem of the file is within the window at that place; undefined where it is elsewhere. */
function withinWindow(path: string, place: number): Path | undefined {
  const [list, index, ...rest] = parsePath(path);
  return list === 'maintenance' && index === place ? rest : undefined;
}
