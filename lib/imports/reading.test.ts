import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { completeUpload } from '@/lib/uploads/commands/complete-upload'
import { createUpload } from '@/lib/uploads/commands/create-upload'
import { storePart } from '@/lib/uploads/commands/store-part'
import { runImportFile } from './commands/run-import-file'
import { startImport } from './commands/start-import'
import { getImport } from './queries/imports'
import { previewUpload } from './queries/preview'
import type { NewImport } from './schema'

let serial = 0
const operationId = () => `reading-${++serial}`

async function upload(datasetId: string, content: string | Buffer, fileName: string) {
  const bytes = Buffer.from(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { id } = await createUpload(local, datasetId, {
    operationId: operationId(),
    fileName,
    size: bytes.length,
  })
  const at = { datasetId, uploadId: id }
  await storePart(local, at, { offset: 0, sha256, body: new Response(bytes).body })
  await completeUpload(local, at, { operationId: operationId(), sha256 })
  return at
}
type Word = Pick<NewImport, 'format' | 'options'>
async function importUpload(at: { datasetId: string; uploadId: string }, word: Word = { format: 'auto' }) {
  const request = {
    operationId: operationId(),
    uploadId: at.uploadId,
    onError: 'skip-line' as const,
    ...word,
  }
  const { id } = await startImport(local, at.datasetId, request)
  const ended = async () => {
    const row = await getImport(local, at.datasetId, id)
    expect(row.state).not.toBe('running')
    return row
  }
  return vi.waitFor(ended, { timeout: 60_000 })
}
const textsOf = async (datasetId: string) =>
  (await db().example.findMany({ where: { datasetId }, orderBy: { number: 'asc' } })).map(({ text }) => text)

const dialogue = 'chat,who,says\n1,Ann,Hi\n1,Shop,Hello\n2,Ann,Bye\n2,Shop,Bye\n'

describe('reading an uploaded file', () => {
  useStudio()

  it('tells what was detected and what its first records become', async () => {
    const datasetId = await makeDataset()
    const list = JSON.stringify([
      {
        id: 7,
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Yes', weight: 0 },
        ],
      },
      1,
    ])
    const preview = await previewUpload(local, await upload(datasetId, gzipSync(list), 'a.json.gz'))
    expect(preview).toMatchObject({
      detected: { format: 'sharegpt', container: 'json', encoding: 'utf-8', gzip: true },
      remembered: false,
      speakers: [
        { speaker: 'human', count: 1, role: 'user' },
        { speaker: 'gpt', count: 1, role: 'assistant' },
      ],
      sample: { records: 2, ok: 1 },
      rejected: [{ code: 'not-object', count: 1 }],
      records: 2,
      sourceKeys: ['metadata.id'],
    })
    expect(preview.lines).toMatchObject([
      {
        line: 1,
        raw: list.slice(1, -3),
        messages: [
          { role: 'user', text: 'Hi', trained: null },
          { role: 'assistant', trained: false },
        ],
        notes: ['kept-fields'],
      },
      { ok: false, code: 'not-object', raw: '1' },
    ])
  })

  it('a person’s word overrules, and is remembered for the same columns', async () => {
    const datasetId = await makeDataset()
    const first = await upload(datasetId, dialogue, 'a.csv')
    expect(await previewUpload(local, first)).toMatchObject({ plan: { format: 'table-pair' } })
    const word: Word = {
      format: 'table-grouped',
      options: {
        mapping: { mode: 'grouped', conversation: 'chat', speaker: 'who', text: 'says' },
        roles: [
          { speaker: 'Ann', role: 'user' },
          { speaker: 'Shop', role: 'assistant' },
        ],
      },
    }
    expect(await previewUpload(local, first, word)).toMatchObject({
      detected: { format: 'table-pair' },
      plan: { format: 'table-grouped' },
      sample: { records: 2, ok: 2 },
    })
    const row = await importUpload(first, word)
    expect(row).toMatchObject({ state: 'done', format: 'table-grouped', lines: 2, stored: 2 })
    expect(await textsOf(datasetId)).toEqual([
      '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}],"metadata":{"chat":"1"}}',
      '{"messages":[{"role":"user","content":"Bye"},{"role":"assistant","content":"Bye"}],"metadata":{"chat":"2"}}',
    ])
    const again = await upload(datasetId, dialogue.replaceAll('Hi', 'Hey'), 'b.csv')
    expect(await previewUpload(local, again)).toMatchObject({
      remembered: true,
      plan: { format: 'table-grouped', ...word.options },
      sample: { ok: 2 },
    })
    const elsewhere = await upload(await makeDataset(), dialogue, 'a.csv')
    expect(await previewUpload(local, elsewhere)).toMatchObject({ remembered: false })
    const other = await upload(datasetId, dialogue.replace('says', 'text'), 'c.csv')
    expect(await previewUpload(local, other)).toMatchObject({ remembered: false })
  })

  it('a mapping of columns that are not there is refused; an upload that ends early is told', async () => {
    const datasetId = await makeDataset()
    const at = await upload(datasetId, dialogue, 'a.csv')
    const word: Word = { format: 'auto', options: { mapping: { mode: 'pair', user: 'nowhere' } } }
    await expect(importUpload(at, word)).rejects.toMatchObject({
      reason: 'noSuchColumn',
      params: { column: 'nowhere' },
    })
    expect(await db().import.count()).toBe(0)
    const noise = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => 97 + ((i * i) % 23)))
    const cut = gzipSync(noise).subarray(0, -2_000)
    const row = await importUpload(await upload(datasetId, cut, 'b.gz')).catch((error) => error)
    expect([row.reason ?? row.message]).toEqual(['gzipBroken'])
    expect(await db().example.count()).toBe(0)
  })

  it('is for who may import', async () => {
    const datasetId = await makeDataset()
    const at = await upload(datasetId, dialogue, 'a.csv')
    const viewer = await makeUser('viewer', datasetId)
    await expect(previewUpload(viewer, at)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(previewUpload(await makeUser(), at)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('a file of this machine is read the same way', async () => {
    const datasetId = await makeDataset()
    const path = join(tmpdir(), `finecut-reading-${process.pid}.csv`)
    writeFileSync(path, 'a;b\n1;2\n')
    const options = { delimiter: ';' as const, mapping: { mode: 'pair' as const, user: 'b', assistant: 'a' } }
    await runImportFile(local, { datasetId, path, onError: 'abort', options })
    expect(await textsOf(datasetId)).toEqual([
      '{"messages":[{"role":"user","content":"2"},{"role":"assistant","content":"1"}]}',
    ])
  })
})
