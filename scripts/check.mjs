import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root } from './project.mjs'
import { runCommand } from './run-command.mjs'
import { runChecks, seconds } from './static-checks.mjs'

const started = performance.now()
await ensureInstalled()

const fastTests = () =>
  runCommand(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=dot'], {
    cwd: root,
    env: { FINECUT_FAST_TESTS: '1' },
    output: 'capture',
  })

const failed = await runChecks({ 'fast tests (vitest)': fastTests })
console.log(failed.length > 0 ? `Failed: ${failed.join(', ')}.` : `All good, ${seconds(started)}.`)
process.exitCode = failed.length > 0 ? 1 : 0
