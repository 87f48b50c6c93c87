import { describe, expect, test } from 'vitest'
import { defaultEpochs } from './epochs'
import models from './models.json'
import { modelRows } from './schema'
import { billFor, type Size, tokensOf } from './sizes'

const size = (part: Partial<Size> = {}): Size => ({
  number: 1,
  tokens: 100,
  messages: 3,
  system: 20,
  systemMessages: 1,
  userMessages: 1,
  tools: 0,
  train: 1,
  test: 0,
  ...part,
})
const model = { model: 'a-model', encoding: 'o200k_base', context: 200, price: 10 } as const

// the notebook's own example is 5 examples for 20 epochs
test.each([
  [5, 20],
  [1, 25],
  [10, 10],
  [33, 3],
  [34, 3],
  [100, 3],
  [8333, 3],
  [8334, 2],
  [12_501, 1],
  [1_000_000, 1],
  [0, 3],
])('%i examples are trained on for %i epochs', (examples, epochs) => {
  expect(defaultEpochs(examples)).toBe(epochs)
})

test('the table that comes along is one that could be written', () => {
  expect(modelRows.safeParse(models).success).toBe(true)
})

describe('a line', () => {
  test('takes its texts and what stands around them', () => {
    expect(tokensOf(size(), 1)).toBe(100 + 9 + 3)
    expect(tokensOf(size(), 1.5)).toBe(150 + 9 + 3)
    expect(tokensOf(size({ tools: 40 }), 1)).toBe(140 + 9 + 3)
  })

  test('takes less without instructions, and more where they stand before each question', () => {
    expect(tokensOf(size(), 1, { policy: 'none' })).toBe(80 + 6 + 3)
    expect(tokensOf(size(), 1, { policy: 'one', tokens: () => 50 })).toBe(130 + 9 + 3)
    expect(tokensOf(size(), 1, { policy: 'per-tag', tokens: () => 0 })).toBe(80 + 6 + 3)
    const twice = size({ userMessages: 2, messages: 5 })
    expect(tokensOf(twice, 1, { policy: 'before-user', tokens: 50 })).toBe(180 + 12 + 3)
  })
})

test('a bill is of train, cut off at the context, times the epochs', () => {
  const sizes = [size(), size({ number: 2, tokens: 500, train: 2 }), size({ number: 3, train: 0, test: 1 })]
  expect(billFor(sizes, model, 1, 4)).toEqual({
    model: 'a-model',
    trainTokens: 112 + 400,
    testTokens: 112,
    epochs: 4,
    billedTokens: 2048,
    cost: 0.02048,
    overLong: 1,
    longest: 512,
  })
})
