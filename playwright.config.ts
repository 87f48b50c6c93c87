import { execFileSync } from 'node:child_process'
import { defineConfig } from '@playwright/test'

process.env.FINECUT_CHROMIUM ??= execFileSync(process.execPath, ['scripts/find-browser.mjs'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim()

// What measures the whole machine has it to itself in the full figures; the short shares time nothing.
const alone = process.env.FINECUT_LONG ? /(crowd|soak)\.spec\.ts$/ : /^$/

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  projects: [
    { name: 'together', testIgnore: alone },
    { name: 'alone', testMatch: alone, workers: 1 },
  ],
  // some mostly wait, for a minute to pass or a retry to come: a third one takes what they leave of two cores
  workers: process.env.FINECUT_LONG ? 2 : 3,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: process.env.FINECUT_LONG ? 6 * 3_600_000 : 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    // what never comes is said after a minute, not at the end of the journey's time
    actionTimeout: 60_000,
    launchOptions: {
      executablePath: process.env.FINECUT_CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
