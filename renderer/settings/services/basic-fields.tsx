/** What every service has, or is called by. */
import { useId } from 'preact/hooks';
import type { JsonObject } from '../../../preload/settings.ts';
import { useForm } from '../form/form-context.ts';
import { ChoiceField, FlagField, TextField, TypedField } from '../form/inputs.tsx';
import { splitTexts, textsOf, valueText, writtenTexts } from '../form/written-values.ts';
import { serviceWords } from './form-words.ts';
import { knownWords, unshownKeys } from './service-drafts.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function BasicFields({ services }: { readonly services: readonly JsonObject[] }) {
  const words = serviceWords.value;
  const form = useForm();
  const groupsId = useId();
  const method = valueText(form.seen.value.method);
  const shown = methods.some((one) => one.toLowerCase() === method.toLowerCase()) ? methods : [...methods, method];
  const isTagged = !unshownKeys(form.seen.value).includes('tags');
  return (
    <>
      <TextField path={['name']} label={words.name} placeholder={words.namePlaceholder} isRequired />
      <TextField
        path={['url']}
        label={words.url}
        placeholder={words.urlPlaceholder}
        type="url"
        class="wide mono"
        isRequired
      />
      <ChoiceField
        path={['method']}
        label={words.method}
        fallback="GET"
        choices={shown.filter((one) => one !== '').map((value) => ({ value, text: value }))}
      />
      <TextField path={['group']} label={words.group} hint={words.groupHint} list={groupsId} />
      <datalist id={groupsId}>
        {knownWords(services, 'group').map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
      {isTagged && (
        <TypedField
          path={['tags']}
          label={words.tags}
          hint={words.tagsHint}
          show={(value) => textsOf(value)?.join(', ') ?? ''}
          read={(text, seen) => writtenTexts(splitTexts(text), seen)}
        />
      )}
      <FlagField path={['critical']} label={words.critical} text={words.criticalText} fallback={true} />
      <FlagField path={['paused']} label={words.paused} text={words.pausedText} fallback={false} />
      <TextField path={['description']} label={words.description} class="wide" />
      <TextField path={['runbook']} label={words.runbook} hint={words.runbookHint} type="url" class="wide mono" />
    </>
  );
}
