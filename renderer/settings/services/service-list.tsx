/** All services of the file, in its order, which can be changed here. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { JsonObject, Settings } from '../../../preload/settings.ts';
import { Icon } from '../../pieces/icon.tsx';
import { useKeys } from '../../state/keys.ts';
import { hrefOf } from '../../state/route.ts';
import { fileName } from '../../words/file-name.ts';
import { textsOf, valueText } from '../form/written-values.ts';
import { listWords } from './list-words.ts';
import { placeOf } from './order.ts';
import { nameOf, servicesOf } from './service-drafts.ts';
import { ServiceRow } from './service-row.tsx';
import { useDrag } from './use-drag.ts';
import { useOrder } from './use-order.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';
import './service-list.css';

/** From here on one searches rather than looks. */
const fewServices = 8;

export const newServiceHref = hrefOf({ view: 'settings', chosen: 'services', params: { add: '1' } });

export function ServiceList({ settings, isReadOnly }: { readonly settings: Settings; readonly isReadOnly: boolean }) {
  const words = listWords.value;
  const wanted = useSignal('');
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const said = useSignal('');
  const services = servicesOf(settings.raw);
  const order = useOrder(services.map(nameOf));
  const { names } = order;
  const byName = new Map(services.map((service) => [nameOf(service), service]));
  const text = wanted.value.trim().toLowerCase();
  const rows = names
    .map((name) => byName.get(name))
    .filter((service) => service !== undefined)
    .filter((service) => fits(service, text));
  const canMove = !isReadOnly && text === '' && services.length > 1;
  const move = (name: string, to: number): void => {
    const place = Math.max(0, Math.min(to, names.length - 1));
    if (place === names.indexOf(name)) return;
    order.move(name, place);
    said.value = words.movedTo(name, place + 1, names.length);
  };
  const { first, end, beforePx, behindPx } = useRowsInSight(list, rows.length);
  const { drag, begin, handlers } = useDrag(list, first, ({ from, before }) => {
    const name = names[from];
    if (name !== undefined) move(name, placeOf(names, name, before));
  });
  useKeys({ '/': () => search.current?.focus() });
  return (
    <>
      <header class="edited-list-head">
        <h2>{words.title}</h2>
        <p class="settings-lead">{words.lead(fileName(settings.file))}</p>
        {!isReadOnly && (
          <a class="button primary" href={newServiceHref}>
            <Icon name="plus" />
            {words.add}
          </a>
        )}
      </header>
      {services.length > fewServices && (
        <div class="edited-search">
          <input
            ref={search}
            class="input"
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={wanted.value}
            onInput={(event) => {
              wanted.value = event.currentTarget.value;
            }}
          />
          <span class="quiet" role="status">
            {text !== '' && words.found(rows.length, services.length)}
          </span>
        </div>
      )}
      {services.length === 0 && <None />}
      {services.length > 0 && rows.length === 0 && <p class="quiet">{words.noneFound(wanted.value.trim())}</p>}
      <ul class="edited-list" ref={list} style={{ paddingBlock: `${beforePx}px ${behindPx}px` }} {...handlers}>
        {rows.slice(first, end).map((service, index) => (
          <ServiceRow
            key={nameOf(service)}
            service={service}
            settings={settings}
            isReadOnly={isReadOnly}
            place={first + index}
            count={rows.length}
            canMove={canMove}
            drop={dropAt(drag, first + index, rows.length)}
            isDragged={drag?.from === first + index}
            onDrag={begin}
            onMove={move}
          />
        ))}
      </ul>
      <p class="only-heard" role="status">
        {said.value}
      </p>
    </>
  );
}

function dropAt(
  drag: { readonly from: number; readonly before: number } | undefined,
  index: number,
  count: number,
): 'before' | 'after' | undefined {
  if (drag === undefined || drag.before === drag.from || drag.before === drag.from + 1) return undefined;
  if (drag.before === index) return 'before';
  return drag.before === count && index === count - 1 ? 'after' : undefined;
}

function fits(service: JsonObject, text: string): boolean {
  if (text === '') return true;
  const { name, url, group, tags } = service;
  return [valueText(name), valueText(url), valueText(group), ...(textsOf(tags) ?? [])].some((part) =>
    part.toLowerCase().includes(text),
  );
}

function None() {
  const words = listWords.value;
  return (
    <div class="edited-list-none">
      <p>{words.none}</p>
      <p class="quiet">{words.noneHint}</p>
    </div>
  );
}
