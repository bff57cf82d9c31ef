/** The built window as a browser gets it. Only what was there when it was read is ever served. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

export type Page = {
  readonly contentType: string;
  /** Its name changes with its content. */
  readonly isImmutable: boolean;
  readonly isCompressible: boolean;
  /** As it is, or compressed: once, when it is first asked for. */
  content(encoding?: Encoding): Promise<Uint8Array<ArrayBuffer>>;
};

/** By their paths below the token, such as `assets/main-1a2b3c4d.js`; the window itself is at the empty one. */
export type Pages = ReadonlyMap<string, Page>;

/** What the browser opens; `index.html` beside it is the desktop's. */
const entry = 'browser.html';
const desktopEntry = 'index.html';
const hashedFolder = 'assets/';
const leastBytesToCompress = 1_024;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const isText = /^text\/|json$|xml$/;

/** Undefined where nothing is built. */
export async function readPages(folder: string): Promise<Pages | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const pages = await Promise.all(
    files.map(async (file): Promise<readonly [string, Page]> => {
      const path = relative(folder, file).split(sep).join('/');
      return [path === entry ? '' : path, createPage(path, new Uint8Array(await readFile(file)))];
    }),
  );
  const served = new Map(pages.filter(([path]) => path !== desktopEntry));
  return served.has('') ? served : undefined;
}

function createPage(path: string, bytes: Uint8Array<ArrayBuffer>): Page {
  const contentType = contentTypes[extname(path)] ?? 'application/octet-stream';
  const compressed = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    contentType,
    isImmutable: path.startsWith(hashedFolder),
    isCompressible: isText.test(contentType) && bytes.length >= leastBytesToCompress,
    async content(encoding) {
      if (encoding === undefined) return bytes;
      const known = compressed.get(encoding) ?? compress[encoding](bytes);
      compressed.set(encoding, known);
      return known;
    },
  };
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Not the last percent: that takes seconds, and here it only has to cross this machine or a tunnel. */
const compress: Readonly<Record<Encoding, (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>>> = {
  br: async (bytes) => new Uint8Array(await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })),
  gzip: async (bytes) => new Uint8Array(await zip(bytes)),
};

/** The better one of those that the browser's `Accept-Encoding` allows. */
export function acceptedEncoding(header: string | undefined): Encoding | undefined {
  const accepted = (header ?? '').split(',').flatMap((item) => {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding));
}
