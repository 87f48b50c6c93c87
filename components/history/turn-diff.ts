import { conversationOf, partOf } from '@/lib/conversations/kind'
import { piecesOf, toolCallsOf } from '@/lib/conversations/pieces'
import type { Conversation, Draft, Part, Piece } from '@/lib/conversations/schema'
import { isTrained } from '@/lib/conversations/weights'
import { diffWords } from '@/lib/conversations/word-diff'

const mostUnchanged = 4

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
  const placeBefore = placesOf(before.messageIds)
  const placeAfter = placesOf(after.messageIds)
  const keptPlace = placesOf(after.messageIds.filter((id) => placeBefore.has(id)))
  const oldPlace = placesOf(before.messageIds.filter((id) => placeAfter.has(id)))
  const changes = after.messageIds.map((id, i): TurnChange => {
    const now = after.conversation.messages[i]!
    const was = before.conversation.messages[placeBefore.get(id) ?? -1]
    const pieces = was ? diffWords(textOf(was), textOf(now)) : [{ text: textOf(now), mark: 'added' as const }]
    const base = {
      id,
      role: now.role,
      part: partOf(after.conversation, i),
      moved: was !== undefined && keptPlace.get(id) !== oldPlace.get(id),
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
    if (placeAfter.has(id)) return
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

const placesOf = (ids: readonly string[]) => new Map(ids.map((id, place) => [id, place]))

/** So many unchanged turns, the first of which is `id`. */
export type SameTurns = { id: string; same: number }

/** The turns with long runs of unchanged ones as one line. */
export function foldSame(turns: readonly TurnChange[]): (TurnChange | SameTurns)[] {
  const lines: (TurnChange | SameTurns)[] = []
  for (let i = 0; i < turns.length; ) {
    let run = 0
    while (turns[i + run]?.change === 'same') run++
    if (run > mostUnchanged) lines.push({ id: turns[i]!.id, same: run })
    else lines.push(...turns.slice(i, i + Math.max(1, run)))
    i += Math.max(1, run)
  }
  return lines
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
