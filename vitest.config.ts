import { defineConfig } from 'vitest/config';

const common = {
  // The machine that runs them may be small and busy; tests wait for facts, so this bounds only a hang.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Most of them wait for a program or a page rather than compute.
    maxWorkers: 3,
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
          globalSetup: ['tests/support/build.ts'],
        },
      },
    ],
  },
});
