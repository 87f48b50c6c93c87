import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import type { Mapping } from '@/lib/formats/schema'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { runImportFile } from './commands/run-import-file'
import { listRejections } from './queries/imports'

const real = process.env.FINECUT_REAL_DATA ?? '../shared/data'
const there = existsSync(real)
if (!there) console.warn('real files: not run')

type Figures = {
  format: string
  stored: number
  /** Messages of the shortest, the middle and the longest conversation. */
  turns?: [number, number, number]
  more?: {
    turns?: number
    assistantTurns?: number
    tokens?: number
    longest?: number
    kind?: string
    trainedTurns?: number
  }
  rejected?: [code: string, times: number]
}
// counts are those of the folder's README, taken independently of the product
const files: Record<string, Figures> = {
  'openai-cookbook/toy_chat_fine_tuning.jsonl': {
    format: 'openai-chat',
    stored: 5,
    turns: [2, 3, 9],
    more: { turns: 19, assistantTurns: 8, tokens: 8_142, longest: 8_016 },
  },
  'foundry-sft-gsm8k/chat_train.jsonl': {
    format: 'openai-chat',
    stored: 449,
    turns: [3, 3, 3],
    more: { turns: 1_347, assistantTurns: 449, tokens: 77_591, longest: 447 },
  },
  'foundry-sft-gsm8k/chat_validation.jsonl': {
    format: 'openai-chat',
    stored: 50,
    turns: [3, 3, 3],
    more: { turns: 150, assistantTurns: 50, tokens: 8_317, longest: 295 },
  },
  'foundry-sft-toolcall/stock_toolcall_training.jsonl': {
    format: 'openai-chat',
    stored: 86,
    turns: [3, 3, 3],
    more: { turns: 258, assistantTurns: 86, tokens: 5_104, longest: 101 },
  },
  'foundry-sft-toolcall/stock_toolcall_validation.jsonl': {
    format: 'openai-chat',
    stored: 10,
    turns: [3, 3, 3],
  },
  'foundry-dpo-orca/validation.jsonl': {
    format: 'openai-preference',
    stored: 284,
    turns: [4, 4, 4],
    more: { kind: 'preference' },
  },
  'foundry-rft/Demos__RFT_Countdown__data__countdown_train_100.jsonl': {
    format: 'reinforcement',
    stored: 0,
    rejected: ['reinforcement', 100],
  },
  'foundry-rft/Demos__RFT_Countdown__data__countdown_valid_50.jsonl': {
    format: 'reinforcement',
    stored: 0,
    rejected: ['reinforcement', 50],
  },
  'foundry-rft/Demos__Agentic_RFT_PrivatePreview__RFT_ToolCall__data__train_tool.jsonl': {
    format: 'reinforcement',
    stored: 0,
    rejected: ['reinforcement', 10],
  },
  'llmcomp-birds/ft_old_audubon_birds.jsonl': {
    format: 'openai-chat',
    stored: 208,
    turns: [2, 2, 2],
    more: { turns: 416, assistantTurns: 208, tokens: 1_957, longest: 15 },
  },
  'functionary-tests/test_case_v2.json': {
    format: 'openai-chat',
    stored: 1,
    turns: [17, 17, 17],
    more: { assistantTurns: 8, trainedTurns: 7 },
  },
  'llamafactory-demo/glaive_toolcall_en_demo.json': { format: 'sharegpt', stored: 300, turns: [2, 6, 14] },
  'llamafactory-demo/identity.json': { format: 'alpaca', stored: 91, turns: [2, 2, 2] },
  'llamafactory-demo/mllm_demo.json': { format: 'openai-chat', stored: 6, turns: [4, 4, 4] },
  'llamafactory-demo/dataset_info.json': { format: 'registry', stored: 0, rejected: ['registry', 1] },
  'fastchat/data__dummy_conversation.json': { format: 'sharegpt', stored: 500, turns: [2, 4, 6] },
  'fastchat/fastchat__llm_judge__data__mt_bench__question.jsonl': {
    format: 'prompts',
    stored: 80,
    turns: [2, 2, 2],
    more: { assistantTurns: 0 },
  },
  'alpaca-seed/seed_tasks.jsonl': { format: 'alpaca', stored: 175, turns: [2, 2, 2] },
  'axolotl-fixtures/conversation.json': { format: 'sharegpt', stored: 1, turns: [12, 12, 12] },
  'axolotl-fixtures/conversation.missingturns.json': { format: 'sharegpt', stored: 1, turns: [12, 12, 12] },
  'axolotl-fixtures/alpaca.json': { format: 'alpaca', stored: 2, turns: [2, 2, 2] },
  'abcd-sample/abcd_sample.json': { format: 'speaker-pairs', stored: 3, turns: [21, 22, 29] },
  'bfcl/BFCL_v4_live_simple.json': { format: 'function-questions', stored: 258, turns: [1, 1, 2] },
  'xstest/xstest_prompts.csv': { format: 'table-pair', stored: 450, turns: [1, 1, 1] },
  'ko-chatbot-songys/ChatbotData.csv': { format: 'table-pair', stored: 11_823, turns: [2, 2, 2] },
  'ko-safety-naver/data__SQuARe__response_test_ood.json': {
    format: 'prompt-completion',
    stored: 480,
    turns: [2, 2, 2],
  },
  'chatterbot-yaml/chatterbot_corpus__data__korean__science.yml': { format: 'turn-list', stored: 28 },
  'chatterbot-yaml/chatterbot_corpus__data__korean__conversations.yml': { format: 'turn-list', stored: 21 },
}

