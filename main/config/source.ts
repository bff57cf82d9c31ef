/** The two files behind a configuration, as they are on disk at one moment. */
import { hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from './problem.ts';

/** Room for more than ten thousand services; what is larger is no configuration. */
export const largestFileBytes = 8 * 1_024 * 1_024;

export type Content =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly message: string };

export type Sources = {
  readonly configuration: Content;
  readonly dotenv: Content;
  /** The same for the same content of both files, and only then. */
  readonly revision: string;
};

export function dotenvBeside(file: string): string {
  return join(dirname(file), '.env');
}

/** Never rejects: a file that cannot be read is content of its own kind. */
export async function readSources(file: string): Promise<Sources> {
  const [configuration, dotenv] = await Promise.all([readContent(file), readContent(dotenvBeside(file))]);
  return { configuration, dotenv, revision: revisionOf(configuration, dotenv) };
}

export function revisionOf(configuration: Content, dotenv: Content): string {
  return `${digest(configuration)}-${digest(dotenv)}`;
}

/** Never rejects either. */
export async function readContent(path: string): Promise<Content> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > largestFileBytes) return tooLarge;
    // What says to have no size, such as a pipe, may have any.
    const bytes = await file.readFile();
    return bytes.length > largestFileBytes ? tooLarge : { kind: 'bytes', bytes };
  } catch (error) {
    return failed(error);
  }
}

const tooLarge: Content = { kind: 'unusable', message: 'is larger than 8 MiB: this is no configuration' };

function failed(error: unknown): Content {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'missing' };
    case 'EISDIR':
      return { kind: 'unusable', message: 'is a folder: name the file in it' };
    case 'EACCES':
    case 'EPERM':
      return { kind: 'unusable', message: 'may not be read by this user: change its permissions' };
    default:
      return { kind: 'unusable', message: `cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

function digest(content: Content): string {
  switch (content.kind) {
    case 'bytes':
      return hash('sha256', content.bytes, 'hex');
    case 'missing':
      return content.kind;
    case 'unusable':
      return content.message;
  }
}

/** The text in UTF-8, or what else it is. */
export function decode(bytes: Uint8Array): { readonly text: string } | { readonly message: string } {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { message: 'is in UTF-16: save it as UTF-8' };
  }
  if (bytes.includes(0)) return { message: 'is not text but binary data' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { message: `is not in UTF-8${lineOfFault(bytes)}: save it as UTF-8` };
  }
}

function lineOfFault(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const at = text.indexOf('\ufffd');
  return at < 0 ? '' : ` (line ${text.slice(0, at).split('\n').length})`;
}

export function problemOf(file: string, message: string): Problem {
  return { file, path: '', message };
}
