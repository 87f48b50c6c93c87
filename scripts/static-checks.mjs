import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.mjs'
import { runCommand } from './run-command.mjs'

const tool = (file, ...args) => [process.execPath, [join(root, 'node_modules', file), ...args]]
const run = ([command, args]) => runCommand(command, args, { cwd: root, output: 'capture' })

/** Routes have types that Next writes; in a fresh checkout they are not there yet. */
async function checkTypes() {
  if (existsSync(join(root, 'app'))) {
    const typegen = await run(tool('next/dist/bin/next', 'typegen'))
    if (typegen.code !== 0) return typegen
  }
  return run(tool('typescript/bin/tsc', '--noEmit'))
}

const checks = {
  'format and lint (biome)': () => run(tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')),
  'types (tsc)': checkTypes,
  'boundaries (dependency-cruiser)': () =>
    run([process.execPath, [join(root, 'scripts/check-boundaries.mjs')]]),
}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs checks side by side; a failing one shows its output. Returns the names of those that failed. */
export async function runChecks(more = {}) {
  const started = performance.now()
  const results = Object.entries({ ...checks, ...more }).map(async ([name, check]) => {
    const { code, output } = await check()
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}, ${seconds(started)}`)
    if (code !== 0) console.log(output)
    return code === 0 ? [] : [name]
  })
  return (await Promise.all(results)).flat()
}
