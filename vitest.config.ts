import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'console/**', 'test/browser/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/closed-network.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
