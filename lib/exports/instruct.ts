import { conversationOf, promptLength } from '@/lib/conversations/kind'
import { openMessage, openPrompt } from '@/lib/conversations/line-places'
import {
  insertAt,
  keepOnly,
  openAt,
  openRaw,
  rawText,
  type Style,
  styleOf,
  writeJson,
  written,
} from '@/lib/conversations/raw-json'
import type { Conversation, Message } from '@/lib/conversations/schema'
import { AppError } from '@/lib/result/app-error'
import type { NamedGroup } from './reader'
import type { Instructions } from './schema'

/** What becomes of the instructions of an example with these tags: null leaves its line as it stands. */
export type Instructor = (tagIds: readonly string[]) => Wanted | null
/** `system`: the one system prompt, null for none. `beforeUser` stands before the text of each user turn. */
export type Wanted = { system: string | null; beforeUser: string | null }

const usual: Style = { colon: ':', comma: '' }

/** @throws AppError `invalid` `noSuchTagGroup` or `noSuchTag` */
export function instructorOf(instructions: Instructions, groups: readonly NamedGroup[]): Instructor {
  switch (instructions.policy) {
    case 'as-stored':
      return () => null
    case 'none':
      return () => ({ system: null, beforeUser: null })
    case 'one':
      return () => ({ system: instructions.text, beforeUser: null })
    case 'before-user':
      return () => ({ system: null, beforeUser: instructions.text })
    case 'per-tag':
      return perTag(instructions, groups)
  }
}

function perTag(
  { group: wanted, texts, other }: Extract<Instructions, { policy: 'per-tag' }>,
  groups: readonly NamedGroup[],
): Instructor {
  const group = groups.find(
    ({ id, name, kind }) => kind === 'exclusive' && (id === wanted || name === wanted),
  )
  if (!group) throw new AppError('invalid', 'noSuchTagGroup', { params: { group: wanted } })
  const byTag = new Map<string, string>()
  for (const { tag, text } of texts) {
    const found = group.tags.find(({ id, name }) => id === tag || name === tag)
    if (!found) throw new AppError('invalid', 'noSuchTag', { params: { tag } })
    byTag.set(found.id, text)
  }
  return (tagIds) => {
    const own = tagIds.find((id) => byTag.has(id))
    return { system: own === undefined ? other : byTag.get(own)!, beforeUser: null }
  }
}

const isInstruction = ({ role }: Message) => role === 'system' || role === 'developer'
const prompted = (conversation: Conversation) => conversation.messages.slice(0, promptLength(conversation))

/** Whether a line would change; cheaper than changing it. */
export function isInstructed(conversation: Conversation, { system, beforeUser }: Wanted): boolean {
  const messages = prompted(conversation)
  const held = messages.filter(isInstruction)
  if (beforeUser !== null && messages.some(({ role, content }) => role === 'user' && content != null))
    return true
  if (system === null) return held.length > 0
  return held.length !== 1 || messages[0] !== held[0] || held[0]?.content !== system
}

/** The line with its instructions as they are wanted; everything else stays byte for byte. */
export function instruct(text: string, wanted: Wanted): string {
  const conversation = conversationOf(text)
  if (!isInstructed(conversation, wanted)) return text
  const { system, beforeUser } = wanted
  const line = openRaw(text)
  const messages = prompted(conversation)
  if (beforeUser !== null)
    messages.forEach(({ role }, index) => {
      if (role === 'user') putBefore(line, conversation, index, beforeUser)
    })
  const prompt = openPrompt(line, conversation)
  const style = styleOf(messages.length > 0 ? openAt(prompt, 0) : prompt, usual)
  keepOnly(prompt, (index) => !isInstruction(messages[index]!))
  if (system !== null)
    insertAt(
      prompt,
      0,
      written(writeJson({ role: 'system', content: system }, style)),
      styleOf(prompt, { ...usual, comma: style.comma }),
    )
  return rawText(line)
}

function putBefore(
  line: ReturnType<typeof openRaw>,
  conversation: Conversation,
  index: number,
  text: string,
): void {
  const { content } = conversation.messages[index]!
  const raw = openMessage(line, conversation, index)
  const at = raw.names.lastIndexOf('content')
  if (typeof content === 'string') raw.values[at] = written(JSON.stringify(`${text}\n\n${content}`))
  else if (Array.isArray(content)) {
    const style = styleOf(raw, usual)
    insertAt(openAt(raw, at), 0, written(writeJson({ type: 'text', text }, style)), style)
  }
}
