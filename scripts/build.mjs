import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBundled } from './bundle.mjs'
import { ensureInstalled } from './install.mjs'
import { withLock } from './lock.mjs'
import { fail, hashFiles, isProgram, listFiles, root, say } from './project.mjs'
import { runCommand } from './run-command.mjs'

const stampFile = join(root, '.next/finecut-build')

const notShipped = /\.(test|spec)\.tsx?$|^(biome\.json|next-env\.d\.ts|(vitest|playwright)\.config\.ts)$/

/** Everything a build is made of: the rooms that are shipped, and the configuration in the root. */
export function listSources() {
  const configuration = readdirSync(root).filter((name) => /\.(ts|mjs|json)$/.test(name))
  const rooms = ['app', 'components', 'lib', 'messages', 'public', 'prisma/schema.prisma']
  return listFiles([...rooms, ...configuration]).filter((file) => !notShipped.test(file))
}

function isBuilt(hash) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash
}

/** generated/openapi.json, from what the routes say of themselves. */
async function describeApi() {
  const node = ['--conditions=react-server', '--import', 'tsx', 'scripts/describe-api.ts']
  const { code, output } = await runCommand(process.execPath, node, { cwd: root, output: 'capture' })
  if (code !== 0) fail(`The API could not be described:\n${output}`)
}

/** Builds the app and the command unless the last build was of the same sources. Ends the process on failure. */
export async function ensureBuilt({ typesChecked = false } = {}) {
  await ensureBundled()
  if (isBuilt(hashFiles(listSources()))) return
  mkdirSync(join(root, 'generated'), { recursive: true })
  await withLock(join(root, 'generated/.build-lock'), 'building', async () => {
    const hash = hashFiles(listSources())
    if (isBuilt(hash)) return
    say('Building Finecut (once per version; a minute or two)…')
    rmSync(stampFile, { force: true })
    await describeApi()
    const { code } = await runCommand(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      cwd: root,
      env: {
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        // Otherwise a build may ask the npm registry about packages of other platforms.
        NEXT_IGNORE_INCORRECT_LOCKFILE: '1',
        FINECUT_TYPES_CHECKED: typesChecked ? '1' : '',
      },
      output: 'stderr',
    })
    if (code !== 0) fail('The build failed; its reason stands above.')
    writeFileSync(stampFile, hash)
  })
}

if (isProgram(import.meta.url)) {
  await ensureInstalled()
  await ensureBuilt()
}
