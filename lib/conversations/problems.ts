import { type ProblemCode, problemCodes, type Report } from './problems/codes'
import { checkContent } from './problems/content'
import { checkImages } from './problems/images'
import { checkLineKeys, checkMessageKeys } from './problems/keys'
import { checkTexts } from './problems/texts'
import { checkAnswers, checkCalls } from './problems/tool-calls'
import { checkTools } from './problems/tools'
import { checkTurns } from './problems/turns'
import { checkWeight, checkWeightSpelling } from './problems/weights'
import type { Conversation, Problem } from './schema'

/** Tokens that the usual models train on, per example (FORMATS 1.5): gpt-4o, gpt-4o-mini, gpt-4.1, gpt-4.1-mini. */
export const defaultTokenLimit = 65_536

/**
 * Every broken rule of one conversation, by message. Without `text` (the line as stored) the rules about spelling are
 * left out: twin keys and weights such as 1.0; without `tokens` the one about length.
 * Each problem's params hold `message`, counted from 1, or 0 for the line as a whole.
 */
export function findProblems(
  conversation: Conversation,
  text?: string,
  { tokens = 0, tokenLimit = defaultTokenLimit }: { tokens?: number; tokenLimit?: number } = {},
): Problem[] {
  const problems: Problem[] = []
  const report: Report = (code: ProblemCode, messageIndex, params = {}) => {
    const message = messageIndex === null ? 0 : messageIndex + 1
    problems.push({
      code,
      severity: problemCodes[code].severity,
      messageIndex,
      params: { message, ...params },
    })
  }
  checkLineKeys(conversation, text, report)
  const declared = checkTools(conversation, report)
  if (tokens > tokenLimit) report('too-many-tokens', null, { tokens, limit: tokenLimit })
  checkTurns(conversation, report)
  checkImages(conversation, report)
  conversation.messages.forEach((message, index) => {
    checkMessageKeys(message, index, report)
    checkContent(message, index, report)
    checkWeight(message, index, report)
    checkCalls(message, declared, index, report)
  })
  checkAnswers(conversation, report)
  checkTexts(conversation, report)
  if (text !== undefined) checkWeightSpelling(conversation, text, report)
  return problems.sort((a, b) => (a.messageIndex ?? -1) - (b.messageIndex ?? -1))
}
