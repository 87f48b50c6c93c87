import { existsSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { newOperationId } from '@/lib/result/operation-id'
import { lineOf } from '@/lib/testing/bulk'
import { purgesOf } from '@/lib/testing/purge'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { uploadPath } from '@/lib/uploads/read'

const name = 'Kim "Sora" Canary'
const holding = lineOf(`I am ${name}`, 'Hello.')
const escaped = lineOf('Who?', 'It is Kim').replace('It is Kim', '\\u004bim \\"Sora\\" Canary')
const clean = `${lineOf('Nothing', 'to see')}\n`
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

describe('uploads that wait to be imported', () => {
  useStudio()
  let datasetId: string
  beforeEach(async () => {
    datasetId = await makeDataset('Support')
  })

  let serial = 0
  async function keep(
    fileName: string,
    bytes: string | Uint8Array,
    more: { of?: string; size?: number } = {},
  ) {
    const id = `upload${String(++serial).padStart(10, '0')}`
    writeFileSync(uploadPath(id), bytes)
    const received = BigInt(Buffer.byteLength(bytes))
    const size = more.size === undefined ? received : BigInt(more.size)
    const whole = size === received
    await db().upload.create({
      data: {
        id,
        datasetId: more.of ?? datasetId,
        userId: 'local',
        fileName,
        size,
        received,
        ...(whole ? { sha256: 'x', state: 'complete' } : {}),
      },
    })
    return { id, fileName }
  }
  const isThere = async ({ id }: { id: string }) =>
    existsSync(uploadPath(id)) && (await db().upload.count({ where: { id } })) === 1

  it('go where they hold the text, however it is written there, and are listed; all others stay', async () => {
    const gone = [
      await keep('last line.jsonl', clean.repeat(2_000) + holding),
      await keep('escaped.jsonl', clean + escaped),
      await keep('packed.jsonl.gz', gzipSync(clean + escaped)),
      await keep('table.csv', 'user,assistant\n"I am Kim ""Sora"" Canary",Hello\nA,B\n'),
      await keep('utf16.csv', utf16('user,assistant\n"I am Kim ""Sora"" Canary",Hello\nA,B\n')),
      await keep('list.json', `[${clean},${escaped}]`),
      await keep('begun.jsonl', holding.slice(0, 70), { size: 5_000 }),
      await keep('broken.jsonl.gz', gzipSync(clean.repeat(200)).subarray(0, 40)),
      // beside its rows it holds names, statistics and notes, which no reading shows
      await keep(
        'rows.parquet',
        new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'a', data: ['b'] }] })),
      ),
    ]
    const named = await keep(`${name}.jsonl`, clean)
    const stays = [
      await keep('clean.jsonl', clean),
      await keep('clean.jsonl.gz', gzipSync(clean)),
      await keep('begun too.jsonl', clean.slice(0, 20), { size: 5_000 }),
      await keep('elsewhere.jsonl', holding, { of: await makeDataset('Other') }),
    ]
    const { purge } = purgesOf(datasetId, name)
    const all = [...gone, { ...named, fileName: '[purged].jsonl' }]
    expect((await purge({ dryRun: true })).uploads).toEqual(all)
    for (const upload of [...gone, named, ...stays]) expect(await isThere(upload)).toBe(true)

    expect(await purge()).toMatchObject({ state: 'done', uploads: all })
    for (const upload of [...gone, named]) expect(await isThere(upload), upload.fileName).toBe(false)
    for (const upload of stays) expect(await isThere(upload), upload.fileName).toBe(true)
    expect((await purge()).uploads).toEqual([])
  })

  it('of which nothing is known any more go too, while nothing is imported anywhere', async () => {
    writeFileSync(uploadPath('left000000000001'), holding)
    writeFileSync(uploadPath('left000000000002'), clean)
    const { purge } = purgesOf(datasetId, name)
    const other = await makeDataset('Other')
    const row = {
      id: 'running000000001',
      datasetId: other,
      userId: 'local',
      fileName: 'x',
      size: 1n,
      sha256: 'x',
    }
    await db().import.create({ data: { ...row, format: 'openai-chat', onError: 'abort', state: 'running' } })
    expect((await purge()).uploads).toEqual([])
    await db().import.deleteMany()
    expect((await purge()).uploads).toEqual([{ id: 'left000000000001', fileName: '' }])
    expect(existsSync(uploadPath('left000000000001'))).toBe(false)
    expect(existsSync(uploadPath('left000000000002'))).toBe(true)
  })

  it('stay with a purge of one example, but for those that hold the text', async () => {
    const text = lineOf('Who?', `It is ${name}`)
    const { number } = await createExample(local, datasetId, { operationId: newOperationId(), text })
    const again = await keep('again.jsonl', `${clean}${text}\n`)
    const other = await keep('other.jsonl', clean)
    expect(await purgesOf(datasetId, name).purge({ number })).toMatchObject({
      examples: [number],
      uploads: [again],
    })
    expect([await isThere(again), await isThere(other)]).toEqual([false, true])
  })
})
