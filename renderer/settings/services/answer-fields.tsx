/** What the answer of a service must be like. */
import type { Json } from '../../../preload/settings.ts';
import { useForm } from '../form/form-context.ts';
import { DurationField, FlagField, TypedField } from '../form/inputs.tsx';
import { at, type FieldPath } from '../form/json.ts';
import { type RowBindings, Rows } from '../form/rows.tsx';
import {
  type HeaderRow,
  headerRows,
  type JsonRow,
  jsonRows,
  statusText,
  writtenHeaders,
  writtenJson,
  writtenStatus,
} from '../form/written-answers.ts';
import { textsOf, writtenTexts } from '../form/written-values.ts';
import { serviceWords } from './form-words.ts';

export function AnswerFields() {
  const words = serviceWords.value;
  const form = useForm();
  // Both names are taken by the program.
  const headers = at(form.seen.value, ['expect', 'header']) === undefined ? 'headers' : 'header';
  return (
    <>
      <TypedField
        path={['expected_status']}
        label={words.status}
        hint={words.statusHint}
        placeholder="200"
        show={(value) => statusText(value) ?? ''}
        read={writtenStatus}
      />
      <TextRows path={['expect', 'contains']} label={words.contains} addLabel={words.addContains} />
      <TextRows path={['expect', 'not_contains']} label={words.notContains} addLabel={words.addNotContains} />
      <TextRows path={['expect', 'matches']} label={words.matches} addLabel={words.addMatches} />
      <Rows
        path={['expect', 'json']}
        label={words.json}
        addLabel={words.addJson}
        empty={emptyJson}
        show={(value) => jsonRows(value) ?? []}
        read={writtenJson}
        isFilled={({ path }) => path.trim() !== ''}
        nameOf={({ path }) => path}
      >
        {(row, change, bindings) => <JsonInputs row={row} change={change} bindings={bindings} />}
      </Rows>
      <Rows
        path={['expect', headers]}
        label={words.answerHeaders}
        addLabel={words.addAnswerHeader}
        empty={emptyHeader}
        show={(value) => headerRows(value) ?? []}
        read={writtenHeaders}
        isFilled={({ name, value }) => name.trim() !== '' && value !== ''}
        nameOf={({ name }) => name}
      >
        {(row, change, bindings) => <HeaderInputs row={row} change={change} bindings={bindings} />}
      </Rows>
      <DurationField
        path={['expect', 'max_response_time']}
        label={words.maxResponseTime}
        hint={words.maxResponseTimeHint}
        fallback={null}
        placeholder={words.never}
      />
      <FlagField path={['follow_redirects']} label={words.redirects} text={words.redirectsText} fallback={true} />
    </>
  );
}

const emptyJson: JsonRow = { path: '', equals: '' };
const emptyHeader: HeaderRow = { name: '', value: '', isPart: false };

function TextRows({
  path,
  label,
  addLabel,
}: {
  readonly path: FieldPath;
  readonly label: string;
  readonly addLabel: string;
}) {
  return (
    <Rows
      path={path}
      label={label}
      addLabel={addLabel}
      empty=""
      show={(value: Json | undefined) => textsOf(value) ?? []}
      read={writtenTexts}
      isFilled={(text) => text.trim() !== ''}
      nameOf={(text) => text}
    >
      {(text, change, bindings) => (
        <input
          {...bindings}
          class="input mono"
          spellcheck={false}
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </Rows>
  );
}

type RowProps<Row> = {
  readonly row: Row;
  readonly change: (row: Row) => void;
  readonly bindings: RowBindings;
};

function JsonInputs({ row, change, bindings }: RowProps<JsonRow>) {
  const words = serviceWords.value;
  return (
    <>
      <input
        {...bindings}
        class="input mono"
        aria-label={`${words.json}, ${words.jsonPath}`}
        placeholder="$.status"
        spellcheck={false}
        value={row.path}
        onInput={(event) => change({ ...row, path: event.currentTarget.value })}
      />
      <span class="quiet">=</span>
      <input
        class="input mono"
        aria-label={`${words.json}, ${words.jsonValue}`}
        placeholder="ok"
        spellcheck={false}
        value={row.equals}
        onInput={(event) => change({ ...row, equals: event.currentTarget.value })}
      />
    </>
  );
}

function HeaderInputs({ row, change, bindings }: RowProps<HeaderRow>) {
  const words = serviceWords.value;
  return (
    <>
      <input
        {...bindings}
        class="input mono"
        aria-label={`${words.answerHeaders}, ${words.headerName}`}
        placeholder="Content-Type"
        spellcheck={false}
        value={row.name}
        onInput={(event) => change({ ...row, name: event.currentTarget.value })}
      />
      <select
        class="select"
        aria-label={words.headerHow}
        value={row.isPart ? 'part' : 'whole'}
        onChange={(event) => change({ ...row, isPart: event.currentTarget.value === 'part' })}
      >
        <option value="whole">{words.headerIs}</option>
        <option value="part">{words.headerContains}</option>
      </select>
      <input
        class="input mono"
        aria-label={`${words.answerHeaders}, ${words.headerValue}`}
        placeholder="text/html"
        spellcheck={false}
        value={row.value}
        onInput={(event) => change({ ...row, value: event.currentTarget.value })}
      />
    </>
  );
}
