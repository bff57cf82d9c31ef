/** What is wrong with a configuration, in words that name the place and never repeat a secret. */
import { basename, isAbsolute, relative } from 'node:path';

export type Problem = {
  /** Absolute path of the file to repair. */
  readonly file: string;
  /** 1-based, like an editor's. */
  readonly line?: number;
  /** 1-based, in UTF-16 units. */
  readonly column?: number;
  /** Such as `services[0].timeout`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
};

export type Path = readonly (string | number)[];

/** A problem whose place is known by its path only. */
export type Finding = {
  readonly path: Path;
  readonly message: string;
  /** For a key that should not be there: the key itself is the place, not its value. */
  readonly atKey?: boolean;
  /** The other place that the message is about; its line is put in for `{line}`. */
  readonly refersTo?: Path;
};

/** One line, such as `config.yaml:5:12 services[0].timeout: expected seconds as a number greater than 0, got "10x"`. */
export function formatProblem(problem: Problem, cwd: string = process.cwd()): string {
  const { line, column, path, message } = problem;
  const place = line === undefined ? '' : column === undefined ? `:${line}` : `:${line}:${column}`;
  return `${displayName(problem.file, cwd)}${place}${path === '' ? '' : ` ${path}`}: ${message}`;
}

function displayName(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? basename(file) : path;
}

export function formatPath(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[\w-]+$/.test(part)) text += text === '' ? part : `.${part}`;
    else text += `[${JSON.stringify(part)}]`;
  }
  return text;
}

const longestShown = 60;

/** The value as a person would recognise it, short and without secrets. */
export function show(value: unknown): string {
  if (typeof value !== 'string')
    return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : kind(value);
  const text = JSON.stringify(withoutSecrets(value));
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…"`;
}

/** Says of what kind a value is that may itself be a secret. */
export function kind(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return value === '' ? 'empty text' : 'text';
    case 'number':
      return 'a number';
    case 'boolean':
      return `${value}`;
    default:
      return 'a mapping';
  }
}

/** Slack tokens and the credentials in URLs are never repeated. */
export function withoutSecrets(text: string): string {
  return text.replace(/xox[a-z]?-[\w-]+/gi, 'xox…').replace(/(\/\/)[^/?#\s]*@/g, '$1…@');
}
