import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { saveExample } from '@/lib/examples/commands/save-example'
import { type RecipeInput, recipe } from '@/lib/exports/schema'
import { type ExportFormat, formats, type WeightChoice } from '@/lib/exports/words'
import { cancelJob, startJob } from '@/lib/jobs/room'
import { endLostVersions } from '@/lib/jobs/versions/recover'
import { versionJob } from '@/lib/jobs/versions/run'
import { preferenceLine } from '@/lib/testing/preference-lines'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { cancelVersion } from './commands/cancel-version'
import { createVersion } from './commands/create-version'
import { makeVersionCurrent } from './commands/make-current'
import { renderFormat } from './commands/render-format'
import { diffVersions, downloadVersionFile, getVersion, listVersions, openVersionFile } from './queries'

useStudio()

let datasetId: string
let home: string
beforeEach(async () => {
  datasetId = await makeDataset('고객지원')
  home = mkdtempSync(join(tmpdir(), 'finecut-versions-'))
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true })
  vi.restoreAllMocks()
})

const chat = (n: number | string) =>
  `{"messages":[{"role":"user","content":"Question ${n}"},{"role":"assistant","content":"Answer ${n} 😀\u2028"}]}`
const chats = (count: number, from = 1) => Array.from({ length: count }, (_, i) => chat(i + from))
const once = () => ({ operationId: crypto.randomUUID() })

