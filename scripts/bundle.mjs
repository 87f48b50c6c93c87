import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hashFiles, isProgram, listFiles, root } from './project.mjs'

const DAY_MS = 86_400_000
const bundles = join(root, 'generated/programs')
const programs = { 'cli/main.ts': 'command', 'scripts/prepare.ts': 'prepare' }

const sources = () =>
  listFiles([
    'cli',
    'lib',
    'messages',
    'scripts/prepare.ts',
    'prisma/schema.prisma',
    'tsconfig.json',
    'package-lock.json',
  ]).filter((file) => !/\.test\.tsx?$/.test(file))

/** A bundle of other sources may still be read by whoever started it. */
function dropOld() {
  for (const name of readdirSync(bundles)) {
    const folder = join(bundles, name)
    if (statSync(folder).mtimeMs < Date.now() - DAY_MS) rmSync(folder, { recursive: true, force: true })
  }
}

/** Several processes may make the same one: the first keeps it. */
async function makeBundle(folder) {
  const { build } = await import('esbuild')
  mkdirSync(dirname(folder), { recursive: true })
  dropOld()
  const making = mkdtempSync(`${folder}-`)
  await build({
    absWorkingDir: root,
    entryPoints: Object.entries(programs).map(([source, out]) => ({ in: source, out })),
    outdir: making,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    logLevel: 'silent',
  })
  try {
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

/** Where the bundle of the present sources is; null where none can be made, as in a checkout that may only be read. */
export async function ensureBundled() {
  const folder = join(bundles, hashFiles(sources()).slice(0, 20))
  if (existsSync(folder)) return folder
  try {
    await makeBundle(folder)
    return folder
  } catch {
    return null
  }
}

/**
 * Node's arguments for a program in TypeScript. Bundled it starts in a third of the time that tsx takes to find and turn
 * several hundred modules; `server-only` modules load under the react-server condition.
 */
export async function programArguments(source) {
  const folder = await ensureBundled()
  return [
    '--conditions=react-server',
    ...(folder ? [join(folder, `${programs[source]}.mjs`)] : ['--import', 'tsx', join(root, source)]),
  ]
}

// for what is TypeScript itself: prints them
if (isProgram(import.meta.url)) process.stdout.write(JSON.stringify(await programArguments(process.argv[2])))
