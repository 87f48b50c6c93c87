import { promptLength } from './kind'
import { type ProblemCode, problemCodes, type Report } from './problems/codes'
import { checkContent } from './problems/content'
import { checkImages } from './problems/images'
import { checkLineKeys, checkMessageKeys } from './problems/keys'
import { checkPreference } from './problems/preference'
import { checkTexts } from './problems/texts'
import { checkAnswers, checkCalls } from './problems/tool-calls'
import { checkTools } from './problems/tools'
import { checkTurns } from './problems/turns'
import { checkWeight, checkWeightSpelling } from './problems/weights'
import { type Conversation, isPreference, type Problem, type Severity } from './schema'
import { type TargetCode, targetCodes } from './targets/codes'
import type { Target } from './targets/target'

/** Tokens that the usual models train on, per example (FORMATS 1.5): gpt-4o, gpt-4o-mini, gpt-4.1, gpt-4.1-mini. */
export const defaultTokenLimit = 65_536

type Options = { tokens?: number; tokenLimit?: number; target?: Target }

/**
 * Every broken rule of one conversation, by message. Without `text` (the line as stored) the rules about spelling are
 * left out: twin keys and weights such as 1.0; without `tokens` the one about length. The rules are OpenAI's; with
 * `target` they are those of that trainer.
 * Each problem's params hold `message`, counted from 1, or 0 for the line as a whole.
 */
export function findProblems(
  conversation: Conversation,
  text?: string,
  { tokens = 0, tokenLimit = defaultTokenLimit, target }: Options = {},
): Problem[] {
  const problems: Problem[] = []
  const add = (
    code: ProblemCode | TargetCode,
    severity: Severity | null,
    messageIndex: number | null,
    params = {},
  ) => {
    const message = messageIndex === null ? 0 : messageIndex + 1
    if (severity !== null) problems.push({ code, severity, messageIndex, params: { message, ...params } })
  }
  const report: Report = (code, messageIndex, params = {}) => {
    if (code === 'unknown-key' && target?.moreLineKeys?.includes(String(params.key))) return
    const own = target?.severities?.[code]
    add(code, own === undefined ? problemCodes[code].severity : own, messageIndex, params)
  }
  checkLineKeys(conversation, text, report)
  const declared = checkTools(conversation, report)
  if (tokens > tokenLimit) report('too-many-tokens', null, { tokens, limit: tokenLimit })
  if (conversation[isPreference]) checkPreference(conversation, report)
  else checkChat(conversation, text, report)
  const prompt = promptLength(conversation)
  conversation.messages.forEach((message, index) => {
    checkMessageKeys(message, index, report)
    checkContent(message, index, index < prompt ? report : asOutput(report))
    checkCalls(message, declared, index, report)
  })
  checkAnswers(oneCourse(conversation), report)
  checkTexts(conversation, report)
  target?.check?.(conversation, (code, ...rest) => add(code, targetCodes[code], ...rest))
  return problems.sort((a, b) => (a.messageIndex ?? -1) - (b.messageIndex ?? -1))
}

function checkChat(conversation: Conversation, text: string | undefined, report: Report): void {
  checkTurns(conversation, report)
  checkImages(conversation, report)
  conversation.messages.forEach((message, index) => void checkWeight(message, index, report))
  if (text !== undefined) checkWeightSpelling(conversation, text, report)
}

/** To be taught not to answer with nothing is a lesson too: an empty output is no error. */
const asOutput =
  (report: Report): Report =>
  (code, ...rest) =>
    report(code === 'empty-answer' ? 'answer-empty' : code, ...rest)

/** The turns as they follow each other; the two answers of a preference example are instead of each other. */
function oneCourse(conversation: Conversation): Conversation {
  if (!conversation[isPreference]) return conversation
  return { messages: conversation.messages.slice(0, -1) }
}
