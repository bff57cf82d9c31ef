/** Notes that somebody has closed for good; kept by the window itself, since they concern nobody else. */

const keyOf = (note: string): string => `read-${note}`;

/** False as well where the page may keep nothing. */
export function isRead(note: string): boolean {
  try {
    return localStorage.getItem(keyOf(note)) !== null;
  } catch {
    return false;
  }
}

export function markRead(note: string): void {
  try {
    localStorage.setItem(keyOf(note), '1');
  } catch {
    // It comes again the next time.
  }
}
