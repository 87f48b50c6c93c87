import { createStore, type StoreApi } from 'zustand/vanilla'
import { EditError } from '@/lib/conversations/edit-error'
import { applyEdit } from '@/lib/conversations/edits'
import { conversationOf } from '@/lib/conversations/kind'
import { mergeDrafts } from '@/lib/conversations/merge'
import type { ConversationEdit, Draft } from '@/lib/conversations/schema'
import { lessonAt } from '@/lib/conversations/weights'
import { withAlternative } from '@/lib/examples/alternatives'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type {
  Edit,
  ExampleDetail,
  SaveAnswer,
  SaveConflict,
  ShownAlternative,
  Status,
  TagOnExample,
} from '@/lib/examples/schema'
import type { Failure } from '@/lib/result/schema'
import { type Standoff, standoffOf } from './merge/standoff'
import type { Waiting } from './waiting'

/** An example as it looks on screen: what the server last said, with what waits applied on top. */
export type Shown = {
  draft: Draft
  tags: TagOnExample[]
  alternatives: ShownAlternative[]
  status: Status
  statusReason: string | null
  trashed: boolean
  sourceKey: string | null
}

export type EditorState = {
  /** As last acknowledged. */
  server: ExampleDetail
  serverDraft: Draft
  waiting: Waiting[]
  shown: Shown
  /** Why the server took what waits for none of its own: a person must choose. */
  clash: Failure | null
  /** Both sides, where that was a conflict with somebody else's work. */
  standoff: Standoff | null
  focusId: string | null
  /** The message whose text is being edited. */
  editingId: string | null
  /** What a check found that the keys stand on. */
  findingAt: { id: string; waiving: boolean } | null
  /** The message whose alternatives are shown. */
  besideId: string | null
}

export type EditorStore = StoreApi<EditorState>

const draftOf = (text: string, messageIds: string[]): Draft => ({
  conversation: conversationOf(text),
  messageIds,
})

export function createEditorStore(detail: ExampleDetail, waiting: Waiting[]): EditorStore {
  const serverDraft = draftOf(detail.text, detail.messageIds)
  return createStore<EditorState>(() => ({
    server: detail,
    serverDraft,
    waiting,
    ...show(detail, serverDraft, waiting),
    focusId: firstFocus(serverDraft),
    editingId: null,
    findingAt: null,
    besideId: null,
  }))
}

type Standing = Pick<EditorState, 'shown' | 'clash' | 'standoff'>

/**
 * What stands on screen: what the server holds with what waits on top. While two people's work stands against each
 * other, my own words stay where I typed them.
 */
function show(server: ExampleDetail, serverDraft: Draft, waiting: Waiting[]): Standing {
  const clash = waiting.find((w) => w.trouble)?.trouble ?? null
  const conflict = clash?.code === 'conflict' ? (clash.details as SaveConflict | undefined) : undefined
  const standoff = conflict?.theirs ? standoffOf(conflict, serverDraft, waiting) : null
  let shown: Shown = {
    draft: standoff ? mergeDrafts(standoff.base, serverDraft, standoff.mine, () => 'mine') : serverDraft,
    tags: server.tags,
    alternatives: server.alternatives,
    status: server.status,
    statusReason: server.statusReason,
    trashed: server.trashed,
    sourceKey: server.sourceKey,
  }
  for (const edit of standoff?.rest ?? waiting.flatMap((w) => w.edits)) {
    try {
      shown = applyShown(shown, edit)
    } catch (error) {
      // it is on its way: the server says what becomes of it
      if (!(error instanceof EditError)) throw error
    }
  }
  return { shown, clash, standoff }
}

