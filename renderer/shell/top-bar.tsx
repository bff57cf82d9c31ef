/** Where one can go. */
import { checkNow } from '../actions/care.ts';
import { Icon, ProductMark } from '../pieces/icon.tsx';
import { hrefOf, route, type View } from '../state/route.ts';
import { isShowingShortcuts } from './shortcuts.tsx';
import { shellWords } from './words.ts';
import './top-bar.css';

const views: readonly View[] = ['services', 'incidents', 'settings'];

export function TopBar() {
  const words = shellWords.value;
  return (
    <header class="top-bar">
      <span class="product">
        <ProductMark />
        <span class="product-name">ASL Monitor</span>
      </span>
      <nav aria-label={words.navigation}>
        {views.map((view) => (
          <a key={view} href={hrefOf({ view })} aria-current={route.value.view === view ? 'page' : undefined}>
            {words.views[view]}
          </a>
        ))}
      </nav>
      <button
        type="button"
        class="button plain icon"
        aria-label={words.checkAll}
        title={words.checkAll}
        onClick={() => void checkNow()}
      >
        <Icon name="check" />
      </button>
      <button
        type="button"
        class="button plain icon"
        aria-label={words.help}
        title={words.help}
        onClick={() => {
          isShowingShortcuts.value = true;
        }}
      >
        ?
      </button>
    </header>
  );
}
