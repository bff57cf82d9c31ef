// `npm run screenshots`: pictures of every view, of the built program in front of services that really fail.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfiguration } from '../main/config/load.ts';
import { openBrowser } from '../tests/support/chromium.ts';
import { startHeadless } from '../tests/support/headless.ts';
import { configuration } from './pictures/cast.mjs';
import { openNetwork } from './pictures/network.mjs';
import { livePast } from './pictures/past.mjs';

const out = resolve(process.argv[2] ?? 'pictures');
const narrow = { width: 420, height: 860 };
const usual = { width: 1280, height: 800 };
const wide = { width: 1600, height: 900 };

const looks = [
  ['light', { viewport: usual, colorScheme: 'light', locale: 'en-GB' }],
  ['dark', { viewport: usual, colorScheme: 'dark', locale: 'en-GB' }],
  ['wide-dark', { viewport: wide, colorScheme: 'dark', locale: 'en-GB' }],
  ['narrow', { viewport: narrow, colorScheme: 'light', locale: 'en-GB' }],
  ['fr', { viewport: usual, colorScheme: 'light', locale: 'fr-FR' }],
];

const places = [
  ['services', '#/services', '.service-row'],
  ['service', '#/services/Checkout?range=24h', '.detail-pane h2'],
  ['incidents', '#/incidents', '.incident-row'],
  ['figures', '#/incidents?tab=figures', 'main h2, main h3'],
  ['settings', '#/settings/services', 'main h2'],
  ['settings-service', '#/settings/services?service=Checkout', 'main input'],
  ['settings-monitoring', '#/settings/monitoring', 'main input'],
];

const folder = await mkdtemp(join(tmpdir(), 'asl-pictures-'));
const configFile = join(folder, 'config.yaml');
await writeFile(configFile, configuration());
const network = await openNetwork();
const issuer = join(folder, 'issuer.pem');
await writeFile(issuer, network.issuer);
const loaded = await loadConfiguration(configFile, {});
if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
console.log('living a week…');
await livePast({
  databasePath: join(folder, 'history.db'),
  incidentsDir: join(folder, 'incidents'),
  services: loaded.configuration.services,
});

const program = startHeadless(['--config', configFile, '--json', '--port', '0'], {
  https_proxy: network.proxyUrl,
  NODE_EXTRA_CA_CERTS: issuer,
});
const browser = await openBrowser();
try {
  const { dashboard } = await program.event('started');
  await mkdir(out, { recursive: true });
  await take('calm', ['services']);
  network.fail('api.shop.example', 'checkout.shop.example');
  for (const name of ['API gateway', 'Checkout'])
    await program.event('incident.opened', ({ service }) => service === name);
  // Long enough for bars and durations that say something.
  await wait(20_000);
  await take(
    '',
    places.map(([name]) => name),
  );
  await incidentPictures();

  async function take(prefix, names) {
    for (const [look, options] of looks) {
      const page = await browser.newPage({ reducedMotion: 'reduce', deviceScaleFactor: 1, ...options });
      for (const [name, hash, ready] of places.filter(([place]) => names.includes(place))) {
        await page.goto('about:blank');
        await page.goto(`${dashboard}${hash}`);
        await page.locator(ready).first().waitFor();
        await picture(page, [prefix, name, look].filter(Boolean).join('-'));
      }
      await page.close();
    }
  }

  async function incidentPictures() {
    for (const [look, options] of looks) {
      const page = await browser.newPage({ reducedMotion: 'reduce', ...options });
      await page.goto(`${dashboard}#/incidents`);
      await page.locator('a.incident-row').first().click();
      await page.locator('.detail-pane h2').waitFor();
      await picture(page, `incident-${look}`);
      await page.close();
    }
  }
} finally {
  await browser.close();
  await program.stop();
  network.close();
  await rm(folder, { recursive: true, force: true });
}

/** Once what was asked for is there: the stream of news never ends, so that the network never rests. */
async function picture(page, name) {
  await wait(900);
  const path = join(out, `${name}.png`);
  await page.screenshot({ path });
  console.log(path);
}
