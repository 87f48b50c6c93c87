import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { exportToFolder } from './commands/export-to-folder'
import { checkExport } from './queries'
import { type ExportFormat, type RecipeInput, recipe } from './schema'

const real = process.env.FINECUT_REAL_DATA ?? '../shared/data'
if (!existsSync(real)) console.warn('real files: not run')

describe.skipIf(!existsSync(real))('real files', () => {
  useStudio()
  let home: string
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'finecut-real-'))
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  async function load(path: string) {
    const lines = readFileSync(join(real, path), 'utf8').split('\n').filter(Boolean)
    const datasetId = await makeDataset()
    await storeLines(datasetId, lines)
    const check = (input: RecipeInput) => checkExport(local, datasetId, recipe.parse(input))
    return { datasetId, lines, check }
  }

  test.each<[string, number, ExportFormat?]>([
    ['foundry-sft-gsm8k/chat_train.jsonl', 449],
    ['foundry-sft-toolcall/stock_toolcall_training.jsonl', 86],
    ['foundry-sft-toolcall/stock_toolcall_validation.jsonl', 10],
    ['llmcomp-birds/ft_old_audubon_birds.jsonl', 208],
    ['foundry-dpo-orca/validation.jsonl', 284, 'openai-preference'],
  ])('%s leaves byte for byte', async (path, count, format = 'openai-chat') => {
    const { datasetId, lines } = await load(path)
    expect(lines.length).toBe(count)
    const outDir = join(home, 'out')
    await exportToFolder(local, { datasetId, recipe: recipe.parse({ trainShare: 1, format }), outDir })
    expect(readFileSync(join(outDir, 'train.jsonl'), 'utf8')).toBe(lines.map((line) => `${line}\n`).join(''))
  })

  test.each<[string, ExportFormat, string[]]>([
    ...(
      ['openai-chat', 'azure', 'together', 'fireworks', 'mistral', 'bedrock-nova', 'gemini'] as const
    ).flatMap((format): [string, ExportFormat, string[]][] => [
      ['foundry-sft-gsm8k/chat_train.jsonl', format, []],
      ['llmcomp-birds/ft_old_audubon_birds.jsonl', format, []],
    ]),
    ['foundry-sft-toolcall/stock_toolcall_training.jsonl', 'azure', []],
    ['foundry-sft-toolcall/stock_toolcall_training.jsonl', 'fireworks', []],
    ['foundry-sft-toolcall/stock_toolcall_training.jsonl', 'gemini', []],
    ['foundry-sft-toolcall/stock_toolcall_training.jsonl', 'mistral', []],
    // these trainers take no tools, and each line has them
    ['foundry-sft-toolcall/stock_toolcall_training.jsonl', 'together', ['target-key']],
  ])('%s for %s', async (path, format, expected) => {
    const { check } = await load(path)
    const { problems } = await check({ trainShare: 1, format })
    const errors = problems.filter(({ severity }) => severity === 'error')
    expect([...new Set(errors.map(({ code }) => code))]).toEqual(expected)
  })

  test('the five lines of the toy file are too few to train on, whatever the share', async () => {
    const { datasetId, check } = await load('openai-cookbook/toy_chat_fine_tuning.jsonl')
    expect(await check({ trainShare: 1 })).toMatchObject({ total: 5, blocked: true })
    const recipeOf = recipe.parse({ trainShare: 1 })
    await expect(
      exportToFolder(local, { datasetId, recipe: recipeOf, outDir: join(home, 'out') }),
    ).rejects.toMatchObject({ reason: 'exportBlocked' })
    expect(readdirSync(home)).toEqual([])
  })

  test('the two pairs of twins among the birds stay together', async () => {
    const { check } = await load('llmcomp-birds/ft_old_audubon_birds.jsonl')
    for (let seed = 0; seed < 20; seed++) {
      const { problems, train, test: testing } = await check({ trainShare: 0.5, seed })
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(Math.abs(train - testing)).toBeLessThanOrEqual(2)
    }
  })
})
