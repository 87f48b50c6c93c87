import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { targetOf } from '@/lib/conversations/targets'
import { engine } from '@/lib/db/engine'
import { runImportFile } from '@/lib/imports/commands/run-import-file'
import { validateFile } from '@/lib/jobs/validate-file'
import { figure } from '@/lib/testing/figure'
import { share } from '@/lib/testing/share'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { exportToFolder } from './commands/export-to-folder'
import { checkExport } from './queries'
import { recipe, recipeSteps } from './schema'

const real = process.env.FINECUT_REAL_DATA ?? '../shared/data'

// Every real file that holds ten or more complete supervised conversations, as lib/imports/real-files.test.ts counts them.
const files = [
  'foundry-sft-gsm8k/chat_train.jsonl',
  'foundry-sft-gsm8k/chat_validation.jsonl',
  'foundry-sft-toolcall/stock_toolcall_training.jsonl',
  'foundry-sft-toolcall/stock_toolcall_validation.jsonl',
  'llmcomp-birds/ft_old_audubon_birds.jsonl',
  'llamafactory-demo/glaive_toolcall_en_demo.json',
  'llamafactory-demo/identity.json',
  'fastchat/data__dummy_conversation.json',
  'alpaca-seed/seed_tasks.jsonl',
  'ko-chatbot-songys/ChatbotData.csv',
  'ko-safety-naver/data__SQuARe__response_test_ood.json',
  'chatterbot-yaml/chatterbot_corpus__data__korean__science.yml',
  'chatterbot-yaml/chatterbot_corpus__data__korean__conversations.yml',
]
const formats = ['openai-chat', 'azure', 'together', 'fireworks', 'mistral', 'bedrock-nova'] as const
type Reported = Partial<Record<(typeof formats)[number], string[]>>
// neither takes tools, and a call of one is an answer without words
const noTools = { together: ['target-key'], 'bedrock-nova': ['empty-text', 'not-carried', 'target-key'] }
/** The others are reported: what in them a provider has no place for. */
const reported: Record<string, Reported> = {
  'foundry-sft-toolcall/stock_toolcall_training.jsonl': noTools,
  'foundry-sft-toolcall/stock_toolcall_validation.jsonl': noTools,
  'llamafactory-demo/glaive_toolcall_en_demo.json': {
    together: ['target-key', 'target-role'],
    'bedrock-nova': ['empty-text', 'not-carried', 'target-key', 'target-role'],
  },
  'alpaca-seed/seed_tasks.jsonl': { 'bedrock-nova': ['reserved-word'] },
}

describe.skipIf(!existsSync(real) || engine !== 'sqlite')('every real file for every provider', () => {
  useStudio()
  let home: string
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'finecut-real-'))
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  test.each(files)('%s', async (file) => {
    const datasetId = await makeDataset()
    await runImportFile(local, { datasetId, path: join(real, file), onError: 'skip-line' })
    const found: Reported = {}
    const isLarge = file.endsWith('.csv')
    for (const format of isLarge ? share(formats.slice(0, 1), [...formats]) : formats) {
      const asked = recipe.parse({ format, status: 'all', trainShare: 1, steps: [...recipeSteps] })
      const { problems, blocked } = await checkExport(local, datasetId, asked)
      const errors = problems.filter(({ severity }) => severity === 'error')
      expect(blocked).toBe(errors.length > 0)
      if (blocked) {
        found[format] = [...new Set(errors.map(({ code }) => code))].sort()
        continue
      }
      const outDir = join(home, format)
      await exportToFolder(local, { datasetId, recipe: asked, outDir })
      const target = format === 'openai-chat' ? 'openai' : format
      const { broken, lines } = await validateFile(join(outDir, 'train.jsonl'), undefined, targetOf(target))
      expect(broken.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(lines).toBeGreaterThanOrEqual(10)
    }
    figure('F', `${file} for each provider`, JSON.stringify(found))
    expect(found).toEqual(reported[file] ?? {})
  })
})
