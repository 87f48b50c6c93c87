import type { Edit, SaveAnswer } from '@/lib/examples/schema'
import type { Failure } from '@/lib/result/schema'

/** One thing a person did, kept in this browser until the server has acknowledged it. */
export type Entry = {
  /** Order of doing: microseconds since 1970, made unique. */
  seq: number
  userId: string
  datasetId: string
  number: number
  edits: Edit[]
  /** Set while it is part of a request under way, and kept over retries: the same id twice has one effect. */
  operationId: string | null
  /** The server's revision that the edits were made on, what this browser did before them aside. */
  revision: number
  /** The operation that this takes back or brings again. */
  undoOf: string | null
  /** The undo entry that remembers it, null for an undo itself. */
  undoId: string | null
  trouble: Failure | null
  at: number
}

/** One step of the undo stack of a dataset. */
export type UndoStep = {
  id: string
  userId: string
  datasetId: string
  at: number
  undone: boolean
  /** The operation of a request under way that takes it back or brings it again, kept until there is an answer. */
  turning?: string | null
  /** What was done: edits to an example, or a request with the one that takes it back. */
  done:
    | { kind: 'edits'; number: number; edits: Edit[]; revision: number; operationId: string | null }
    | ({ kind: 'request' } & Undoable)
}
/** An action that is one request; `label` says it in a few words, in the language it was done in. */
export type Undoable = { label: string; undo: SentRequest; redo: SentRequest }
export type SentRequest = { method: 'POST' | 'PATCH' | 'DELETE'; path: string; body: Record<string, unknown> }

export type SaveState = {
  /** Not yet acknowledged by the server. */
  pending: number
  word: 'saved' | 'saving' | 'offline' | 'failing' | 'conflict' | 'refused' | 'signed-out'
}

/** What tabs of one browser tell each other. */
export type TabMessage =
  | { type: 'entry'; datasetId: string; number: number }
  | {
      type: 'acknowledged'
      datasetId: string
      number: number
      seqs: number[]
      operationId: string
      answer: SaveAnswer
    }
  | { type: 'troubled'; datasetId: string; number: number; seqs: number[]; trouble: Failure; undo: boolean }
  | { type: 'dropped'; datasetId: string; number: number }
  | { type: 'state'; state: SaveState }
  | { type: 'live'; event: unknown }
  | { type: 'live-open' }
  | { type: 'hello' }
  | { type: 'undo-changed'; datasetId: string }
