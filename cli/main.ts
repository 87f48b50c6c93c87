import { setFlagsFromString } from 'node:v8'
import { runCommand } from './command'

// as scripts/serve.mjs
setFlagsFromString('--heap-growing-percent=30')

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
})
