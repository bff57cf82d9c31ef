import { afterEach, describe, expect, it } from 'vitest';
import { type Desktop, openDesktop } from '../../support/desktop/driver.ts';
import { openWatched, type Watched } from '../../support/desktop/watched.ts';

let desktop: Desktop | undefined;
let watched: Watched | undefined;

afterEach(async () => {
  await desktop?.close();
  await watched?.close();
  desktop = undefined;
  watched = undefined;
});

async function begin(...args: readonly string[]) {
  watched = await openWatched('API', 'Shop');
  desktop = await openDesktop({ config: watched.config, args });
  return { desktop, watched };
}

describe('the desktop application', () => {
  it('shows its services in a window, and in the tray that they are well', async () => {
    const { desktop } = await begin();
    const sight = await desktop.until(({ tray }) => tray?.image.startsWith('ok') === true);
    expect(sight.tray?.tooltip).toContain('All 2 services are well');
    const page = await desktop.page();
    await page.getByRole('link', { name: /API/ }).first().waitFor();
    await page.getByText('All 2 services are well').waitFor();
  });
});
