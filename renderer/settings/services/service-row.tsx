/** One service of the list in the settings. */
import type { JsonObject, Settings } from '../../../preload/settings.ts';
import { Icon } from '../../pieces/icon.tsx';
import { Menu } from '../../pieces/menu.tsx';
import { go, hrefOf } from '../../state/route.ts';
import { flagOf, valueText } from '../form/written-values.ts';
import { listWords } from './list-words.ts';
import { removeService } from './removing.ts';
import { nameOf } from './service-drafts.ts';

export type ServiceRowProps = {
  readonly service: JsonObject;
  readonly settings: Settings;
  readonly isReadOnly: boolean;
  readonly place: number;
  readonly count: number;
  readonly canMove: boolean;
  readonly drop: 'before' | 'after' | undefined;
  readonly isDragged: boolean;
  readonly onDrag: (event: PointerEvent, place: number) => void;
  readonly onMove: (name: string, to: number) => void;
};

const place = (params: Readonly<Record<string, string>>) => ({ view: 'settings', chosen: 'services', params }) as const;

export function ServiceRow(props: ServiceRowProps) {
  const { service, settings, isReadOnly, canMove, drop, isDragged, onDrag, onMove } = props;
  const words = listWords.value;
  const name = nameOf(service);
  const notes = [
    flagOf(service.paused) === true ? words.paused : '',
    flagOf(service.critical) === false ? words.notCritical : '',
    valueText(service.group),
  ];
  const step = (by: number): void => onMove(name, props.place + by);
  const items = [
    { label: words.edit, icon: <Icon name="edit" />, onChoose: () => go(place({ service: name })) },
    { label: words.duplicate, icon: <Icon name="copy" />, onChoose: () => go(place({ add: '1', like: name })) },
    ...(canMove && props.place > 0
      ? [{ label: words.moveUp, separated: true as const, onChoose: () => step(-1) }]
      : []),
    ...(canMove && props.place < props.count - 1 ? [{ label: words.moveDown, onChoose: () => step(1) }] : []),
    {
      label: words.remove,
      icon: <Icon name="trash" />,
      separated: true as const,
      onChoose: () => void removeService(settings, name),
    },
  ];
  return (
    <li
      class={`edited-row ${drop ?? ''} ${isDragged ? 'dragged' : ''}`}
      aria-setsize={props.count}
      aria-posinset={props.place + 1}
    >
      {canMove ? (
        <button
          type="button"
          class="button plain icon edited-handle"
          aria-label={words.drag(name)}
          title={words.drag(name)}
          onPointerDown={(event) => onDrag(event, props.place)}
          onKeyDown={(event) => {
            const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
            if (by === undefined) return;
            event.preventDefault();
            const handle = event.currentTarget;
            step(by);
            // A row that was taken to another place has lost the focus on the way.
            requestAnimationFrame(() => handle.focus());
          }}
        >
          <Icon name="drag" />
        </button>
      ) : (
        <span />
      )}
      <a class="edited-link" href={hrefOf(place({ service: name }))}>
        <span class="name">{name}</span>
        <span class="edited-url" dir="ltr">
          {valueText(service.url)}
        </span>
        <span class="edited-notes">{notes.filter((note) => note !== '').join(' · ')}</span>
      </a>
      {!isReadOnly && (
        <Menu name={words.more(name)} class="button plain icon" items={items}>
          <Icon name="more" />
        </Menu>
      )}
    </li>
  );
}
