import { conversationOf, type Part, partOf } from '@/lib/conversations/kind'
import { piecesOf, toolCallsOf } from '@/lib/conversations/pieces'
import type { Conversation, Draft } from '@/lib/conversations/schema'
import { isTrained } from '@/lib/conversations/weights'
import { diffWords, type Piece } from '@/lib/conversations/word-diff'

export type TurnChange = {
  id: string
  role: string
  part: Part | null
  change: 'same' | 'inserted' | 'deleted' | 'changed'
  moved: boolean
  roleFrom: string | null
  weightFrom: 0 | 1 | null
  weight: 0 | 1 | null
  pieces: Piece[]
}

/** Turn by turn what happened between two states of an example: inserted, deleted, moved, role, weight, words. */
export function diffTurns(before: Draft, after: Draft): TurnChange[] {
  const kept = after.messageIds.filter((id) => before.messageIds.includes(id))
  const oldOrder = before.messageIds.filter((id) => after.messageIds.includes(id))
  const changes = after.messageIds.map((id, i): TurnChange => {
    const now = after.conversation.messages[i]!
    const was = before.conversation.messages[before.messageIds.indexOf(id)]
    const pieces = was ? diffWords(textOf(was), textOf(now)) : [{ text: textOf(now), mark: 'added' as const }]
    const base = {
      id,
      role: now.role,
      part: partOf(after.conversation, i),
      moved: was !== undefined && kept.indexOf(id) !== oldOrder.indexOf(id),
      roleFrom: was && was.role !== now.role ? was.role : null,
      weightFrom: was ? weightOf(was) : null,
      weight: weightOf(now),
      pieces,
    }
    const same =
      pieces.every((p) => p.mark === 'same') &&
      !base.roleFrom &&
      !base.moved &&
      base.weightFrom === base.weight
    return { ...base, change: !was ? 'inserted' : same ? 'same' : 'changed' }
  })
  before.messageIds.forEach((id, i) => {
    if (after.messageIds.includes(id)) return
    const was = before.conversation.messages[i]!
    const previous = before.messageIds[i - 1]
    const place = previous === undefined ? 0 : changes.findIndex((c) => c.id === previous) + 1
    changes.splice(place, 0, {
      id,
      role: was.role,
      part: partOf(before.conversation, i),
      change: 'deleted',
      moved: false,
      roleFrom: null,
      weightFrom: weightOf(was),
      weight: null,
      pieces: [{ text: textOf(was), mark: 'removed' }],
    })
  })
  return changes
}

export const draftOf = (text: string, messageIds: string[]): Draft => ({
  conversation: conversationOf(text),
  messageIds,
})

type Message = Conversation['messages'][number]
const weightOf = (message: Message): 0 | 1 | null =>
  message.role === 'assistant' ? (isTrained(message) ? 1 : 0) : null

function textOf(message: Message): string {
  const texts = piecesOf(message).map((p) =>
    'text' in p ? p.text : p.kind === 'image' ? p.url.slice(0, 200) : JSON.stringify(p.value),
  )
  const calls = toolCallsOf(message).map((c) => `${c.name}(${c.args})`)
  return [...texts, ...calls].join('\n')
}
