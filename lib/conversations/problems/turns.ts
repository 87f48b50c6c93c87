import type { Conversation } from '../schema'
import { isTrained } from '../weights'
import type { Report } from './codes'

/** Who speaks when, and whether anything is learned: FORMATS rules 7 to 10 and 15. */
export function checkTurns({ messages }: Conversation, report: Report): void {
  const lastAnswer = messages.findLastIndex((message) => message.role === 'assistant')
  if (lastAnswer < 0) {
    report('no-assistant', null)
    return
  }
  if (lastAnswer !== messages.length - 1) report('last-not-assistant', messages.length - 1)
  if (!messages.some(isTrained)) report('nothing-trained', null)
  else if (!isTrained(messages[lastAnswer]!)) report('last-untrained', lastAnswer)
  for (let i = 1; i < messages.length; i++) {
    if (messages[i]!.role === 'assistant' && messages[i - 1]!.role === 'assistant')
      report('assistant-twice', i)
  }
}
