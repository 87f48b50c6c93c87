import { createHash } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { countExamples } from '@/lib/examples/queries/list'
import { subscribe } from '@/lib/live/hub'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { completeUpload } from '@/lib/uploads/commands/complete-upload'
import { createUpload } from '@/lib/uploads/commands/create-upload'
import { storePart } from '@/lib/uploads/commands/store-part'
import { cancelImport } from './commands/cancel-import'
import { runImportFile } from './commands/run-import-file'
import { startImport } from './commands/start-import'
import { getImport, listImports, listRejections } from './queries/imports'
import { previewUpload } from './queries/preview'
import type { NewImport } from './schema'

let serial = 0
const operationId = () => `operation-${++serial}`
const line = (n: number, more = '') =>
  `{"messages":[{"role":"user","content":"Question ${n}, 환불?"},{"role":"assistant","content":"Answer ${n}"}]${more}}`
const lines = (count: number, from = 1) => Array.from({ length: count }, (_, i) => line(from + i))

function makeFile(content: string | Buffer): string {
  const path = join(tmpdir(), `finecut-import-${process.pid}-${++serial}.jsonl`)
  writeFileSync(path, content)
  return path
}
const run = (
  datasetId: string,
  content: string | Buffer,
  more: { onError?: 'abort'; sourceKey?: string } = {},
) => runImportFile(local, { datasetId, path: makeFile(content), onError: 'skip-line', ...more })

