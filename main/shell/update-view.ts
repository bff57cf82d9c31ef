/** What the tray's menu says of a newer version. Pure. */
import type { Language } from '../../preload/snapshot.ts';
import { assertNever } from '../monitor/model.ts';

export type UpdateState =
  /** There is none, or nobody is to be told now. */
  | { readonly kind: 'none' }
  /** It is on this machine; a restart installs it. */
  | { readonly kind: 'ready'; readonly version: string }
  /** Somebody wants it, and it waits until no outage needs anybody. */
  | { readonly kind: 'awaiting'; readonly version: string }
  | { readonly kind: 'installing'; readonly version: string };

export type UpdateView = {
  readonly text: string;
  /** Whether choosing it does anything. */
  readonly isReady: boolean;
};

/** Undefined where the menu has no line for it. */
export function updateView(state: UpdateState, language: Language): UpdateView | undefined {
  const sentences = words[language];
  switch (state.kind) {
    case 'none':
      return undefined;
    case 'ready':
      return { text: sentences.ready(state.version), isReady: true };
    case 'awaiting':
      return { text: sentences.awaiting(state.version), isReady: false };
    case 'installing':
      return { text: sentences.installing(state.version), isReady: false };
    default:
      return assertNever(state);
  }
}

type Words = Readonly<Record<Exclude<UpdateState['kind'], 'none'>, (version: string) => string>>;

const words: Readonly<Record<Language, Words>> = {
  en: {
    ready: (version) => `Version ${version} is ready: restart to install`,
    awaiting: (version) => `Version ${version} will be installed when no outage is open`,
    installing: (version) => `Version ${version} is being installed`,
  },
  fr: {
    ready: (version) => `La version ${version} est prête\u00a0: redémarrer pour l’installer`,
    awaiting: (version) => `La version ${version} s’installera quand plus rien ne sera en panne`,
    installing: (version) => `La version ${version} s’installe`,
  },
};
