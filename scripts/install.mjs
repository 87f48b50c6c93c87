import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { withLock } from './lock.mjs'
import { fail, hashFiles, isProgram, root, say } from './project.mjs'
import { runCommand } from './run-command.mjs'

const modules = join(root, 'node_modules')
const stampFile = join(modules, '.finecut-install')
const generated = ['generated/prisma', 'generated/prisma-postgresql'].map((folder) => join(root, folder))

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
const stamp = (more) => writeFileSync(stampFile, JSON.stringify({ ...readJson(stampFile), ...more }))

/** What must match for nothing to be left to do: the lock file, Node's binary interface, the schema, what makes tables. */
const wanted = () => ({
  lock: hashFiles(['package-lock.json']),
  abi: `${process.platform}-${process.arch}-${process.versions.modules}`,
  schema: hashFiles(['package-lock.json', 'prisma/schema.prisma', 'prisma.config.ts']),
  tables: hashFiles(['package-lock.json', 'scripts/make-tables.mjs', 'lib/threads/string-table.mjs']),
})

const findProgram = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(
    `Finecut needs Node 20.19 or newer; this is ${process.version}.\n` +
      'Install a newer one from https://nodejs.org, or with: nvm install 22 && nvm use 22',
  )
}

/** npm's own script where it is known, so that it runs on this very Node. */
function npmCommand(args) {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
  ]
  const script = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file))
  if (script) return [process.execPath, [script, ...args]]
  if (findProgram('npm')) return ['npm', args]
  return fail(
    'Finecut needs npm, which comes with Node. Install Node from https://nodejs.org, then try again.',
  )
}

async function npm(args, env) {
  const [command, all] = npmCommand(args)
  return runCommand(command, all, { cwd: root, env, output: 'stderr' })
}

/** Whether node_modules already holds what the lock file says, as after `npm install` by hand. */
export function holdsLockedPackages(lock, installed) {
  return Object.entries(lock.packages ?? {}).every(([path, locked]) => {
    if (path === '') return true
    const there = installed.packages?.[path]
    return there ? there.version === locked.version : locked.optional === true
  })
}

async function installPackages(want) {
  // whatever was compiled belongs to what was there before
  const done = () => stamp({ lock: want.lock, abi: undefined })
  const lock = readJson(join(root, 'package-lock.json'))
  const installed = readJson(join(modules, '.package-lock.json'))
  // npm's own list may name packages that were never unpacked
  const allThere = Object.keys(installed.packages ?? {}).every((path) => existsSync(join(root, path)))
  if (allThere && holdsLockedPackages(lock, installed)) return done()
  say('Installing packages (npm ci)…')
  const { code } = await npm(
    ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    {
      NODE_ENV: undefined,
    },
  )
  if (code !== 0)
    fail('npm ci failed; its reason stands above. Check the network or the npm registry, then: npm ci')
  done()
}

const loadSqlite = () =>
  runCommand(
    process.execPath,
    ['-e', "new (require('better-sqlite3'))(':memory:').prepare('select sqlite_version()').get()"],
    { cwd: root, output: 'capture' },
  )

/** The one command that installs what compiling needs, by what the machine has. */
export function compilerRemedy(has, platform, isRoot) {
  const sudo = isRoot ? '' : 'sudo '
  if (platform === 'darwin') return 'xcode-select --install'
  if (has('apt-get')) return `${sudo}apt-get update && ${sudo}apt-get install -y python3 make g++`
  if (has('apk')) return `${sudo}apk add python3 make g++`
  if (has('dnf')) return `${sudo}dnf install -y python3 make gcc-c++`
  if (has('pacman')) return `${sudo}pacman -S --needed python make gcc`
  if (has('zypper')) return `${sudo}zypper install -y python3 make gcc-c++`
  return 'install python3, make and g++ with your system’s package manager'
}