async function upload(actor: Actor, datasetId: string, content: string) {
  const bytes = Buffer.from(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const request = { operationId: operationId(), fileName: 'a.jsonl', size: bytes.length }
  const { id: uploadId } = await createUpload(actor, datasetId, request)
  const at = { datasetId, uploadId }
  await storePart(actor, at, { offset: 0, sha256, body: new Response(bytes).body })
  await completeUpload(actor, at, { operationId: operationId(), sha256 })
  return uploadId
}
const requestFor = (uploadId: string): NewImport => ({
  operationId: operationId(),
  uploadId,
  format: 'auto',
  onError: 'skip-line',
})
const ended = (datasetId: string, importId: string) =>
  vi.waitFor(
    async () => {
      const row = await getImport(local, datasetId, importId)
      expect(row.state).not.toBe('running')
      return row
    },
    { timeout: 60_000 },
  )

describe('an import', () => {
  useStudio()

  it('stores lines as they came, numbered in the order of the file, visible and searchable at its end', async () => {
    const datasetId = await makeDataset()
    const odd =
      '{"b":1e400 , "messages" :[ {"content":"\\u00e9 12345678901234567890","role":"user"},{"role":"assistant"}],"b":1.0}'
    const content = `\ufeff${line(1)}\r\n\r\n  ${odd} \n\n${lines(1_200, 3).join('\n')}`
    const row = await run(datasetId, content)
    expect(row).toMatchObject({ state: 'done', lines: 1_202, stored: 1_202, skipped: 0, rejected: 0 })
    expect([row.rolledBack, row.bytes]).toEqual([0, row.size])
    const examples = await db().example.findMany({ where: { datasetId }, orderBy: { number: 'asc' } })
    expect(examples.map((e) => e.number)).toEqual(Array.from({ length: 1_202 }, (_, i) => i + 1))
    expect(examples.map((e) => e.text)).toEqual([line(1), odd, ...lines(1_200, 3)])
    expect(examples.every((e) => e.visible)).toBe(true)
    expect(examples.slice(0, 3).map((e) => e.importLine)).toEqual([1, 3, 5])
    expect(examples[0]).toMatchObject({ turns: 2, trainedTurns: 1, status: 'draft', importId: row.id })
    expect(examples[0]!.tokens).toBeGreaterThan(6)
    expect(await countExamples(local, datasetId, '환불')).toMatchObject({ count: 1_201 })
  })

  it('skips what the dataset has, but not what is in the trash, nor twins inside the file', async () => {
    const datasetId = await makeDataset()
    await run(datasetId, lines(4).join('\n'))
    await db().example.updateMany({ where: { datasetId, number: 2 }, data: { trashedAt: new Date() } })
    const again = await run(datasetId, [...lines(5), line(5), line(2)].join('\n'))
    expect(again).toMatchObject({ lines: 7, stored: 4, skipped: 3, state: 'done' })
    const other = await makeDataset()
    expect(await run(other, lines(4).join('\n'))).toMatchObject({ stored: 4, skipped: 0 })
  })

  it('keeps the source key of a field', async () => {
    const datasetId = await makeDataset()
    await run(datasetId, [line(1, ',"meta":{"ticket":7}'), line(2)].join('\n'), { sourceKey: 'meta.ticket' })
    const rows = await db().example.findMany({ orderBy: { number: 'asc' }, select: { sourceKey: true } })
    expect(rows.map((row) => row.sourceKey)).toEqual(['7', null])
  })

  it('lists each rejected line with record, line and reason, and keeps the others', async () => {
    const datasetId = await makeDataset()
    const bad = [
      'nonsense',
      '[]',
      '{}',
      '{"messages":[]}',
      '{"messages":[1]}',
      '{"messages":[{"role":"boss"}]}',
    ]
    const content = Buffer.concat([
      Buffer.from(`${line(1)}\n\n${bad.join('\n')}\n`),
      Buffer.from([0x22, 0xff, 0x0a]),
      Buffer.from(`${'['.repeat(300)}\n${line(2)}`),
    ])
    const row = await run(datasetId, content)
    expect(row).toMatchObject({ state: 'done', lines: 10, stored: 2, rejected: 8, rolledBack: 0 })
    const { rejections, next } = await listRejections(local, { datasetId, importId: row.id })
    expect(rejections.map(({ record, line, code }) => [record, line, code])).toEqual([
      [2, 3, 'not-json'],
      [3, 4, 'not-object'],
      [4, 5, 'no-messages'],
      [5, 6, 'empty-messages'],
      [6, 7, 'message-not-object'],
      [7, 8, 'unknown-role'],
      [8, 9, 'not-utf8'],
      [9, 10, 'too-deep'],
    ])
    expect([rejections[0]?.excerpt, next]).toEqual(['nonsense', null])
  })

  it('keeps at most 10,000 rejections, counts the rest, and pages through them', async () => {
    const datasetId = await makeDataset()
    const row = await run(datasetId, 'x\n'.repeat(10_100))
    expect(row).toMatchObject({ rejected: 10_100, lines: 10_100 })
    expect(await db().importRejection.count()).toBe(10_000)
    const at = { datasetId, importId: row.id }
    const first = await listRejections(local, at)
    const second = await listRejections(local, at, first.next!)
    expect([first.rejections.length, second.rejections[0]?.record]).toEqual([200, 201])
  })

  it('abort: one bad line takes all back, and the rest of the file is still counted', async () => {
    const datasetId = await makeDataset()
    await run(datasetId, line(1))
    const content = [...lines(1_500), 'bad', ...lines(300, 2_000), 'bad too'].join('\n')
    const row = await run(datasetId, content, { onError: 'abort' })
    expect(row).toMatchObject({ state: 'aborted', lines: 1_802, stored: 0, rejected: 1 })
    expect(row.skipped + row.rejected + row.rolledBack).toBe(1_802)
    expect(await db().example.findMany({ select: { number: true } })).toEqual([{ number: 1 }])
    expect(await run(datasetId, lines(3).join('\n'), { onError: 'abort' })).toMatchObject({
      state: 'done',
      stored: 2,
    })
  })

  it('tells who listens while it runs and when the examples are there', async () => {
    const datasetId = await makeDataset()
    const heard: string[] = []
    const stop = subscribe((event) => heard.push(event.type))
    await run(datasetId, lines(10).join('\n'))
    stop()
    expect(new Set(heard)).toEqual(new Set(['import', 'examples']))
    const actions = await db().auditEvent.findMany({ select: { action: true }, orderBy: { id: 'asc' } })
    expect(actions.map((row) => row.action)).toEqual(['import.start', 'import.end'])
  })

  it('takes an empty file, and one of blank lines', async () => {
    const datasetId = await makeDataset()
    for (const content of ['', '\n \r\n\t\n', '\ufeff'])
      expect(await run(datasetId, content)).toMatchObject({ state: 'done', lines: 0, stored: 0 })
  })
})

describe('an uploaded file', () => {
  useStudio()

  it('is previewed, imported once per operation id, and gone', async () => {
    const datasetId = await makeDataset()
    const uploadId = await upload(local, datasetId, `${line(1, ',"ticket":"T-1"')}\nbad\n${line(2)}`)
    const preview = await previewUpload(local, { datasetId, uploadId })
    expect(preview.sourceKeys).toEqual(['ticket'])
    expect(preview).toMatchObject({
      plan: { format: 'openai-chat', container: 'jsonl' },
      records: 3,
      sample: { records: 3, ok: 2 },
      rejected: [{ code: 'not-json', count: 1 }],
    })
    expect(preview.lines).toMatchObject([
      {
        record: 1,
        line: 1,
        ok: true,
        messages: [{ role: 'user', text: 'Question 1, 환불?' }, { role: 'assistant' }],
      },
      { record: 2, line: 2, ok: false, code: 'not-json' },
      { record: 3, line: 3, ok: true },
    ])
    const request = requestFor(uploadId)
    const first = await startImport(local, datasetId, request)
    expect(await startImport(local, datasetId, request)).toEqual(first)
    const row = await ended(datasetId, first.id)
    expect(row).toMatchObject({
      state: 'done',
      stored: 2,
      rejected: 1,
      fileName: 'a.jsonl',
      format: 'openai-chat',
    })
    expect([await db().import.count(), await db().upload.count()]).toEqual([1, 0])
    await expect.poll(() => readdirSync(dataFolder('uploads'))).toEqual([])
    expect(await listImports(local, datasetId)).toEqual([row])
  })

  it('is imported by who may, into the dataset it was sent to', async () => {
    const datasetId = await makeDataset()
    const [reviewer, viewer, stranger] = [
      await makeUser('reviewer', datasetId),
      await makeUser('viewer', datasetId),
      await makeUser(),
    ]
    const uploadId = await upload(reviewer, datasetId, line(1))
    for (const [actor, code] of [
      [viewer, 'forbidden'],
      [stranger, 'not_found'],
      [local, 'not_found'],
    ] as const)
      await expect(startImport(actor, datasetId, requestFor(uploadId))).rejects.toMatchObject({ code })
    const { id } = await startImport(reviewer, datasetId, requestFor(uploadId))
    expect(await ended(datasetId, id)).toMatchObject({ byName: reviewer.name, stored: 1 })
    await expect(cancelImport(viewer, { datasetId, importId: id }, operationId())).rejects.toMatchObject({
      code: 'forbidden',
    })
    for (const read of [listImports, getImport])
      await expect(read(stranger, datasetId, id)).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = await makeDataset()
    await expect(getImport(local, elsewhere, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listRejections(local, { datasetId: elsewhere, importId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      runImportFile(stranger, { datasetId, path: '/none', onError: 'abort' }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('is imported once, however many ask at once', async () => {
    const datasetId = await makeDataset()
    const uploadId = await upload(local, datasetId, line(1))
    const asked = Array.from({ length: 6 }, () => startImport(local, datasetId, requestFor(uploadId)))
    const answers = await Promise.allSettled(asked)
    const begun = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.id] : []))
    expect(begun).toHaveLength(1)
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'not_found' })
    expect(await ended(datasetId, begun[0]!)).toMatchObject({ state: 'done', stored: 1 })
    expect(await listImports(local, datasetId)).toHaveLength(1)
  })

  it('is not imported before it is complete', async () => {
    const datasetId = await makeDataset()
    const request = { operationId: operationId(), fileName: 'a', size: 9 }
    const { id } = await createUpload(local, datasetId, request)
    await expect(startImport(local, datasetId, requestFor(id))).rejects.toMatchObject({
      reason: 'uploadIncomplete',
    })
  })
})
