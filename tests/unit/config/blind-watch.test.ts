/** Where the system does not tell of changes: its limit of watches is used up, or the files are on another machine. */
import { writeFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { createConfigFolder } from '../../support/config-folder.ts';
import { followReloads } from '../../support/config-reloads.ts';

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  watch: () => {
    throw Object.assign(new Error('ENOSPC: System limit for number of file watchers reached'), { code: 'ENOSPC' });
  },
}));

it('an edit is noticed by looking every now and then', async () => {
  await using folder = await createConfigFolder();
  const file = await folder.write('config.yaml', 'services: [{name: A, url: "http://a.example"}]');
  using reloads = await followReloads(file);
  for (const name of ['B', 'C']) {
    writeFileSync(file, `services: [{name: ${name}, url: "http://a.example"}]`);
    expect(await reloads.next()).toMatchObject({ said: 'reload', services: [name] });
  }
});
