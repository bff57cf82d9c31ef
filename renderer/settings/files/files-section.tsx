/** Where everything is. */
import { copy } from '../../actions/care.ts';
import { RevealButton } from '../../actions/reveal.tsx';
import { Icon } from '../../pieces/icon.tsx';
import { head } from '../../state/world.ts';
import type { SectionProps } from '../settings-view.tsx';
import { filesWords } from './words.ts';
import './files-section.css';

const places = ['configuration', 'dotenv', 'history', 'incidents', 'log'] as const;

export function FilesSection({ settings }: SectionProps) {
  const words = filesWords.value;
  return (
    <>
      <h2>{words.title}</h2>
      <p class="settings-lead">{words.lead}</p>
      <dl class="files">
        {places.map((place) => (
          <div key={place}>
            <dt>{words.places[place]}</dt>
            <dd>
              <code>{settings.places[place]}</code>
              <span class="quiet">{words.hints[place]}</span>
            </dd>
            <dd class="file-ways">
              <button
                type="button"
                class="button"
                aria-label={words.copyOf(words.places[place])}
                onClick={() => void copy(settings.places[place])}
              >
                <Icon name="copy" />
                {words.copy}
              </button>
              <RevealButton place={place} of={words.places[place]} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.version}</dt>
          <dd>ASL Monitor {head.value?.version}</dd>
        </div>
      </dl>
    </>
  );
}
