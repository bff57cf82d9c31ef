// Writes a PNG: https://www.w3.org/TR/png-3/
import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Eight bits for each of red, green, blue and alpha. @param {import('./drawing-table.mjs').Image} image */
export function png({ pixels, rgba }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header.set([8, 6], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows(pixels, rgba), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each behind the number of its filter: the difference to the row above (2), which is mostly nothing. */
function rows(pixels, rgba) {
  const stride = pixels * 4;
  const filtered = Buffer.alloc((stride + 1) * pixels);
  for (let y = 0; y < pixels; y += 1) {
    const start = y * (stride + 1);
    filtered[start] = 2;
    for (let x = 0; x < stride; x += 1) {
      const above = y === 0 ? 0 : rgba[(y - 1) * stride + x];
      filtered[start + 1 + x] = rgba[y * stride + x] - above;
    }
  }
  return filtered;
}

function chunk(type, data) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
