/** A page of the web, which opens beside this window. What is no address of one stays text. */
import type { ComponentChildren } from 'preact';
import { isDesktop } from '../state/desktop.ts';
import { dictionary } from '../words/dictionary.ts';
import { isWebAddress } from './web-address.ts';

const words = dictionary({
  en: { tab: 'opens in a new tab', browser: 'opens in the browser' },
  fr: { tab: 's’ouvre dans un nouvel onglet', browser: 's’ouvre dans le navigateur' },
});

export type ExternalLinkProps = {
  readonly href: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

export function ExternalLink({ href, children, class: style }: ExternalLinkProps) {
  if (!isWebAddress(href)) return <span>{href}</span>;
  return (
    <a class={style} href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="only-heard"> ({isDesktop ? words.value.browser : words.value.tab})</span>
    </a>
  );
}
