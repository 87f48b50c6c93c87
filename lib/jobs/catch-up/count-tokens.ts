import 'server-only'
import { conversationOf, longestTokens } from '@/lib/conversations/kind'
import { findProblems } from '@/lib/conversations/problems'
import { summarise } from '@/lib/conversations/summary'
import { type CountedTokens, dropTokensDue, storeTokens } from '@/lib/examples/writes/due'
import { countManyMessages } from '@/lib/tokens/count'
import { createPace } from '../import/pace'
import { persist } from '../import/persist'
import { type Due, readDue } from './due'

/** Counts the tokens of these examples, in the place of estimates. */
export async function countTokens(due: readonly Due[]): Promise<void> {
  const rows = await readDue(due)
  const pace = createPace()
  const conversations = []
  for (const { text } of rows) {
    conversations.push(conversationOf(text))
    await pace.rest()
  }
  const tokens = await countManyMessages(conversations)
  const counted: CountedTokens[] = []
  for (const [i, { id, revision, text }] of rows.entries()) {
    const summary = summarise(
      conversations[i]!,
      tokens[i]!,
      findProblems(conversations[i]!, text, { tokens: longestTokens(conversations[i]!, tokens[i]!) }),
    )
    const { strip, tokens: total, trainedTokens, problems, errors } = summary
    counted.push({
      id,
      revision,
      strip: JSON.stringify(strip),
      tokens: total,
      trainedTokens,
      problems: problems.join(' '),
      errors,
    })
    await pace.rest()
  }
  await persist(async (tx) => {
    await storeTokens(tx, counted)
    await dropTokensDue(
      tx,
      due.map(({ id }) => id),
    )
  })
}
