/** The order of the list while somebody changes it: shown at once, written when they have come to rest. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { writeAndSay } from '../saving.ts';
import { listWords } from './list-words.ts';
import { moved, moveEdit } from './order.ts';

export type Order = {
  readonly names: readonly string[];
  /** To that place, counted without it. */
  move(name: string, to: number): void;
};

/** Several steps with the arrow keys are one change of the file. */
const restMs = 600;

export function useOrder(inFile: readonly string[]): Order {
  const [wished, setWished] = useState<readonly string[] | undefined>(undefined);
  const known = inFile.join('\n');
  // The file has the last word: whatever was wished is in it by now, or was refused.
  useEffect(() => setWished(undefined), [known]);
  const writing = useMemo(
    () =>
      createWriting((name, from, to) => {
        const edit = moveEdit(from, to, name);
        if (edit === undefined) return setWished(undefined);
        void writeAndSay([edit], listWords.value.moved(name)).then((isWritten) => {
          if (!isWritten) setWished(undefined);
        });
      }),
    [],
  );
  useEffect(() => writing.finish, [writing]);
  const names = wished ?? inFile;
  return {
    names,
    move(name, to) {
      const next = moved(names, name, to);
      setWished(next);
      writing.wish(name, names, next);
    },
  };
}

type Write = (name: string, from: readonly string[], to: readonly string[]) => void;

function createWriting(write: Write) {
  let pending: Parameters<Write> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function finish(): void {
    clearTimeout(timer);
    if (pending !== undefined) write(...pending);
    pending = undefined;
  }

  return {
    finish,
    wish(name: string, from: readonly string[], to: readonly string[]): void {
      if (pending !== undefined && pending[0] !== name) finish();
      pending = [name, pending?.[1] ?? from, to];
      clearTimeout(timer);
      timer = setTimeout(finish, restMs);
    },
  };
}
