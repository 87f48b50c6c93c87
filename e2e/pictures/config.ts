import { defineConfig } from '@playwright/test'
import journeys from '../../playwright.config'

/** The pictures of the documentation: `npm run screenshots` draws them anew, against the production build. */
export default defineConfig({
  ...journeys,
  testDir: '.',
  testMatch: '*.picture.ts',
  outputDir: '../../test-results/pictures',
})
