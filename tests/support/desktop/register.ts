/** For `node --import`: whoever asks for `electron` gets the stand-in, and the test that started this process may ask and act. */
import { registerHooks } from 'node:module';

const standIn = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

const { serveControl } = await import('./control.ts');
serveControl();
