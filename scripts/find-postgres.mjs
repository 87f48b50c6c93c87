import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isProgram, say } from './project.mjs'
import { runCommand } from './run-command.mjs'

const listFolder = (folder) => (existsSync(folder) ? readdirSync(folder) : [])
const isRoot = process.getuid?.() === 0

/** Folders that may hold a server's programs: the newest of the system's, what pg_config says, PATH. */
function listBinFolders() {
  const versions = ['/usr/lib/postgresql', '/usr/local/lib/postgresql', '/opt/homebrew/opt'].flatMap(
    (folder) =>
      listFolder(folder)
        .filter((name) => /^(postgresql@)?\d+$/.test(name))
        .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
        .map((name) => join(folder, name, 'bin')),
  )
  const told = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' })
  return [...versions, (told.stdout ?? '').trim(), ...(process.env.PATH ?? '').split(delimiter)]
}

const locate = () =>
  listBinFolders().find(
    (folder) => folder && ['postgres', 'initdb'].every((name) => existsSync(join(folder, name))),
  ) ?? null

/** Ways to get a server that this machine has and this user may go; `by` is the program that must be there. */
function listInstallers() {
  const has = (name) =>
    (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
  const maySudo = !isRoot && has('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0
  if (!isRoot && !maySudo) return []
  const sudo = isRoot ? '' : 'sudo -n '
  return [
    { by: 'apt-get', shell: `${sudo}apt-get update && ${sudo}apt-get install -y postgresql` },
    { by: 'apk', shell: `${sudo}apk add postgresql` },
    { by: 'dnf', shell: `${sudo}dnf install -y postgresql-server` },
  ].filter(({ by }) => has(by))
}

/** The folder of a PostgreSQL server's programs, installed where missing; null where there is no way to one. */
export async function findPostgres() {
  const there = locate()
  if (there) return there
  for (const { shell } of listInstallers()) {
    say(`No PostgreSQL server here: ${shell}`)
    await runCommand('sh', ['-c', shell], { env: { DEBIAN_FRONTEND: 'noninteractive' }, output: 'stderr' })
    const found = locate()
    if (found) return found
  }
  return null
}

/** PostgreSQL refuses to run as root: the user that its package made, else nobody. */
function serverUser() {
  if (!isRoot) return {}
  const idOf = (flag, name) =>
    Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout || Number.NaN)
  const name = ['postgres', 'nobody'].find((user) => !Number.isNaN(idOf('-u', user)))
  return name ? { uid: idOf('-u', name), gid: idOf('-g', name) } : {}
}

const run = (program, args, user) => spawnSync(program, args, { encoding: 'utf8', cwd: tmpdir(), ...user })

/**
 * Starts a server of its own in a temporary folder, reached by a socket in it and by nobody else. `durable`: with the
 * settings of a real server; without, nothing waits for the disk. `url(database)` leads to it, `stop()` removes it.
 */
export async function startPostgres(bin, { durable = false } = {}) {
  const user = serverUser()
  const folder = mkdtempSync(join(tmpdir(), 'finecut-pg-'))
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const made = run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'finecut', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    user,
  )
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}${made.error ?? ''}`)
  const hasty = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    'log_min_messages=fatal',
    ...(durable ? [] : hasty),
  ].flatMap((setting) => ['-c', setting])
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  })
  let said = ''
  server.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000)
  })
  const ended = new Promise((done) => server.once('exit', done))
  const url = (database) => `postgresql://finecut@localhost/${database}?host=${encodeURIComponent(folder)}`
  // whatever ends this process: the server doesn't outlive it
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)

  async function stop() {
    process.off('exit', kill)
    server.kill('SIGINT')
    await Promise.race([ended, wait(10_000).then(kill)])
    rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) break
    // not before: on a fresh machine this file is read before packages are installed
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: url('postgres') })
    const isUp = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (isUp) return { url, stop, pid: server.pid }
    await wait(50)
  }
  await stop()
  throw new Error(`PostgreSQL did not start:\n${said}`)
}

/** Says where a server's programs are; with --serve, runs one with the settings of a real server until its input ends. */
async function main() {
  const bin = await findPostgres()
  if (!bin || !process.argv.includes('--serve')) return console.log(bin ?? 'none')
  const server = await startPostgres(bin, { durable: true })
  process.stdin.resume().once('end', () => void server.stop())
  console.log(server.url('postgres'))
}

if (isProgram(import.meta.url)) await main()
