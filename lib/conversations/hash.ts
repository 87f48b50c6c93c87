import 'server-only'
import { hash } from 'node:crypto'
import { canonicalEntry, canonicalJson } from './canonical'
import { ownValue } from './json'
import { kindOf, settingsOf } from './kind'
import { isKnownMessageKey } from './problems/known-keys'
import type { Conversation, Lesson, Message } from './schema'
import { lessonAt } from './weights'

const sha256 = (text: string): string => hash('sha256', text, 'base64url')

const besideMessages = ['tools', 'functions', 'parallel_tool_calls'] as const

/**
 * `contentHash` is what makes two lines the same lesson: what a trainer reads of their messages and tools, weights left
 * out. Unknown keys don't count, so copies that differ in an id or a time are still known as copies. `approvalHash` is
 * what an approval is bound to: messages, both answers too, tools and weights; no weight, 1 and 1.0 train alike and
 * count alike.
 */
export function hashesOf(conversation: Conversation): { contentHash: string; approvalHash: string } {
  let content = ''
  let approval = ''
  for (const [index, message] of conversation.messages.entries()) {
    const texts = textsOf(message, lessonAt(conversation, index))
    content += `${index === 0 ? '' : ','}{${texts.content}}`
    approval += `${index === 0 ? '' : ','}{${texts.approval}}`
  }
  const rest = restOf(conversation)
  return {
    contentHash: sha256(`[[${content}],${rest}]`),
    approvalHash: sha256(`[[${approval}],${rest}]`),
  }
}

/** The entries of a message that count, in the order of their keys: a weight only for the approval, as what it means. */
function textsOf(message: Message, lesson: Lesson): { content: string; approval: string } {
  const isWeighed = lesson === 0 || lesson === 1
  const keys = Object.keys(message)
  if (isWeighed && !keys.includes('weight')) keys.push('weight')
  let content = ''
  let approval = ''
  for (const key of keys.sort()) {
    const isWeight = key === 'weight'
    const text = isWeight && isWeighed ? `"weight":${lesson}` : canonicalEntry(message, key)
    approval += approval === '' ? text : `,${text}`
    if (!isWeight && isKnownMessageKey(message.role, key)) content += content === '' ? text : `,${text}`
  }
  return { content, approval }
}

export const contentHash = (conversation: Conversation): string => hashesOf(conversation).contentHash
export const approvalHash = (conversation: Conversation): string => hashesOf(conversation).approvalHash

/** Of an imported line as it is kept, so that the same line is known when it comes again. */
export const lineHash = (text: string): string => sha256(text)

function restOf(conversation: Conversation): string {
  const settings = settingsOf(conversation)
  const parts = besideMessages.map((key) => canonicalJson(ownValue(settings, key) ?? null))
  // the same turns as a chat are another lesson; chats keep the hashes they have always had
  if (kindOf(conversation) !== 'chat') parts.push(canonicalJson(kindOf(conversation)))
  return parts.join(',')
}
