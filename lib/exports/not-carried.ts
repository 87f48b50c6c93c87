import { ownValue } from '@/lib/conversations/json'
import { settingsOf } from '@/lib/conversations/kind'
import { type Conversation, isJsonObject, type Message } from '@/lib/conversations/schema'

/**
 * Something that a format has no place for. A name is a warning, since the turn is still there; all else an error.
 * `callText`: words beside a call of tools. `turns`: user and assistant don't take turns. `pair`: more than one
 * question and its answer. `functions`: the older way to call tools.
 */
export type NotCarried = {
  what:
    | 'images'
    | 'parts'
    | 'names'
    | 'functions'
    | 'tools'
    | 'calls'
    | 'callText'
    | 'turns'
    | 'pair'
    | 'systems'
  messageIndex: number | null
}

/** Where a turn of the format is one text: images, several parts, names and the older function calls have no place. */
export function beyondText(conversation: Conversation): NotCarried[] {
  const found: NotCarried[] = []
  if (ownValue(settingsOf(conversation), 'functions') !== undefined)
    found.push({ what: 'functions', messageIndex: null })
  conversation.messages.forEach((message, messageIndex) => {
    const { content } = message
    const parts = Array.isArray(content) ? content : []
    if (parts.some((part) => isJsonObject(part) && part.type === 'image_url'))
      found.push({ what: 'images', messageIndex })
    else if (parts.length > 1) found.push({ what: 'parts', messageIndex })
    if (message.role === 'function' || isJsonObject(ownValue(message, 'function_call')))
      found.push({ what: 'functions', messageIndex })
    else if (ownValue(message, 'name') !== undefined) found.push({ what: 'names', messageIndex })
  })
  return found
}

/** Where a turn is words or a call of tools, not both. */
export function textBesideCalls({ messages }: Conversation): NotCarried[] {
  return messages.flatMap((message, messageIndex) =>
    callsOf(message).length > 0 && hasText(message) ? [{ what: 'callText' as const, messageIndex }] : [],
  )
}

/** Where what tells the model how to answer stands once, before all turns. */
export function laterSystems({ messages }: Conversation): NotCarried[] {
  return messages.flatMap(({ role }, messageIndex) =>
    role === 'system' && messageIndex > 0 ? [{ what: 'systems' as const, messageIndex }] : [],
  )
}

/** Where there is no place for tools and their calls at all. */
export function tools(conversation: Conversation): NotCarried[] {
  const list = ownValue(settingsOf(conversation), 'tools')
  const found: NotCarried[] =
    Array.isArray(list) && list.length > 0 ? [{ what: 'tools', messageIndex: null }] : []
  conversation.messages.forEach((message, messageIndex) => {
    if (message.role === 'tool' || callsOf(message).length > 0) found.push({ what: 'calls', messageIndex })
  })
  return found
}

/** The first turn that breaks the order: one system turn, then what is asked and what is answered by turns. */
export function notAlternating({ messages }: Conversation): NotCarried[] {
  const first = messages[0]?.role === 'system' ? 1 : 0
  let asks = true
  for (let at = first; at < messages.length; at++) {
    const { role } = messages[at]!
    // answers of several calls at once are one turn
    const joins = role === 'tool' && messages[at - 1]?.role === 'tool'
    if (joins) continue
    const isAsked = role === 'user' || role === 'tool'
    if (isAsked !== asks || (!isAsked && role !== 'assistant')) return [{ what: 'turns', messageIndex: at }]
    asks = !asks
  }
  return []
}

/** Where a record is one question and its answer. */
export function notOnePair({ messages }: Conversation): NotCarried[] {
  const roles = messages.map(({ role }) => role[0]).join('')
  return /^s?ua$/.test(roles) ? [] : [{ what: 'pair', messageIndex: null }]
}

export function callsOf(message: Message) {
  const calls = ownValue(message, 'tool_calls')
  return message.role === 'assistant' && Array.isArray(calls) ? calls : []
}

const hasText = ({ content }: Message): boolean =>
  typeof content === 'string' ? content !== '' : Array.isArray(content) && content.length > 0
