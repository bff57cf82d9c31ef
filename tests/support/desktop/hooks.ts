/** Whoever asks for `electron` from now on gets the stand-in. */
import { registerHooks } from 'node:module';

const standIn = new URL('electron.ts', import.meta.url).href;

/** By its name, or as the file that whoever bundles finds behind it. */
const isElectron = (specifier: string): boolean =>
  specifier === 'electron' || /[\\/]node_modules[\\/]electron[\\/]index\.js$/.test(specifier);

export function putInElectronsPlace(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      isElectron(specifier) ? { url: standIn, shortCircuit: true } : next(specifier, context),
  });
}
