import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { finecut } from '@/lib/testing/command'
import { useStudio } from '@/lib/testing/studio'

// before the command is loaded: it speaks the language of the terminal
vi.hoisted(() => Object.assign(process.env, { LC_ALL: 'en' }))

useStudio({ once: true })
let home: string
const on = ['--dataset', 'Support']
const story = 'My parcel has not come yet, though the shop says that the courier left it at my door on Monday'
const asked = (n: number) =>
  n <= 2
    ? `${story}${'!'.repeat(n)}`
    : `Question ${n ** 3}: my order ${n * 7919} of the ${['lamp', 'chair', 'table', 'shelf', 'desk'][n % 5]} is ${n} days late now`

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'finecut-split-command-'))
  process.env.FINECUT_CWD = home
  const lines = Array.from({ length: 40 }, (_, i) =>
    JSON.stringify({
      messages: [
        { role: 'system', content: 'Answer briefly.' },
        { role: 'user', content: asked(i + 1) },
        { role: 'assistant', content: `Answer number ${i * i + 11}.` },
      ],
    }),
  )
  writeFileSync(join(home, 'lines.jsonl'), `${lines.join('\n')}\n`)
  expect((await finecut('import', 'lines.jsonl', ...on)).code).toBe(0)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, error } = await finecut(...args, ...on, '--json')
  expect({ code, error }).toEqual({ code: 0, error: '' })
  return JSON.parse(out) as Record<string, unknown>
}

test('dedupe finds clusters, and says by which threshold', async () => {
  expect(await json('dedupe')).toMatchObject({
    dataset: 'Support',
    state: 'done',
    threshold: 0.85,
    looked: 40,
    examples: 2,
    clusters: [{ numbers: [1, 2] }],
  })
  expect(await json('dedupe', '--threshold', '1')).toMatchObject({ threshold: 1, looked: 0, clusters: [] })
  const { code, out } = await finecut('dedupe', ...on, '--threshold', '0.85')
  expect([code, out]).toEqual([0, expect.stringMatching(/1 cluster of 2 examples.*\n {2}0\.9\d+ {2}#1 #2/)])
  const wrong = await finecut('dedupe', ...on, '--threshold', '0.2')
  expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining('0.5 … 1') })
})

test('split tells where examples stand, adopts split/2, and keeps sides after that', async () => {
  expect(await json('split')).toMatchObject({ rule: null, counts: { none: 40 } })
  const wrong = await finecut('split', ...on, '--adopt', 'split/1')
  expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining('split/2') })
  const adopted = await finecut('split', ...on, '--adopt', 'split/2', '--train', '0.75', '--seed', '11')
  expect(adopted).toMatchObject({ code: 0, error: '' })
  expect(adopted.out).toMatch(/^Adopted split\/2: 40 got their side\.\n/)
  const told = await json('split')
  expect(told).toMatchObject({
    rule: { rule: 'split/2', trainShare: 0.75, seed: 11, threshold: 0.85 },
    counts: { held: 0, none: 0 },
    held: [],
    pinned: 0,
  })
  const { counts } = told as { counts: { train: number; test: number } }
  expect(counts.train + counts.test).toBe(40)
  expect(Math.abs(counts.train - 30)).toBeLessThanOrEqual(1)
  expect(adopted.out).not.toContain('--anew')
  const same = await finecut('split', ...on, '--adopt', 'split/2')
  expect(same.out).toContain('40 examples keep the side that they had; --anew')
  const again = await json('split', '--adopt', 'split/2', '--train', '0.5')
  expect(again).toMatchObject({ rule: { trainShare: 0.5, seed: 11 }, counts })
  const bad = await finecut('split', ...on, '--adopt', 'split/2', '--train', '2')
  expect(bad).toMatchObject({ code: 2, error: expect.stringContaining('0 … 1') })
  const alone = await finecut('split', ...on, '--train', '0.5')
  expect(alone).toMatchObject({ code: 1, error: expect.stringContaining('--train does nothing without') })
})

test('cost tells tokens and money by model, and what instructions cost', async () => {
  const cost = (await json('cost', '--train', '0.5', '--epochs', '2')) as {
    lines: object
    bills: { model: string; epochs: number; billedTokens: number }[]
    policies: { policy: string; bills: { billedTokens: number }[] }[]
    instructions: object
  }
  expect(cost).toMatchObject({ dataset: 'Support', examples: 40, epochs: { chosen: 2 } })
  expect(cost.instructions).toMatchObject({ lines: 30, text: 'Answer briefly.' })
  const billed = (policy: string) =>
    cost.policies.find((one) => one.policy === policy)!.bills[0]!.billedTokens
  expect(billed('none')).toBeLessThan(billed('as-stored'))
  expect(cost.bills[0]!.billedTokens).toBe(billed('as-stored'))
  const none = (await json(
    'cost',
    '--train',
    '0.5',
    '--epochs',
    '2',
    '--instructions',
    'none',
  )) as typeof cost
  expect(none.bills[0]!.billedTokens).toBe(billed('none'))
  const { model } = cost.bills[0]!
  const { code, out } = await finecut('cost', ...on, '--model', model)
  expect(code).toBe(0)
  expect(out.match(/USD/g)).toHaveLength(5)
  expect((await finecut('cost', ...on, '--model', 'nonesuch')).error).toContain(model)
  expect(await finecut('cost', ...on, '--instructions', 'one')).toMatchObject({ code: 2 })
  expect((await finecut('cost', ...on, '--epochs', '99')).error).toContain('1 … 50')
})
