/** Incidents as a file, made by the program and saved by the browser. */
import { signal } from '@preact/signals';
import { toast, toastError } from '../pieces/toasts.tsx';
import { ask } from '../state/bridge.ts';
import { isDesktop } from '../state/desktop.ts';
import { programNow } from '../state/world.ts';
import { type Filters, queryOf } from './filters.ts';
import { listWords } from './words.ts';

/** While a file is being made, as soon as that takes long enough to be noticed. */
export const exportProgress = signal<{ readonly count: number; readonly seconds: number } | undefined>(undefined);

const noticedMs = 300;
const types = { csv: 'text/csv;charset=utf-8', json: 'application/json' } as const;

let isExporting = false;

/** `count`: how many the filters show. One at a time. */
export async function exportIncidents(filters: Filters, format: 'csv' | 'json', count: number): Promise<void> {
  if (isExporting) return;
  isExporting = true;
  const startedAt = performance.now();
  const tell = (): void => {
    exportProgress.value = { count, seconds: Math.floor((performance.now() - startedAt) / 1_000) };
  };
  const noticed = setTimeout(tell, noticedMs);
  const timer = setInterval(tell, 1_000);
  try {
    const { name, text } = await ask('exportIncidents', { ...queryOf(filters, programNow()), format });
    save(name, new Blob([text], { type: types[format] }));
    // The desktop asks where it is to go, and may be told: nowhere.
    toast({ text: isDesktop ? listWords.value.exportReady(name, count) : listWords.value.exported(name, count) });
  } catch (error) {
    toastError(error);
  } finally {
    clearTimeout(noticed);
    clearInterval(timer);
    exportProgress.value = undefined;
    isExporting = false;
  }
}

function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
