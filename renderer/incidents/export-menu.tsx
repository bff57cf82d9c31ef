import { Icon } from '../pieces/icon.tsx';
import { Menu } from '../pieces/menu.tsx';
import { exportIncidents, exportProgress } from './exporting.ts';
import type { Filters } from './filters.ts';
import type { Listing } from './listing.ts';
import { listWords } from './words.ts';

export function ExportMenu({ filters, listing }: { readonly filters: Filters; readonly listing: Listing }) {
  const words = listWords.value;
  const count = listing.shown.value?.shelf.total ?? 0;
  return (
    <span class="export">
      <Menu
        disabled={count === 0 || exportProgress.value !== undefined}
        items={[
          { label: words.csv, onChoose: () => void exportIncidents(filters, 'csv', count) },
          { label: words.json, onChoose: () => void exportIncidents(filters, 'json', count) },
        ]}
      >
        <Icon name="export" />
        {words.export}
      </Menu>
    </span>
  );
}