/** The edit as the person sees it at once. Throws EditError where it doesn't fit. */
export function applyShown(shown: Shown, edit: Edit): Shown {
  if (isConversationEdit(edit)) {
    const draft = applyEdit(shown.draft, edit)
    // the server does the same: content that differs from what was approved goes back to review
    const status = shown.status === 'approved' ? 'in_review' : shown.status
    return { ...shown, draft, status }
  }
  const same = (t: TagOnExample) =>
    'tagId' in edit && t.tagId === edit.tagId && t.messageId === edit.messageId
  switch (edit.type) {
    case 'add-tag':
      return shown.tags.some(same)
        ? shown
        : { ...shown, tags: [...shown.tags, { tagId: edit.tagId, messageId: edit.messageId }] }
    case 'remove-tag':
      return { ...shown, tags: shown.tags.filter((t) => !same(t)) }
    case 'set-status':
      return { ...shown, status: edit.to, statusReason: edit.reason ?? null }
    case 'set-trashed':
      return { ...shown, trashed: edit.to }
    case 'set-source-key':
      return { ...shown, sourceKey: edit.to }
    case 'set-alternative':
      return {
        ...shown,
        alternatives: withAlternative(shown.alternatives, edit).map((one) => ({ authorName: '', ...one })),
      }
    case 'restore-revision':
    case 'set-aside':
    case 'set-suggestion':
    case 'purge-text':
      return shown
  }
}

/** Throws EditError where an edit doesn't fit what is shown: nothing is kept then. */
export function addWaiting(store: EditorStore, waiting: Waiting): void {
  const { shown } = store.getState()
  const next = waiting.edits.reduce(applyShown, shown)
  store.setState((s) => {
    const all = [...s.waiting, waiting]
    return s.standoff
      ? { waiting: all, ...show(s.server, s.serverDraft, all) }
      : { waiting: all, shown: next }
  })
}

/** The server has these; its answer is the new ground for what still waits. */
export function acknowledge(store: EditorStore, seqs: number[], answer: SaveAnswer): void {
  store.setState((s) => {
    const acknowledged = s.waiting.filter((w) => seqs.includes(w.seq)).flatMap((w) => w.edits)
    const waiting = s.waiting.filter((w) => !seqs.includes(w.seq))
    const serverDraft =
      answer.text !== null && answer.messageIds !== null
        ? draftOf(answer.text, answer.messageIds)
        : acknowledged.filter(isConversationEdit).reduce<Draft>(applyOne, s.serverDraft)
    const server: ExampleDetail = {
      ...s.server,
      revision: answer.revision,
      ...(answer.saved ? { updatedAt: answer.saved.at, revisedByName: answer.saved.byName } : {}),
      status: answer.status,
      statusReason: answer.statusReason,
      trashed: answer.trashed,
      sourceKey: answer.sourceKey,
      tags: answer.tags,
      alternatives: answer.alternatives ?? s.server.alternatives,
      messageIds: serverDraft.messageIds,
      messageTokens: answer.messageTokens,
      tokens: answer.tokens,
      trainedTokens: answer.trainedTokens,
      problemList: answer.problemList,
      suggestions: acknowledged.reduce(countSuggestion, s.server.suggestions),
      duplicateKeys: s.server.duplicateKeys && !acknowledged.some((e) => e.type === 'keep-last-keys'),
    }
    return { server, serverDraft, waiting, ...show(server, serverDraft, waiting) }
  })
}

const countSuggestion = (count: number, edit: Edit): number =>
  edit.type === 'set-suggestion'
    ? Math.max(0, count + Number(edit.to === 'open') - Number(edit.from === 'open'))
    : count

const applyOne = (draft: Draft, edit: ConversationEdit) => applyEdit(draft, edit)

/** A fresh copy from the server, and what the outbox holds for it now. */
export function reload(store: EditorStore, detail: ExampleDetail, waiting: Waiting[]): void {
  const serverDraft = draftOf(detail.text, detail.messageIds)
  store.setState((s) => {
    const next = show(detail, serverDraft, waiting)
    const ids = next.shown.draft.messageIds
    return {
      server: detail,
      serverDraft,
      waiting,
      ...next,
      focusId: s.focusId && ids.includes(s.focusId) ? s.focusId : firstFocus(next.shown.draft),
      editingId: s.editingId && ids.includes(s.editingId) ? s.editingId : null,
    }
  })
}

// a reviewer's eye goes to what the model would learn
function firstFocus(draft: Draft): string | null {
  const trained = draft.messageIds.findIndex((_, index) => lessonAt(draft.conversation, index) === 1)
  return draft.messageIds[Math.max(0, trained)] ?? null
}
