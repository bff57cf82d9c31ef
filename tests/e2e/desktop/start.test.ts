import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDesktop } from '../../support/desktop/driver.ts';
import { beginStory, isDown, isOpen, isWell } from '../../support/desktop/story.ts';
import { openWatched } from '../../support/desktop/watched.ts';

describe('the desktop application', () => {
  it('shows its services in a window, and in the tray that they are well', async () => {
    const { desktop } = await beginStory({ windowed: true });
    const { tray } = await desktop.until(isWell);
    expect(tray?.tooltip).toContain('All 2 services are well');
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    await page.getByRole('link', { name: /Shop/ }).first().waitFor();
  });

  it('is one application: who starts it again sees its window, and no second watch begins', async () => {
    const { desktop } = await beginStory();
    await desktop.until(isWell);
    expect((await desktop.look()).windows).toEqual([]);
    const again = await desktop.startAgain();
    expect({ code: again.code, watches: again.output.includes('watches') }).toEqual({ code: 0, watches: false });
    await desktop.until(isOpen);
  });

  it('stays hidden where it is started again hidden, and opens the demo beside it where that is wished', async () => {
    const { desktop } = await beginStory();
    await desktop.until(isWell);
    await desktop.startAgain('--hidden', '--demo');
    const { openedLinks, windows } = await desktop.until((sight) => sight.openedLinks.length > 0);
    expect(openedLinks).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/.+\/$/)]);
    expect(windows).toEqual([]);
    const [address = ''] = openedLinks;
    expect((await fetch(address)).status).toBe(200);
  });

  it('watches another configuration when it is started again with it', async () => {
    const { desktop } = await beginStory();
    await desktop.until(isWell);
    const other = join(desktop.folder, 'other.yaml');
    await writeFile(other, 'services: []\nslack: {enabled: false}\n');
    await desktop.startAgain(`--config=${other}`, '--hidden');
    await desktop.until(({ tray }) => tray?.tooltip.includes('there are no services yet') === true);
  });

  it('shows what is wrong with its configuration, and begins when that is put right', async () => {
    const services = await openWatched(['API']);
    onTestFinished(() => services.close());
    const broken = services.config.replace('services:', 'servces:');
    const desktop = await openDesktop({ config: broken, args: ['--hidden'] });
    onTestFinished(() => desktop.close());
    await desktop.until(isOpen);
    const page = await desktop.page();
    await page
      .getByText(/did you mean/)
      .first()
      .waitFor();
    expect((await desktop.look()).tray?.tooltip).toContain('Nothing is watched');
    await page.getByRole('button', { name: 'Show the file in its folder' }).click();
    await desktop.until(({ revealedPaths }) => revealedPaths.includes(desktop.configFile));
    await writeFile(desktop.configFile, services.config);
    await desktop.until(isWell);
    await page
      .getByText(/is well/)
      .first()
      .waitFor();
  });

  it('says that another program has its history, and begins when that one is gone', async () => {
    const first = await beginStory();
    await first.desktop.until(isWell);
    // Another person's application: one of one's own would only show its window.
    const second = await openDesktop({
      config: '',
      args: [`--config=${first.desktop.configFile}`, '--hidden'],
    });
    onTestFinished(() => second.close());
    await second.until(isOpen);
    const page = await second.page();
    await page
      .getByText(/history\.db cannot be used/)
      .first()
      .waitFor();
    await page
      .getByText(/is in use by another ASL Monitor/)
      .first()
      .waitFor();
    await first.desktop.choose('Quit');
    await first.desktop.ended;
    await second.until(isWell);
  });

  it('ends within two seconds when it is quit, with everything on record', async () => {
    const { desktop, watched } = await beginStory({ windowed: true });
    watched.fail('API');
    await desktop.until(isDown);
    const began = Date.now();
    await desktop.choose('Quit');
    const { code, output } = await desktop.ended;
    expect(code).toBe(0);
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(output).toContain('Active incidents: 1');
  });

  it.runIf(process.platform !== 'win32')('ends in order when the system asks it to', async () => {
    const { desktop } = await beginStory();
    await desktop.until(isWell);
    desktop.signal('SIGTERM');
    const { code, output } = await desktop.ended;
    expect({ code, isTold: output.includes('Final statistics') }).toEqual({ code: 0, isTold: true });
  });
});
