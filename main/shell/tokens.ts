/** Slack's tokens in the system's keychain: what is on disk is of no use without the key that only this user has. */
import { safeStorage } from 'electron';
import type { TokenKind } from '../../preload/settings.ts';
import type { DesktopView } from '../../preload/snapshot.ts';
import { Refusal } from '../window/refusal.ts';
import type { MachinePreferences } from './machine-preferences.ts';

export type TokensOptions = {
  readonly preferences: Pick<MachinePreferences, 'sealed' | 'setSealed'>;
  readonly warn: (message: string) => void;
  /** Those in use are others than before. */
  readonly onChange: () => void;
  /** What the keychain is like is known now. */
  readonly onKeychain: () => void;
};

export type Tokens = {
  /** Reads what was kept; Electron must be ready. Never rejects: a token that cannot be read is as good as none. */
  open(): Promise<void>;
  /** By the names of their variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** `none` until it was looked at. */
  readonly keychain: DesktopView['keychain'];
  /** Asks the system once, which may ask its owner for a password: for whoever is about to see or to need it. */
  lookAtKeychain(): Promise<DesktopView['keychain']>;
  /** What is kept, also where it cannot be read. */
  readonly kept: readonly TokenKind[];
  /** Rejects with a `Refusal` where the token is none of Slack's, or nothing can be kept. */
  keep(kind: TokenKind, token: string): Promise<void>;
  forget(kind: TokenKind): void;
};

const kinds = ['bot', 'app'] as const satisfies readonly TokenKind[];
const variables = { bot: 'SLACK_BOT_TOKEN', app: 'SLACK_APP_TOKEN' } as const satisfies Record<TokenKind, string>;
const prefixes = { bot: 'xoxb-', app: 'xapp-' } as const satisfies Record<TokenKind, string>;

export function createTokens({ preferences, warn, onChange, onKeychain }: TokensOptions): Tokens {
  let environment: Readonly<Record<string, string>> = {};
  let keychain: DesktopView['keychain'] = 'none';
  let looking: Promise<DesktopView['keychain']> | undefined;

  async function openOne(name: string): Promise<readonly [string, string] | undefined> {
    const sealed = preferences.sealed(name);
    if (sealed === undefined) return undefined;
    try {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
      // The key is another by now, or a better one is there.
      if (shouldReEncrypt) await seal(name, result);
      return [name, result];
    } catch (error) {
      warn(`${name} is kept in the keychain and cannot be read: enter it again in the settings (${messageOf(error)})`);
      return undefined;
    }
  }

  async function seal(name: string, token: string): Promise<void> {
    preferences.setSealed(name, (await safeStorage.encryptStringAsync(token)).toString('base64'));
  }

  async function lookAtKeychain(): Promise<DesktopView['keychain']> {
    looking ??= stateOfKeychain();
    const found = await looking;
    // One that is locked may be open the next time.
    if (found === 'none') looking = undefined;
    if (found !== keychain) {
      keychain = found;
      onKeychain();
    }
    return found;
  }

  const isKept = (kind: TokenKind): boolean => preferences.sealed(variables[kind]) !== undefined;

  return {
    async open() {
      const names = kinds.filter(isKept).map((kind) => variables[kind]);
      if (names.length === 0) return;
      await lookAtKeychain();
      const opened = await Promise.all(names.map(openOne));
      environment = Object.fromEntries(opened.filter((entry) => entry !== undefined));
      onChange();
    },
    get environment() {
      return environment;
    },
    lookAtKeychain,
    get keychain() {
      return keychain;
    },
    get kept() {
      return kinds.filter(isKept);
    },
    async keep(kind, given) {
      const token = given.trim();
      if (!token.startsWith(prefixes[kind]) || !/^[\w.-]+$/.test(token)) throw noToken(kind);
      if ((await lookAtKeychain()) === 'none') throw noKeychain();
      try {
        await seal(variables[kind], token);
      } catch (error) {
        warn(`the keychain does not take a token: ${messageOf(error)}`);
        throw noKeychain();
      }
      environment = { ...environment, [variables[kind]]: token };
      onChange();
    },
    forget(kind) {
      preferences.setSealed(variables[kind], undefined);
      const { [variables[kind]]: _, ...others } = environment;
      environment = others;
      onChange();
    },
  };
}

async function stateOfKeychain(): Promise<DesktopView['keychain']> {
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'none';
  } catch {
    return 'none';
  }
  const isOpenToAll = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  return isOpenToAll ? 'basic_text' : 'encrypted';
}

function noToken(kind: TokenKind): Refusal {
  const begin = prefixes[kind];
  return new Refusal('invalid', {
    en: `this is no ${kind === 'bot' ? 'bot token' : 'app-level token'}: one begins with ${begin}, and the settings of your Slack app show it`,
    fr: `ce n’est pas un jeton ${kind === 'bot' ? 'de bot' : 'd’app'}\u202f: il commence par ${begin}, et les réglages de votre app Slack le montrent`,
  });
}

function noKeychain(): Refusal {
  return new Refusal('refused', {
    en: 'this system has no keychain that keeps the token: put it into the file .env beside the configuration',
    fr: 'ce système n’a pas de trousseau qui garde le jeton\u202f: mettez-le dans le fichier .env à côté de la configuration',
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
