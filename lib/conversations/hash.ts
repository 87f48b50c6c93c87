import 'server-only'
import { hash } from 'node:crypto'
import { canonicalEntries, canonicalJson } from './canonical'
import { ownValue } from './json'
import { kindOf, settingsOf } from './kind'
import { isKnownMessageKey } from './problems/known-keys'
import type { Conversation } from './schema'
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
  // long texts are written out once for both
  const messages = conversation.messages.map((message, index) => {
    const entries = canonicalEntries(message)
    const unweighted = entries.filter(({ key }) => key !== 'weight')
    const lesson = lessonAt(conversation, index)
    return {
      content: unweighted.filter(({ key }) => isKnownMessageKey(message.role, key)),
      approval: lesson === 0 || lesson === 1 ? withWeight(unweighted, lesson) : entries,
    }
  })
  const rest = restOf(conversation)
  const hashOf = (part: 'content' | 'approval') =>
    sha256(`[[${messages.map((message) => objectOf(message[part])).join(',')}],${rest}]`)
  return { contentHash: hashOf('content'), approvalHash: hashOf('approval') }
}

export const contentHash = (conversation: Conversation): string => hashesOf(conversation).contentHash
export const approvalHash = (conversation: Conversation): string => hashesOf(conversation).approvalHash

/** Of an imported line as it is kept, so that the same line is known when it comes again. */
export const lineHash = (text: string): string => sha256(text)

type Entries = ReturnType<typeof canonicalEntries>

const objectOf = (entries: Entries): string => `{${entries.map(({ text }) => text).join(',')}}`

function withWeight(entries: Entries, weight: 0 | 1): Entries {
  const before = entries.filter(({ key }) => key < 'weight')
  return [...before, { key: 'weight', text: `"weight":${weight}` }, ...entries.slice(before.length)]
}

function restOf(conversation: Conversation): string {
  const settings = settingsOf(conversation)
  const parts = besideMessages.map((key) => canonicalJson(ownValue(settings, key) ?? null))
  // the same turns as a chat are another lesson; chats keep the hashes they have always had
  if (kindOf(conversation) !== 'chat') parts.push(canonicalJson(kindOf(conversation)))
  return parts.join(',')
}
