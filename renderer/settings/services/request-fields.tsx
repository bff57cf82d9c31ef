/** What a service is asked with. */
import { useState } from 'preact/hooks';
import { Icon } from '../../pieces/icon.tsx';
import { Choices } from '../form/choices.tsx';
import { Field } from '../form/field.tsx';
import { useForm } from '../form/form-context.ts';
import { at, type FieldPath, isSecret } from '../form/json.ts';
import { type RowBindings, Rows } from '../form/rows.tsx';
import { SecretField } from '../form/secret-field.tsx';
import { useTyping } from '../form/typing.ts';
import { formWords } from '../form/words.ts';
import { serviceWords } from './form-words.ts';
import {
  type BodyKind,
  bodyKind,
  bodyText,
  jsonBody,
  type RequestHeader,
  requestHeaders,
  writtenRequestHeaders,
} from './request-values.ts';

const headers: FieldPath = ['headers'];
const body: FieldPath = ['body'];
const emptyHeader: RequestHeader = { name: '', value: '' };

export function RequestFields() {
  const words = serviceWords.value;
  const form = useForm();
  return (
    <>
      <Rows
        path={headers}
        label={words.headers}
        hint={words.headersHint}
        addLabel={words.addHeader}
        empty={emptyHeader}
        show={requestHeaders}
        read={writtenRequestHeaders}
        isFilled={({ name }) => name.trim() !== ''}
        nameOf={({ name }) => name}
      >
        {(row, change, bindings) => <HeaderInputs row={row} change={change} bindings={bindings} />}
      </Rows>
      {isSecret(at(form.seen.value, body)) ? (
        <SecretField path={body} label={words.body} hint={words.bodyHint} />
      ) : (
        <BodyField />
      )}
    </>
  );
}

/** A secret keeps its header until it is replaced: nobody here could write it under another one. */
function HeaderInputs({
  row,
  change,
  bindings,
}: {
  readonly row: RequestHeader;
  readonly change: (row: RequestHeader) => void;
  readonly bindings: RowBindings;
}) {
  const words = serviceWords.value;
  const { name, value } = row;
  return (
    <>
      <input
        {...bindings}
        class="input mono"
        aria-label={`${words.headers}, ${words.headerName}`}
        placeholder="Accept"
        spellcheck={false}
        readOnly={isSecret(value)}
        value={name}
        onInput={(event) => change({ ...row, name: event.currentTarget.value })}
      />
      {isSecret(value) ? (
        <span class="header-secret">
          <Icon name="lock" />
          <span class="name">{value.hint}</span>
          <button type="button" class="button" onClick={() => change({ ...row, value: '' })}>
            {formWords.value.replace}
          </button>
        </span>
      ) : (
        <input
          class="input mono"
          aria-label={`${words.headers}, ${words.headerValue}`}
          placeholder="text/html"
          spellcheck={false}
          value={value}
          onInput={(event) => change({ ...row, value: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function BodyField() {
  const words = serviceWords.value;
  const form = useForm();
  const value = at(form.draft.value, body);
  const [kind, setKind] = useState(() => bodyKind(value));
  const read = (text: string, as: BodyKind) =>
    text === '' ? undefined : as === 'json' ? (jsonBody(text) ?? text) : text;
  const typing = useTyping(value, bodyText, (text) => read(text, kind));
  const change = (text: string, as: BodyKind): void => {
    typing.type(text);
    form.set(body, read(text, as));
    form.complain(body, as === 'json' && text.trim() !== '' && jsonBody(text) === undefined ? 'json' : undefined);
  };
  return (
    <Field path={body} label={words.body} hint={words.bodyHint}>
      {(bindings) => (
        <>
          <Choices
            chosen={kind}
            choices={(['text', 'json'] as const).map((key) => ({ key, text: words.bodyKinds[key] }))}
            onChoose={(next) => {
              setKind(next);
              change(typing.shown, next);
            }}
          />
          <textarea
            {...bindings}
            class="input mono"
            rows={typing.shown === '' ? 2 : 6}
            spellcheck={false}
            value={typing.shown}
            onInput={(event) => change(event.currentTarget.value, kind)}
            onBlur={() => form.leave(body)}
          />
        </>
      )}
    </Field>
  );
}