async function make(name: string, input: RecipeInput = {}, notes = '') {
  const { id } = await createVersion(local, datasetId, {
    ...once(),
    name,
    notes,
    recipe: recipe.parse(input),
  })
  return ended(id, input.format ?? 'openai-chat')
}
async function ended(versionId: string, format: string) {
  await startJob(versionJob(versionId, format), 'exports', async () => {})
  return getVersion(local, { datasetId, versionId })
}
async function add(versionId: string, format: ExportFormat, weights?: WeightChoice) {
  const made = await renderFormat(local, { datasetId, versionId }, { ...once(), format, weights })
  return ended(versionId, made.format)
}
async function bytesOf(versionId: string, name: string, format = 'openai-chat'): Promise<Buffer> {
  const { chunks } = await openVersionFile(local, { datasetId, versionId }, format, name)
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const edit = (number: number, revision: number) =>
  saveExample(
    local,
    { datasetId, number },
    {
      ...once(),
      revision,
      edits: [
        { type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove: '', insert: 'Edited. ' },
      ],
    },
  )
const linesOf = (bytes: Buffer) => bytes.toString().split('\n').slice(0, -1)

describe('a version', () => {
  test('gives the same bytes for ever: after an edit, without some of its examples, after the exporter changed', async () => {
    await storeLines(datasetId, chats(60))
    const made = await make('v1', { trainShare: 0.75 }, 'The first one.')
    expect(made).toMatchObject({ state: 'ready', isCurrent: true, parent: null, notes: 'The first one.' })
    const files = made.formats[0]!.files
    expect(files.map(({ name }) => name)).toEqual([
      'train.jsonl',
      'train.lines.jsonl',
      'test.jsonl',
      'test.lines.jsonl',
      'manifest.json',
    ])
    const before = new Map<string, Buffer>()
    for (const { name, sha256, bytes } of files) {
      const content = await bytesOf(made.id, name)
      expect([sha(content), content.length]).toEqual([sha256, bytes])
      before.set(name, content)
    }

    for (let number = 1; number <= 20; number++) await edit(number, 1)
    await db().example.deleteMany({ where: { datasetId, number: { gt: 50 } } })
    // the next release writes every line another way
    const format = formats.find(({ name }) => name === 'openai-chat')! as { write?: unknown }
    format.write = () => ['{"another":"exporter"}']
    try {
      const now = await make('now', { trainShare: 0.75 })
      expect((await bytesOf(now.id, 'train.jsonl')).toString()).toContain('another')
      const again = await getVersion(local, { datasetId, versionId: made.id })
      expect(again.formats[0]!.files).toEqual(files)
      for (const { name, sha256 } of files) {
        const content = await bytesOf(made.id, name)
        expect(content.equals(before.get(name)!)).toBe(true)
        expect(sha(content)).toBe(sha256)
      }
      const zip = await bytesOf(made.id, 'all.zip')
      expect(sha(await bytesOf(made.id, 'all.zip'))).toBe(sha(zip))
    } finally {
      delete format.write
    }
  })

  test('keeps equal files once', async () => {
    await storeLines(datasetId, chats(40))
    const first = await make('v1')
    const parts = await db().blob.count()
    const second = await make('v2')
    expect(second.formats[0]!.files).toEqual(first.formats[0]!.files)
    // only who is in it names sides and is another file the second time
    expect((await db().blob.count()) - parts).toBeLessThanOrEqual(1)
    expect(second.parent).toEqual({ id: first.id, name: 'v1' })
    expect(second.isCurrent).toBe(false)
  })

  test('is rendered in another format from what it froze, once', async () => {
    await storeLines(datasetId, chats(30))
    const { id } = await make('v1', { trainShare: 0.5 })
    const train = linesOf(await bytesOf(id, 'train.jsonl'))
    for (let number = 1; number <= 30; number++) await edit(number, 1)
    await db().example.updateMany({ where: { datasetId }, data: { split: 'test' } })
    const row = await add(id, 'sharegpt')
    expect(row.formats.map(({ format, state }) => [format, state])).toEqual([
      ['openai-chat', 'done'],
      ['sharegpt', 'done'],
    ])
    const rendered = linesOf(await bytesOf(id, 'train.jsonl', 'sharegpt'))
    const answers = (lines: string[]) => lines.map((line) => /Answer \d+/.exec(line)?.[0])
    expect(answers(rendered)).toEqual(answers(train))
    expect(rendered.join()).not.toContain('Edited')
    expect(rendered.join()).toContain('\u2028')
    const stored = await db().blob.count()
    await add(id, 'sharegpt')
    expect(await db().blob.count()).toBe(stored)
    await expect(add(id, 'openai-preference')).rejects.toMatchObject({ reason: 'versionOtherKind' })
  })

  test('holds whom its format leaves out, for the formats that can say it, and freezes the same in any', async () => {
    const mixed = (n: number) =>
      `{"messages":[{"role":"user","content":"Q${n}"},{"role":"assistant","content":"No","weight":0},{"role":"user","content":"Then?"},{"role":"assistant","content":"Yes"}]}`
    await storeLines(datasetId, [...chats(24), ...Array.from({ length: 6 }, (_, i) => mixed(i))])
    const made = await make('v1', { format: 'sharegpt', weights: 'leave-out-mixed', trainShare: 0.5 })
    const linesIn = async (format: string) =>
      linesOf(await bytesOf(made.id, 'train.jsonl', format)).length +
      linesOf(await bytesOf(made.id, 'test.jsonl', format)).length
    expect(made.counts!.train.examples + made.counts!.test.examples).toBe(30)
    expect(await linesIn('sharegpt')).toBe(24)
    await add(made.id, 'openai-chat')
    expect(await linesIn('openai-chat')).toBe(30)
    const more = await add(made.id, 'sharegpt', 'one-per-turn')
    expect(more.formats.map(({ format }) => format)).toEqual([
      'sharegpt',
      'openai-chat',
      'sharegpt.one-per-turn',
    ])
    expect(await linesIn('sharegpt.one-per-turn')).toBe(30)
    await expect(add(made.id, 'openai-chat', 'one-per-turn')).rejects.toMatchObject({
      reason: 'weightsNotOffered',
    })
    const frozenOf = async (versionId: string) =>
      db().versionFile.findMany({ where: { versionId, format: '' }, select: { name: true, sha256: true } })
    const second = await make('v2', { format: 'sharegpt', weights: 'leave-out-mixed', trainShare: 0.5 })
    const third = await make('v3', { trainShare: 0.5 })
    expect(await frozenOf(third.id)).toEqual(await frozenOf(second.id))
  })

  test('counts what it holds, and who approved it', async () => {
    await storeLines(datasetId, chats(40))
    const { counts } = await make('v1', { trainShare: 0.75 })
    expect(counts?.train).toMatchObject({ examples: 30, approvedBy: [{ account: 'local', examples: 30 }] })
    expect(counts?.test.examples).toBe(10)
  })

  test('that the gate blocks keeps its problems and frees its name', async () => {
    await storeLines(datasetId, chats(3))
    const blocked = await make('v1', { trainShare: 1 })
    expect(blocked).toMatchObject({ state: 'blocked', isCurrent: false, formats: [{ state: 'blocked' }] })
    expect(blocked.formats[0]!.problems[0]).toMatchObject({ code: 'too-few-examples' })
    expect(await db().blob.count()).toBe(0)
    expect((await db().example.findMany({ where: { datasetId, split: { not: null } } })).length).toBe(0)
    await storeLines(datasetId, chats(20, 50))
    expect((await make('v1', { trainShare: 1 })).state).toBe('ready')
    expect((await listVersions(local, datasetId)).map(({ name }) => name)).toEqual(['v1'])
    await expect(make('v1')).rejects.toMatchObject({ reason: 'versionNameTaken' })
  })

  test('that is cancelled, or whose process ends, leaves no bytes', async () => {
    await storeLines(datasetId, chats(40))
    let release = () => {}
    const before = startJob('before', 'exports', () => new Promise<void>((done) => (release = done)))
    const { id } = await createVersion(local, datasetId, {
      ...once(),
      name: 'v1',
      notes: '',
      recipe: recipe.parse({}),
    })
    await cancelVersion(local, { datasetId, versionId: id }, once())
    release()
    await before
    expect(await ended(id, 'openai-chat')).toMatchObject({ state: 'cancelled' })

    const lost = await createVersion(local, datasetId, {
      ...once(),
      name: 'v2',
      notes: '',
      recipe: recipe.parse({}),
    })
    cancelJob(versionJob(lost.id, 'openai-chat'))
    await ended(lost.id, 'openai-chat')
    await db().version.updateMany({ where: { id: lost.id }, data: { state: 'making' } })
    await db().versionFormat.updateMany({ where: { versionId: lost.id }, data: { state: 'running' } })
    await db().blob.create({ data: { sha256: 'loose', part: 0, data: '' } })
    await endLostVersions()
    expect(await getVersion(local, { datasetId, versionId: lost.id })).toMatchObject({
      state: 'failed',
      formats: [{ state: 'failed', message: 'versionInterrupted' }],
    })
    expect(await db().blob.count()).toBe(0)
  })

  test('of preference examples holds these', async () => {
    await storeLines(
      datasetId,
      Array.from({ length: 20 }, (_, i) => preferenceLine(`Question ${i}`, `Answer ${i}`, `Worse ${i}`)),
    )
    const made = await make('pairs', { format: 'openai-preference' })
    expect(made).toMatchObject({ state: 'ready', format: 'openai-preference' })
    await expect(add(made.id, 'sharegpt')).rejects.toMatchObject({ reason: 'versionOtherKind' })
  })
})

describe('two versions', () => {
  test('differ by who came, went, changed and moved, and in their tags', async () => {
    await storeLines(datasetId, chats(40))
    const first = await make('v1', { trainShare: 0.75, status: 'all' })
    await edit(1, 1)
    await storeLines(datasetId, chats(2, 100))
    await db().example.updateMany({ where: { datasetId, number: 7 }, data: { trashedAt: new Date() } })
    const second = await make('v2', { trainShare: 0.75, status: 'all' })
    const diff = await diffVersions(local, datasetId, { from: first.id, to: second.id })
    expect(diff).toMatchObject({
      from: { name: 'v1', examples: 40 },
      to: { name: 'v2', examples: 41 },
      counts: { in: 2, out: 1, changed: 1, moved: 0, same: 38 },
      in: [41, 42],
      out: [7],
      changed: [{ number: 1, from: 1, to: 2 }],
    })
  })

  test('one of them is current, the one that a lead says', async () => {
    await storeLines(datasetId, chats(40))
    const first = await make('v1')
    const second = await make('v2')
    await makeVersionCurrent(local, { datasetId, versionId: second.id }, once())
    const rows = await listVersions(local, datasetId)
    expect(rows.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([second.id])
    expect((await make('v3')).parent).toEqual({ id: second.id, name: 'v2' })
    await db().version.updateMany({ where: { id: first.id }, data: { state: 'failed' } })
    await expect(makeVersionCurrent(local, { datasetId, versionId: first.id }, once())).rejects.toMatchObject(
      { reason: 'versionNotReady' },
    )
  })
})

describe('a stranger', () => {
  test('is refused everything; a reviewer and a viewer may not either', async () => {
    await storeLines(datasetId, chats(40))
    const { id } = await make('v1')
    const at = { datasetId, versionId: id }
    const stranger = await makeUser()
    const reviewer = await makeUser('reviewer', datasetId)
    const doors = (actor: Actor) => [
      () => createVersion(actor, datasetId, { ...once(), name: 'x', notes: '', recipe: recipe.parse({}) }),
      () => cancelVersion(actor, at, once()),
      () => renderFormat(actor, at, { ...once(), format: 'sharegpt' }),
      () => makeVersionCurrent(actor, at, once()),
      () => listVersions(actor, datasetId),
      () => getVersion(actor, at),
      () => openVersionFile(actor, at, 'openai-chat', 'manifest.json'),
      () => downloadVersionFile(actor, at, 'openai-chat', 'manifest.json'),
      () => diffVersions(actor, datasetId, { from: id, to: id }),
    ]
    for (const door of doors(stranger)) await expect(door()).rejects.toMatchObject({ code: 'not_found' })
    for (const door of doors(reviewer)) await expect(door()).rejects.toMatchObject({ code: 'forbidden' })
    const elsewhere = { datasetId: await makeDataset('Other'), versionId: id }
    await expect(getVersion(local, elsewhere)).rejects.toMatchObject({ code: 'not_found' })
  })
})
