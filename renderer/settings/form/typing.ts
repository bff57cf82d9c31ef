/** Text and rows as somebody types them, which may look other than what they mean: "1." and "1" are the same number. */
import { useRef, useState } from 'preact/hooks';
import type { Json } from '../../../preload/settings.ts';
import { equal } from './json.ts';

export type Typing<T> = {
  readonly shown: T;
  type(next: T): void;
  /** Shows what it means instead. */
  end(): void;
};

/**
 * What was typed last, as long as `read` makes of it what the form has; else what the form has, as after somebody
 * changed that from elsewhere.
 */
export function useTyping<T>(
  value: Json | undefined,
  show: (value: Json | undefined) => T,
  read: (typed: T) => Json | undefined,
): Typing<T> {
  const typed = useRef<{ readonly it: T } | undefined>(undefined);
  const [, repaint] = useState(0);
  const isMeant = typed.current !== undefined && equal(read(typed.current.it), value);
  return {
    shown: isMeant && typed.current !== undefined ? typed.current.it : show(value),
    type(next) {
      typed.current = { it: next };
      repaint((times) => times + 1);
    },
    end() {
      typed.current = undefined;
      repaint((times) => times + 1);
    },
  };
}
