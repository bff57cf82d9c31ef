/** Reads images as their formats describe them, and nothing of how this project writes them. */
import { crc32, inflateSync } from 'node:zlib';

export type Pixel = { readonly red: number; readonly green: number; readonly blue: number; readonly alpha: number };

export type Image = {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top; eight bits for each part, colours not multiplied by alpha. */
  readonly pixels: readonly Pixel[];
};

/** Of eight bits for each of red, green, blue and alpha, not interlaced. Throws where it is anything else. */
export function readPng(bytes: Buffer): Image {
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG');
  const chunks = [...pngChunks(bytes)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  if (chunks.at(-1)?.type !== 'IEND' || header.readUInt32BE(8) !== 0x08_06_00_00) throw new Error('another PNG');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []))));
  const stride = width * 4;
  if (rows.length !== (stride + 1) * height) throw new Error('a PNG of another size than it says');
  const rgba = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < 4 ? 0 : (rgba[at - 4] ?? 0);
      const above = rgba[at - stride] ?? 0;
      const corner = x < 4 ? 0 : (rgba[at - stride - 4] ?? 0);
      rgba[at] = (rows[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return { width, height, pixels: pixelsOf(rgba, ([red, green, blue, alpha]) => ({ red, green, blue, alpha })) };
}

function* pngChunks(bytes: Buffer): Iterable<{ readonly type: string; readonly data: Buffer }> {
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('a damaged PNG');
    yield { type: body.toString('latin1', 0, 4), data: body.subarray(4) };
    at += length + 12;
  }
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(left + above - corner - one));
      if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0;
      return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
    default:
      throw new Error(`a PNG with the filter ${filter}`);
  }
}

/** Of bitmaps with 32 bits for each pixel and PNG. Throws where the directory does not say what is there. */
export function readIco(bytes: Buffer): readonly Image[] {
  if (bytes.readUInt32LE(0) !== 0x1_0000) throw new Error('no icon');
  const count = bytes.readUInt16LE(4);
  let end = 6 + 16 * count;
  const images = Array.from({ length: count }, (_, index) => {
    const entry = bytes.subarray(6 + 16 * index, 22 + 16 * index);
    const [length, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)];
    if (offset !== end || entry.readUInt16LE(6) !== 32) throw new Error('an icon with a wrong directory');
    end = offset + length;
    const body = bytes.subarray(offset, end);
    const image = body.readUInt32LE(0) === 40 ? readBitmap(body) : readPng(body);
    if (image.width !== (entry[0] || 256) || image.height !== (entry[1] || 256))
      throw new Error('an icon of wrong size');
    return image;
  });
  if (end !== bytes.length) throw new Error('an icon with more in it than it says');
  return images;
}

/** As it is in an icon: from the lowest row up, with a mask behind it that must agree. */
function readBitmap(body: Buffer): Image {
  const [width, height] = [body.readInt32LE(4), body.readInt32LE(8) / 2];
  const maskStride = Math.ceil(width / 32) * 4;
  if (body.readUInt16LE(14) !== 32 || body.length !== 40 + width * height * 4 + maskStride * height) {
    throw new Error('another bitmap');
  }
  const lowestFirst = pixelsOf(body.subarray(40, 40 + width * height * 4), ([blue, green, red, alpha]) => ({
    red,
    green,
    blue,
    alpha,
  }));
  const mask = body.subarray(40 + width * height * 4);
  for (const [index, { alpha }] of lowestFirst.entries()) {
    const [row, column] = [Math.floor(index / width), index % width];
    const isMasked = (((mask[row * maskStride + (column >> 3)] ?? 0) << (column & 7)) & 0x80) !== 0;
    if (isMasked !== alpha < 128) throw new Error('a bitmap whose mask is another shape');
  }
  const rows = Array.from({ length: height }, (_, row) => lowestFirst.slice(row * width, (row + 1) * width));
  return { width, height, pixels: rows.toReversed().flat() };
}

/** By type, as https://en.wikipedia.org/wiki/Apple_Icon_Image_format names them. Throws where lengths do not add up. */
export function readIcns(bytes: Buffer): ReadonlyMap<string, Image> {
  if (bytes.toString('latin1', 0, 4) !== 'icns' || bytes.readUInt32BE(4) !== bytes.length) throw new Error('no icns');
  const images = new Map<string, Image>();
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4)) {
    const body = bytes.subarray(at + 8, at + bytes.readUInt32BE(at + 4));
    images.set(bytes.toString('latin1', at, at + 4), readPng(body));
  }
  return images;
}

type Parts = readonly [number, number, number, number];

function pixelsOf(bytes: Buffer, read: (parts: Parts) => Pixel): readonly Pixel[] {
  return Array.from({ length: bytes.length / 4 }, (_, index) => {
    const [one = 0, two = 0, three = 0, four = 0] = bytes.subarray(index * 4, index * 4 + 4);
    return read([one, two, three, four]);
  });
}
