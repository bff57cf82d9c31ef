/** What stands in for Electron's runtime where packages are made only to be looked at. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** By this mark the switches are found in a binary: https://www.electronjs.org/docs/latest/tutorial/fuses */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron is built: version 1 of the wire, nine switches, and `1` for on. */
const wire = [1, 9, ...Buffer.from('101110011')];

/** The files of an unpacked Electron for Linux that packaging touches, and one language more than is kept. */
export function layRuntime(folder: string): void {
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  for (const language of ['de', 'en-US', 'fr']) writeFileSync(join(folder, `locales/${language}.pak`), '');
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'icudtl.dat']) {
    writeFileSync(join(folder, name), '');
  }
  const program = join(folder, 'electron');
  writeFileSync(program, Buffer.concat([Buffer.from(`#!/bin/sh\n${sentinel}`), Buffer.from(wire)]));
  chmodSync(program, 0o755);
}

/**
 * What stands in for fpm, which makes debs and rpms: it keeps what it was asked for in `folder`, and the desktop entry,
 * and makes an empty package.
 */
export function layFpm(folder: string): string {
  const program = join(folder, 'fpm');
  const script = `#!${process.execPath}
const { copyFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const kind = args[args.indexOf('-t') + 1];
writeFileSync(${JSON.stringify(folder)} + '/' + kind + '.json', JSON.stringify(args));
const entry = args.find((arg) => arg.endsWith('.desktop') && arg.includes('='));
copyFileSync(entry.slice(0, entry.indexOf('=')), ${JSON.stringify(folder)} + '/' + kind + '.desktop');
writeFileSync(args[args.indexOf('--package') + 1], '');
`;
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  return program;
}
