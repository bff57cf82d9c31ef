// Files that hold one icon in several sizes: those of Windows and of macOS.
import { png } from './png.mjs';

/**
 * A directory of images, then the images: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 * One of 256 pixels is a PNG, as Windows has read them since Vista; smaller ones are bitmaps, which everything reads.
 *
 * @param {readonly import('./drawing-table.mjs').Image[]} images None above 256 pixels.
 */
export function ico(images) {
  const bodies = images.map((image) => (image.pixels < 256 ? bitmap(image) : png(image)));
  const directory = Buffer.alloc(6 + 16 * images.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  for (const [index, { pixels }] of images.entries()) {
    const at = 6 + 16 * index;
    // 256 does not fit into a byte and is written as 0.
    directory.set([pixels % 256, pixels % 256], at);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(bodies[index].length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += bodies[index].length;
  }
  return Buffer.concat([directory, ...bodies]);
}

/** From the lowest row up, blue first, and behind it a mask of one bit for each pixel, for who knows no alpha. */
function bitmap({ pixels, rgba }) {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(pixels, 4);
  // Of image and mask together.
  header.writeInt32LE(pixels * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(pixels * pixels * 4);
  const maskStride = Math.ceil(pixels / 32) * 4;
  const mask = Buffer.alloc(maskStride * pixels);
  for (let y = 0; y < pixels; y += 1) {
    const row = pixels - 1 - y;
    for (let x = 0; x < pixels; x += 1) {
      const [red, green, blue, alpha] = rgba.subarray((y * pixels + x) * 4);
      colours.set([blue, green, red, alpha], (row * pixels + x) * 4);
      if (alpha < 128) mask[row * maskStride + (x >> 3)] |= 0x80 >> (x & 7);
    }
  }
  return Buffer.concat([header, colours, mask]);
}

/** By the types of https://en.wikipedia.org/wiki/Apple_Icon_Image_format: an image is a PNG, and some serve two scales. */
const icnsTypes = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** @param {readonly import('./drawing-table.mjs').Image[]} images Of the sizes above. */
export function icns(images) {
  const parts = images.flatMap((image) => {
    const body = png(image);
    return icnsTypes[image.pixels].map((type) => Buffer.concat([tag(type, body.length + 8), body]));
  });
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([tag('icns', length), ...parts]);
}

function tag(type, length) {
  const bytes = Buffer.alloc(8, type, 'latin1');
  bytes.writeUInt32BE(length, 4);
  return bytes;
}
