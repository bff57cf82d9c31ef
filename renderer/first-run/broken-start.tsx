/** Nothing can be watched yet: what is to be done, or what happens by itself. */
import { copy } from '../actions/care.ts';
import { RevealButton } from '../actions/reveal.tsx';
import { fileInTheWay } from '../headline/broken-start.ts';
import { Icon } from '../pieces/icon.tsx';
import { head } from '../state/world.ts';
import { firstRunWords } from './words.ts';
import './first-run.css';

export function BrokenStart() {
  const words = firstRunWords.value;
  const known = head.value;
  if (known === undefined) return null;
  const { file } = known.configuration;
  if (fileInTheWay(known) !== undefined) {
    return (
      <div class="first-run">
        <div class="first-run-body">
          <section>
            <h2>{words.retried}</h2>
            <p class="quiet">{words.retriedHow}</p>
          </section>
        </div>
      </div>
    );
  }
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
