import { defineConfig } from 'vitest/config'

/** The pages in a real browser: run apart from the suite, where a chromium is installed. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/browser/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/closed-network.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One browser at a time: a second one only makes both slow.
    fileParallelism: false,
  },
})
