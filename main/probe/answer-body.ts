/** Keeps what is needed of an answer's body, never more than `maxBodyBytes`, and turns it into text. */
import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { maxBodyBytes } from '../monitor/expectation.ts';
import type { Cancel } from '../monitor/ports.ts';

export type BodyBuffer = {
  /** Copies what still fits; false when the body is longer than what may be kept. */
  add(chunk: Buffer): boolean;
  bytes(): Buffer;
};

/** One growing block: a million chunks of one byte take no more memory than one chunk of a million bytes. */
export function createBodyBuffer(): BodyBuffer {
  let block = Buffer.allocUnsafe(4096);
  let length = 0;
  return {
    add(chunk) {
      const wanted = length + chunk.length;
      const kept = Math.min(wanted, maxBodyBytes);
      if (kept > block.length) {
        const larger = Buffer.allocUnsafe(Math.min(maxBodyBytes, Math.max(kept, block.length * 2)));
        block.copy(larger, 0, 0, length);
        block = larger;
      }
      chunk.copy(block, length, 0, kept - length);
      length = kept;
      return wanted <= maxBodyBytes;
    },
    bytes: () => block.subarray(0, length),
  };
}

export type DecodedBody =
  | { readonly ok: true; readonly bytes: Buffer; readonly complete: boolean }
  | { readonly ok: false; readonly problem: string };

/** The codings named by `content-encoding`, in the order in which they were applied; empty for plain bytes. */
export function codingsOf(contentEncoding: string | readonly string[] | undefined): readonly string[] {
  return [contentEncoding ?? []]
    .flat()
    .join(',')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
}

/**
 * Undoes content codings. Stops at `maxBodyBytes` of output, so that a compression bomb costs no more than an honest
 * body; what came out so far is then handed on as incomplete. Calls `done` once, later.
 */
export function decodeBody(
  bytes: Buffer,
  codings: readonly string[],
  complete: boolean,
  done: (decoded: DecodedBody) => void,
): Cancel {
  const coding = codings.at(-1);
  if (coding === undefined || codings.length > 4) {
    const problem = `its content-encoding ${codings.join(', ')} is too deep`;
    const immediate = setImmediate(() =>
      done(coding === undefined ? { ok: true, bytes, complete } : { ok: false, problem }),
    );
    return () => clearImmediate(immediate);
  }
  const decoder = createDecoder(coding, bytes, complete);
  if (decoder === undefined) {
    const immediate = setImmediate(() => done({ ok: false, problem: `its content-encoding ${coding} is unknown` }));
    return () => clearImmediate(immediate);
  }

  let cancel: Cancel = () => {
    decoder.destroy();
  };
  let over = false;
  const buffer = createBodyBuffer();
  const finish = (whole: boolean) => {
    if (over) return;
    over = true;
    decoder.destroy();
    if (codings.length === 1) done({ ok: true, bytes: buffer.bytes(), complete: whole });
    else cancel = decodeBody(buffer.bytes(), codings.slice(0, -1), whole, done);
  };
  decoder.on('data', (chunk: Buffer) => {
    if (!buffer.add(chunk)) finish(false);
  });
  decoder.on('end', () => finish(complete));
  decoder.on('error', (error: Error) => {
    if (over) return;
    over = true;
    done({ ok: false, problem: `its ${coding} coding is broken (${error.message})` });
  });
  decoder.end(bytes);
  return () => {
    over = true;
    cancel();
  };
}

function createDecoder(coding: string, bytes: Buffer, complete: boolean): Transform | undefined {
  const { constants } = zlib;
  // The cut-off beginning of a long body must not count as broken.
  const options = complete ? {} : { finishFlush: constants.Z_SYNC_FLUSH };
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip(options);
    case 'deflate':
      // The name means zlib's format, but some servers have always sent the bare one.
      return ((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate(options) : zlib.createInflateRaw(options);
    case 'br':
      return zlib.createBrotliDecompress(complete ? {} : { finishFlush: constants.BROTLI_OPERATION_FLUSH });
    case 'zstd':
      return zlib.createZstdDecompress(complete ? {} : { finishFlush: constants.ZSTD_e_flush });
    default:
      return undefined;
  }
}

/** Text of a body in the charset that its content type names; UTF-8 where it names none or an unknown one. */
export function textOf(bytes: Buffer, contentType: string | readonly string[] | undefined): string {
  const label = /charset\s*=\s*"?([^\s;"]+)/iu.exec([contentType ?? ''].flat().join(';'))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
