import { spawn } from 'node:child_process'

const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill()
})
const exitCodes = { SIGINT: 130, SIGTERM: 143 }
let stoppedBy = null

// A stopped script takes its children with it: a build or a test server must not live on. Only while one runs,
// so that a server started later hears the signal itself.
function forward(signal) {
  stoppedBy ??= signal
  for (const child of running) child.kill(signal)
}

function enter(child) {
  if (running.size === 0) for (const signal of Object.keys(exitCodes)) process.on(signal, forward)
  running.add(child)
}

function leave(child) {
  running.delete(child)
  if (running.size > 0) return
  for (const signal of Object.keys(exitCodes)) process.off(signal, forward)
  if (stoppedBy) process.exit(exitCodes[stoppedBy])
}

const channels = {
  inherit: 'inherit',
  stderr: ['ignore', 2, 2],
  capture: ['ignore', 'pipe', 'pipe'],
}

/**
 * Runs a program to its end. `output`: `inherit` shows it, `stderr` shows all of it on stderr (stdout stays
 * clean for JSON), `capture` keeps it. Never throws: `{ code, output, stdout }`, code 127 when it could not start.
 */
export function runCommand(command, args, { cwd, env, output = 'inherit' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: channels[output] })
    const all = []
    const out = []
    child.stdout?.on('data', (chunk) => all.push(chunk) && out.push(chunk))
    child.stderr?.on('data', (chunk) => all.push(chunk))
    enter(child)
    const text = (chunks) => Buffer.concat(chunks).toString('utf8')
    const end = (code, output) => {
      leave(child)
      resolve({ code, output, stdout: text(out) })
    }
    child.once('error', (error) => end(127, error.message))
    child.once('close', (code) => end(code ?? 1, text(all)))
  })
}
