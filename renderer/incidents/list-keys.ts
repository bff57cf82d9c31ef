/** Moving in the list without a pointer: the focus goes from row to row. */

const rowSelector = '.incident-list a.incident-row';

/** False where there is none in that direction. */
export function focusRow(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(rowSelector)];
  const focused = document.activeElement;
  const active = focused instanceof HTMLElement ? rows.indexOf(focused) : -1;
  const start = active >= 0 ? active : rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const next = rows[start < 0 ? 0 : start + step];
  next?.focus();
  return next !== undefined;
}

export function focusFirstRow(): void {
  document.querySelector<HTMLElement>(rowSelector)?.focus();
}
