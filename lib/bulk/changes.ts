import type { Draft, Message, MessageId, Piece, Role } from '@/lib/conversations/schema'
import { textOf } from '@/lib/conversations/summary'
import { visibleText } from '@/lib/conversations/visible-text'
import type { Plan } from '@/lib/examples/plan'
import type { Edit, Status } from '@/lib/examples/schema'
import type { PreviewChange } from './schema'

type TextEdit = Extract<Edit, { type: 'edit-text' }>

const around = 60
const longestPiece = 3_999
const excerptLength = 160

/** What a plan would change, in the order of reading: places with some text around them, not whole conversations. */
export function changesOf(draft: Draft, status: Status, plan: Plan): PreviewChange[] {
  const { messages } = draft.conversation
  const turnOf = (id: MessageId) => draft.messageIds.indexOf(id) + 1
  const roleOf = (turn: number): Role => messages[turn - 1]?.role ?? 'system'
  const changes: PreviewChange[] = []
  const texts = new Map<string, TextEdit[]>()
  for (const edit of plan.edits) {
    if (edit.type === 'edit-text') {
      const key = `${edit.messageId}/${edit.path.join('/')}`
      texts.set(key, [...(texts.get(key) ?? []), edit])
    } else changes.push(...changeOf(edit, draft, turnOf))
  }
  for (const edits of texts.values()) {
    const turn = turnOf(edits[0]!.messageId)
    const text = textAt(messages[turn - 1]!, edits[0]!.path)
    changes.push({ kind: 'text', turn, role: roleOf(turn), pieces: piecesOf(text, edits) })
  }
  if (plan.after.status !== status && !changes.some(({ kind }) => kind === 'status'))
    changes.push({ kind: 'status', from: status, to: plan.after.status })
  return changes.sort((a, b) => placeOf(a) - placeOf(b))
}

const placeOf = (change: PreviewChange): number => ('turn' in change ? (change.turn ?? 0) : 0)

function changeOf(edit: Edit, draft: Draft, turnOf: (id: MessageId) => number): PreviewChange[] {
  const { messages } = draft.conversation
  switch (edit.type) {
    case 'add-tag':
    case 'remove-tag': {
      const turn = edit.messageId === null ? null : turnOf(edit.messageId)
      return [{ kind: 'tag', tagId: edit.tagId, turn, on: edit.type === 'add-tag' }]
    }
    case 'set-weight':
    case 'set-field': {
      if (edit.messageId === null) return []
      const turn = turnOf(edit.messageId)
      const message = messages[turn - 1]!
      if (edit.type === 'set-field' && edit.path[0] === 'content') {
        const pieces: Piece[] = [
          { text: cut(textOf(message)), mark: 'removed' },
          { text: cut(String(edit.to)), mark: 'added' },
        ]
        return [{ kind: 'text', turn, role: message.role, pieces }]
      }
      const to = edit.to === 0 ? 0 : 1
      const excerpt = visibleText(textOf(message).replace(/\s+/g, ' ').slice(0, 1_000), excerptLength)
      return [{ kind: 'weight', turn, role: message.role, from: to === 0 ? 1 : 0, to, excerpt }]
    }
    case 'insert-message': {
      const turn = edit.afterId === null ? 1 : turnOf(edit.afterId) + 1
      return [{ kind: 'insert', turn, role: edit.message.role, text: cut(textOf(edit.message)) }]
    }
    case 'set-status':
      return [{ kind: 'status', from: edit.from, to: edit.to }]
    case 'set-trashed':
      return [{ kind: 'trash', to: edit.to }]
    default:
      return []
  }
}

function textAt(message: Message, path: TextEdit['path']): string {
  let value: unknown = message
  for (const step of path) value = (value as Record<string | number, unknown>)[step]
  return String(value)
}

/** The text as it was with what goes and what comes; of long stretches between only the ends. Edits come last place first. */
function piecesOf(text: string, edits: TextEdit[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { at, remove, insert } of edits.toReversed()) {
    between(pieces, text.slice(from, at))
    if (remove) pieces.push({ text: cut(remove), mark: 'removed' })
    if (insert) pieces.push({ text: cut(insert), mark: 'added' })
    from = at + remove.length
  }
  between(pieces, text.slice(from), true)
  return pieces
}

function between(pieces: Piece[], text: string, isEnd = false): void {
  if (text === '') return
  const isStart = pieces.length === 0
  const room = isStart || isEnd ? around : 2 * around
  if (text.length <= room + 20) {
    pieces.push({ text, mark: 'same' })
    return
  }
  if (!isStart) pieces.push({ text: text.slice(0, around).toWellFormed(), mark: 'same' })
  pieces.push({ text: '…', mark: 'same' })
  if (!isEnd) pieces.push({ text: text.slice(-around).toWellFormed(), mark: 'same' })
}

const cut = (text: string): string =>
  text.length > longestPiece ? `${text.slice(0, longestPiece).toWellFormed()}…` : text