async function buildSqlite(want) {
  if ((await loadSqlite()).code === 0) return stamp({ abi: want.abi })
  say('Setting up better-sqlite3 (compiled here when no ready-made file can be fetched; about a minute)…')
  const nodeFolder = dirname(dirname(realpathSync(process.execPath)))
  const hasHeaders = existsSync(join(nodeFolder, 'include/node/node.h'))
  const { code } = await npm(['rebuild', 'better-sqlite3', '--ignore-scripts=false'], {
    JOBS: 'max',
    ...(hasHeaders && !process.env.npm_config_nodedir && { npm_config_nodedir: nodeFolder }),
  })
  const loaded = await loadSqlite()
  if (code === 0 && loaded.code === 0) return stamp({ abi: want.abi })

  const missing = ['python3', 'make', 'g++'].filter((name) => !findProgram(name))
  if (missing.length > 0)
    fail(
      `better-sqlite3 must be compiled here, and ${missing.join(', ')} is missing. Run this, then try again:\n  ` +
        compilerRemedy(findProgram, process.platform, process.getuid?.() === 0),
    )
  if (!hasHeaders)
    fail(
      'better-sqlite3 could not be compiled: Node’s headers are not beside this Node and could not be fetched.\n' +
        'Name a folder that holds include/node/node.h, then try again:\n  export npm_config_nodedir=/path/to/node',
    )
  fail(`better-sqlite3 could not be set up; the reason stands above.\n${loaded.output.slice(-2000)}`)
}

const postgresqlSchema = join(root, 'generated/postgresql.prisma')

/** The PostgreSQL schema, made from the one schema there is: another provider, another folder, nothing else. */
export function derivePostgresqlSchema(schema) {
  const derived = schema
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace(/"\.\.\/generated\/prisma"/, '"./prisma-postgresql"')
  if (!derived.includes('"postgresql"') || !derived.includes('"./prisma-postgresql"'))
    throw new Error('prisma/schema.prisma names neither the provider nor the output that is to be replaced')
  return derived
}

/** Generates a client for each engine: which one a process uses is decided by DATABASE_URL, see lib/db/client.ts. */
async function generateClients(want) {
  say('Generating the database clients…')
  writeFileSync(
    postgresqlSchema,
    derivePostgresqlSchema(readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')),
  )
  await Promise.all([generateClient('prisma/schema.prisma'), generateClient('generated/postgresql.prisma')])
  stamp({ schema: want.schema })
}

async function generateClient(schema) {
  // Only `generate` runs here, and it needs no engine; pointing at a program that fails keeps Prisma from
  // downloading one.
  const engine = ['/bin/false', '/usr/bin/false'].find((file) => existsSync(file))
  const { code, output } = await runCommand(
    process.execPath,
    ['node_modules/prisma/build/index.js', 'generate', '--schema', schema],
    {
      cwd: root,
      env: { PRISMA_SCHEMA_ENGINE_BINARY: engine, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
      output: 'capture',
    },
  )
  if (code !== 0) fail(`prisma generate failed:\n${output}`)
}

async function generateTables(want) {
  // not before: packages may have been installed just now
  const { makeTables } = await import('./make-tables.mjs')
  await makeTables()
  stamp({ tables: want.tables })
}

const isGenerated = () => generated.every((folder) => existsSync(join(folder, 'client.ts')))

/** What is left to do: first the packages, then side by side what is made of them. */
function listMissing(want, compiled) {
  const have = readJson(stampFile)
  const packages = have.lock === want.lock ? [] : [installPackages]
  const rest = []
  if (compiled && (packages.length > 0 || have.abi !== want.abi)) rest.push(buildSqlite)
  if (have.schema !== want.schema || !isGenerated()) rest.push(generateClients)
  if (have.tables !== want.tables || !existsSync(join(root, 'generated/tables'))) rest.push(generateTables)
  return [packages, rest].filter((steps) => steps.length > 0)
}

/**
 * Makes the checkout ready to build, test and run; a second call only compares stamps. Without `compiled` the database of
 * SQLite is left out: enough to check and to build. Ends the process on failure.
 */
export async function ensureInstalled({ compiled = true } = {}) {
  checkNode()
  const want = wanted()
  if (listMissing(want, compiled).length === 0) return
  mkdirSync(join(root, 'generated'), { recursive: true })
  await withLock(join(root, 'generated/.install-lock'), 'installing', async () => {
    for (const steps of listMissing(want, compiled)) await Promise.all(steps.map((step) => step(want)))
  })
}

if (isProgram(import.meta.url)) {
  await ensureInstalled()
  say('Everything is installed.')
}
