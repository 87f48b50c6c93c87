import { ownValue } from '@/lib/conversations/json'
import { settingsOf } from '@/lib/conversations/kind'
import { toolCallsOf } from '@/lib/conversations/pieces'
import type { Conversation, Json } from '@/lib/conversations/schema'
import { isJsonObject } from '@/lib/conversations/words'
import type { Found } from '../check'

type Declared = { tools: 'any' | 'forbidden' | 'required'; toolNames: readonly string[] }

/** Tools that production doesn't have, or that are missing from the example. */
export function findTools(conversation: Conversation, { tools, toolNames }: Declared): Found[] {
  if (tools === 'any' && toolNames.length === 0) return []
  const offered = offeredTools(conversation)
  const called = conversation.messages.flatMap((message, messageIndex) =>
    message.role === 'assistant' ? toolCallsOf(message).map(({ name }) => ({ name, messageIndex })) : [],
  )
  if (tools === 'forbidden') return unwanted(offered, called)
  const unknown = (name: string) => toolNames.length > 0 && !toolNames.includes(name)
  const found: Found[] = offered.filter(unknown).map((tool) => at('tool-unknown', null, tool))
  const strangers = called.filter(({ name }) => unknown(name) && !offered.includes(name))
  found.push(...strangers.map(({ name, messageIndex }) => at('tool-unknown', messageIndex, name)))
  if (tools !== 'required') return found
  const missing = toolNames.filter((name) => !offered.includes(name))
  if (missing.length > 0) found.push(at('tools-missing', null, missing.join(', ')))
  else if (offered.length === 0) found.push(at('tools-none', null, ''))
  return found
}

function unwanted(offered: string[], called: { name: string; messageIndex: number }[]): Found[] {
  if (called[0]) return [at('tools-unwanted', called[0].messageIndex, called[0].name)]
  return offered.length > 0 ? [at('tools-unwanted', null, offered.join(', '))] : []
}

const at = (code: string, messageIndex: number | null, tool: string): Found => ({
  code,
  messageIndex,
  span: null,
  params: { tool: tool.slice(0, 80) },
})

/** Names of what `tools`, or the former `functions`, offer. */
function offeredTools(conversation: Conversation): string[] {
  const settings = settingsOf(conversation)
  const listed = (key: string): Json[] => {
    const value = ownValue(settings, key)
    return Array.isArray(value) ? value : []
  }
  const named = (value: Json | undefined): string[] =>
    isJsonObject(value) && typeof value.name === 'string' ? [value.name] : []
  return [
    ...listed('tools').flatMap((tool) => (isJsonObject(tool) ? named(tool.function) : [])),
    ...listed('functions').flatMap(named),
  ]
}
