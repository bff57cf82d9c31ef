/** Writes to the configuration file, with a way back. */
import type { Edit, EditResult } from '../../preload/settings.ts';
import { toast, toastError } from '../pieces/toasts.tsx';
import { ask } from '../state/bridge.ts';
import { language } from '../words/dictionary.ts';
import { fileName } from '../words/file-name.ts';
import { reversed } from './form/changes.ts';
import { askedSettings, refreshSettings } from './settings-state.ts';
import { settingsWords } from './words.ts';

/**
 * Says that it is done, and offers to take it back where that can be. What went wrong is for the caller to say. Rejects
 * when the program cannot be asked.
 */
export async function write(edits: readonly Edit[], done?: string): Promise<EditResult> {
  const result = await ask('editSettings', { edits });
  if (result.ok) {
    const back = wayBack(edits, result);
    const { undo, saved } = settingsWords.value;
    toast({
      text: done ?? saved(fileName(askedSettings.peek().answer?.file ?? '')),
      ...(back === undefined ? {} : { action: { label: undo, run: () => void takeBack(back) } }),
    });
  }
  // Where the file was overtaken, it says something else by now.
  if (result.ok || result.reason === 'conflict') await refreshSettings();
  return result;
}

type Written = Extract<EditResult, { readonly ok: true }>;

/** Lines that were removed come back as they were. */
function wayBack(edits: readonly Edit[], { removed, removedWindows }: Written): readonly Edit[] | undefined {
  const restored: readonly Edit[] = [
    ...removed.map((lines) => ({ kind: 'restore_service', removed: lines }) as const),
    ...removedWindows.map((lines) => ({ kind: 'restore_window', removed: lines }) as const),
  ];
  const rest = reversed(edits.filter(({ kind }) => kind !== 'remove_service' && kind !== 'remove_window'));
  return rest && [...restored, ...rest];
}

async function takeBack(edits: readonly Edit[]): Promise<void> {
  try {
    const result = await ask('editSettings', { edits });
    if (result.ok) toast({ text: settingsWords.value.undone });
    else toast({ text: refusalOf(result), failed: true });
    await refreshSettings();
  } catch (error) {
    toastError(error);
  }
}

/** Why nothing was written, in one line. */
export function refusalOf(result: Extract<EditResult, { readonly ok: false }>): string {
  switch (result.reason) {
    case 'conflict':
      return settingsWords.value.notUndone;
    case 'invalid':
      return result.problems.map(({ message, path }) => `${path} ${message[language.value]}`.trim()).join(' · ');
    case 'unwritable':
      return result.message[language.value];
  }
}

/** For what has no form to show it beside. True when it is written. */
export async function writeAndSay(edits: readonly Edit[], done: string): Promise<boolean> {
  try {
    const result = await write(edits, done);
    if (result.ok) return true;
    toast({ text: result.reason === 'conflict' ? settingsWords.value.overtaken : refusalOf(result), failed: true });
  } catch (error) {
    toastError(error);
  }
  return false;
}
