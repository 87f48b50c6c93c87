import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSample } from './sample'
import { openFile } from './unpack'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'finecut-parquet-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const count = 45_000
const texts = Array.from({ length: count }, (_, i) => `Question ${i} 한글`)

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const table = (): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'prompt', data: texts },
        { name: 'completion', data: texts.map((_, i) => (i % 2 ? null : `Answer ${i}`)) },
        { name: 'id', data: texts.map((_, i) => BigInt(i)), type: 'INT64' },
        { name: 'at', data: texts.map(() => new Date(0)), type: 'TIMESTAMP' },
      ],
      rowGroupSize: 30_000,
    }),
  )
async function linesOf(path: string, maxBytes?: number): Promise<unknown[]> {
  const pieces: Uint8Array[] = []
  const file = openFile(path, false, maxBytes)
  for await (const chunk of file.chunks) pieces.push(chunk)
  expect(file.read()).toBe(readFileSync(path).length)
  const lines = Buffer.concat(pieces).toString().split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => JSON.parse(line))
}

test('rows are lines of JSON, over windows and groups of rows; what is empty is left out', async () => {
  const found = await linesOf(write('a.parquet', table()))
  expect(found).toHaveLength(count)
  const at = '1970-01-01T00:00:00.000Z'
  expect(found[0]).toEqual({ prompt: 'Question 0 한글', completion: 'Answer 0', id: 0, at })
  expect(found[44_999]).toEqual({ prompt: 'Question 44999 한글', id: 44_999, at })
})

test('a sample is its first rows, and nothing while the file is on its way', async () => {
  const bytes = table()
  const path = write('b.parquet', bytes)
  const at = { fileName: 'b.parquet', size: bytes.length }
  const sample = await readSample(path, { ...at, received: bytes.length })
  expect(sample).toMatchObject({ gzip: false, whole: false })
  expect(sample.bytes.toString()).toMatch(/^{"prompt":"Question 0 /)
  const half = write('half.parquet', bytes.subarray(0, bytes.length >> 1))
  const begun = await readSample(half, { ...at, received: bytes.length >> 1 })
  expect(begun).toMatchObject({ whole: false, bytes: Buffer.alloc(0) })
})

test('what is cut, made up or too large is refused', async () => {
  const bytes = table()
  const cut = write('cut.parquet', bytes.subarray(0, bytes.length - 1_000))
  await expect(linesOf(cut)).rejects.toMatchObject({ code: 'invalid', reason: 'parquetBroken' })
  const noise = write('noise.parquet', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(5_000, 0x5a)]))
  await expect(linesOf(noise)).rejects.toMatchObject({ reason: 'parquetBroken' })
  await expect(linesOf(write('large.parquet', bytes), 100_000)).rejects.toMatchObject({
    code: 'too_large',
    reason: 'unpackedTooLarge',
  })
})
