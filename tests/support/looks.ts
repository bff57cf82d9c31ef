/** How people look at the window: every value of each setting in the two that every run plays, all pairs with `LOOKS=all`. */
import type { BrowserContextOptions } from 'playwright-core';

type Look = { readonly look: string; readonly options: BrowserContextOptions };

const usual: readonly Look[] = [
  { look: 'light and wide', options: { colorScheme: 'light', viewport: { width: 1600, height: 900 } } },
  {
    look: 'dark and narrow, in French',
    options: { colorScheme: 'dark', viewport: { width: 420, height: 800 }, locale: 'fr-FR' },
  },
];

const others: readonly Look[] = [
  { look: 'light and narrow', options: { colorScheme: 'light', viewport: { width: 420, height: 800 } } },
  {
    look: 'dark and middling, in French',
    options: { colorScheme: 'dark', viewport: { width: 1000, height: 800 }, locale: 'fr-FR' },
  },
];

export const looks: readonly Look[] = process.env.LOOKS === 'all' ? [...usual, ...others] : usual;
