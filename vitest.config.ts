import { defineConfig } from 'vitest/config';

const common = {
  // The machine that runs them may be small and busy; tests wait for facts, so this bounds only a hang.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/** Of the window: what `npm test` has no time for. */
const longer = [
  'tests/e2e/**/looks.test.ts',
  'tests/e2e/desktop-page/settings.test.ts',
  'tests/e2e/service/chart.test.ts',
  'tests/e2e/services/list.test.ts',
  'tests/e2e/desktop-page/**',
  'tests/e2e/settings/meanwhile.test.ts',
  'tests/e2e/settings/sections.test.ts',
];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'parts',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/integration/program/**', 'tests/lab/lab.test.ts', 'tests/e2e/**'],
        },
      },
      {
        test: {
          ...common,
          name: 'program',
          include: ['tests/integration/program/**/*.test.ts', 'tests/lab/lab.test.ts'],
          globalSetup: ['tests/support/build.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'window',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: [...longer, 'tests/e2e/desktop/**'],
          globalSetup: ['tests/support/build.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'desktop',
          include: ['tests/e2e/desktop/**/*.test.ts'],
          globalSetup: ['tests/support/build.ts', 'tests/support/desktop/which.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'looks',
          include: longer,
          globalSetup: ['tests/support/build.ts'],
        },
      },
    ],
  },
});
