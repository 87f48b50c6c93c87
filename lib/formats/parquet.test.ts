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

test('a text that all rows share is cut into answers by what comes out, not by what is in the file', async () => {
  const long = '지침 '.repeat(4_000)
  const data = Array.from({ length: 3_000 }, () => long)
  const columnData = [
    { name: 'system', data },
    { name: 'prompt', data: data.map((_, i) => `Q${i}`) },
  ]
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData }))
  expect(bytes.length).toBeLessThan(200_000)
  const found = await linesOf(write('same.parquet', bytes))
  expect(found).toHaveLength(3_000)
  expect(found[2_999]).toEqual({ system: long, prompt: 'Q2999' })
})

test('bytes that are no text are left out, and long numbers in JSON stay as they are', async () => {
  const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8])
  // JSON writes all digits of so large a number, which none may read as a double
  const columnData = [
    { name: 'image', data: [picture, new TextEncoder().encode('글')], type: 'BYTE_ARRAY' as const },
    { name: 'meta', data: [{ id: 12345678901234567000 }, { a: [1] }], type: 'JSON' as const },
  ]
  const found = await linesOf(write('bytes.parquet', new Uint8Array(parquetWriteBuffer({ columnData }))))
  expect(found).toEqual([{ meta: '{"id":12345678901234567000}' }, { image: '글', meta: { a: [1] } }])
})

test('many groups of one row are read in one go, and two files beside each other do not meet', async () => {
  const make = (name: string, word: string) =>
    write(
      name,
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [{ name: 'prompt', data: Array.from({ length: 3_000 }, (_, i) => `${word} ${i}`) }],
          rowGroupSize: 1,
        }),
      ),
    )
  const [mine, other] = [make('mine.parquet', 'mine'), make('other.parquet', 'other')]
  const read = await Promise.all([mine, other, mine].map((path) => linesOf(path)))
  expect(read.map((lines) => lines.length)).toEqual([3_000, 3_000, 3_000])
  expect(read[0]).toEqual(read[2])
  expect(read[1]![2_999]).toEqual({ prompt: 'other 2999' })
})

test('a group that says or is more than can be unpacked at once is refused with what to do', async () => {
  const big = 'x'.repeat(30_000_000)
  const data = Array.from({ length: 10 }, (_, i) => big + i)
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'prompt', data }] }))
  expect(bytes.length).toBeLessThan(50_000_000)
  await expect(linesOf(write('group.parquet', bytes))).rejects.toMatchObject({
    code: 'invalid',
    reason: 'parquetGroups',
  })
})
