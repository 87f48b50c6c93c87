import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { POST } from '@/app/api/v1/datasets/[dataset]/purge/route'
import { closeDb, db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { databaseFile, dataDir } from '@/lib/db/paths'
import { connectionConfig } from '@/lib/db/postgresql'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { getExample, getRevisionText, listRevisions } from '@/lib/examples/queries/example'
import { listExamples } from '@/lib/examples/queries/list'
import type { Edit } from '@/lib/examples/schema'
import { startExport } from '@/lib/exports/commands/start-export'
import { exportFolder } from '@/lib/exports/read'
import { recipe } from '@/lib/exports/schema'
import { runImportFile } from '@/lib/imports/commands/run-import-file'
import { newOperationId } from '@/lib/result/call'
import { makeAccount } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { purgesOf } from '@/lib/testing/purge'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { startPurge } from './commands/start-purge'
import type { PurgeRequest } from './schema'

const name = 'Kim Sora Canary'
const chat = (asked: string, answered: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: asked },
      { role: 'assistant', content: answered },
    ],
  })
const once = () => ({ operationId: newOperationId() })

describe('purging a text', () => {
  useStudio()
  let datasetId: string
  beforeEach(async () => {
    datasetId = await makeDataset('Support')
  })

  const purge = (more?: Partial<PurgeRequest>) => purgesOf(datasetId, name).purge(more)
  const make = async (text: string) => (await createExample(local, datasetId, { ...once(), text })).number
  const save = async (number: number, edits: Edit[], revision?: number) => {
    const now = await getExample(local, datasetId, number)
    return saveExample(local, { datasetId, number }, { ...once(), revision: revision ?? now.revision, edits })
  }
  const type = (at: number, insert: string, messageId = 'm2'): Edit => ({
    type: 'edit-text',
    messageId,
    path: ['content'],
    at,
    remove: '',
    insert,
  })
  /** Every row of every table, as text. */
  async function everything(): Promise<string> {
    const tables = ['Dataset', 'TagGroup', 'Tag', 'Example', 'Revision', 'Operation', 'AuditEvent', 'Upload']
    const more = ['Import', 'ImportRejection', 'Export', 'Purge']
    const rows = await Promise.all(
      [...tables, ...more].map((table) => db().$queryRawUnsafe(`SELECT * FROM "${table}"`)),
    )
    return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? Number(value) : value))
  }

  it('is for owners alone, and of a dataset that is there for them', async () => {
    await make(chat(`I am ${name}`, 'Hello.'))
    const request = purgesOf(datasetId, name).request()
    for (const role of ['lead', 'reviewer', 'viewer'] as const) {
      const member = await makeUser(role, datasetId)
      await expect(startPurge(member, datasetId, request)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(startPurge(await makeUser(), datasetId, request)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(startPurge(local, 'nothing000', request)).rejects.toMatchObject({ code: 'not_found' })
    expect(await everything()).toContain(name)
  })

  it('leaves no trace of it anywhere, and everything else as it was', async () => {
    const owner = await makeAccount({ studioRole: 'owner' })
    await db().dataset.update({ where: { id: datasetId }, data: { guidelines: `Ask ${name} first.` } })
    const group = { id: 'group00000000001', datasetId, name: 'Who', kind: 'open', position: 1 }
    await db().tagGroup.create({ data: group })
    const tag = {
      id: 'tag0000000000001',
      datasetId,
      groupId: group.id,
      name: `of ${name}`,
      color: 'red',
      position: 1,
    }
    await db().tag.create({ data: tag })

    const file = join(dataDir(), 'lines.jsonl')
    const escaped = chat('Who?', `It is ${name}.`).replace('Kim', '\\u004bim')
    const refused = `{"messages":[{"role":"nobody","content":"${name}"}]}`
    writeFileSync(file, [escaped, chat('Nothing', 'to see'), refused].join('\n'))
    await runImportFile(local, { datasetId, path: file, onError: 'skip-line', sourceKey: undefined })

    // written in two pieces, and taken out again: no revision's edits spell it
    const typed = await make(chat('Who?', ': gone'))
    await save(typed, [type(0, 'Kim S')])
    await save(typed, [type(5, 'ora Canary')])
    await save(typed, [
      { type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove: name, insert: '' },
    ])
    const approved = await make(chat(`From ${name}`, 'Yes.'))
    await save(approved, [{ type: 'set-source-key', from: null, to: `mail of ${name}` }])
    await save(approved, [{ type: 'set-status', from: 'draft', to: 'approved' }])
    const other = await make(chat('Kim', 'Sora'))
    // fewer than ten are no training file
    const many: number[] = []
    for (let i = 0; i < 10; i++) many.push(await make(chat(`${name} writes ${i}`, `Answer ${i}.`)))

    const exported = await startExport(local, datasetId, {
      ...once(),
      recipe: recipe.parse({
        format: 'openai-chat',
        status: 'all',
        q: `"${name}"`,
        trainShare: 1,
        seed: 1,
        steps: [],
      }),
    })
    await expect.poll(() => db().export.findFirst()).toMatchObject({ state: 'done' })
    expect(existsSync(exportFolder(exported.id))).toBe(true)

    const { body, status } = await ask(POST, 'POST', {
      cookie: owner.cookie,
      params: { dataset: datasetId },
      body: { ...once(), text: name, reason: 'asked for by letter' },
    })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(await purgesOf(datasetId, name).ended(String(body.id))).toMatchObject({
      state: 'done',
      examples: [1, typed, approved, ...many].sort((a, b) => a - b),
      rows: { Dataset: 1, Tag: 1, ImportRejection: 1 },
      exports: [exported.id],
      isErased: true,
    })
    expect(await everything()).not.toMatch(/Canary|\\u004bim Sora/)
    expect(await everything()).toContain('Ask [purged] first.')
    expect(existsSync(exportFolder(exported.id))).toBe(false)
    expect((await listExamples(local, datasetId, { q: 'Canary', sort: 'number', limit: 10 })).rows).toEqual(
      [],
    )
    expect(
      (await listExamples(local, datasetId, { q: 'purged', sort: 'number', limit: 50 })).rows,
    ).toHaveLength(2 + many.length)

    const history = await listRevisions(local, datasetId, typed)
    expect(history.map(({ edits }) => edits.map(({ type }) => type))).toEqual([
      ['purge-text'],
      ['purge-text'],
      ['purge-text'],
      ['purge-text'],
      [],
    ])
    expect((await getRevisionText(local, datasetId, typed, 3)).text).toBe(chat('Who?', '[purged]: gone'))
    expect((await getRevisionText(local, datasetId, typed, 2)).text).toBe(chat('Who?', 'Kim S: gone'))
    const back = await getExample(local, datasetId, approved)
    expect(back).toMatchObject({ status: 'in_review', approvedRevision: null, sourceKey: 'mail of [purged]' })
    expect((await getExample(local, datasetId, other)).revision).toBe(1)
    expect(await db().purge.findFirst()).toMatchObject({
      actorId: owner.actor.id,
      textLength: name.length,
      reason: 'asked for by letter',
      examples: 3 + many.length,
    })
    const again = await purge()
    expect(again).toMatchObject({ state: 'done', examples: [], rows: {}, exports: [] })
  })

  it.runIf(engine === 'sqlite')('leaves no byte of it in the files of the database', async () => {
    for (let i = 0; i < 40; i++) await make(chat(`${name} asks for the ${i}. time`, 'x'.repeat(3000)))
    const number = await make(chat('Who?', 'Me.'))
    await save(number, [type(0, `${name}: `)])
    await save(number, [
      { type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove: name, insert: 'I' },
    ])
    const bytesOf = () => Buffer.concat(['', '-wal'].map((part) => readFileSync(`${databaseFile()}${part}`)))
    expect(bytesOf().includes('Canary')).toBe(true)
    const { isErased } = await purge()
    expect(isErased).toBe(true)
    expect(bytesOf().includes('Canary')).toBe(false)
    await closeDb()
    expect(readFileSync(databaseFile()).includes('Canary')).toBe(false)
  })

  describe.runIf(engine === 'postgresql')('in the tables of the database', () => {
    async function holding(): Promise<string[]> {
      const [{ folder }] = await db().$queryRawUnsafe<[{ folder: string }]>(
        `SELECT current_setting('data_directory') || '/base/' || oid AS "folder" FROM pg_database WHERE datname = current_database()`,
      )
      await db().$executeRawUnsafe('CHECKPOINT')
      return readdirSync(folder).filter((file) => {
        try {
          return readFileSync(join(folder, file)).includes('Sora Canary')
        } catch {
          // gone since it was listed
          return false
        }
      })
    }

    /** Somebody who reads what is there now, until they are let go. */
    async function readOn(): Promise<() => Promise<void>> {
      const client = new pg.Client(connectionConfig(0))
      await client.connect()
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
      await client.query('SELECT 1')
      return () => client.end()
    }

    async function fill(): Promise<void> {
      for (let i = 0; i < 40; i++) await make(chat(`${name} asks for the ${i}. time`, 'x'.repeat(3000)))
      const number = await make(chat('Who?', 'Me.'))
      await save(number, [type(0, `${name}: `)])
      // statistics keep samples of what stands in a column
      await db().$executeRawUnsafe('ANALYZE')
      expect((await holding()).length).toBeGreaterThan(0)
    }

    it('leaves no byte of it, whoever still reads what was there when it begins', async () => {
      await fill()
      const letGo = await readOn()
      const purged = purge()
      const looks = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%age(backend_xmin) >%' AND pid <> pg_backend_pid()`
      await expect.poll(async () => (await db().$queryRawUnsafe<unknown[]>(looks)).length).toBe(1)
      await letGo()
      expect(await purged).toMatchObject({ state: 'done', isErased: true })
      expect(await holding()).toEqual([])
    })

    it('says that some of it is left where somebody reads on, and leaves none when asked again', async () => {
      await fill()
      const letGo = await readOn()
      expect(await purge()).toMatchObject({ state: 'done', isErased: false })
      await letGo()
      expect(await purge()).toMatchObject({ state: 'done', isErased: true })
      expect(await holding()).toEqual([])
    })
  })

  it('meets what a browser still has as a conflict, not as news', async () => {
    const number = await make(chat(`I am ${name}`, 'Hello.'))
    await save(number, [type(6, ' There.')])
    await purge()
    await expect(save(number, [type(0, `${name}! `)], 2)).rejects.toMatchObject({ reason: 'exampleChanged' })
    expect(await everything()).not.toContain(name)
    await save(number, [type(0, 'Well. ')])
    expect((await getExample(local, datasetId, number)).text).toContain('Well. Hello.')
  })

  it('tells what it would touch, and touches nothing, when asked to', async () => {
    await make(chat(`I am ${name}`, 'Hello.'))
    const before = await db().example.findMany()
    const told = await purge({ dryRun: true, text: name.toUpperCase(), ignoreCase: true })
    expect(told).toMatchObject({ dryRun: true, state: 'done', examples: [1], revisions: 1, isErased: false })
    expect(await db().example.findMany()).toEqual(before)
    expect(await db().revision.count()).toBe(0)
    expect(await purge({ dryRun: true, text: name.toUpperCase() })).toMatchObject({ examples: [] })
  })

  it('leaves a tombstone that does not tell the text, whatever the reason says', async () => {
    await purge({ reason: `asked by ${name}` })
    expect(await db().purge.findMany({ select: { reason: true } })).toEqual([{ reason: 'asked by [purged]' }])
  })

  it('of one example leaves the others', async () => {
    const [first, second] = [await make(chat(name, 'a')), await make(chat(name, 'b'))]
    expect(await purge({ number: second })).toMatchObject({ examples: [second], rows: {} })
    expect((await getExample(local, datasetId, first)).text).toContain(name)
  })

  it('refuses what every line is built of', async () => {
    for (const text of ['role', 'ser', 'edit-text', 'Content'])
      await expect(purge({ text })).rejects.toMatchObject({ reason: 'purgeTooCommon' })
  })
})
