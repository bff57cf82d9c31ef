import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTokens } from '../../../main/shell/tokens.ts';
import { createKeychain, rotateKey } from '../../support/desktop/keychain.ts';
import { machine } from '../../support/desktop/machine.ts';

const keychain = vi.hoisted(() => ({ now: undefined as ReturnType<typeof createKeychain> | undefined }));
vi.mock('electron', () => ({
  get safeStorage() {
    return keychain.now;
  },
}));

let folder: string;
let asked: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asl-tokens-'));
  machine.keychain = 'encrypted';
  asked = 0;
  const real = createKeychain(folder);
  keychain.now = {
    ...real,
    isAsyncEncryptionAvailable() {
      asked += 1;
      return real.isAsyncEncryptionAvailable();
    },
  };
});
afterEach(() => {
  machine.keychain = 'encrypted';
  rmSync(folder, { recursive: true, force: true });
});

/** One run of the application after another, on the same machine. */
function aMachine() {
  const sealed = new Map<string, string>();
  return {
    sealed,
    async run() {
      const warnings: string[] = [];
      const tokens = createTokens({
        preferences: {
          sealed: (name) => sealed.get(name),
          setSealed: (name, value) => void (value === undefined ? sealed.delete(name) : sealed.set(name, value)),
        },
        warn: (message) => warnings.push(message),
        onChange: () => undefined,
        onKeychain: () => undefined,
      });
      await tokens.open();
      return { tokens, warnings };
    },
  };
}

const bot = 'xoxb-1-secret';

describe('a token of Slack', () => {
  it('is kept encrypted, and there again in the next run', async () => {
    const { run, sealed } = aMachine();
    const first = await run();
    await first.tokens.keep('bot', ` ${bot}\n`);
    expect(first.tokens.environment).toEqual({ SLACK_BOT_TOKEN: bot });
    expect(Buffer.from(sealed.get('SLACK_BOT_TOKEN') ?? '', 'base64').toString('latin1')).not.toContain('secret');
    const second = await run();
    expect({ kept: second.tokens.kept, environment: second.tokens.environment }).toEqual({
      kept: ['bot'],
      environment: { SLACK_BOT_TOKEN: bot },
    });
  });

  it('is encrypted anew where the key is another', async () => {
    const { run, sealed } = aMachine();
    await (await run()).tokens.keep('bot', bot);
    const before = sealed.get('SLACK_BOT_TOKEN');
    rotateKey(folder);
    expect((await run()).tokens.environment).toEqual({ SLACK_BOT_TOKEN: bot });
    const after = sealed.get('SLACK_BOT_TOKEN');
    expect(after).not.toBe(before);
    await run();
    expect(sealed.get('SLACK_BOT_TOKEN')).toBe(after);
  });

  it('that cannot be read any more is said so, can be replaced, and keeps nothing from starting', async () => {
    const { run, sealed } = aMachine();
    sealed.set('SLACK_BOT_TOKEN', Buffer.from('of another machine, and much too long').toString('base64'));
    const { tokens, warnings } = await run();
    expect({ environment: tokens.environment, kept: tokens.kept }).toEqual({ environment: {}, kept: ['bot'] });
    expect(warnings).toEqual([expect.stringContaining('enter it again in the settings')]);
    await tokens.keep('bot', bot);
    expect(tokens.environment).toEqual({ SLACK_BOT_TOKEN: bot });
  });

  it('is gone when it is forgotten', async () => {
    const { run, sealed } = aMachine();
    const { tokens } = await run();
    await tokens.keep('bot', bot);
    await tokens.keep('app', 'xapp-1-secret');
    tokens.forget('bot');
    expect({ environment: tokens.environment, names: [...sealed.keys()] }).toEqual({
      environment: { SLACK_APP_TOKEN: 'xapp-1-secret' },
      names: ['SLACK_APP_TOKEN'],
    });
  });

  it.each([
    ['bot', 'xapp-1-secret'],
    ['app', 'xoxb-1-secret'],
    ['bot', 'xoxp-1-secret'],
    ['bot', 'xoxb-1 secret'],
  ] as const)('of the %s is not %s', async (kind, token) => {
    const { tokens } = await aMachine().run();
    await expect(tokens.keep(kind, token)).rejects.toThrow(/this is no/);
    expect(tokens.environment).toEqual({});
  });
});

describe('the keychain', () => {
  it('is left alone while there is nothing of ours in it and nobody asks: it may ask its owner for a password', async () => {
    const { tokens } = await aMachine().run();
    expect({ asked, keychain: tokens.keychain }).toEqual({ asked: 0, keychain: 'none' });
    expect(await tokens.lookAtKeychain()).toBe('encrypted');
    await tokens.lookAtKeychain();
    expect({ asked, keychain: tokens.keychain }).toEqual({ asked: 1, keychain: 'encrypted' });
  });

  it.runIf(process.platform === 'linux')('that any program could read is told from one that is locked up', async () => {
    machine.keychain = 'basic_text';
    const { tokens } = await aMachine().run();
    expect(await tokens.lookAtKeychain()).toBe('basic_text');
  });

  it('keeps nothing where there is none, says where a token belongs then, and is asked again when it may be open', async () => {
    machine.keychain = 'none';
    const { tokens } = await aMachine().run();
    await expect(tokens.keep('bot', bot)).rejects.toThrow(/\.env beside the configuration/);
    machine.keychain = 'encrypted';
    await tokens.keep('bot', bot);
    expect(tokens.environment).toEqual({ SLACK_BOT_TOKEN: bot });
  });
});
