import type { Bill, ModelRow } from './schema'

/** Tokens that stand around each message and each conversation, as OpenAI's cookbook counts them. */
export const aroundMessage = 3
export const aroundConversation = 3

/** One example as a bill sees it. `tokens` of all its texts in o200k_base; `system` of its system messages. */
export type Size = {
  number: number
  tokens: number
  messages: number
  system: number
  systemMessages: number
  userMessages: number
  /** Of tool definitions and calls, which have no public rule: an estimate. */
  tools: number
  /** Lines in train and in test. */
  train: number
  test: number
}

/** What a line takes with one of the ways to write instructions. */
export type Instructed =
  | { policy: 'as-stored' }
  | { policy: 'none' }
  | { policy: 'one' | 'per-tag'; tokens: (size: Size) => number }
  | { policy: 'before-user'; tokens: number }

/** Tokens of one line in an encoding that takes `factor` tokens for one of o200k_base. */
export function tokensOf(
  size: Size,
  factor: number,
  instructed: Instructed = { policy: 'as-stored' },
): number {
  const { tokens, messages, system, systemMessages, userMessages, tools } = size
  const stored = { texts: tokens + tools, messages }
  const bare = { texts: stored.texts - system, messages: messages - systemMessages }
  const { texts, messages: count } = (() => {
    if (instructed.policy === 'as-stored') return stored
    if (instructed.policy === 'none') return bare
    if (instructed.policy === 'before-user')
      return { texts: bare.texts + instructed.tokens * userMessages, messages: bare.messages }
    const own = instructed.tokens(size)
    return { texts: bare.texts + own, messages: bare.messages + (own > 0 ? 1 : 0) }
  })()
  return Math.round(texts * factor) + aroundMessage * count + aroundConversation
}

/** What training on these lines takes and costs; what is in test is free. */
export function billFor(
  sizes: readonly Size[],
  { model, context, price }: ModelRow,
  factor: number,
  epochs: number,
  instructed?: Instructed,
): Bill {
  const bill: Bill = {
    model,
    trainTokens: 0,
    testTokens: 0,
    epochs,
    billedTokens: 0,
    cost: 0,
    overLong: 0,
    longest: 0,
  }
  for (const size of sizes) {
    const tokens = tokensOf(size, factor, instructed)
    const billed = Math.min(context, tokens)
    bill.trainTokens += billed * size.train
    bill.testTokens += billed * size.test
    if (tokens > context) bill.overLong += 1
    bill.longest = Math.max(bill.longest, tokens)
  }
  bill.billedTokens = bill.trainTokens * epochs
  bill.cost = (bill.billedTokens * price) / 1_000_000
  return bill
}
