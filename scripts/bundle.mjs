import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { hashFiles, isProgram, listFiles, root } from './project.mjs'

const KEPT_MS = 30 * 86_400_000
const bundles = join(root, 'generated/programs')
const programs = { 'cli/main.ts': 'command', 'scripts/prepare.ts': 'prepare' }

const sources = () =>
  listFiles([
    'cli',
    'lib',
    'messages',
    'scripts/bundle.mjs',
    'scripts/prepare.ts',
    'prisma/schema.prisma',
    'tsconfig.json',
    'package-lock.json',
  ]).filter((file) => !/\.test\.tsx?$/.test(file))

/** A bundle of other sources may still be read by whoever started it. */
function dropOld() {
  for (const name of readdirSync(bundles)) {
    const folder = join(bundles, name)
    if (statSync(folder).mtimeMs < Date.now() - KEPT_MS) rmSync(folder, { recursive: true, force: true })
  }
}

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'silent',
}

async function bundlePrograms(build, outdir) {
  await build({
    ...common,
    entryPoints: Object.entries(programs).map(([source, out]) => ({ in: source, out })),
    outdir,
    splitting: true,
    packages: 'external',
    outExtension: { '.js': '.mjs' },
  })
}

// what is bundled needs no loader of TypeScript
const withoutLoader = {
  name: 'without-loader',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^tsx\// }, ({ path }) => ({ path, namespace: 'loader' }))
    onLoad({ filter: /./, namespace: 'loader' }, () => ({ contents: 'export const register = () => {}' }))
  },
}

/** Worker threads that tsx would read, each in one file of its own. */
async function bundleThreads(build, folder) {
  const scripts = listFiles(['lib']).filter(
    (file) => file.endsWith('-worker.mjs') && readFileSync(join(root, file), 'utf8').includes('tsx/'),
  )
  for (const script of scripts)
    await build({
      ...common,
      entryPoints: [script],
      outfile: join(folder, basename(script)),
      conditions: ['react-server'],
      mainFields: ['module', 'main'],
      plugins: [withoutLoader],
      // packages that are no modules ask for Node's own
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
      },
    })
}

/** Several processes may make the same one: the first keeps it. */
async function makeBundle(folder) {
  const { build } = await import('esbuild')
  mkdirSync(dirname(folder), { recursive: true })
  dropOld()
  const making = mkdtempSync(`${folder}-`)
  // who runs it may be another than who built it: a service's own account, or the one of a container
  chmodSync(making, 0o755)
  await bundlePrograms(build, making)
  await bundleThreads(build, join(making, 'threads'))
  try {
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

function mayRead(folder) {
  try {
    accessSync(join(folder, 'prepare.mjs'), constants.R_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Where the bundle of the present sources is: programs, and in `threads` the worker threads of the same sources. Null
 * where none can be made, as in a checkout that may only be read.
 */
export async function ensureBundled() {
  const folder = join(bundles, hashFiles(sources()).slice(0, 20))
  try {
    if (!existsSync(folder)) await makeBundle(folder)
    // so long as somebody starts it, it isn't old
    else if (mayRead(folder)) utimesSync(folder, new Date(), new Date())
  } catch {
    // one that is there serves, whoever owns it
  }
  return mayRead(folder) ? folder : null
}

/**
 * How to start a program in TypeScript: Node's arguments and what belongs to its environment. Bundled it starts in a third
 * of the time that tsx takes to find and turn several hundred modules; `server-only` modules load under the react-server
 * condition.
 */
export async function startOf(source) {
  const folder = await ensureBundled()
  const program = folder ? [join(folder, `${programs[source]}.mjs`)] : ['--import', 'tsx', join(root, source)]
  return { args: ['--conditions=react-server', ...program], env: environmentOf(folder) }
}

/** What tells lib/threads/thread.ts where the threads are that belong to a program. */
export const environmentOf = (folder) => (folder ? { FINECUT_THREADS: join(folder, 'threads') } : {})

// for what is TypeScript itself: prints it
if (isProgram(import.meta.url)) process.stdout.write(JSON.stringify(await startOf(process.argv[2])))
