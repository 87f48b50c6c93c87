import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { fail, isProgram, root } from './project.mjs'

const GRACE_MS = 7_000

/** Where to listen and how the address reads in a browser, from HOST, PORT and FINECUT_URL. */
export function readAddress(env = process.env) {
  const host = env.HOST || '127.0.0.1'
  const port = Number(env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    fail(`PORT must be a number from 1 to 65535, not "${env.PORT}". Try: PORT=3000 npm start`)
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return { host, port, url: (env.FINECUT_URL || `http://${name}:${port}`).replace(/\/+$/, '') }
}

const portRemedy = ({ host, port }) =>
  `Port ${port} on ${host} is in use. Stop the program that uses it, or choose another: PORT=${port + 1} npm start`

function listen(server, address) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE') fail(portRemedy(address))
      if (error.code === 'EACCES')
        fail(`Port ${address.port} needs more rights than this user has. Choose another: PORT=3000 npm start`)
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        fail(
          `This machine has no address ${address.host}. Leave HOST out, or use HOST=0.0.0.0 for all of its addresses.`,
        )
      reject(error)
    })
    server.listen(address.port, address.host, () => resolve())
  })
}

/** Fails early, before any build, when the port is taken. */
export async function checkPort(address) {
  const probe = createServer()
  await listen(probe, address)
  await new Promise((resolve) => probe.close(resolve))
}

/** Migrates the database and makes the set-up link, in a process of its own: `{ applied, backup, setupLink }`. */
function prepare(url) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'scripts/prepare.ts', url],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.on('close', (code) => {
      if (code !== 0) process.exit(1)
      resolve(JSON.parse(output))
    })
  })
}

// Next logs what goes wrong while it prepares and goes on; a server that holds no lock must not.
const giveUp = (error) => {
  console.error(error)
  process.exit(1)
}

/** Settles when instrumentation.ts has taken the lock and opened the database. */
const openStudio = () =>
  new Promise((done) => {
    globalThis.finecutOpening = { done, failed: giveUp }
  })

/** Ends event streams at once, lets other answers finish, and cuts what is left after the grace. */
function stopOnSignal(server, app, answers) {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(0)
    stopping = true
    setTimeout(() => process.exit(0), GRACE_MS + 2_000).unref()
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
    server.close(async () => {
      await app.close()
      process.exit(0)
    })
    server.closeIdleConnections()
    for (const answer of answers) {
      if (String(answer.getHeader('content-type')).startsWith('text/event-stream')) answer.destroy()
      else if (!answer.headersSent) answer.setHeader('connection', 'close')
    }
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/**
 * Migrates (unless `prepared`), starts Next on the built app and listens. The database's lock is taken while Next
 * prepares (instrumentation.ts), so a second server ends before it listens.
 */
export function serve(address, options) {
  return start(address, options).catch(giveUp)
}

async function start(address, { prepared = false } = {}) {
  process.chdir(root)
  Object.assign(process.env, {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: address.host,
    PORT: String(address.port),
    FINECUT_URL: address.url,
  })
  const [{ default: next }, { applied, backup, setupLink }] = await Promise.all([
    import('next'),
    prepared ? { applied: [], backup: null, setupLink: null } : prepare(address.url),
  ])
  if (backup) console.log(`The database was backed up to ${backup} before it was brought up to date.`)
  if (applied.length > 0) console.log(`Applied to the database: ${applied.join(', ')}`)

  const app = next({ dev: false, dir: root, hostname: address.host, port: address.port })
  await Promise.all([openStudio(), app.prepare()])
  const handle = app.getRequestHandler()
  const answers = new Set()
  const server = createServer((request, response) => {
    answers.add(response)
    response.on('close', () => answers.delete(response))
    handle(request, response)
  })
  stopOnSignal(server, app, answers)
  await listen(server, address)

  console.log(`\nFinecut is ready: ${address.url}`)
  if (setupLink) console.log(`Make the first account with this one-time link:\n  ${setupLink}`)
  console.log('Stop it with Ctrl+C.\n')
}

if (isProgram(import.meta.url)) await serve(readAddress(), { prepared: process.argv.includes('--prepared') })
