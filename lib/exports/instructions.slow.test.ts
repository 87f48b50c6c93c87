import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { exportToFolder } from './commands/export-to-folder'
import { checkExport } from './queries'
import { type RecipeInput, recipe } from './schema'

useStudio()

const bare =
  '{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Yo"}], "tools": []}'
const told =
  '{"messages":[{"role":"system","content":"Old"},{"role":"user","content":"Hi 2"},{"role":"assistant","content":"No","weight":0},{"role":"user","content":"And?"},{"role":"assistant","content":"Yes"}]}'
const more = Array.from(
  { length: 10 },
  (_, i) =>
    `{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Q ${i}"},{"role":"assistant","content":"A"}]}`,
)

let home: string
let dataset: Awaited<ReturnType<typeof makeTaggedDataset>>
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'finecut-instructions-'))
  dataset = await makeTaggedDataset()
  await storeLines(dataset.id, [bare, told, ...more])
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

async function write(input: RecipeInput) {
  const whole = recipe.parse({ trainShare: 1, ...input })
  const manifest = await exportToFolder(local, {
    datasetId: dataset.id,
    recipe: whole,
    outDir: join(home, 'out'),
  })
  const linesOf = (name: string) =>
    readFileSync(join(home, 'out', name), 'utf8')
      .split('\n')
      .slice(0, -1)
  return { manifest, linesOf }
}

test('as stored, every line leaves byte for byte and no step is named', async () => {
  const { manifest, linesOf } = await write({})
  expect(linesOf('train.jsonl')).toEqual([bare, told, ...more])
  expect(manifest.recipe).not.toHaveProperty('instructions')
  expect(manifest).not.toHaveProperty('instructedLines')
})

test('one for every example changes only the lines that say something else, and says how many', async () => {
  const instructions = { policy: 'one', text: 'Be brief.' } as const
  const check = await checkExport(local, dataset.id, recipe.parse({ trainShare: 1, instructions }))
  expect(check.instructed).toBe(2)
  const { manifest, linesOf } = await write({ instructions })
  const lines = linesOf('train.jsonl')
  expect(lines.slice(2)).toEqual(more)
  expect(lines[0]).toBe(bare.replace('[', '[{"role": "system", "content": "Be brief."}, '))
  expect(lines[1]).toBe(told.replace('Old', 'Be brief.'))
  expect(manifest).toMatchObject({ instructedLines: 2, recipe: { instructions } })
})

test('none, and one for each tag', async () => {
  const none = await write({ instructions: { policy: 'none' } })
  expect(none.manifest.instructedLines).toBe(11)
  expect(none.linesOf('train.jsonl').join('')).not.toContain('system')
  expect(none.linesOf('train.jsonl')[0]).toBe(bare)
  const { id } = await db().example.findFirstOrThrow({ where: { number: 2 }, select: { id: true } })
  await db().exampleTag.create({ data: { exampleId: id, tagId: dataset.tag('outcome/refusal') } })
  const each = await write({
    instructions: {
      policy: 'per-tag',
      group: dataset.group('outcome'),
      texts: [{ tag: dataset.tag('outcome/refusal'), text: 'Say no kindly.' }],
      other: 'Be brief.',
    },
  })
  expect(each.linesOf('train.jsonl')[1]).toContain('Say no kindly.')
  expect(each.linesOf('train.jsonl')[0]).toContain('Be brief.')
  expect(each.manifest.instructedLines).toBe(2)
  expect(each.manifest.recipe.instructions).toMatchObject({ group: 'outcome', texts: [{ tag: 'refusal' }] })
})

test('in a format with a line for each turn, a line still leads to the turn as it is stored', async () => {
  const { linesOf } = await write({ format: 'trl-prompt-completion', instructions: { policy: 'none' } })
  const sources = linesOf('train.lines.jsonl').map((line) => JSON.parse(line))
  const at = sources.findIndex(({ example }) => example === 2)
  expect(JSON.parse(linesOf('train.jsonl')[at]!).prompt[0]).toEqual({ role: 'user', content: 'Hi 2' })
  if (sources[at].turn !== undefined) expect(sources[at].turn).toBe(4)
})
