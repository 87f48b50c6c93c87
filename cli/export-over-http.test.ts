import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { recipe } from '@/lib/exports/schema'
import { exportOverHttp } from './export-over-http'
import { openRoutes } from './routes'

// What a network and a server may do to a download; e2e/command.spec.ts has the real server.
const manifest = `${JSON.stringify({ format: 'finecut-export/1', files: [] })}\n`
const made: Record<string, string> = { 'train.jsonl': '{"a":1}\n'.repeat(100_000), 'manifest.json': manifest }

let home: string
let out: string
let server: Server
let asked: string[]
let row: object
let deliver: (name: string, answer: ServerResponse) => void

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'finecut-download-'))
  out = join(home, 'out')
  vi.stubEnv('FINECUT_DATA_DIR', join(home, 'data'))
  asked = []
  row = {
    state: 'done',
    message: null,
    files: Object.entries(made).map(([name, text]) => ({
      name,
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
  }
  deliver = (name, answer) => answer.end(made[name])
  server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`)
    const file = /\/files\/(.*)$/.exec(request.url!)?.[1]
    if (file) deliver(file, answer)
    else answer.end(JSON.stringify(request.method === 'POST' ? { id: 'x1', errorCount: 7 } : row))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterEach(() => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  server.close()
  rmSync(home, { recursive: true, force: true })
})

function run(): Promise<unknown> {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return exportOverHttp(openRoutes(`http://127.0.0.1:${port}`), 'd1', recipe.parse({}), out)
}
const leftOf = (folder: string) => readdirSync(folder).sort()

describe('an export through a server’s routes', () => {
  test('comes into the folder whole, and only then', async () => {
    const seen: string[][] = []
    deliver = (name, answer) => {
      seen.push(leftOf(home))
      answer.end(made[name])
    }
    expect(await run()).toEqual(JSON.parse(manifest))
    expect(seen.flat()).not.toContain('out')
    expect(leftOf(home)).toEqual(['data', 'out'])
    expect(leftOf(out)).toEqual(['manifest.json', 'train.jsonl'])
    expect(readFileSync(join(out, 'train.jsonl'), 'utf8')).toBe(made['train.jsonl'])
  })

  test('asks nothing of the server where the folder holds other files', async () => {
    mkdirSync(out)
    writeFileSync(join(out, 'manifest.json'), '{"name":"an app"}')
    await expect(run()).rejects.toMatchObject({ code: 'conflict', reason: 'folderNotEmpty' })
    expect(asked).toEqual([])
  })

  test.each<[string, (answer: ServerResponse, text: string) => void]>([
    ['that breaks off', (answer, text) => answer.write(text.slice(0, 70_000), () => answer.destroy())],
    ['that ends too early', (answer, text) => answer.end(text.slice(0, 70_000))],
    ['with another byte', (answer, text) => answer.end(text.replace('1', '2'))],
  ])('leaves the former export as it is after a file %s', async (_, spoil) => {
    mkdirSync(out)
    writeFileSync(join(out, 'manifest.json'), manifest)
    writeFileSync(join(out, 'train.jsonl'), 'former')
    deliver = (name, answer) => (name === 'train.jsonl' ? spoil(answer, made[name]!) : answer.end(made[name]))
    await expect(run()).rejects.toMatchObject({ code: 'unavailable', reason: 'downloadCut' })
    expect(readFileSync(join(out, 'train.jsonl'), 'utf8')).toBe('former')
    expect([leftOf(home), leftOf(out)]).toEqual([
      ['data', 'out'],
      ['manifest.json', 'train.jsonl'],
    ])
  })

  test.each([
    ['blocked', null, { code: 'conflict', reason: 'exportBlocked', params: { count: 7 } }],
    ['failed', 'exportInterrupted', { code: 'unavailable', reason: 'exportInterrupted' }],
    ['cancelled', null, { code: 'unavailable', reason: 'stopped' }],
  ])('says why it was %s, and writes nothing', async (state, message, error) => {
    row = { state, message, files: [] }
    await expect(run()).rejects.toMatchObject(error)
    expect(leftOf(home)).toEqual(['data'])
  })

  test('says that there is no connection where no server answers', async () => {
    server.closeAllConnections()
    const closing = new Promise((done) => server.close(done))
    const result = expect(run()).rejects.toMatchObject({ code: 'unavailable', reason: 'offline' })
    await closing
    await result
  })
})
