import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { findBrowser } from './find-browser.mjs'
import { ensureInstalled } from './install.mjs'
import { fail, root } from './project.mjs'
import { runCommand } from './run-command.mjs'

await ensureInstalled()
const browser = await findBrowser()
await ensureBuilt()
const { code } = await runCommand(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config=e2e/pictures/config.ts',
    ...process.argv.slice(2),
  ],
  { cwd: root, env: { FINECUT_CHROMIUM: browser } },
)
if (code !== 0) fail('Some pictures were not drawn; the reason stands above.')
