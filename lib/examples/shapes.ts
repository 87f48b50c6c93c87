import type { Frame, Kind, Problem } from '@/lib/conversations/schema'
import type { Alternative, Edit, Status, TagOnExample } from './schema'

/** Another answer beside a message; `authorName` is empty for one that is not saved yet. */
export type ShownAlternative = Alternative & { authorName: string }

/** One row of the list. `strip` holds at most 60 frames; longer conversations are merged for the drawing. */
export type ExampleRow = {
  number: number
  kind: Kind
  revision: number
  status: Status
  preview: string
  strip: Frame[]
  turns: number
  assistantTurns: number
  trainedTurns: number
  tokens: number
  trainedTokens: number
  tagIds: string[]
  problems: string[]
  errors: number
  split: 'train' | 'validation' | 'test' | null
  trashed: boolean
  updatedAt: string
  authorName: string
}

/** A row as the list has it: `findings` are those that are open. */
export type ListedExample = ExampleRow & { findings: number }

export type ExampleDetail = ExampleRow & {
  id: number
  text: string
  messageIds: string[]
  /** Tokens of each message's content, in order. */
  messageTokens: number[]
  tags: TagOnExample[]
  /** In the order in which they came. */
  alternatives: ShownAlternative[]
  problemList: Problem[]
  duplicateKeys: boolean
  statusReason: string | null
  statusByName: string | null
  approvedRevision: number | null
  sourceKey: string | null
  importFile: string | null
  importLine: number | null
  copiedFrom: number | null
  createdAt: string
  /** How many of the second reader’s are open. */
  suggestions: number
  /** Who made the revision that this is; empty for what the studio itself did. */
  revisedByName: string
  /** The reader's own latest operations in this text: what its browser keeps of these is done. */
  ownOperations: { operationId: string; revision: number }[]
}

export type SaveAnswer = {
  revision: number
  /** When and by whom this revision was made; null where nothing was left to do. */
  saved: { at: string; byName: string } | null
  /** The edits as they took effect: their reverse is what an undo sends. */
  edits: Edit[]
  status: Status
  statusReason: string | null
  trashed: boolean
  sourceKey: string | null
  tags: TagOnExample[]
  /** Left out of answers that an older build kept, and of those that a purge went over. */
  alternatives?: ShownAlternative[]
  messageTokens: number[]
  tokens: number
  trainedTokens: number
  problemList: Problem[]
  /** The new text where the client could not have made it itself (a restored revision, another's edits under it). */
  text: string | null
  messageIds: string[] | null
}

export type RevisionRow = {
  number: number
  authorId: string
  authorName: string
  at: string
  edits: Edit[]
  statusAfter: Status | null
  operationId: string | null
  undoOf: string | null
}

/** `details` of the conflict that a save can meet; `base` is what its edits were made on, the text as a line. */
export type SaveConflict = {
  theirs: ExampleDetail
  base: { text: string; messageIds: string[] } | null
  collisions: string[]
}
