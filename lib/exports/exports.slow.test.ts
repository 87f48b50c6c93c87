import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { cancelJob, startJob } from '@/lib/jobs/room'
import { preferenceLine } from '@/lib/testing/preference-lines'
import { type StoredLines, storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { cancelExport } from './commands/cancel-export'
import { exportToFolder } from './commands/export-to-folder'
import { startExport } from './commands/start-export'
import type { Manifest } from './manifest'
import { checkExport, findExportLines, getExport, listExports, openExportFile } from './queries'
import { type Recipe, type RecipeInput, recipe } from './schema'

useStudio()

let datasetId: string
let home: string
beforeEach(async () => {
  datasetId = await makeDataset('고객지원')
  home = mkdtempSync(join(tmpdir(), 'finecut-export-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const chat = (n: number | string) =>
  `{"messages":[{"role":"user","content":"Question ${n}"},{"role":"assistant","content":"Answer ${n}"}]}`
const chats = (count: number, from = 1) => Array.from({ length: count }, (_, i) => chat(i + from))

const store = (lines: string[], more?: StoredLines, into = datasetId) => storeLines(into, lines, more)

const recipeOf = (input: RecipeInput = {}): Recipe => recipe.parse(input)
const check = (input: RecipeInput = {}, into = datasetId) => checkExport(local, into, recipeOf(input))

/** Starts an export and waits for its end. */
async function run(input: RecipeInput = {}, into = datasetId) {
  const { id } = await startExport(local, into, {
    operationId: `operation${++serial}`,
    recipe: recipeOf(input),
  })
  await startJob(id, 'exports', async () => {})
  const row = await getExport(local, { datasetId: into, exportId: id })
  const folder = join(dataFolder('exports'), id)
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { id, row, folder, read }
}
let serial = 0

const linesOf = (text: string) => text.split('\n').slice(0, -1)

describe('an export', () => {
  test('writes untouched lines byte for byte, as they came', async () => {
    const wild = [
      '{"messages": [ {"role":"user","content":"big"} , {"role":"assistant","content":"ok","weight":1.0}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","big":12345678901234567890123,"one":1.0,"e":1E400,"neg":-0}}}]}',
      '{"tools":[],"messages":[{"content":"order of keys \\u00e9\\/\\ud83d\\ude00","role":"user"},{"content":"\\u0041","role":"assistant"}]}',
      '{"messages":[{"role":"user","role":"user","content":"twice","content":"twin"},{"role":"assistant","content":"한글 😀"}]}',
    ]
    await store([...wild, ...chats(20)])
    const { row, read } = await run({ trainShare: 1 })
    expect(row).toMatchObject({ state: 'done', problems: [] })
    expect(read('train.jsonl')).toBe([...wild, ...chats(20)].map((line) => `${line}\n`).join(''))
  })

  test('says in its manifest what is in each file', async () => {
    await store(chats(40))
    const { row, read, folder } = await run({ trainShare: 0.75 })
    expect(readdirSync(folder).sort()).toEqual(
      ['manifest.json', 'test.jsonl', 'test.lines.jsonl', 'train.jsonl', 'train.lines.jsonl'].sort(),
    )
    const manifest = JSON.parse(read('manifest.json')) as Manifest
    expect(row.files.map(({ name }) => name)).toEqual([
      ...manifest.files.map(({ name }) => name),
      'manifest.json',
    ])
    for (const { name, bytes, lines, sha256 } of [...manifest.files, ...row.files]) {
      const content = readFileSync(join(folder, name))
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
      expect(content.length).toBe(bytes)
      expect(linesOf(content.toString()).length).toBe(lines)
    }
    expect(manifest.counts.train).toMatchObject({
      examples: 30,
      byStatus: { approved: 30 },
      assistantMessages: { trained: 30, untrained: 0 },
      approvedBy: [{ account: 'local', examples: 30 }],
    })
    expect(read('manifest.json')).not.toMatch(/20\d\d-\d\d-\d\d|T\d\d:\d\d|\/tmp|localhost/)
  })

  test('leads from each line to its example', async () => {
    await store(chats(40))
    const { read } = await run({ trainShare: 0.75 })
    for (const side of ['train', 'test'] as const) {
      const lines = linesOf(read(`${side}.jsonl`))
      const sources = linesOf(read(`${side}.lines.jsonl`)).map((line) => JSON.parse(line))
      expect(sources.length).toBe(lines.length)
      for (const [i, source] of sources.entries()) {
        const row = await db().example.findUniqueOrThrow({
          where: { datasetId_number: { datasetId, number: source.example } },
        })
        expect(lines[i]).toBe(row.text)
        expect(source).toEqual({
          line: i + 1,
          example: row.number,
          revision: 1,
          status: 'approved',
          tags: [],
          approved: { revision: 1, by: 'local' },
        })
        expect(row.split).toBe(side)
      }
    }
  })

  test('gives the same bytes again, and the same sides in an empty dataset', async () => {
    await store(chats(60))
    const first = await run()
    const again = await run()
    const elsewhere = await makeDataset('고객지원')
    await store(chats(60).reverse(), {}, elsewhere)
    const other = await run({}, elsewhere)
    for (const name of readdirSync(first.folder)) expect(again.read(name)).toBe(first.read(name))
    const sorted = (text: string) => linesOf(text).sort()
    expect(sorted(other.read('test.jsonl'))).toEqual(sorted(first.read('test.jsonl')))
  })

  test('leaves out drafts, excluded and trashed ones; `all` takes the drafts', async () => {
    await store(chats(12))
    await store(chats(3, 100), { status: 'draft' })
    await store(chats(3, 200), { status: 'excluded' })
    await store(chats(3, 300))
    await db().example.updateMany({
      where: { datasetId, number: { gt: 18 } },
      data: { trashedAt: new Date() },
    })
    expect(await check()).toMatchObject({ total: 12, byStatus: { approved: 12 } })
    expect(await check({ status: 'all' })).toMatchObject({ total: 15, byStatus: { approved: 12, draft: 3 } })
    expect(await check({ status: 'all', q: 'in:all' })).toMatchObject({ total: 15 })
    expect(await check({ status: 'all', q: 'in:trash' })).toMatchObject({ total: 0 })
    expect(await check({ q: 'status:excluded' })).toMatchObject({ total: 0 })
    expect(await check({ q: 'number:<=5' })).toMatchObject({ total: 5 })
    await expect(check({ q: 'nonsense:1' })).rejects.toMatchObject({ code: 'invalid', reason: 'badQuery' })
  })
})

describe('a file of one kind', () => {
  const pairs = Array.from({ length: 20 }, (_, i) => preferenceLine(`Q ${i}`, `Good ${i}`, `Bad ${i}`))

  test('holds preference examples byte for byte, or chats, and says how many of the others are left out', async () => {
    await store([...pairs, ...chats(11)])
    const chatCheck = await check({ trainShare: 1 })
    expect(chatCheck).toMatchObject({ total: 11, blocked: false, errorCount: 0 })
    expect(chatCheck.problems).toEqual([
      expect.objectContaining({
        code: 'other-kind',
        severity: 'info',
        number: null,
        params: { count: 20, kind: 'chat' },
      }),
    ])
    const { row, read } = await run({ trainShare: 0.75, format: 'openai-preference' })
    expect(row).toMatchObject({ state: 'done', total: 20 })
    expect([...linesOf(read('train.jsonl')), ...linesOf(read('test.jsonl'))].sort()).toEqual(
      [...pairs].sort(),
    )
    expect(JSON.parse(read('manifest.json'))).toMatchObject({
      recipe: { format: 'openai-preference' },
      otherKind: 11,
      counts: { train: { examples: 15, assistantMessages: { trained: 15, untrained: 0 } } },
    })
  })

  test('of a dataset without that kind is empty, and the gate speaks', async () => {
    await store(pairs)
    const { problems, blocked } = await check({ trainShare: 1 })
    expect(blocked).toBe(true)
    expect(problems.map(({ code }) => code)).toEqual(['too-few-examples', 'other-kind'])
  })

  test('leaves out unknown keys and weights of preference lines when told to', async () => {
    const marked = pairs[0]!
      .replace('{"input": {', '{"id": 7, "input": {"note": 1.0, ')
      .replace('"content": "Good 0"', '"content": "Good 0", "weight": 0, "score": 5')
    await store([marked, ...pairs.slice(1)])
    const format = 'openai-preference' as const
    const before = await check({ trainShare: 1, format })
    expect(before.problems.map(({ code, params }) => params.key ?? code)).toEqual([
      'id',
      'input.note',
      'weight-in-preference',
      'score',
    ])
    const steps = ['leave-out-unknown-keys' as const]
    const { row, read } = await run({ trainShare: 1, format, steps })
    expect(row.problems).toEqual([])
    expect(linesOf(read('train.jsonl'))).toEqual(pairs)
  })

  test('twins of a pair stay on one side, and names tools in their input', async () => {
    const tools = '"tools": [{"type":"function","function":{"name":"f"}}]'
    const withTools = pairs.map((pair) => pair.replace('}]}, "preferred', `}], ${tools}}, "preferred`))
    await store([...withTools, ...withTools, ...pairs])
    const { problems } = await check({ trainShare: 0.5, format: 'openai-preference' })
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['mixed-tools', 'duplicate-lines']),
    )
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('the gate', () => {
  const untrained =
    '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello","weight":0}]}'

  test('blocks what a trainer would refuse, and nothing is written', async () => {
    await store([...chats(20), untrained])
    const { row, folder, id } = await run()
    expect(row.state).toBe('blocked')
    expect(row.problems).toContainEqual(
      expect.objectContaining({ code: 'nothing-trained', severity: 'error', number: 21 }),
    )
    expect(existsSync(folder)).toBe(false)
    expect(readdirSync(dataFolder('exports')).filter((name) => name.startsWith(id))).toEqual([])
    expect(await db().example.count({ where: { datasetId, split: { not: null } } })).toBe(0)
    expect((await db().dataset.findUniqueOrThrow({ where: { id: datasetId } })).splitRule).toBeNull()
    await expect(openExportFile(local, { datasetId, exportId: id }, 'all.zip')).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('asks for ten examples to train on; fewer to test on is a warning, none on purpose is fine', async () => {
    await store(chats(9))
    expect(await check({ trainShare: 1 })).toMatchObject({ blocked: true, errorCount: 1, problemCount: 1 })
    await store(chats(11, 50))
    expect(await check({ trainShare: 1 })).toMatchObject({ blocked: false, problemCount: 0 })
    const small = await check({ trainShare: 0.75 })
    expect(small).toMatchObject({ blocked: false, train: 15, test: 5 })
    expect(small.problems).toMatchObject([{ severity: 'warning', file: 'test', number: null }])
  })

  test('unknown keys are an error until the step leaves them out, and then only they go', async () => {
    const tagged = chat('x').replace('{"messages"', '{"id": 7, "messages"').replace('}]}', ', "name":"a"}]}')
    await store([...chats(20), tagged])
    const before = await check({ trainShare: 1 })
    expect(before.problems).toMatchObject([{ code: 'unknown-key', number: 21, params: { key: 'id' } }])
    expect(before.steps).toContainEqual({ step: 'leave-out-unknown-keys', lines: 1 })
    const steps = ['leave-out-unknown-keys' as const]
    expect(await check({ trainShare: 1, steps })).toMatchObject({ problemCount: 0, blocked: false })
    const { read } = await run({ trainShare: 1, steps })
    const lines = linesOf(read('train.jsonl'))
    expect(JSON.parse(lines[20]!)).toEqual({ messages: JSON.parse(tagged).messages })
    expect(lines.slice(0, 20)).toEqual(chats(20))
    expect(JSON.parse(read('manifest.json')).steps).toEqual([{ step: steps[0], lines: 1 }])
    const stored = await db().example.findFirstOrThrow({ where: { datasetId, number: 21 } })
    expect(stored.text).toBe(tagged)
  })

  test('one source on both sides blocks, with both examples named', async () => {
    await store(chats(40))
    await run({ trainShare: 0.5 })
    const of = (split: string) =>
      db().example.findFirstOrThrow({ where: { datasetId, split }, select: { id: true, number: true } })
    const [train, testing] = [await of('train'), await of('test')]
    await db().example.updateMany({
      where: { id: { in: [train.id, testing.id] } },
      data: { sourceKey: 'ticket 1' },
    })
    const { problems, blocked } = await check({ trainShare: 0.5 })
    expect(blocked).toBe(true)
    expect(problems.filter(({ code }) => code === 'straddles-split')).toMatchObject([
      { severity: 'error', params: { train: train.number, test: testing.number, by: 'source' } },
    ])
    const anew = await check({ trainShare: 0.5, reassign: true })
    expect(anew.problems.filter(({ code }) => code === 'straddles-split')).toEqual([])
  })
})

describe('sides', () => {
  const sidesOf = async () => {
    const rows = await db().example.findMany({ where: { datasetId }, select: { number: true, split: true } })
    return new Map(rows.map(({ number, split }) => [number, split]))
  }

  test('stay when examples are added and when the rule changes', async () => {
    await store(chats(40))
    await run({ trainShare: 0.5 })
    const before = await sidesOf()
    await store(chats(40, 100))
    const asked = await check({ trainShare: 0.9, seed: 8 })
    expect(asked.split).toMatchObject({ newly: 40, differs: true, rule: { trainShare: 0.5, seed: 7 } })
    expect(asked.split.wouldMove).toBeGreaterThan(0)
    await run({ trainShare: 0.9, seed: 8 })
    const after = await sidesOf()
    for (const [number, side] of before) expect(after.get(number)).toBe(side)
  })

  test('are drawn anew only when asked, with the number that moves', async () => {
    await store(chats(40))
    await store(chats(2, 90), { status: 'draft' })
    await run({ trainShare: 0.5, status: 'all' })
    const before = await sidesOf()
    const { split } = await check({ trainShare: 0.75 })
    await run({ trainShare: 0.75, reassign: true })
    const after = await sidesOf()
    const moved = [...before].filter(([n, side]) => n <= 40 && after.get(n) !== side)
    expect(moved.length).toBe(split.wouldMove)
    expect([...after].filter(([, side]) => side === 'test').length).toBe(10)
    expect([after.get(41), after.get(42)]).toEqual([null, null])
  })

  test('of one source are one, and duplicates too', async () => {
    for (let ticket = 0; ticket < 12; ticket++)
      await store(chats(3, ticket * 10), { sourceKey: `ticket ${ticket}` })
    await store([...chats(6), ...chats(6, 500)])
    await run({ trainShare: 0.5 })
    const rows = await db().example.findMany({ where: { datasetId } })
    for (const key of ['sourceKey', 'contentHash'] as const) {
      const sides = new Map<string, Set<string | null>>()
      for (const row of rows)
        if (row[key]) sides.set(row[key], (sides.get(row[key]) ?? new Set()).add(row.split))
      expect([...sides.values()].filter((set) => set.size > 1)).toEqual([])
    }
  })
})

describe('doors', () => {
  const start = (actor: Parameters<typeof startExport>[0], operationId = 'operation-a') =>
    startExport(actor, datasetId, { operationId, recipe: recipeOf() })

  test('refuse a stranger, and a role that is too small', async () => {
    await store(chats(20))
    const { id } = await run()
    const at = { datasetId, exportId: id }
    const doors = (actor: Parameters<typeof startExport>[0]) => [
      start(actor),
      cancelExport(actor, at, { operationId: 'operation-b' }),
      checkExport(actor, datasetId, recipeOf()),
      listExports(actor, datasetId),
      getExport(actor, at),
      openExportFile(actor, at, 'train.jsonl'),
      findExportLines(actor, at, { file: 'train', lines: [1] }),
      exportToFolder(actor, { datasetId, recipe: recipeOf(), outDir: join(home, 'out') }),
    ]
    const expectRefused = (actor: Parameters<typeof doors>[0], code: string) =>
      Promise.all(doors(actor).map((door) => expect(door).rejects.toMatchObject({ code })))
    const stranger = await makeUser()
    await expectRefused(stranger, 'not_found')
    const reviewer = await makeUser('reviewer', datasetId)
    await expectRefused(reviewer, 'forbidden')
  })

  test('lead from the lines of a file to their examples; lines that are not there are left out', async () => {
    await store(chats(40))
    const { id, read } = await run({ trainShare: 0.75 })
    const at = { datasetId, exportId: id }
    const sources = linesOf(read('test.lines.jsonl')).map((one) => JSON.parse(one))
    expect(await findExportLines(local, at, { file: 'test', lines: [2, 10, 11] })).toEqual({
      lines: [2, 10].map((line) => ({ line, example: sources[line - 1].example })),
    })
    const { id: whole } = await run({ trainShare: 1, q: 'split:train' })
    await expect(
      findExportLines(local, { datasetId, exportId: whole }, { file: 'test', lines: [1] }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test("another dataset's export is not there", async () => {
    await store(chats(20))
    const { id } = await run()
    const other = await makeDataset('Other')
    const lead = await makeUser('lead', other)
    await expect(getExport(lead, { datasetId: other, exportId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(openExportFile(lead, { datasetId: other, exportId: id }, 'all.zip')).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('the same operation twice is one export', async () => {
    await store(chats(20))
    const [first, second] = [await start(local), await start(local)]
    expect(second).toEqual(first)
    await startJob(first.id, 'exports', async () => {})
    expect(await listExports(local, datasetId)).toHaveLength(1)
  })

  test('a cancelled export leaves nothing behind', async () => {
    await store(chats(300))
    let letGo = () => {}
    const held = new Promise<void>((go) => {
      letGo = go
    })
    const before = startJob('before-it', 'exports', () => held)
    const { id } = await start(local)
    await cancelExport(local, { datasetId, exportId: id }, { operationId: 'operation-c' })
    letGo()
    await before
    await startJob(id, 'exports', async () => {})
    expect((await getExport(local, { datasetId, exportId: id })).state).toBe('cancelled')
    expect(readdirSync(dataFolder('exports'))).toEqual([])
    expect(await db().example.count({ where: { datasetId, split: { not: null } } })).toBe(0)
    expect(cancelJob(id)).toBe(false)
  })
})

describe('into a folder', () => {
  test('writes the same files as the studio keeps, again and again', async () => {
    await store(chats(40))
    const outDir = join(home, 'out')
    const manifest = await exportToFolder(local, { datasetId, recipe: recipeOf(), outDir })
    const { folder, read } = await run()
    for (const name of readdirSync(folder)) expect(readFileSync(join(outDir, name), 'utf8')).toBe(read(name))
    expect(manifest).toEqual(JSON.parse(read('manifest.json')))
    await exportToFolder(local, { datasetId, recipe: recipeOf({ trainShare: 1, reassign: true }), outDir })
    expect(readdirSync(outDir).sort()).toEqual(['manifest.json', 'train.jsonl', 'train.lines.jsonl'])
    expect(readdirSync(home)).toEqual(['out'])
  })

  test('writes nothing where the gate speaks', async () => {
    await store(chats(9))
    const outDir = join(home, 'out')
    await expect(exportToFolder(local, { datasetId, recipe: recipeOf(), outDir })).rejects.toMatchObject({
      reason: 'exportBlocked',
      details: { blocked: true },
    })
    expect(readdirSync(home)).toEqual([])
  })
})
