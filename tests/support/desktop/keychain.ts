/** A keychain that really encrypts, with keys that outlive the process as those of a system do. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { machine } from './machine.ts';

const nonceLength = 12;
const tagLength = 16;

/** One line for each key that there ever was, the newest last. */
const fileOf = (userData: string): string => join(userData, 'stand-in-keys');

/** From now on a newer key is used; what the older ones have sealed can still be read. */
export function rotateKey(userData: string): void {
  appendFileSync(fileOf(userData), `${randomBytes(32).toString('base64')}\n`);
}

function keysOf(userData: string): readonly Buffer[] {
  if (!existsSync(fileOf(userData))) rotateKey(userData);
  const lines = readFileSync(fileOf(userData), 'utf8').trimEnd().split('\n');
  return lines.map((line) => Buffer.from(line, 'base64'));
}

export function createKeychain(userData: string) {
  function present(): readonly Buffer[] {
    if (machine.keychain === 'none') throw new Error('Encryption is not available');
    return keysOf(userData);
  }

  return {
    isAsyncEncryptionAvailable: async () => machine.keychain !== 'none',
    getSelectedStorageBackend: () => (machine.keychain === 'basic_text' ? 'basic_text' : 'gnome_libsecret'),
    async encryptStringAsync(text) {
      const keys = present();
      const newest = keys.length - 1;
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', keys[newest] ?? '', nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(newest), nonce, cipher.getAuthTag(), sealed]);
    },
    async decryptStringAsync(bytes) {
      const keys = present();
      const [used = 0] = bytes;
      const nonce = bytes.subarray(1, 1 + nonceLength);
      const sealed = bytes.subarray(1 + nonceLength + tagLength);
      const decipher = createDecipheriv('aes-256-gcm', keys[used] ?? '', nonce);
      decipher.setAuthTag(bytes.subarray(1 + nonceLength, 1 + nonceLength + tagLength));
      const result = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
      return { result, shouldReEncrypt: used !== keys.length - 1 };
    },
  } satisfies Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
  >;
}
