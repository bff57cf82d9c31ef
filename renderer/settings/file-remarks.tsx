/** What is wrong with the file, which keeps everything here from being changed, and what is only worth knowing. */
import type { Settings } from '../../preload/settings.ts';
import type { FileProblem } from '../../preload/snapshot.ts';
import { Icon } from '../pieces/icon.tsx';
import { head } from '../state/world.ts';
import { language } from '../words/dictionary.ts';
import { fileName } from '../words/file-name.ts';
import { settingsWords } from './words.ts';
import './file-remarks.css';

export function FileRemarks({ settings }: { readonly settings: Settings }) {
  const { file, problems } = settings;
  // That there is nothing yet can be seen.
  const warnings = settings.warnings.filter(({ path }) => path !== 'services');
  const words = settingsWords.value;
  // The same ones stand above everything as soon as the program has refused the file.
  const isTold = (head.value?.configuration.problems.length ?? 0) > 0;
  return (
    <>
      {problems.length > 0 && (
        <div class="file-remarks broken" role="alert">
          <Icon name="lock" />
          <div>
            <p>
              <strong>{words.broken(fileName(file))}</strong> {words.brokenHint}
            </p>
            {!isTold && <Problems problems={problems} />}
          </div>
        </div>
      )}
      {warnings.length > 0 && (
        <details class="file-remarks">
          <summary>{words.warnings(warnings.length)}</summary>
          <Problems problems={warnings} />
        </details>
      )}
    </>
  );
}

function Problems({ problems }: { readonly problems: readonly FileProblem[] }) {
  return (
    <ul>
      {problems.map(({ file, line, column, path, message }) => (
        <li key={`${line}:${column}:${path}:${message.en}`}>
          <code title={file}>{[fileName(file), line, column].filter((part) => part !== undefined).join(':')}</code>{' '}
          {path !== '' && <code>{path}</code>} {message[language.value]}
        </li>
      ))}
    </ul>
  );
}
