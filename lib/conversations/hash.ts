import 'server-only'
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical'
import { ownValue } from './json'
import { kindOf, settingsOf } from './kind'
import { isKnownMessageKey } from './problems/known-keys'
import type { Conversation, Json, Message } from './schema'
import { lessonAt } from './weights'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')

const besideMessages = ['tools', 'functions', 'parallel_tool_calls'] as const

/**
 * What makes two lines the same lesson: what a trainer reads of their messages and tools, weights left out. Unknown
 * keys don't count, so copies that differ in an id or a time are still known as copies.
 */
export function contentHash(conversation: Conversation): string {
  return hashOf(conversation, (message) =>
    pick(message, (key) => key !== 'weight' && isKnownMessageKey(message.role, key)),
  )
}

/** What an approval is bound to: messages, both answers too, tools and weights. No weight, 1 and 1.0 train alike and count alike. */
export function approvalHash(conversation: Conversation): string {
  return hashOf(conversation, (message, index) => {
    const lesson = lessonAt(conversation, index)
    if (lesson !== 0 && lesson !== 1) return message
    return { ...pick(message, (key) => key !== 'weight'), weight: lesson }
  })
}

/** Of an imported line as it is kept, so that the same line is known when it comes again. */
export const lineHash = (text: string): string => sha256(text)

function hashOf(conversation: Conversation, partOf: (message: Message, index: number) => Json): string {
  const parts: Json[] = [conversation.messages.map(partOf)]
  const settings = settingsOf(conversation)
  for (const key of besideMessages) parts.push(ownValue(settings, key) ?? null)
  // the same turns as a chat are another lesson; chats keep the hashes they have always had
  if (kindOf(conversation) !== 'chat') parts.push(kindOf(conversation))
  return sha256(canonicalJson(parts))
}

function pick(message: Message, keeps: (key: string) => boolean): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(message).filter(([key]) => keeps(key)))
}
