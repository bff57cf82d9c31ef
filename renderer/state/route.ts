/** Where one is, as the address says it: `#/services/NAME?state=down`. Back, forward, reload and links all work. */
import { computed, signal } from '@preact/signals';

export type View = 'services' | 'incidents' | 'settings';

export type Route = {
  readonly view: View;
  /** Name of the service, id of the incident, or the section of the settings. */
  readonly chosen?: string;
  /** Filters of the list, and what the chosen one shows. */
  readonly params: Readonly<Record<string, string>>;
};

const views: readonly View[] = ['services', 'incidents', 'settings'];

/** What the address says, however it was written; an unknown place is the list of services. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [first = '', ...rest] = path.split('/');
  const view = views.find((candidate) => candidate === first) ?? 'services';
  const chosen = decode(rest.join('/'));
  return {
    view,
    ...(chosen === '' ? {} : { chosen }),
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a place. Empty parameters are left out. */
export function hrefOf({ view, chosen, params = {} }: Omit<Route, 'params'> & Partial<Pick<Route, 'params'>>): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '')).toString();
  const path = chosen === undefined ? view : `${view}/${encodeURIComponent(chosen)}`;
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const hash = signal(location.hash);

export const route = computed(() => parseRoute(hash.value));

/** Asked before one goes elsewhere: false stays where one is, and `proceed` asks once more. */
export type Guard = (proceed: () => void) => boolean;

let guard: Guard | undefined;

/** Until the returned call. The browser's own ways back and forward go through it too. */
export function guardRoute(next: Guard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = undefined;
  };
}

function mayGo(wanted: string): boolean {
  if (guard === undefined || wanted === hash.peek()) return true;
  return guard(() => {
    location.hash = wanted;
  });
}

export function startRoute(): void {
  // A link is left from where one is, so that one comes back to exactly that.
  addEventListener('click', writeOverdue, { capture: true });
  addEventListener('hashchange', () => {
    clearTimeout(overdue);
    overdue = undefined;
    const wanted = location.hash;
    if (mayGo(wanted)) hash.value = wanted;
    // The address has changed already, and says again where one still is.
    else history.replaceState(null, '', hash.peek() || '#/services');
  });
  // A link is asked before it changes anything, so that there is no step too many to go back.
  addEventListener('click', (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
    if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (link !== null && !mayGo(link.hash)) event.preventDefault();
  });
}

/** Goes there, as a link does. */
export function go(next: Parameters<typeof hrefOf>[0]): void {
  writeOverdue();
  const wanted = hrefOf(next);
  if (mayGo(wanted)) location.hash = wanted;
}

/**
 * Changes parameters of the present place, such as a filter: no step to go back to. Undefined takes one away. What is
 * `typed` holds at once, and is in the address when the typing rests.
 */
export function setParams(changes: Readonly<Record<string, string | undefined>>, how?: 'typed'): void {
  const { params, ...place } = route.peek();
  const next = Object.entries({ ...params, ...changes }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const href = hrefOf({ ...place, params: Object.fromEntries(next) });
  hash.value = href;
  clearTimeout(overdue);
  overdue = setTimeout(writeOverdue, restMs);
  if (how !== 'typed') writeOverdue();
}

/** To a browser each new address is a step: it loads the page's icon again, and refuses more than a few a second. */
const restMs = 300;

let overdue: ReturnType<typeof setTimeout> | undefined;

function writeOverdue(): void {
  if (overdue === undefined) return;
  clearTimeout(overdue);
  overdue = undefined;
  history.replaceState(null, '', hash.peek());
}
