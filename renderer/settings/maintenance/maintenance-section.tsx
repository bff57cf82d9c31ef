/** Times in which nobody is told: all windows of the file, or one of them, as the address says. */

import type { JsonObject } from '../../../preload/settings.ts';
import { Icon } from '../../pieces/icon.tsx';
import { Menu } from '../../pieces/menu.tsx';
import { now } from '../../state/clock.ts';
import { go, hrefOf, route } from '../../state/route.ts';
import { writeAndSay } from '../saving.ts';
import { askedSettings } from '../settings-state.ts';
import type { SectionProps } from '../settings-view.tsx';
import { withoutWindow } from './window-edits.ts';
import { ExistingWindow, NewWindow } from './window-form.tsx';
import { windowHours, windowName, windowNext, windowScope } from './window-text.ts';
import { occurrence, windowsOf } from './windows.ts';
import { maintenanceWords } from './words.ts';
import './maintenance-section.css';

const place = (params: Readonly<Record<string, string>>) =>
  ({ view: 'settings', chosen: 'maintenance', params }) as const;

export function MaintenanceSection(props: SectionProps) {
  const { window: chosen } = route.value.params;
  if (chosen === undefined) return <WindowList {...props} />;
  return (
    <>
      <p class="edited-back">
        <a class="button plain" href={hrefOf(place({}))}>
          <Icon name="back" />
          {maintenanceWords.value.all}
        </a>
      </p>
      {chosen === 'new' ? <NewWindow {...props} /> : <ExistingWindow key={chosen} {...props} index={Number(chosen)} />}
    </>
  );
}

function WindowList({ settings, isReadOnly }: SectionProps) {
  const words = maintenanceWords.value;
  const windows = windowsOf(settings.raw);
  return (
    <>
      <header class="edited-list-head">
        <h2>{words.title}</h2>
        <p class="settings-lead">{words.lead}</p>
        {!isReadOnly && (
          <a class="button primary" href={hrefOf(place({ window: 'new' }))}>
            <Icon name="plus" />
            {words.add}
          </a>
        )}
      </header>
      {windows.length === 0 && (
        <div class="edited-list-none">
          <p>{words.none}</p>
          <p class="quiet">{words.noneHint}</p>
        </div>
      )}
      <ul class="windows">
        {windows.map((window, index) => (
          <WindowRow key={index} window={window} index={index} isReadOnly={isReadOnly} />
        ))}
      </ul>
    </>
  );
}

function WindowRow({
  window,
  index,
  isReadOnly,
}: {
  readonly window: JsonObject;
  readonly index: number;
  readonly isReadOnly: boolean;
}) {
  const words = maintenanceWords.value;
  const name = windowName(window);
  const state = occurrence(window, now.value)?.state ?? 'over';
  const to = place({ window: `${index}` });
  return (
    <li class={`window ${state}`}>
      <a href={hrefOf(to)}>
        <span class="window-name">
          <span class="name">{name}</span>
          <span class="window-scope">{windowScope(window)}</span>
        </span>
        <span class="window-hours">
          {windowHours(window, now.value)}
          <span class="window-next">{windowNext(window, now.value)}</span>
        </span>
      </a>
      {!isReadOnly && (
        <Menu
          name={words.more(name)}
          class="button plain icon"
          items={[
            { label: words.edit, icon: <Icon name="edit" />, onChoose: () => go(to) },
            { label: words.remove, icon: <Icon name="trash" />, onChoose: () => void remove(index, name) },
          ]}
        >
          <Icon name="more" />
        </Menu>
      )}
    </li>
  );
}

async function remove(index: number, name: string): Promise<void> {
  const edit = withoutWindow(askedSettings.peek().answer?.raw ?? {}, index);
  if (edit !== undefined) await writeAndSay([edit], maintenanceWords.value.removed(name));
}
