import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { zipFiles } from './zip'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'finecut-zip-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

async function zipped(names: string[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of zipFiles(folder, names)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('holds every file as it is, an empty one too', async () => {
  const long = '{"안녕":"하세요"}\n'.repeat(20_000)
  writeFileSync(join(folder, 'train.jsonl'), long)
  writeFileSync(join(folder, 'test.jsonl'), '')
  const files = unzipSync(await zipped(['train.jsonl', 'test.jsonl']))
  expect(Object.keys(files)).toEqual(['train.jsonl', 'test.jsonl'])
  expect(strFromU8(files['train.jsonl']!)).toBe(long)
  expect(files['test.jsonl']!.length).toBe(0)
})

test('is the same bytes in every time zone and at every hour', async () => {
  writeFileSync(join(folder, 'train.jsonl'), '{}\n')
  vi.stubEnv('TZ', 'Asia/Seoul')
  const one = await zipped(['train.jsonl'])
  vi.stubEnv('TZ', 'America/Los_Angeles')
  vi.useFakeTimers({ now: new Date('2031-05-05T00:00:00Z'), toFake: ['Date'] })
  const other = await zipped(['train.jsonl'])
  vi.useRealTimers()
  expect(other.equals(one)).toBe(true)
})

test('never holds more than a piece: it is made while it is taken', async () => {
  writeFileSync(join(folder, 'train.jsonl'), Buffer.alloc(8 << 20, 'abcdefghij\n'))
  const pieces = zipFiles(folder, ['train.jsonl'])
  let largest = 0
  let count = 0
  for await (const piece of pieces) {
    largest = Math.max(largest, piece.length)
    count += 1
  }
  expect(count).toBeGreaterThan(2)
  expect(largest).toBeLessThan(1 << 20)
})
