import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { finecut } from '@/lib/testing/command'

// before the command is loaded: it speaks the language of the terminal
vi.hoisted(() => Object.assign(process.env, { LC_ALL: 'en' }))

let home: string
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'finecut-balance-command-'))
  Object.assign(process.env, { FINECUT_DATA_DIR: join(home, 'data'), FINECUT_CWD: home })
  const lines = Array.from({ length: 100 }, (_, i) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `Question ${i}` },
        { role: 'assistant', content: i < 60 ? `No ${i}` : `Yes ${i}` },
      ],
    }),
  )
  writeFileSync(join(home, 'lines.jsonl'), `${lines.join('\n')}\n`)
  await finecut('import', 'lines.jsonl', '--dataset', 'Support')
  await finecut('tag', '--dataset', 'Support', '--where=number:<=60', '--add', 'refusal')
  await finecut('tag', '--dataset', 'Support', '--where=number:>60', '--add', 'answer')
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

type Plan = { total: number; out: number; tags: { tag: string | null; before: number; after: number }[] }
async function balance(...args: string[]): Promise<Plan> {
  const { code, out, error } = await finecut('balance', '--dataset', 'Support', ...args, '--json')
  expect({ code, error }).toEqual({ code: 0, error: '' })
  return JSON.parse(out) as Plan
}
const rowOf = (plan: Plan, name: string) => plan.tags.find(({ tag }) => tag === name)

test('a plan tells of each tag what to leave out, repeat or write', async () => {
  const down = await balance('--target', 'refusal=0.2')
  expect(down).toMatchObject({ dataset: 'Support', total: 100, out: 50, leftOut: 50, repeats: 0, write: 0 })
  expect(rowOf(down, 'refusal')).toMatchObject({
    group: 'outcome',
    before: 60,
    after: 10,
    leaveOut: 50,
    repeat: 0,
    write: 0,
    state: 'within',
  })
  const up = await balance('--target', 'outcome/answer=0.5-0.6', '--mode', 'up')
  expect(rowOf(up, 'answer')).toMatchObject({ before: 40, after: 60, repeat: 20 })
  const mix = await balance('--target=refusal=0.2,clarification=0.1', '--mode', 'mix', '--by', 'turns')
  expect(rowOf(mix, 'clarification')).toMatchObject({ before: 0, state: 'within' })
})

test('the same is told in words, and an export does it', async () => {
  const told = await finecut('balance', '--dataset', 'Support', '--target', 'refusal=0.2')
  expect(told.out).toContain('Support: 50 of 100 examples go out, 45 lines to train, 5 to test.')
  expect(told.out).toContain('reached  outcome/refusal: 60 → 10 (20 %), leave out 50, repeat 0, write 0')
  const exported = await finecut(
    'export',
    '--dataset',
    'Support',
    '--status',
    'all',
    '--out',
    'out',
    '--balance',
    'down',
    '--target',
    'refusal=0.2',
  )
  expect(exported).toMatchObject({ code: 0, error: '' })
  expect(exported.out).toContain('By the plan 50 examples were left out')
  const train = readFileSync(join(home, 'out', 'train.jsonl'), 'utf8')
  expect(train.split('\n').slice(0, -1)).toHaveLength(45)
})

test('words tell of every tag that is to be repeated or written, and of no target', async () => {
  const on = ['--dataset', 'Support']
  const write = await finecut('balance', ...on, '--target', 'refusal=0.2', '--mode', 'write')
  expect(write.out).toContain(
    'without target  outcome/answer: 40 → 240 (80 %), leave out 0, repeat 0, write 200',
  )
  expect(write.out).toContain('once 200 new examples are written')
  expect((await finecut('balance', ...on)).out).toContain('No tag has a target')
})

