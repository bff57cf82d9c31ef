/** One service: a new one, or one that is in the file. */
import { useMemo, useRef } from 'preact/hooks';
import type { JsonObject, Settings } from '../../../preload/settings.ts';
import { go, setParams } from '../../state/route.ts';
import { editsOf } from '../form/changes.ts';
import type { Form } from '../form/form.ts';
import { useNewForm } from '../form/form-context.ts';
import { type Path, parsePath } from '../form/json.ts';
import { renamedMentions } from '../maintenance/mentions.ts';
import { write } from '../saving.ts';
import { askedSettings } from '../settings-state.ts';
import { serviceWords } from './form-words.ts';
import { removeService } from './removing.ts';
import { copyOf, nameFor, nameOf, servicesOf } from './service-drafts.ts';
import { serviceFaults } from './service-faults.ts';
import { ServiceFields } from './service-fields.tsx';

const list = { view: 'settings', chosen: 'services' } as const;
const nothing: JsonObject = {};

export type ExistingServiceProps = {
  readonly settings: Settings;
  readonly name: string;
  readonly isReadOnly: boolean;
};

export function ExistingService({ settings, name, isReadOnly }: ExistingServiceProps) {
  const found = servicesOf(settings.raw).find((one) => nameOf(one) === name);
  const last = useRef(found);
  if (found !== undefined) last.current = found;
  if (last.current === undefined) return <Missing name={name} />;
  const known = { service: last.current, isGone: found === undefined };
  return <KnownService settings={settings} name={name} isReadOnly={isReadOnly} {...known} />;
}

/** What was typed into it outlives the service: saved, it is there again. */
function KnownService({
  settings,
  name,
  service,
  isGone,
  isReadOnly,
}: ExistingServiceProps & { readonly service: JsonObject; readonly isGone: boolean }) {
  const words = serviceWords.value;
  const form = useNewForm(name, service, () => ({
    kept: 0,
    faultsOf: (draft) => serviceFaults(draft, namesBeside(name)),
    async send(changes, draft) {
      if (placeOf(name) < 0) return write([{ kind: 'add_service', service: draft }]);
      const next = nameOf(draft);
      const mentions = next === name ? [] : renamedMentions(latest(settings).raw, name, next);
      const result = await write([...editsOf({ kind: 'service', name }, changes), ...mentions]);
      // The file knows it by its new name.
      if (result.ok && next !== name) setParams({ service: next });
      return result;
    },
    pathOf: ({ path }) => withinService(path, placeOf(name)),
  }));
  if (isGone && !form.isDirty.value) return <Missing name={name} />;
  return (
    <ServiceFields
      form={form}
      settings={settings}
      title={name}
      remark={isGone ? words.gone(name) : undefined}
      isReadOnly={isReadOnly}
      actions={
        !isReadOnly &&
        !isGone && (
          <>
            <button type="button" class="button" onClick={() => go({ ...list, params: { add: '1', like: name } })}>
              {words.duplicate}
            </button>
            <button type="button" class="button danger" onClick={() => void leaveWithout(form, settings, name)}>
              {words.remove}
            </button>
          </>
        )
      }
    />
  );
}

function Missing({ name }: { readonly name: string }) {
  const words = serviceWords.value;
  return (
    <div class="edited-missing">
      <h2>{words.missing(name)}</h2>
      <p class="quiet">{words.missingHint}</p>
    </div>
  );
}

async function leaveWithout(form: Form, settings: Settings, name: string): Promise<void> {
  if (!(await removeService(settings, name))) return;
  form.discard();
  go(list);
}

/** `like` is the service that it begins as a copy of, `url` the address of one that begins empty. */
export function NewService({
  settings,
  like,
  url,
  isReadOnly,
}: {
  readonly settings: Settings;
  readonly like: string | undefined;
  readonly url: string | undefined;
  readonly isReadOnly: boolean;
}) {
  const words = serviceWords.value;
  const begun = useMemo(() => {
    const services = servicesOf(settings.raw);
    const model = services.find((service) => nameOf(service) === like);
    if (model !== undefined) return copyOf(model, new Set(services.map(nameOf)));
    return { service: url === undefined ? nothing : { name: nameFor(url), url }, lostSecrets: false };
  }, []);
  const form = useNewForm('new', nothing, () => ({
    draft: begun.service,
    isNew: true,
    kept: 0,
    faultsOf: (draft) => serviceFaults(draft, namesBeside(undefined)),
    send: (_, draft) =>
      write(
        [{ kind: 'add_service', service: draft, ...(like === undefined ? {} : { after: like }) }],
        serviceWords.peek().added(nameOf(draft)),
      ),
    pathOf: ({ path }) =>
      withinService(path, like === undefined ? servicesOf(latest(settings).raw).length : placeOf(like) + 1),
  }));
  return (
    <ServiceFields
      form={form}
      settings={settings}
      title={like === undefined ? words.newTitle : words.copyTitle(like)}
      remark={begun.lostSecrets ? words.lostSecrets : undefined}
      isReadOnly={isReadOnly}
      isNew
      onSaved={() => go(list)}
    />
  );
}

/** What the file says by now, since a form may be older. */
const latest = (settings: Settings): Settings => askedSettings.peek().answer ?? settings;

function namesBeside(name: string | undefined): ReadonlySet<string> {
  const raw = askedSettings.peek().answer?.raw ?? {};
  return new Set(
    servicesOf(raw)
      .map(nameOf)
      .filter((one) => one !== name),
  );
}

function placeOf(name: string): number {
  return servicesOf(askedSettings.peek().answer?.raw ?? {}).findIndex((service) => nameOf(service) === name);
}

/** Where a problem of the file is within the service at that place; undefined where it is elsewhere. */
function withinService(path: string, place: number): Path | undefined {
  const [list, index, ...rest] = parsePath(path);
  return list === 'services' && index === place ? rest : undefined;
}
