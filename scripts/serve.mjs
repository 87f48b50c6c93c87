import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { ensureBundled, environmentOf, startOf } from './bundle.mjs'
import { checkLogLevel, readTrustedProxies, tellCaller } from './caller.mjs'
import { fail, isProgram, root, say } from './project.mjs'

const GRACE_MS = 7_000

// Longer than proxies keep theirs (Caddy two minutes): whoever closes first may cut a request that was just sent.
const IDLE_MS = 125_000

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
async function prepare(url) {
  const { args, env } = await startOf('scripts/prepare.ts')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args, url], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
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

/** Settles when instrumentation.ts has taken the lock and opened the database, with the ways to end it again. */
const openStudio = () =>
  new Promise((done) => {
    globalThis.finecutOpening = { done, failed: giveUp }
  })

/** Next answers an address that can't be decoded with a 500 and says nothing about it. */
function isReadable(url) {
  try {
    decodeURIComponent(url.split('?')[0])
    return true
  } catch {
    return false
  }
}

const refuse = (response) =>
  response
    .writeHead(400, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .end('This address cannot be read.\n')

/**
 * Ends event streams and jobs at once, lets other answers finish, each as the last of its connection, and cuts what
 * is left after the grace. What a job leaves half done is taken back at the next start.
 */
function stopOnSignal(server, app, studio) {
  const answers = new Set()
  let stopping = false
  const makeLast = (answer) => {
    if (!answer.headersSent) answer.setHeader('connection', 'close')
  }
  server.prependListener('request', (_, answer) => {
    answers.add(answer)
    if (stopping) makeLast(answer)
    answer.on('close', () => {
      answers.delete(answer)
      // one whose head was sent before the signal left its connection open
      if (stopping) setImmediate(() => server.closeIdleConnections())
    })
  })
  const stop = () => {
    if (stopping) process.exit(0)
    stopping = true
    setTimeout(() => process.exit(0), GRACE_MS + 2_000).unref()
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
    studio.announceStop()
    void studio.stopJobs()
    server.close(async () => {
      await app.close()
      await studio.closeStudio()
      process.exit(0)
    })
    server.closeIdleConnections()
    for (const answer of answers) {
      if (String(answer.getHeader('content-type')).startsWith('text/event-stream')) answer.destroy()
      else makeLast(answer)
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
  // left to itself V8 collects when the heap has grown manyfold
  setFlagsFromString('--heap-growing-percent=30')
  checkLogLevel(process.env.FINECUT_LOG_LEVEL)
  const isTrusted = readTrustedProxies(process.env.FINECUT_TRUSTED_PROXIES)
  Object.assign(process.env, {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: address.host,
    PORT: String(address.port),
    FINECUT_URL: address.url,
    ...environmentOf(await ensureBundled()),
  })
  const [{ default: next }, { applied, backup, setupLink }] = await Promise.all([
    import('next'),
    prepared ? { applied: [], backup: null, setupLink: null } : prepare(address.url),
  ])
  if (backup) say(`The database was backed up to ${backup} before it was brought up to date.`)
  if (applied.length > 0) say(`Applied to the database: ${applied.join(', ')}`)

  const app = next({ dev: false, dir: root, hostname: address.host, port: address.port })
  const [studio] = await Promise.all([openStudio(), app.prepare()])
  const handle = app.getRequestHandler()
  const server = createServer((request, response) => {
    response.setHeader('x-request-id', tellCaller(request, isTrusted))
    return isReadable(request.url) ? handle(request, response) : refuse(response)
  })
  server.keepAliveTimeout = IDLE_MS
  stopOnSignal(server, app, studio)
  await listen(server, address)

  say(`\nFinecut is ready: ${address.url}`)
  if (setupLink) say(`Make the first account with this one-time link:\n  ${setupLink}`)
  say('Stop it with Ctrl+C.\n')
}

if (isProgram(import.meta.url)) await serve(readAddress(), { prepared: process.argv.includes('--prepared') })
