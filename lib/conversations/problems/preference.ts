import { sameJson } from '../json'
import { promptLength } from '../kind'
import { type Conversation, isJsonObject, type Message } from '../schema'
import type { Report } from './codes'
import { isKnownMessageKey } from './known-keys'

/** What only preference examples have to keep to, FORMATS 1.6: where the prompt ends, and two answers that differ. */
export function checkPreference(conversation: Conversation, report: Report): void {
  const { messages } = conversation
  const prompt = promptLength(conversation)
  const [last, preferred, rejected] = messages.slice(prompt - 1)
  if (last!.role === 'assistant') report('prompt-ends-with-answer', prompt - 1)
  for (let i = 1; i < prompt; i++) {
    if (messages[i]!.role === 'assistant' && messages[i - 1]!.role === 'assistant')
      report('assistant-twice', i)
  }
  if (sameJson(taughtBy(preferred!), taughtBy(rejected!))) report('answers-identical', prompt + 1)
  messages.forEach((message, index) => {
    if (Object.hasOwn(message, 'weight')) report('weight-in-preference', index)
    const images = imagesIn(message)
    if (images > 0) report('preference-not-text', index, { images })
  })
}

/** What a trainer reads of an answer. */
function taughtBy(answer: Message): Message {
  const known = Object.entries(answer).filter(
    ([key]) => key !== 'weight' && isKnownMessageKey(answer.role, key),
  )
  return Object.fromEntries(known) as Message
}

function imagesIn({ content }: Message): number {
  if (!Array.isArray(content)) return 0
  return content.filter((part) => isJsonObject(part) && part.type === 'image_url').length
}
