/** What the chart is drawn with: the window's own tokens, as they are in the present theme. */

export type Colours = {
  readonly mean: string;
  readonly spread: string;
  readonly grid: string;
  readonly figures: string;
  /** Of the figures on the axes, as a canvas takes it. */
  readonly font: string;
  readonly failed: string;
  readonly outage: string;
  readonly unobserved: string;
};

/** A canvas knows neither variables nor `light-dark`: the element works them out, and is left as it was. */
export function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const before = element.style.color;
  const read = (expression: string): string => {
    element.style.color = expression;
    return style.color;
  };
  const some = (token: string, percent: number): string =>
    read(`color-mix(in srgb, var(${token}) ${percent}%, transparent)`);
  const colours: Colours = {
    mean: read('var(--text)'),
    spread: some('--text', 16),
    grid: read('var(--line)'),
    figures: read('var(--text-quiet)'),
    font: `11px ${style.getPropertyValue('--mono')}`,
    failed: read('var(--down)'),
    outage: some('--down', 14),
    unobserved: some('--unknown', 60),
  };
  element.style.color = before;
  return colours;
}

const questions = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

/** Calls whenever they may differ, until the returned call. */
export function whenColoursChange(react: () => void): () => void {
  const queries = questions.map((question) => matchMedia(question));
  for (const query of queries) query.addEventListener('change', react);
  const observer = new MutationObserver(react);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', react);
    observer.disconnect();
  };
}