test('a part of a plan without the plan is refused, and writes nothing', async () => {
  const on = ['--dataset', 'Support', '--status', 'all']
  for (const part of [
    ['--target', 'refusal=0.2'],
    ['--by', 'tokens'],
    ['--max-copies', '4'],
  ]) {
    const wrong = await finecut('export', ...on, '--out', 'never', ...part)
    expect(wrong).toMatchObject({ code: 1, error: expect.stringContaining('without --balance down') })
  }
  const text = await finecut('export', ...on, '--out', 'never', '--text', 'Be brief.')
  expect(text).toMatchObject({ code: 1, error: expect.stringContaining('without --instructions one') })
  expect(existsSync(join(home, 'never'))).toBe(false)
})

test('a version takes a plan, and what a query finds', async () => {
  const on = ['--dataset', 'Support', '--status', 'all']
  const plan = ['--balance', 'down', '--target', 'refusal=0.2']
  const made = await finecut('version', 'create', ...on, '--name', 'even', ...plan)
  expect(made.out).toBe('Support: version even holds 45 train and 5 test examples.\n')
  const some = await finecut('version', 'create', ...on, '--name', 'some', '--where=tag:answer')
  expect(some.out).toMatch(/version some holds 3\d train and \d test examples/)
  const lone = await finecut('version', 'create', ...on, '--name', 'lone', '--target', 'refusal=0.2')
  expect(lone).toMatchObject({ code: 1, error: expect.stringContaining('without --balance down') })
  const found = await finecut('export', ...on, '--out', 'found', '--where=tag:answer', '--json')
  expect(JSON.parse(found.out)).toMatchObject({ recipe: { q: 'tag:answer' } })
})

test('what goes out as Parquet, Axolotl or LLaMA-Factory v1 comes back with its weights and tools', async () => {
  const call = { id: 'a1b2c3d4e', type: 'function', function: { name: 'f', arguments: '{"at":"서울"}' } }
  const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }]
  const user = { role: 'user', content: 'Hi,\n"you"' }
  const lines = Array.from({ length: 12 }, (_, i) => ({
    messages:
      i % 2 === 0
        ? [
            user,
            { role: 'assistant', content: `a${i}`, weight: 0 },
            user,
            { role: 'assistant', content: 'b' },
          ]
        : [
            user,
            { role: 'assistant', content: null, tool_calls: [call] },
            { role: 'tool', content: '21', tool_call_id: call.id },
            { role: 'assistant', content: `c${i}` },
          ],
    ...(i % 2 === 0 ? {} : { tools }),
  }))
  writeFileSync(join(home, 'whole.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  await finecut('import', 'whole.jsonl', '--dataset', 'Whole')
  const all = ['--status', 'all', '--train', '1']
  for (const [format, file] of [
    ['parquet', 'train.parquet'],
    ['axolotl', 'train.jsonl'],
    ['llama-factory-v1', 'train.jsonl'],
  ] as const) {
    const out = await finecut('export', '--dataset', 'Whole', ...all, '--out', format, '--format', format)
    expect(out, format).toMatchObject({ code: 0 })
    const back = ['--dataset', `Back ${format}`]
    expect(await finecut('import', `${format}/${file}`, ...back), format).toMatchObject({ code: 0 })
    const again = await finecut('export', ...back, ...all, '--out', `back-${format}`)
    expect(again, format).toMatchObject({ code: 0, error: '' })
    const found = readFileSync(join(home, `back-${format}`, 'train.jsonl'), 'utf8')
    // LLaMA-Factory knows no ids of calls
    const ids = format === 'llama-factory-v1' ? found.replaceAll('call_1', call.id) : found
    const read = ids
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(read, format).toEqual(lines)
  }
})

test('what can’t be meant is refused, with what could be', async () => {
  const failing = async (...args: string[]) => finecut('balance', '--dataset', 'Support', ...args)
  expect((await failing('--mode', 'sideways')).error).toContain('--mode takes: down, up, write, mix')
  expect((await failing('--target', 'refusal=2')).error).toContain('--target takes: refusal=0.05')
  expect((await failing('--target', 'nothing=0.1')).error).toContain('There is no tag “nothing”.')
})
