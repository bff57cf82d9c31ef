import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** V8 keeps a text that has a single character beyond Latin-1 in memory at twice its size. */
const plainText: Plugin = {
  name: 'plain-text',
  generateBundle(_options, bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      output.code = output.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

export default defineConfig({
  main: {
    plugins: [plainText],
    build: {
      // One file starts several times faster than a tree of modules, and node_modules need not ship.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'main/index.ts', headless: 'main/headless.ts' },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // Half of the text is comments and blanks, which V8 would keep in memory; names stay, for stack traces.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
        external: [/^node:/, 'electron'],
      },
    },
  },
  preload: {
    build: {
      // All of it in one file: in the sandbox nothing but `electron` can be required.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/desktop.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
        external: ['electron'],
      },
    },
  },
  renderer: {
    root: 'renderer',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      // For browsers of the last two years as well, which electron-vite does not think of.
      target: 'es2023',
      minify: true,
      rolldownOptions: {
        // The desktop's page, whose bridge comes from its preload, and the browser's, which brings its own.
        input: { index: 'renderer/index.html', browser: 'renderer/browser.html' },
        // A file of its own, so that it runs before the one that both pages share, which looks for it.
        output: { codeSplitting: { groups: [{ name: 'bridge', test: /[\\/]preload[\\/]browser/ }] } },
      },
    },
  },
});
