import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { afterAll, describe, expect, it } from 'vitest'
import type { Conversation } from '@/lib/conversations/schema'
import { countManyMessages, countMessages, countTokensOf, stopCounting } from './count'
import { createKnownCounts } from './known-counts'

afterAll(stopCounting)

describe('countTokensOf', () => {
  it('answers in order, repeated and empty texts too', async () => {
    const texts = ['환불되나요?', '', 'Hello there', '환불되나요?', '<|endoftext|>', '\ud800']
    const expected = texts.map((text) => countTokens(text, { disallowedSpecial: new Set() }))
    expect(await countTokensOf(texts)).toEqual(expected)
    expect(await countTokensOf(texts, { background: true })).toEqual(expected)
  })

  it('comes to an end on a 10 MB word', async () => {
    const [count] = await countTokensOf(['가'.repeat(3_300_000)])
    expect(count).toBeGreaterThan(100_000)
  })

  it('lets a save overtake an import', async () => {
    const word = (i: number) => `${i} refund 환불 `
    const long = Array.from({ length: 60_000 }, (_, i) => word(i)).join('')
    let importDone = false
    const behind = countTokensOf([long], { background: true }).then(() => {
      importDone = true
    })
    await countTokensOf(['a text nobody counted before'])
    expect(importDone).toBe(false)
    await behind
  })
})

describe('countMessages', () => {
  const conversation: Conversation = {
    messages: [
      { role: 'system', content: 'Answer in one line.' },
      {
        role: 'user',
        content: [{ type: 'text', text: 'What is' }, { type: 'image_url' }, { type: 'text', text: 'this?' }],
      },
      { role: 'assistant', content: null, tool_calls: [{ function: { arguments: '{"city":"Seoul"}' } }] },
      { role: 'assistant' },
    ],
  }

  it('counts content text only', async () => {
    expect(await countMessages(conversation)).toEqual([5, 4, 0, 0])
    expect(await countManyMessages([conversation, conversation])).toEqual([
      [5, 4, 0, 0],
      [5, 4, 0, 0],
    ])
  })

  const real = process.env.FINECUT_REAL_DATA ?? '../shared/data'
  if (!existsSync(real)) console.warn('real files: not run')
  it.runIf(existsSync(real)).each([
    ['openai-cookbook/toy_chat_fine_tuning.jsonl', 8_142],
    ['foundry-sft-gsm8k/chat_train.jsonl', 77_591],
    ['foundry-sft-gsm8k/chat_validation.jsonl', 8_317],
    ['foundry-sft-toolcall/stock_toolcall_training.jsonl', 5_104],
    ['llmcomp-birds/ft_old_audubon_birds.jsonl', 1_957],
  ])('agrees with the independent count of %s', async (file, tokens) => {
    const lines = readFileSync(join(real, file), 'utf8').split('\n').filter(Boolean)
    const counts = await countManyMessages(lines.map((line) => JSON.parse(line)))
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(tokens)
  })
})

describe('createKnownCounts', () => {
  it('forgets what was unused for longest, and stays bounded', () => {
    const known = createKnownCounts()
    known.set('system prompt', 7)
    for (let i = 0; i < 10_000; i++) {
      known.set(`text ${i}`, 1)
      known.get('system prompt')
    }
    expect(known.get('system prompt')).toBe(7)
    expect(known.get('text 9999')).toBe(1)
    expect(known.get('text 0')).toBeUndefined()
    known.set('x'.repeat(30_000), 9)
    expect(known.get('x'.repeat(30_000))).toBeUndefined()
  })
})
