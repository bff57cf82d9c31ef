import { defineConfig } from 'electron-vite';

// The desktop's preload and renderer join here with the window; until then only the headless entry is built.
export default defineConfig({
  main: {
    build: {
      // One file starts several times faster than a tree of modules, and node_modules need not ship.
      externalizeDeps: false,
      rolldownOptions: {
        input: { headless: 'main/headless.ts' },
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
});
