/** What is wrong with a file, each with its place. */
import type { FileProblem } from '../../preload/snapshot.ts';
import { language } from '../words/dictionary.ts';
import { fileName } from '../words/file-name.ts';
import './problem-list.css';

export type ProblemListProps = { readonly problems: readonly FileProblem[] };

export function ProblemList({ problems }: ProblemListProps) {
  return (
    <ul class="problem-list">
      {problems.map(({ file, line, column, path, message }) => (
        <li key={`${file}:${line}:${column}:${path}:${message.en}`}>
          {file !== '' && (
            <code title={file}>{[fileName(file), line, column].filter((part) => part !== undefined).join(':')}</code>
          )}{' '}
          {path !== '' && <code>{path}</code>} {message[language.value]}
        </li>
      ))}
    </ul>
  );
}
