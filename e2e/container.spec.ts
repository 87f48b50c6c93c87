import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assembleImage, copiedPaths, lastStage } from './fixtures/image'
import { share } from './fixtures/share'
import { expect, test } from './fixtures/studio'

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const untilReady = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        printed += chunk
        if (printed.includes('Stop it with')) resolve(printed)
      })
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${printed}`)))
  })

test('what the Dockerfile copies is there, and what is private or made anew is left out', () => {
  expect(copiedPaths().length).toBeGreaterThan(10)
  expect(copiedPaths().filter((path) => !existsSync(path))).toEqual([])
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
  for (const name of ['.git', 'node_modules', '.next', 'generated', 'data', '.env*'])
    expect(ignored).toContain(name)
  const words = lastStage().map(({ word, rest }) => `${word} ${rest}`)
  expect(words).toContain('USER node')
  expect(words).toContain('VOLUME /data')
})

test('the image’s files serve with production packages alone, are healthy, and hold the command', async () => {
  test.setTimeout(180_000)
  const image = assembleImage()
  expect(existsSync(join(image.folder, 'node_modules/typescript'))).toBe(false)
  const data = mkdtempSync(join(tmpdir(), 'finecut-volume-'))
  const port = await freePort()
  const env = { ...process.env, ...image.env, HOST: '127.0.0.1', PORT: String(port), FINECUT_DATA_DIR: data }
  const run = ([program = '', ...args]: string[]) =>
    spawnSync(program, args, { cwd: image.folder, env, encoding: 'utf8', timeout: 60_000 })
  const [program = '', ...args] = image.command
  const child = spawn(program, args, { cwd: image.folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  try {
    expect(await untilReady(child)).toContain('Make the first account with this one-time link')
    const healthy = run(image.healthcheck)
    expect(healthy.status, healthy.stderr).toBe(0)
    expect((await fetch(`http://127.0.0.1:${port}/sign-in`)).status).toBe(200)
    const listed = run(['node', 'bin/finecut.mjs', 'demo', '--json'])
    expect(listed.status, listed.stderr).toBe(0)
    expect(listed.stderr).not.toContain('Installing')
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    expect(await gone).toBe(0)
    expect(run(image.healthcheck).status).toBe(1)
  } finally {
    child.kill('SIGKILL')
    for (const folder of [image.folder, data]) rmSync(folder, { recursive: true, force: true })
  }
})

test('an engine builds the image, and it is healthy', () => {
  const engine = ['docker', 'podman'].find((name) => spawnSync(name, ['info']).status === 0)
  test.skip(engine === undefined, 'not run: no container engine answers here')
  test.skip(share(true, false), 'not run: an image is built by npm run test:long')
  test.setTimeout(1_200_000)
  const built = spawnSync(engine!, ['build', '-t', 'finecut-test', '.'], { encoding: 'utf8' })
  expect(built.status, built.stderr).toBe(0)
})
