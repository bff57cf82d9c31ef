/** Nothing is watched yet: the first services by their addresses, or the demo. */
import { useSignal } from '@preact/signals';
import { writeAndSay } from '../settings/saving.ts';
import { useSettings } from '../settings/settings-state.ts';
import { hrefOf } from '../state/route.ts';
import { head } from '../state/world.ts';
import { fileName } from '../words/file-name.ts';
import { CandidateRow } from './candidate-row.tsx';
import { type Candidate, candidatesOf, namesFault, renamed } from './candidates.ts';
import { DemoOffer } from './demo-offer.tsx';
import { firstRunWords } from './words.ts';
import './first-run.css';

export function FirstRun() {
  const words = firstRunWords.value;
  const file = head.value?.configuration.file ?? '';
  const isBroken = (useSettings().value.answer?.problems.length ?? 0) > 0;
  return (
    <div class="first-run">
      <div class="first-run-body">
        <section>
          <h2>{words.title}</h2>
          <p class="quiet">{isBroken ? words.broken : words.lead}</p>
          {!isBroken && <Adding />}
        </section>
        <section>
          <h3>{words.demo}</h3>
          <p class="quiet">{words.demoHint}</p>
          <DemoOffer />
        </section>
        <section>
          <h3>
            <a href={hrefOf({ view: 'settings', chosen: 'services', params: { add: '1' } })}>{words.settings}</a>
          </h3>
          <p class="quiet">
            {words.settingsHint} <code title={file}>{fileName(file)}</code>
          </p>
        </section>
      </div>
    </div>
  );
}

function Adding() {
  const words = firstRunWords.value;
  const text = useSignal('');
  const candidates = useSignal<readonly Candidate[]>([]);
  const isSaving = useSignal(false);
  const { value: services } = candidates;
  const fault = namesFault(services);
  const save = async (): Promise<void> => {
    if (isSaving.peek() || services.length === 0 || fault !== undefined) return;
    isSaving.value = true;
    const edits = services.map(({ name, url }) => ({
      kind: 'add_service' as const,
      service: { name: name.trim(), url },
    }));
    await writeAndSay(edits, words.watching(services.length));
    isSaving.value = false;
  };
  return (
    <form
      class="first-run-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        class="input mono"
        rows={3}
        aria-label={words.addresses}
        placeholder={words.placeholder}
        spellcheck={false}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          candidates.value = candidatesOf(text.value, candidates.peek());
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save();
        }}
      />
      {services.length > 0 && (
        <ul class="candidates">
          {services.map((candidate) => (
            <CandidateRow
              key={candidate.url}
              candidate={candidate}
              onRename={(name) => {
                candidates.value = renamed(candidates.peek(), candidate.url, name);
              }}
            />
          ))}
        </ul>
      )}
      <p class="first-run-remark quiet" role="status">
        {services.length === 0 && text.value.trim() !== '' && words.unrecognized}
        {fault !== undefined && words[fault]}
      </p>
      {services.length > 0 && (
        <button type="submit" class="button primary" disabled={isSaving.value || fault !== undefined}>
          {words.watch(services.length)}
        </button>
      )}
    </form>
  );
}
