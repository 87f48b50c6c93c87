import { ownValue } from '../json'
import { openAt, openRaw, rawText } from '../raw-json'
import type { Conversation, Message } from '../schema'
import type { Report } from './codes'

/** Weights stand on assistant messages and are 0 or 1, FORMATS rule 11. */
export function checkWeight(message: Message, index: number, report: Report): void {
  const weight = ownValue(message, 'weight')
  if (weight === undefined) return
  if (message.role !== 'assistant') report('weight-not-assistant', index)
  else if (typeof weight !== 'number') report('weight-type', index)
  else if (weight !== 0 && weight !== 1) report('weight-value', index, { weight })
}

/** Weights written as 1.0 or 1e0: right in value, refused by some trainers. */
export function checkWeightSpelling(conversation: Conversation, text: string, report: Report): void {
  if (!/"weight"\s*:\s*(?![01]\s*[,}])/.test(text)) return
  const line = openRaw(text)
  const messages = openAt(line, line.names.lastIndexOf('messages'))
  conversation.messages.forEach((message, index) => {
    const weight = ownValue(message, 'weight')
    if (message.role !== 'assistant' || (weight !== 0 && weight !== 1)) return
    const raw = openAt(messages, index)
    const spelled = rawText(raw.values[raw.names.lastIndexOf('weight')]!)
    if (spelled !== String(weight)) report('weight-spelling', index, { spelled })
  })
}
