import { defineConfig } from '@playwright/test';

/** `npm test` finds the browser and passes it on; Playwright's own is used where nothing is named. */
const executablePath = process.env.HALO_BROWSER;

export default defineConfig({
  testDir: './journeys',
  testMatch: '*.journey.ts',
  outputDir: './results/browser',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // The JSON goes to PLAYWRIGHT_JSON_OUTPUT_FILE, which `npm test` counts; without it it would fill the terminal.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath && { executablePath }), args: ['--disable-dev-shm-usage'] },
  },
});
