/** One line above everything. What is bad or in doubt is said at once to those who listen. */
import type { ComponentChildren } from 'preact';
import { Icon } from '../pieces/icon.tsx';
import { shellWords } from './words.ts';
import './banners.css';

export type BannerProps = {
  readonly tone: 'bad' | 'doubt' | 'calm';
  readonly children: ComponentChildren;
  /** It can be closed. */
  readonly onClose?: () => void;
};

export function Banner({ tone, children, onClose }: BannerProps) {
  return (
    <div class={`banner ${tone}`} role={tone === 'calm' ? undefined : 'alert'}>
      <Icon name="info" />
      <div>{children}</div>
      {onClose !== undefined && (
        <button
          type="button"
          class="button plain icon banner-close"
          aria-label={shellWords.value.close}
          onClick={() => onClose()}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
