/** The last lines of what was printed, for a report that nobody hopes to need. */
export type RecentLines = {
  note(line: string): void;
  /** Oldest first. */
  lines(): readonly string[];
};

export function createRecentLines(most = 50): RecentLines {
  const kept: string[] = [];
  return {
    note(line) {
      if (kept.push(line) > most) kept.shift();
    },
    lines: () => [...kept],
  };
}
