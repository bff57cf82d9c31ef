/** What one does about services and outages, and what is said of it. The effect itself comes back as a push. */
import { signal } from '@preact/signals';
import { toast, toastError } from '../pieces/toasts.tsx';
import { ask } from '../state/bridge.ts';
import { language } from '../words/dictionary.ts';
import { careWords } from './words.ts';

/** What somebody wants to snooze, while they choose for how long. */
export const snoozing = signal<{ readonly targets: readonly string[]; readonly subject: string } | undefined>(
  undefined,
);

export async function acknowledge(targets: readonly string[]): Promise<void> {
  try {
    const { services } = await ask('acknowledge', { targets });
    const words = careWords.value;
    toast({ text: services.length === 0 ? words.alreadyAcknowledged : words.acknowledged(services) });
  } catch (error) {
    toastError(error);
  }
}

export async function snooze(targets: readonly string[], forMs: number | undefined, note: string): Promise<void> {
  const text = note.trim();
  try {
    const { services } = await ask('snooze', {
      targets,
      ...(forMs === undefined ? {} : { forMs }),
      ...(text === '' ? {} : { note: text }),
    });
    const words = careWords.value;
    toast({
      text: words.snoozed(services),
      action: { label: words.undo, run: () => void unsnooze(targets) },
    });
  } catch (error) {
    toastError(error);
  }
}

export async function unsnooze(targets: readonly string[]): Promise<void> {
  try {
    await ask('unsnooze', { targets });
    toast({ text: careWords.value.unsnoozed });
  } catch (error) {
    toastError(error);
  }
}

export async function checkNow(services?: readonly string[]): Promise<void> {
  try {
    const { started } = await ask('checkNow', services === undefined ? {} : { services });
    toast({ text: careWords.value.checking(started) });
  } catch (error) {
    toastError(error);
  }
}

export async function setPaused(service: string, paused: boolean): Promise<void> {
  try {
    const result = await ask('pause', { service, paused });
    const words = careWords.value;
    if (!result.ok) {
      const text = result.reason === 'unwritable' ? result.message[language.value] : words.notWritten;
      toast({ text, failed: true });
      return;
    }
    toast({
      text: paused ? words.paused(service) : words.resumed(service),
      action: { label: words.undo, run: () => void setPaused(service, !paused) },
    });
  } catch (error) {
    toastError(error);
  }
}

export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: careWords.value.copied });
  } catch {
    toast({ text: careWords.value.notCopied, failed: true });
  }
}
