// `npm run icons`: makes what the systems show from the drawings in assets/, one for each state and one of the
// application. What it makes is committed, so that neither a build nor a package needs a browser.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { openBrowser } from '../tests/support/chromium.ts';
import { icns, ico } from './icons/containers.mjs';
import { openDrawingTable } from './icons/drawing-table.mjs';
import { png } from './icons/png.mjs';

const assets = resolve(import.meta.dirname, '../assets');
/** A folder to write to instead, for who wants to compare. */
const out = resolve(process.argv[2] ?? assets);

/** Which sizes a panel of Linux asks for at the scales there are: those of 16 and of 22 pixels. */
const linuxPixels = [16, 22, 24, 32, 44, 48, 64];
/** 16 at every scale that Windows offers up to 400 %, and those that its settings show. */
const windowsPixels = [16, 20, 24, 32, 40, 48, 64];
const applicationPixels = [16, 20, 24, 32, 40, 48, 64, 256];

/**
 * Between light and dark, so that it stands out from either: a panel of Linux has its own theme, which nobody tells.
 * Windows tells that of its task bar, which lets them be the colours of the window.
 */
const colours = {
  ok: { either: 'oklch(0.605 0.13 165)', light: 'oklch(0.58 0.13 165)', dark: 'oklch(0.78 0.14 165)' },
  degraded: { either: 'oklch(0.635 0.15 65)', light: 'oklch(0.64 0.15 65)', dark: 'oklch(0.83 0.14 80)' },
  down: { either: 'oklch(0.6 0.21 27)', light: 'oklch(0.55 0.21 27)', dark: 'oklch(0.7 0.19 25)' },
  unknown: { either: 'oklch(0.62 0.02 260)', light: 'oklch(0.55 0.02 260)', dark: 'oklch(0.75 0.02 260)' },
  paused: { either: 'oklch(0.62 0.1 265)', light: 'oklch(0.55 0.1 265)', dark: 'oklch(0.76 0.09 265)' },
};

/** By the drawing, the hash of what was drawn from: whoever changes a drawing and forgets the icons is told by a test. */
const drawnFrom = {};

const browser = await openBrowser();
try {
  const draw = await openDrawingTable(browser);
  for (const folder of ['tray/linux', 'tray/mac', 'tray/win', 'linux']) {
    await rm(join(out, folder), { recursive: true, force: true });
  }
  for (const [state, colour] of Object.entries(colours)) await drawState(draw, state, colour);
  await drawApplication(draw);
  await takePicture();
  await save('drawn-from.json', `${JSON.stringify(drawnFrom, null, 2)}\n`);
} finally {
  await browser.close();
}

async function drawState(draw, state, colour) {
  const svg = await source(`tray/${state}.svg`);
  const drawn = (pixels, color) => draw({ svg, pixels, color, isOnGrid: true });
  for (const pixels of linuxPixels) {
    await save(`tray/linux/${state}-${pixels}.png`, png(await drawn(pixels, colour.either)));
  }
  // The system takes their shape and gives them its own colour.
  await save(`tray/mac/${state}Template.png`, png(await drawn(16, 'black')));
  await save(`tray/mac/${state}Template@2x.png`, png(await drawn(32, 'black')));
  for (const panel of ['light', 'dark']) {
    const images = [];
    for (const pixels of windowsPixels) images.push(await drawn(pixels, colour[panel]));
    await save(`tray/win/${state}-${panel}.ico`, ico(images));
  }
}

async function drawApplication(draw) {
  const mark = await source('icon.svg');
  const drawn = (pixels) => draw({ svg: mark, pixels, color: colours.ok.either });
  await save('icon.png', png(await drawn(512)));
  const images = [];
  for (const pixels of applicationPixels) images.push(await drawn(pixels));
  await save('icon.ico', ico(images));
  for (const pixels of [16, 24, 32, 48, 64, 128, 256, 512]) {
    await save(`linux/${pixels}x${pixels}.png`, png(await drawn(pixels)));
  }
  const tile = await source('icon-mac.svg');
  const tiles = [];
  for (const pixels of [16, 32, 64, 128, 256, 512, 1024]) tiles.push(await draw({ svg: tile, pixels, color: 'black' }));
  await save('icon.icns', icns(tiles));
}

/** For the README: the five on a light and on a dark panel, with what they say. */
async function takePicture() {
  const page = await browser.newPage({ viewport: { width: 720, height: 112 }, deviceScaleFactor: 2 });
  const words = { ok: 'All is well', degraded: 'In doubt', down: 'Down', unknown: 'Not observed', paused: 'Paused' };
  const entries = [];
  for (const [state, word] of Object.entries(words)) {
    const bytes = await readFile(join(out, `tray/linux/${state}-64.png`));
    entries.push(`<span><img alt="" src="data:image/png;base64,${bytes.toString('base64')}">${word}</span>`);
  }
  const panel = (style) => `<div style="${style}">${entries.join('')}</div>`;
  await page.setContent(`<!doctype html><style>
    body { margin: 0; font: 13px system-ui, sans-serif }
    div { display: flex; height: 56px; align-items: center; justify-content: space-around }
    span { display: flex; align-items: center; gap: 8px }
    img { width: 22px; height: 22px }
  </style>${panel('background: #f3f3f5; color: #202124')}${panel('background: #202124; color: #e8e8ea')}`);
  await save('pictures/tray.png', await page.screenshot());
  await page.close();
}

async function source(path) {
  const svg = await readFile(join(assets, path), 'utf8');
  drawnFrom[path] = createHash('sha256').update(svg).digest('hex');
  return svg;
}

async function save(path, bytes) {
  const file = join(out, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