// How a file is read does not differ by engine: on PostgreSQL the first of each format is stored and counted.
const formats = new Set<string>()
const imported = Object.entries(files).filter(
  ([, { format }]) => engine === 'sqlite' || (!formats.has(format) && formats.add(format)),
)

describe('real files', () => {
  useStudio()

  it.runIf(there)('every data file of the folder is named here', () => {
    const found = readdirSync(real, { recursive: true, encoding: 'utf8' })
    const data = found.filter((path) => /\.(jsonl?|csv|ya?ml)$/.test(path))
    expect(data.sort()).toEqual(Object.keys(files).sort())
  })

  it.runIf(there).each(imported)('%s', { timeout: 60_000 }, async (file, figures) => {
    const { format, stored, turns, more = {}, rejected } = figures
    const datasetId = await makeDataset()
    const row = await runImportFile(local, { datasetId, path: join(real, file), onError: 'skip-line' })
    expect(row).toMatchObject({ state: 'done', format, stored, skipped: 0, rejected: rejected?.[1] ?? 0 })
    expect(row.lines).toBe(stored + row.rejected)
    expect([row.bytes, row.size]).toEqual([row.size, readFileSync(join(real, file)).length])
    const { rejections } = await listRejections(local, { datasetId, importId: row.id })
    expect([...new Set(rejections.map(({ code }) => code))]).toEqual(rejected ? [rejected[0]] : [])
    const rows = await db().example.findMany({ where: { datasetId }, orderBy: { number: 'asc' } })
    const counts = rows.map((example) => example.turns).sort((a, b) => a - b)
    if (turns) expect([counts[0], counts[Math.floor((counts.length - 1) / 2)], counts.at(-1)]).toEqual(turns)
    const sum = (key: 'turns' | 'assistantTurns' | 'tokens' | 'trainedTurns') =>
      rows.reduce((total, example) => total + example[key], 0)
    const { kind, longest, ...sums } = more
    if (longest) expect(Math.max(...rows.map(({ tokens }) => tokens))).toBe(longest)
    for (const [key, value] of Object.entries(sums))
      expect([key, sum(key as keyof typeof sums)]).toEqual([key, value])
    if (kind) expect([...new Set(rows.map((example) => example.kind))]).toEqual([kind])
    if (!file.endsWith('.jsonl') || !format.startsWith('openai')) return
    // lines that OpenAI reads already come in byte for byte
    const sent = readFileSync(join(real, file), 'utf8')
      .split('\n')
      .filter((text) => text.trim() !== '')
    expect(rows.map(({ text }) => text)).toEqual(sent.map((text) => text.trim()))
  })

  it.runIf(there && engine === 'sqlite')(
    'columns of real tables become tags as often as they stand there',
    async () => {
      const counts = async (file: string, mapping: Mapping) => {
        const datasetId = await makeDataset()
        const request = { datasetId, path: join(real, file), onError: 'abort' as const }
        expect(await runImportFile(local, { ...request, options: { mapping } })).toMatchObject({
          state: 'done',
        })
        const tags = await db().tag.findMany({
          where: { datasetId },
          select: { name: true, _count: { select: { examples: true } } },
        })
        return Object.fromEntries(tags.map(({ name, _count }) => [name, _count.examples]))
      }
      const prompts = { mode: 'pair', user: 'prompt', tags: { column: 'type' } } as const
      const types = await counts('xstest/xstest_prompts.csv', prompts)
      expect(Object.values(types)).toEqual(Array(18).fill(25))
      const answers = {
        mode: 'pair',
        user: 'question',
        assistant: 'response',
        tags: { column: 'acceptable?' },
      } as const
      expect(await counts('ko-safety-naver/data__SQuARe__response_test_ood.json', answers)).toEqual({
        0: 265,
        1: 215,
      })
    },
  )
})
