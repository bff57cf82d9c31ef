import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AggregateState } from '../../../main/monitor/aggregate.ts';
import { type Image, type Pixel, readIcns, readIco, readPng } from '../../support/images.ts';

const assets = join(import.meta.dirname, '../../../assets');
const read = (path: string) => readFileSync(join(assets, path));
const filesIn = (folder: string) =>
  globSync('**/*', { cwd: join(assets, folder) })
    .map((path) => path.split(sep).join('/'))
    .toSorted();

const states: readonly AggregateState[] = ['ok', 'degraded', 'down', 'unknown', 'paused'];
const pairs = states.flatMap((one, index) => states.slice(index + 1).map((other) => [one, other] as const));
const linuxSizes = [16, 22, 24, 32, 44, 48, 64];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64];

/** One image of a state for each size in which a system shows it. */
const sets: Readonly<Record<string, (state: AggregateState) => readonly Image[]>> = {
  linux: (state) => linuxSizes.map((size) => readPng(read(`tray/linux/${state}-${size}.png`))),
  mac: (state) => ['', '@2x'].map((scale) => readPng(read(`tray/mac/${state}Template${scale}.png`))),
  'windows, light': (state) => readIco(read(`tray/win/${state}-light.ico`)),
  'windows, dark': (state) => readIco(read(`tray/win/${state}-dark.ico`)),
};
const sizes = { linux: linuxSizes, mac: [16, 32], 'windows, light': windowsSizes, 'windows, dark': windowsSizes };

const sizeOf = ({ width, height }: Image) => (width === height ? width : `${width} × ${height}`);

/** What share of what either covers is covered by both: 1 where they are one shape, colours aside. */
function likeness(one: Image, other: Image): number {
  const covered = one.pixels.map(({ alpha }, index) => [alpha / 255, (other.pixels[index]?.alpha ?? 0) / 255] as const);
  const both = covered.reduce((sum, [a, b]) => sum + Math.min(a, b), 0);
  return both / covered.reduce((sum, [a, b]) => sum + Math.max(a, b), 0);
}

/** As WCAG 2.2 defines it, from 0 to 1. */
function luminance({ red, green, blue }: Pick<Pixel, 'red' | 'green' | 'blue'>): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const grey = (part: number) => luminance({ red: part, green: part, blue: part });
/** Of panels as they come with the systems. */
const light = grey(0xee);
const dark = grey(0x26);

describe('the icons of the tray', () => {
  it('are there for every state, and nothing else is', () => {
    expect(filesIn('tray/linux')).toEqual(
      states.flatMap((state) => linuxSizes.map((size) => `${state}-${size}.png`)).toSorted(),
    );
    expect(filesIn('tray/mac')).toEqual(
      states.flatMap((state) => [`${state}Template.png`, `${state}Template@2x.png`]).toSorted(),
    );
    expect(filesIn('tray/win')).toEqual(
      states.flatMap((state) => [`${state}-dark.ico`, `${state}-light.ico`]).toSorted(),
    );
  });

  it.each(Object.entries(sizes))('of %s have the sizes that their names and directories say', (set, expected) => {
    for (const state of states) expect(sets[set]?.(state).map(sizeOf)).toEqual(expected);
  });

  it.each(Object.keys(sets))('of %s differ in shape at every size, whoever sees no colours', (set) => {
    const alike = pairs.flatMap(([one, other]) => {
      const others = sets[set]?.(other) ?? [];
      return (sets[set]?.(one) ?? []).flatMap((image, index) => {
        const share = likeness(image, others[index] ?? image);
        return share > 0.7 ? [`${one} and ${other} at ${image.width}: ${share.toFixed(2)}`] : [];
      });
    });
    expect(alike).toEqual([]);
  });

  it('have their straight edges between pixels at every size', () => {
    for (const state of ['down', 'paused'] as const) {
      for (const { width, pixels } of Object.values(sets).flatMap((set) => set(state))) {
        const middle = pixels.slice((width / 2) * width, (width / 2 + 1) * width);
        const halfCovered = middle.filter(({ alpha }) => alpha > 2 && alpha < 253);
        expect(halfCovered, `${state} at ${width}`).toEqual([]);
      }
    }
  });

  it('are the same left and right, so that none seems to lean', () => {
    for (const [set, state] of Object.keys(sets).flatMap((name) => states.map((one) => [name, one] as const))) {
      for (const { width, height, pixels } of sets[set]?.(state) ?? []) {
        const rows = Array.from({ length: height }, (_, row) => pixels.slice(row * width, (row + 1) * width));
        const image = { width, height, pixels: rows.flatMap((row) => row.toReversed()) };
        expect(likeness({ width, height, pixels }, image), `${state} of ${set} at ${width}`).toBeGreaterThan(0.95);
      }
    }
  });

  it('stand out from a panel whose colour is known, and on Linux from a light and a dark one', () => {
    const panels = { 'windows, light': [light], 'windows, dark': [dark], linux: [light, dark] };
    for (const [set, grounds] of Object.entries(panels)) {
      for (const state of states) {
        const solid = (sets[set]?.(state) ?? []).flatMap(({ pixels }) => pixels.filter(({ alpha }) => alpha === 255));
        const least = Math.min(
          ...solid.flatMap((pixel) => grounds.map((ground) => contrast(luminance(pixel), ground))),
        );
        expect(least, `${state} of ${set}`).toBeGreaterThan(3);
      }
    }
  });

  it('are black for macOS, which takes nothing but their shape', () => {
    const drawn = states.flatMap((state) => (sets.mac?.(state) ?? []).flatMap(({ pixels }) => pixels));
    expect(drawn.filter(({ red, green, blue }) => red + green + blue > 0)).toEqual([]);
  });
});

describe('the icon of the application', () => {
  it('is in every size that a desktop of Linux looks for', () => {
    const expected = [16, 24, 32, 48, 64, 128, 256, 512];
    expect(filesIn('linux')).toEqual(expected.map((size) => `${size}x${size}.png`).toSorted());
    expect(expected.map((size) => sizeOf(readPng(read(`linux/${size}x${size}.png`))))).toEqual(expected);
    expect(sizeOf(readPng(read('icon.png')))).toBe(512);
  });

  it('is in every size that Windows shows, up to 256 pixels', () => {
    expect(readIco(read('icon.ico')).map(sizeOf)).toEqual([16, 20, 24, 32, 40, 48, 64, 256]);
  });

  it('is in every size that macOS shows, once for each scale', () => {
    const types = [...readIcns(read('icon.icns'))].map(([type, image]) => [type, sizeOf(image)]);
    expect(Object.fromEntries(types)).toEqual({
      ...{ icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512 },
      ...{ ic11: 32, ic12: 64, ic13: 256, ic14: 512, ic10: 1024 },
    });
  });
});

it('was made from the drawings as they are: npm run icons makes it anew', () => {
  const drawings = filesIn('').filter((path) => path.endsWith('.svg'));
  const hashes = drawings.map((path) => [path, createHash('sha256').update(read(path)).digest('hex')]);
  expect(JSON.parse(`${read('drawn-from.json')}`)).toEqual(Object.fromEntries(hashes));
});
