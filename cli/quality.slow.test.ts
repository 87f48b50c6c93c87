import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDb, db } from '@/lib/db/client'
import { saveExample } from '@/lib/examples/commands/save-example'
import { newOperationId } from '@/lib/result/operation-id'
import { createTagGroup } from '@/lib/tags/commands/tag-groups'
import { createTag } from '@/lib/tags/commands/tags'
import { finecut } from '@/lib/testing/command'
import { local } from '@/lib/testing/studio'

// before the command is loaded: it speaks the language of the terminal
vi.hoisted(() => Object.assign(process.env, { LC_ALL: 'en' }))

let home: string
let datasetId: string
const once = () => ({ operationId: newOperationId() })
const lines = ['Where is my parcel?', 'Can I pay by card?', 'What is this fee?'].map((question) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: 'It is on its way.' },
    ],
  }),
)
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'finecut-quality-command-'))
  Object.assign(process.env, { FINECUT_DATA_DIR: join(home, 'data'), FINECUT_CWD: home })
  writeFileSync(join(home, 'lines.jsonl'), `${lines.join('\n')}\n`)
  await finecut('import', 'lines.jsonl', '--dataset', 'Support')
  datasetId = (await db().dataset.findFirstOrThrow()).id
  await closeDb()
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const about = (verb: string[], ...args: string[]) => finecut(...verb, '--dataset', 'Support', ...args)
const json = async (verb: string[], ...args: string[]) => {
  const { code, out, error } = await about(verb, ...args, '--json')
  expect(error).toBe('')
  return { code, rows: out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])) }
}
/** Does something beside the command, which wants the studio for itself. */
async function beside(act: () => Promise<unknown>): Promise<void> {
  await act()
  await closeDb()
}

test('weakspot add records, once for one title, and adds a failing prompt', async () => {
  const spot = (...args: string[]) => json(['weakspot', 'add'], '--title', 'Invents dates', ...args)
  const first = await spot('--must', 'That we do not know it.')
  expect(first).toMatchObject({ code: 0, rows: [{ added: 0, rejected: [] }] })
  const second = await spot('--prompt', 'When does it come?', '--bad', 'On Monday.')
  expect(second.rows).toEqual([{ id: first.rows[0].id, added: 1, known: 0, rejected: [] }])
  expect((await about(['weakspot', 'add'])).error).toContain('--title')
  expect((await about(['weakspot', 'add'], '--title', 'x', '--prompt', 'y')).error).toContain('--bad')
  expect((await about(['weakspot', 'add'], '--title', 'x', '--bad', 'y')).error).toContain('--prompt')
  expect((await about(['weakspot', 'drop'])).code).toBe(2)
})

test('weakspot import takes what it can, names the rest and says so by its exit code', async () => {
  const failing = ['{"prompt":"And mine?","bad_answer":"Tomorrow."}', '', 'not a line', '{"prompt":"Hm?"}']
  writeFileSync(join(home, 'failing.jsonl'), failing.join('\r\n'))
  const asked = ['--title', 'Invents dates', '--file', 'failing.jsonl']
  expect(await json(['weakspot', 'import'], ...asked)).toMatchObject({
    code: 1,
    rows: [
      {
        added: 1,
        rejected: [
          { line: 3, reason: 'notJson' },
          { line: 4, reason: 'noAnswer' },
        ],
      },
    ],
  })
  expect((await about(['weakspot', 'import'], '--title', 'x')).error).toContain('--file')
})

test('weakspot list tells what stands against each, one a line', async () => {
  const { code, rows } = await json(['weakspot', 'list'])
  expect(code).toBe(0)
  expect(rows).toMatchObject([{ title: 'Invents dates', prompts: 2, begun: 0, examples: [] }])
  expect((await about(['weakspot', 'list'])).out).toContain(
    'Invents dates  0 of 2 prompts begun, 0 good examples',
  )
})

test('coverage says what is missing, cell by cell', async () => {
  expect((await about(['coverage'])).out).toContain('no tag groups for edge cases and topics')
  await beside(async () => {
    const { id: groupId } = await createTagGroup(local, datasetId, {
      ...once(),
      name: 'topic',
      kind: 'exclusive',
    })
    await createTag(local, datasetId, { ...once(), groupId, name: 'parcels' })
  })
  for (const tag of ['ambiguous', 'parcels']) await about(['tag'], '--where=number:1', '--add', tag)
  const { code, rows } = await json(['coverage'])
  expect(code).toBe(0)
  expect(rows).toMatchObject([{ dataset: 'Support', kinds: 'edge case', topics: 'topic', missing: 19 }])
  expect(rows[0].cells).toContainEqual({
    kind: 'ambiguous',
    topic: 'parcels',
    count: 1,
    target: 5,
    missing: 4,
  })
  const { out } = await about(['coverage'])
  expect(out).toContain('Support: 0 of 4 cells reach their target, 19 examples are missing')
  expect(out).toContain('  ambiguous × parcels: 1/5')
  expect((await json(['coverage'], '--where=status:approved')).rows).toMatchObject([{ missing: 20 }])
  expect((await finecut('coverage', '--dataset', 'Nowhere')).code).toBe(1)
})

test('pairs make makes each pair once', async () => {
  await beside(() =>
    saveExample(
      local,
      { datasetId, number: 2 },
      {
        ...once(),
        revision: 1,
        edits: [
          {
            type: 'set-alternative',
            alternativeId: 'worse',
            messageId: 'm2',
            from: null,
            to: { text: 'Cash only, I guess.', origin: 'typed' },
          },
          { type: 'set-status', from: 'draft', to: 'approved' },
        ],
      },
    ),
  )
  const would = await json(['pairs', 'make'], '--dry-run')
  expect(would).toMatchObject({ code: 0, rows: [{ dataset: 'Support', count: 1, there: 0, made: [] }] })
  expect((await about(['stats'])).out).toContain('3 examples')
  const { rows } = await json(['pairs', 'make'])
  expect(rows).toMatchObject([{ count: 1, there: 0, made: [4] }])
  expect((await json(['pairs', 'make'])).rows).toMatchObject([{ count: 0, there: 1, made: [] }])
  expect((await about(['pairs', 'make'], '--where=number:1')).out).toContain('0 pairs made')
  expect((await about(['pairs', 'undo'])).code).toBe(2)
})
