import { ownValue } from '../json'
import { isJsonObject, type Json, type Message } from '../schema'
import { visibleText } from '../visible-text'
import type { Report } from './codes'

/** What a message's content may be by its role, FORMATS 1.2 and rules 5 and 6. */
export function checkContent(message: Message, index: number, report: Report): void {
  const content = ownValue(message, 'content')
  if (content === undefined || content === null) {
    const mayBeNull = message.role === 'function' && content === null
    if (!mayBeNull && !hasCalls(message)) report('content-missing', index)
  } else if (typeof content === 'string') {
    if (content === '') reportEmpty(message, index, report)
  } else if (Array.isArray(content) && message.role !== 'function') {
    checkParts(message, content, index, report)
  } else report('content-type', index)
}

function hasCalls(message: Message): boolean {
  if (message.role !== 'assistant') return false
  const calls = ownValue(message, 'tool_calls')
  return (Array.isArray(calls) && calls.length > 0) || isJsonObject(ownValue(message, 'function_call'))
}

function reportEmpty(message: Message, index: number, report: Report): void {
  const isAnswer = message.role === 'assistant' && !hasCalls(message)
  report(isAnswer ? 'empty-answer' : 'empty-content', index)
}

function checkParts(message: Message, parts: Json[], index: number, report: Report): void {
  if (parts.length === 0) {
    report('no-parts', index)
    return
  }
  let isEmpty = true
  let refusals = 0
  parts.forEach((part, at) => {
    const place = { part: at + 1 }
    const type = isJsonObject(part) ? ownValue(part, 'type') : undefined
    if (!isJsonObject(part) || typeof type !== 'string') {
      isEmpty = false
      report('part-shape', index, place)
      return
    }
    if (type === 'refusal') refusals++
    if (!mayHold(message, type)) {
      isEmpty = false
      report('part-not-allowed', index, { ...place, type: visibleText(type, 40), role: message.role })
      return
    }
    if (type !== 'image_url') {
      const text = ownValue(part, type)
      if (typeof text !== 'string') report('part-shape', index, place)
      if (text !== '') isEmpty = false
    } else isEmpty = false
  })
  if (refusals > 0 && parts.length > 1) report('refusal-parts', index)
  if (isEmpty) reportEmpty(message, index, report)
}

function mayHold(message: Message, partType: string): boolean {
  if (partType === 'text') return true
  if (partType === 'image_url') return message.role === 'user'
  return partType === 'refusal' && message.role === 'assistant'
}
