/** A key that was changed in the file and in the form: both, and the choice between them. */
import type { Json } from '../../../preload/settings.ts';
import { useForm } from './form-context.ts';
import { at, isSecret } from './json.ts';
import type { Conflict } from './merging.ts';
import { formWords } from './words.ts';
import { valueText } from './written-values.ts';

export function ConflictNote({ conflict }: { readonly conflict: Conflict }) {
  const form = useForm();
  const words = formWords.value;
  return (
    <div class="conflict">
      <p>{words.meanwhile}</p>
      <dl>
        <dt>{words.theirs}</dt>
        <dd>
          <Shown value={conflict.theirs} />
        </dd>
        <dt>{words.mine}</dt>
        <dd>
          <Shown value={at(form.draft.value, conflict.path)} />
        </dd>
      </dl>
      <p class="conflict-choice">
        <button type="button" class="button" onClick={() => form.takeTheirs(conflict.path)}>
          {words.takeTheirs}
        </button>
        <button
          type="button"
          class="button"
          onClick={({ currentTarget: { form: element } }) => {
            form.keepMine(conflict.path);
            // With the last one decided, all of it is sent again.
            element?.requestSubmit();
          }}
        >
          {words.keepMine}
        </button>
      </p>
    </div>
  );
}

function Shown({ value }: { readonly value: Json | undefined }) {
  const words = formWords.value;
  if (value === undefined || value === null) return <span class="quiet">{words.nothing}</span>;
  if (isSecret(value)) return <span class="quiet">{value.hint || words.secret}</span>;
  return <code>{valueText(value) || JSON.stringify(value)}</code>;
}
