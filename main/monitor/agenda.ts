/** What is due when: a binary heap by time, in which moving an entry is cheap. */

/** Something that is due at a time; `dueAt` is written by the agenda only. */
export type Appointment = { dueAt: number; position: number };

export type Agenda<T extends Appointment> = {
  /** Puts it at this time, wherever it was before. */
  set(entry: T, dueAt: number): void;
  remove(entry: T): void;
  /** The time of the first entry, or Infinity. */
  firstAt(): number;
  /** Takes out, earliest first, everything due at or before that time. */
  take(until: number): T[];
};

/** The position of an entry that is in no agenda. */
export const unplaced = -1;

export function createAgenda<T extends Appointment>(): Agenda<T> {
  const heap: T[] = [];

  function place(entry: T, at: number): void {
    heap[at] = entry;
    entry.position = at;
  }

  function rise(entry: T): void {
    let at = entry.position;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!parent || parent.dueAt <= entry.dueAt) break;
      place(parent, at);
      at = above;
    }
    place(entry, at);
  }

  function sink(entry: T): void {
    let at = entry.position;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const lesser = right && left && right.dueAt < left.dueAt ? right : left;
      if (!lesser || lesser.dueAt >= entry.dueAt) break;
      const below = lesser.position;
      place(lesser, at);
      at = below;
    }
    place(entry, at);
  }

  function remove(entry: T): void {
    const at = entry.position;
    if (at === unplaced) return;
    entry.position = unplaced;
    const last = heap.pop();
    if (!last || last === entry) return;
    place(last, at);
    rise(last);
    sink(last);
  }

  return {
    set(entry, dueAt) {
      remove(entry);
      entry.dueAt = dueAt;
      place(entry, heap.length);
      rise(entry);
    },
    remove,
    firstAt: () => heap[0]?.dueAt ?? Number.POSITIVE_INFINITY,
    take(until) {
      const due: T[] = [];
      for (let first = heap[0]; first && first.dueAt <= until; first = heap[0]) {
        remove(first);
        due.push(first);
      }
      return due;
    },
  };
}
