/** The configuration cannot be used, so that there is nothing to watch yet: where it is, and what happens once it is mended. */
import { copy } from '../actions/care.ts';
import { RevealButton } from '../actions/reveal.tsx';
import { Icon } from '../pieces/icon.tsx';
import { head } from '../state/world.ts';
import { firstRunWords } from './words.ts';
import './first-run.css';

export function BrokenStart() {
  const words = firstRunWords.value;
  const file = head.value?.configuration.file ?? '';
  return (
    <div class="first-run">
      <div class="first-run-body">
        <section>
          <h2>{words.mend}</h2>
          <p class="quiet">{words.mendHow}</p>
          <p class="broken-start-file">
            <code>{file}</code>
          </p>
          <div class="broken-start-ways">
            <RevealButton place="configuration" class="button primary" label={words.showFile} />
            <button type="button" class="button" onClick={() => void copy(file)}>
              <Icon name="copy" />
              {words.copyPath}
            </button>
          </div>
        </section>
      </div>
    </div>
  );
}
