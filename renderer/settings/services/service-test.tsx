/** One check of the service as it stands in the form, with everything that it saw. */
import { useSignal } from '@preact/signals';
import type { DraftResult, JsonObject, Settings } from '../../../preload/settings.ts';
import type { FileProblem } from '../../../preload/snapshot.ts';
import { toastError } from '../../pieces/toasts.tsx';
import { ask } from '../../state/bridge.ts';
import type { Form, FormProblem } from '../form/form.ts';
import { equal, isMapping, parsePath } from '../form/json.ts';
import { WorstCaseSum } from '../monitoring/worst-case-sum.tsx';
import { commonTiming, serviceTiming, worstCase } from '../worst-case.ts';
import { CheckReport } from './check-report.tsx';
import { testWords } from './test-words.ts';
import './service-test.css';

type Tested = { readonly draft: JsonObject; readonly result: DraftResult };

export function ServiceTest({ form, settings }: { readonly form: Form; readonly settings: Settings }) {
  const words = testWords.value;
  const tested = useSignal<Tested | undefined>(undefined);
  const isTesting = useSignal(false);
  const draft = form.draft.value;
  const test = async (): Promise<void> => {
    isTesting.value = true;
    try {
      const result = await ask('testService', { service: draft });
      tested.value = { draft, result };
      form.show(result.ok ? [] : result.problems.map(withinService));
    } catch (error) {
      toastError(error);
    } finally {
      isTesting.value = false;
    }
  };
  return (
    <section class="draft-test" aria-labelledby="draft-test-title">
      <h3 id="draft-test-title">{words.title}</h3>
      <p class="quiet">{words.hint}</p>
      <button
        type="button"
        class="button"
        disabled={isTesting.value}
        aria-busy={isTesting.value}
        onClick={() => void test()}
      >
        {words.test}
      </button>
      <div class="draft-test-result" role="status">
        {isTesting.value && <p class="quiet">{words.testing}</p>}
        {!isTesting.value && tested.value !== undefined && <Result tested={tested.value} draft={draft} />}
      </div>
      <Promised draft={draft} settings={settings} />
    </section>
  );
}

/** Their paths begin at the service. */
function withinService({ path, message }: FileProblem): FormProblem {
  return { path: parsePath(path), place: path, message };
}

function Result({ tested, draft }: { readonly tested: Tested; readonly draft: JsonObject }) {
  const words = testWords.value;
  const { result } = tested;
  return (
    <>
      {!equal(tested.draft, draft) && <p class="quiet">{words.stale}</p>}
      {result.ok ? <CheckReport check={result.check} /> : <p>{words.incomplete}</p>}
    </>
  );
}

/** What holds for it, worked out while one types. */
function Promised({ draft, settings: { raw, defaults } }: { readonly draft: JsonObject; readonly settings: Settings }) {
  const common = commonTiming(isMapping(raw.monitoring) ? raw.monitoring : {}, defaults);
  const timing = common && serviceTiming(draft, common);
  if (timing === undefined) return null;
  return (
    <>
      <h3>{testWords.value.promise}</h3>
      <WorstCaseSum worst={worstCase(timing)} />
    </>
  );
}
