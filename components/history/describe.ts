import type { Edit, RevisionRow } from '@/lib/examples/schema'

/** Saves of one author within a few minutes, newest first, as one line of history. */
export type HistoryGroup = {
  key: number
  authorId: string
  authorName: string
  at: string
  from: number
  to: number
  edits: Edit[]
  isUndo: boolean
  /** The model that wrote the original. */
  proposedBy: string | null
}

const together = 5 * 60_000

/** `revisions` come newest first; the groups do too. */
export function groupRevisions(revisions: RevisionRow[]): HistoryGroup[] {
  const groups: HistoryGroup[] = []
  for (const r of revisions) {
    const last = groups.at(-1)
    const near = last && Date.parse(last.at) - Date.parse(r.at) < together
    const same = last && last.authorId === r.authorId && last.isUndo === (r.undoOf !== null)
    // the original stands alone
    if (last && near && same && r.number > 1 && last.from > 1) {
      last.from = r.number
      last.edits = [...r.edits, ...last.edits]
    } else {
      groups.push({
        key: r.number,
        authorId: r.authorId,
        authorName: r.authorName,
        at: r.at,
        from: r.number,
        to: r.number,
        edits: r.edits,
        isUndo: r.undoOf !== null,
        proposedBy: r.proposedBy,
      })
    }
  }
  return groups
}

export type Deed = { key: string; params: Record<string, string | number> }

// what a preference line holds beside its prompt's messages stands in `input`
const fieldOf = ([first, second]: readonly (string | number)[]) =>
  String(first === 'input' && second !== undefined ? second : first)

/** What a group of edits did, one phrase a kind: sentences `history.deeds.<key>`. */
export function deedsOf(
  edits: Edit[],
  turnOf: (messageId: string) => number | null,
  isAnswer: (messageId: string) => boolean,
  tagName: (id: string) => string,
): Deed[] {
  const deeds = new Map<string, Deed>()
  const add = (key: string, params: Deed['params'] = {}) =>
    deeds.set(key + JSON.stringify(params), { key, params })
  const turn = (messageId: string | null) => (messageId === null ? 0 : (turnOf(messageId) ?? 0))
  for (const edit of edits) {
    switch (edit.type) {
      case 'edit-text':
        add('rewrote', { turn: turn(edit.messageId) })
        break
      case 'set-weight':
        add('weight', { turn: turn(edit.messageId), weight: edit.to ?? 1 })
        break
      case 'set-role':
        add('role', { turn: turn(edit.messageId), role: edit.to })
        break
      case 'set-field':
        add(edit.messageId === null ? 'lineField' : 'field', {
          turn: turn(edit.messageId),
          field: fieldOf(edit.path),
        })
        break
      case 'insert-message':
        add('inserted', { role: String(edit.message.role) })
        break
      case 'delete-message':
        add('deleted', { role: String(edit.message.role) })
        break
      case 'move-message':
        if (isAnswer(edit.messageId)) add('swapped')
        else add('moved', { turn: turn(edit.messageId) })
        break
      case 'keep-last-keys':
        add('keptLastKeys')
        break
      case 'add-tag':
        add('tagged', { tag: tagName(edit.tagId) })
        break
      case 'remove-tag':
        add('untagged', { tag: tagName(edit.tagId) })
        break
      case 'set-status':
        add(`status.${edit.to}`)
        break
      case 'set-trashed':
        add(edit.to ? 'trashed' : 'restored')
        break
      case 'set-source-key':
        add('sourceKey')
        break
      case 'set-aside':
        add('setAside', { turn: turn(edit.messageId) })
        break
      case 'set-suggestion':
        add(`suggestion.${edit.to}`, { model: edit.model ?? '' })
        break
      case 'set-alternative':
        add(
          edit.to === null
            ? 'removedAlternative'
            : edit.from === null
              ? 'addedAlternative'
              : 'changedAlternative',
          {
            turn: turn(edit.messageId),
          },
        )
        break
      case 'restore-revision':
        add('broughtBack', { revision: edit.to })
        break
      case 'purge-text':
        add('purged')
        break
    }
  }
  return [...deeds.values()]
}
