/**
 * A form over a part of the configuration: what the file has, what the person wants instead, and where the two have met.
 * It knows nothing of the page.
 */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { EditResult, Json, JsonObject } from '../../../preload/settings.ts';
import type { FileProblem, Sentence } from '../../../preload/snapshot.ts';
import { changesBetween, type FieldChange, ordered } from './changes.ts';
import type { Fault } from './faults.ts';
import { at, equal, type FieldPath, isWithin, type Path, samePath, withAt } from './json.ts';
import { type Conflict, merged } from './merging.ts';

/** A problem that the program has with what was sent; without a path it is not about a field of this form. */
export type FormProblem = { readonly path?: Path; readonly place: string; readonly message: Sentence };

export type Form = {
  /** What the file has, as far as is known. */
  readonly seen: ReadonlySignal<JsonObject>;
  readonly draft: ReadonlySignal<JsonObject>;
  readonly isDirty: ReadonlySignal<boolean>;
  readonly isSaving: ReadonlySignal<boolean>;
  readonly conflicts: ReadonlySignal<readonly Conflict[]>;
  /** Those of fields that somebody has left, and after an attempt to save all. */
  readonly faults: ReadonlySignal<readonly Fault[]>;
  readonly problems: ReadonlySignal<readonly FormProblem[]>;
  /** Why the file could not be written. */
  readonly refusal: ReadonlySignal<Sentence | undefined>;
  set(path: FieldPath, value: Json | undefined): void;
  /** The person has left the field: what is wrong with it may be said. */
  leave(path: FieldPath): void;
  /** What only the field itself can see, such as text that is no JSON; undefined when it is mended. */
  complain(path: FieldPath, fault: Fault['fault'] | undefined): void;
  show(problems: readonly FormProblem[]): void;
  /** Puts changes of the file under those of the form. */
  follow(theirs: JsonObject): void;
  takeTheirs(path: FieldPath): void;
  keepMine(path: FieldPath): void;
  discard(): void;
  /** Rejects when the program cannot be asked. */
  save(): Promise<Saving>;
};

/**
 * `undecided`: a conflict is still open. `faulty`: the faults are shown. `overtaken`: the file was changed meanwhile; what
 * this form has of it is shown as conflicts. `refused`: why is in `problems` or `refusal`.
 */
export type Saving = 'saved' | 'unchanged' | 'undecided' | 'faulty' | 'overtaken' | 'refused';

export type FormOptions = {
  readonly seen: JsonObject;
  /** What it begins with, where that is not what the file has. */
  readonly draft?: JsonObject;
  /** There is nothing in the file yet: it can be saved as it is. */
  readonly isNew?: true;
  /** So many steps of a path stay, also when nothing is left in them. */
  readonly kept: number;
  readonly faultsOf: (draft: JsonObject) => readonly Fault[];
  /** Conflicts name the place of the edit in the list of changes. */
  readonly send: (changes: readonly FieldChange[], draft: JsonObject) => Promise<EditResult>;
  /** The path within the form; undefined: it is about something else. */
  readonly pathOf: (problem: FileProblem) => Path | undefined;
};

export function createForm(options: FormOptions): Form {
  const { kept, faultsOf, send, pathOf, isNew } = options;
  const seen = signal(options.seen);
  const draft = signal(options.draft ?? options.seen);
  const isSaving = signal(false);
  const conflicts = signal<readonly Conflict[]>([]);
  const problems = signal<readonly FormProblem[]>([]);
  const refusal = signal<Sentence | undefined>(undefined);
  const complaints = signal<readonly Fault[]>([]);
  const left = signal<readonly FieldPath[]>([]);
  const isAttempted = signal(false);
  const isDirty = computed(() => !equal(seen.value, draft.value) || complaints.value.length > 0);
  const allFaults = computed(() => [...faultsOf(draft.value), ...complaints.value]);
  const faults = computed(() =>
    allFaults.value.filter(({ path }) => isAttempted.value || left.value.some((one) => isWithin(path, one))),
  );

  function set(path: FieldPath, value: Json | undefined): void {
    batch(() => {
      draft.value = withAt(draft.peek(), path, value, kept);
      problems.value = problems.peek().filter((problem) => problem.path === undefined || !isWithin(problem.path, path));
      refusal.value = undefined;
    });
  }

  function settle(path: FieldPath): void {
    conflicts.value = conflicts.peek().filter((conflict) => !samePath(conflict.path, path));
  }

  function placed(problem: FileProblem): FormProblem {
    const path = pathOf(problem);
    return { ...(path === undefined ? {} : { path }), place: problem.path, message: problem.message };
  }

  function follow(theirs: JsonObject): void {
    if (equal(theirs, seen.peek())) return;
    const merging = merged(seen.peek(), theirs, draft.peek());
    const open = conflicts.peek().filter(({ path }) => !merging.conflicts.some((one) => touches(one.path, path)));
    batch(() => {
      seen.value = theirs;
      draft.value = merging.draft;
      conflicts.value = [...open, ...merging.conflicts];
    });
  }

  async function save(): Promise<Saving> {
    if (isSaving.peek()) return 'unchanged';
    if (conflicts.peek().length > 0) return 'undecided';
    isAttempted.value = true;
    if (allFaults.peek().length > 0) return 'faulty';
    const sent = draft.peek();
    const changes = ordered(changesBetween(seen.peek(), sent));
    if (changes.length === 0 && isNew === undefined) return 'unchanged';
    isSaving.value = true;
    try {
      return received(await send(changes, sent), changes, sent);
    } finally {
      isSaving.value = false;
    }
  }

  function received(result: EditResult, changes: readonly FieldChange[], sent: JsonObject): Saving {
    return batch(() => {
      refusal.value = undefined;
      problems.value = [];
      if (result.ok) {
        seen.value = sent;
        isAttempted.value = false;
        left.value = [];
        return 'saved';
      }
      if (result.reason === 'conflict') {
        follow(withNews(seen.peek(), changes, result.conflicts));
        return 'overtaken';
      }
      if (result.reason === 'invalid') problems.value = result.problems.map(placed);
      else refusal.value = result.message;
      return 'refused';
    });
  }

  function discard(): void {
    batch(() => {
      draft.value = options.draft ?? seen.peek();
      conflicts.value = [];
      problems.value = [];
      complaints.value = [];
      refusal.value = undefined;
      isAttempted.value = false;
      left.value = [];
    });
  }

  return {
    seen,
    draft,
    isDirty,
    isSaving,
    conflicts,
    faults,
    problems,
    refusal,
    set,
    leave(path) {
      if (!left.peek().some((one) => samePath(one, path))) left.value = [...left.peek(), path];
    },
    complain(path, fault) {
      const others = complaints.peek().filter((one) => !samePath(one.path, path));
      complaints.value = fault === undefined ? others : [...others, { path, fault }];
    },
    show(found) {
      problems.value = found;
    },
    follow,
    takeTheirs(path) {
      batch(() => {
        set(path, at(seen.peek(), path));
        settle(path);
      });
    },
    keepMine: settle,
    discard,
    save,
  };
}

type News = Extract<EditResult, { readonly reason: 'conflict' }>['conflicts'];

function withNews(seen: JsonObject, changes: readonly FieldChange[], news: News): JsonObject {
  return news.reduce((known, { edit, now }) => {
    const path = changes[edit]?.path;
    // What is gone may have been the last of its section, which is then seen when the file is read again.
    return path === undefined ? known : withAt(known, path, now, path.length);
  }, seen);
}

const touches = (one: Path, other: Path): boolean => isWithin(one, other) || isWithin(other, one);
