/** Writes edits to the configuration file: all of them or none, and never over what somebody else wrote meanwhile. */
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { applyEdits } from './edit.ts';
import type { Conflict, Edit, Removed, RemovedWindow } from './edit-model.ts';
import type { Environment } from './environment.ts';
import { loadSources } from './load.ts';
import type { Problem } from './problem.ts';
import { replaceFile } from './replace-file.ts';
import type { Sources } from './source.ts';
import { decode, largestFileBytes, problemOf, readContent, readSources, revisionOf } from './source.ts';

export type EditOptions = {
  readonly file: string;
  readonly edits: readonly Edit[];
  /** The process's own variables; those of `.env` are read. */
  readonly environment: Environment;
};

export type EditResult =
  | {
      readonly ok: true;
      /** Of the content that is on disk now, see `createReloader`. */
      readonly revision: string;
      readonly warnings: readonly Problem[];
      readonly removed: readonly Removed[];
      readonly removedWindows: readonly RemovedWindow[];
    }
  | { readonly ok: false; readonly reason: 'conflict'; readonly conflicts: readonly Conflict[] }
  /** What would be wrong with the file, or is already so that it cannot be edited. */
  | { readonly ok: false; readonly reason: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly reason: 'unwritable'; readonly message: string };

const mostAttempts = 3;
/** By the path of the file itself; one call begins when the one before is done. */
const underway = new Map<string, Promise<unknown>>();

/** Never rejects. Refuses what would bring a problem into the file, but not because of one that it has already. */
export async function editConfiguration(options: EditOptions): Promise<EditResult> {
  const path = resolve(options.file);
  const key = await realpath(path).catch(() => path);
  const before = underway.get(key) ?? Promise.resolve();
  const edit = before.then(() => attempts({ ...options, file: path }));
  underway.set(key, edit);
  try {
    return await edit;
  } finally {
    if (underway.get(key) === edit) underway.delete(key);
  }
}

async function attempts(options: EditOptions): Promise<EditResult> {
  const { file } = options;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const result = await attemptOnce(options);
    if (result !== 'overtaken') return result;
  }
  return unwritable(`${file} is changed by another program again and again: save again when it is done`);
}

async function attemptOnce({ file, edits, environment }: EditOptions): Promise<EditResult | 'overtaken'> {
  const sources = await readSources(file);
  const { configuration, dotenv } = sources;
  const decoded = configuration.kind === 'bytes' ? decode(configuration.bytes) : undefined;
  if (configuration.kind !== 'bytes' || decoded === undefined || 'message' in decoded) {
    return invalid(await problemsOf(sources, file, environment));
  }
  const edited = applyEdits(marked(configuration.bytes, decoded.text), edits);
  if (!edited.ok) {
    if (edited.reason === 'conflict') return edited;
    // Of a file that cannot be read all that is wrong with it, and not only the first.
    const known = edited.reason === 'unreadable' ? await problemsOf(sources, file, environment) : [];
    return invalid(known.length > 0 ? known : [{ file, ...edited.problem }]);
  }
  const bytes = Buffer.from(edited.text);
  if (bytes.length > largestFileBytes)
    return invalid([problemOf(file, 'would be larger than 8 MiB: remove something')]);
  const next = { kind: 'bytes', bytes } as const;
  const revision = revisionOf(next, dotenv);
  const loaded = await loadSources({ configuration: next, dotenv, revision }, file, environment);
  if (!loaded.ok) {
    const brought = problemsBrought(await problemsOf(sources, file, environment), loaded.problems);
    if (brought.length > 0) return invalid(brought);
  }
  if (!bytes.equals(configuration.bytes)) {
    const replaced = await replaceFile(file, bytes, async () => {
      const now = await readContent(file);
      return now.kind === 'bytes' && Buffer.compare(now.bytes, configuration.bytes) === 0;
    });
    if (replaced === 'overtaken') return replaced;
    if (replaced !== 'replaced') return unwritable(replaced.message);
  }
  const { removed, removedWindows } = edited;
  return { ok: true, revision, warnings: loaded.ok ? loaded.warnings : [], removed, removedWindows };
}

/** Decoding drops the byte order mark, which stays in the file. */
function marked(bytes: Uint8Array, text: string): string {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && !text.startsWith('\ufeff')
    ? `\ufeff${text}`
    : text;
}

async function problemsOf(sources: Sources, file: string, environment: Environment): Promise<readonly Problem[]> {
  const loaded = await loadSources(sources, file, environment);
  return loaded.ok ? [] : loaded.problems;
}

/** Those that there are more of than before: an entry that moves takes its problems along. */
function problemsBrought(before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const known = Map.groupBy(before, likeness);
  return [...Map.groupBy(after, likeness)].flatMap(([key, problems]) => {
    const old = known.get(key) ?? [];
    if (problems.length <= old.length) return [];
    const unseen = problems.filter(({ path }) => !old.some((one) => one.path === path));
    return unseen.length > 0 ? unseen : problems;
  });
}

function likeness({ path, message }: Problem): string {
  return `${path.replace(/\[\d+\]/g, '[]')} ${message.replace(/\bline \d+/g, 'line')}`;
}

function invalid(problems: readonly Problem[]): EditResult {
  return { ok: false, reason: 'invalid', problems };
}

function unwritable(message: string): EditResult {
  return { ok: false, reason: 'unwritable', message };
}
