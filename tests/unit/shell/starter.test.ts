import { expect, it } from 'vitest';
import { hasStarter, startAgainCode } from '../../../main/shell/starter.ts';

const script: { readonly startAgainCode: number; readonly starterVariable: string } = await import(
  new URL('../../../scripts/start/desktop.mjs', import.meta.url).href
);

it('asks its starter in the way that npm start understands', () => {
  expect(startAgainCode).toBe(script.startAgainCode);
  expect(hasStarter({ [script.starterVariable]: '42' }, 42)).toBe(true);
});

it('has no starter where that is gone, or never was', () => {
  expect(hasStarter({ [script.starterVariable]: '42' }, 1)).toBe(false);
  expect(hasStarter({}, 42)).toBe(false);
  expect(hasStarter({ [script.starterVariable]: '' }, 0)).toBe(false);
});
